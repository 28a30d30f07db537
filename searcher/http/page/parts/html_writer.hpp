#pragma once

#include "speur/searcher.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace speur::http {

struct Attribute {
  std::string_view name, value;
  bool is_present = true;
};
/// `checked`, `disabled`, …: there or not.
[[nodiscard]] inline Attribute flag(std::string_view name, bool is_present = true) {
  return {name, "", is_present};
}

/// Writes HTML in which every text and attribute value is escaped; names of elements and attributes
/// are the program's own.
class HtmlWriter {
 public:
  using Attributes = std::initializer_list<Attribute>;

  /// An element that is open until this goes.
  class Element {
   public:
    Element(HtmlWriter& writer, std::string_view name) : writer_(writer), name_(name) {}
    ~Element() { writer_.close(name_); }
    Element(const Element&) = delete;
    Element& operator=(const Element&) = delete;

   private:
    HtmlWriter& writer_;
    std::string_view name_;
  };

  [[nodiscard]] Element element(std::string_view name, Attributes attributes = {}) {
    open(name, attributes);
    return {*this, name};
  }
  /// An element with nothing in it but text.
  void leaf(std::string_view name, Attributes attributes, std::string_view text);
  /// `<input>`, `<link>`, `<meta>`, …: an element that is never closed.
  void open(std::string_view name, Attributes attributes = {});
  void text(std::string_view text);
  /// Writes the text with `<mark>` around each mark.
  void text(const MarkedText& text);
  void doctype() { html_ += "<!DOCTYPE html>\n"; }

  [[nodiscard]] std::string take() { return std::move(html_); }

 private:
  void close(std::string_view name);

  std::string html_;
};

}  // namespace speur::http
