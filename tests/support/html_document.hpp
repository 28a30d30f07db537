#pragma once

#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// HTML as a browser reads it, to ask what is in it.
class HtmlDocument {
 public:
  explicit HtmlDocument(std::string html)
      : html_(std::move(html)),
        output_(gumbo_parse_with_options(&kGumboDefaultOptions, html_.data(), html_.size()),
                [](GumboOutput* output) { gumbo_destroy_output(&kGumboDefaultOptions, output); }) {
    collect(output_->root);
  }

  using Element = const GumboNode*;
  [[nodiscard]] const std::vector<Element>& elements() const { return elements_; }
  /// What the parser had to mend.
  [[nodiscard]] std::size_t faults() const { return output_->errors.length; }

  [[nodiscard]] static std::string_view attribute(Element element, const char* name) {
    const GumboAttribute* found = gumbo_get_attribute(&element->v.element.attributes, name);
    return found == nullptr ? std::string_view() : std::string_view(found->value);
  }
  [[nodiscard]] static bool has_attribute(Element element, const char* name) {
    return gumbo_get_attribute(&element->v.element.attributes, name) != nullptr;
  }
  [[nodiscard]] static bool is(Element element, GumboTag tag) {
    return element->v.element.tag == tag;
  }
  [[nodiscard]] static std::string text(const GumboNode* node) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
      return node->v.text.text;
    }
    std::string all;
    if (node->type != GUMBO_NODE_ELEMENT) return all;
    const GumboVector& children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
      all += text(static_cast<const GumboNode*>(children.data[i]));
    }
    return all;
  }

  /// Those with this attribute, of this value.
  [[nodiscard]] std::vector<Element> with(const char* name, std::string_view value) const {
    std::vector<Element> found;
    for (const Element element : elements_) {
      if (has_attribute(element, name) && attribute(element, name) == value) {
        found.push_back(element);
      }
    }
    return found;
  }
  /// The text of the first with this class; "(none)" if there is none.
  [[nodiscard]] std::string text_of(std::string_view class_name) const {
    const std::vector<Element> found = with("class", class_name);
    return found.empty() ? "(none)" : text(found.front());
  }
  [[nodiscard]] std::vector<std::string> texts_of(std::string_view class_name) const {
    std::vector<std::string> texts;
    for (const Element element : with("class", class_name)) texts.push_back(text(element));
    return texts;
  }

 private:
  void collect(const GumboNode* node) {
    if (node->type != GUMBO_NODE_ELEMENT) return;
    elements_.push_back(node);
    const GumboVector& children = node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
      collect(static_cast<const GumboNode*>(children.data[i]));
    }
  }

  std::string html_;
  std::unique_ptr<GumboOutput, void (*)(GumboOutput*)> output_;
  std::vector<Element> elements_;
};

}  // namespace speur
