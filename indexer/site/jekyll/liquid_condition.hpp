#pragma once

#include "indexer/tree/yaml_tree.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// The names that a page's templates can use, as far as a reader of files knows their values.
class LiquidScope {
 public:
  /// Keeps the references.
  LiquidScope(const YamlNode& page, const YamlNode& site) : page_(page), site_(site) {}

  /// Whether a condition holds: `page.soort == "wet" and site.toon`; nothing where only Jekyll knows.
  [[nodiscard]] std::optional<bool> holds(std::string_view condition) const;
  /// Whether the value of `subject` is one of those that a `when` lists.
  [[nodiscard]] std::optional<bool> is_one_of(std::string_view subject, std::string_view list) const;
  /// Whether a `for` with these words has anything to go through.
  [[nodiscard]] std::optional<bool> goes_through(std::string_view loop) const;

  /// The text of `{{ name | filter }}`; nothing where it is not known, or where there is none.
  [[nodiscard]] std::optional<std::string> words(std::string_view expression) const;

  /// `name = value`.
  void assign(std::string_view assignment);
  /// A text that was captured.
  void keep(std::string_view name, std::string text);

  /// Goes into a file that the page includes, with parameters: `titel="Let op" tekst=page.tekst`.
  void enter_include(std::string_view parameters);
  void leave_include();
  [[nodiscard]] bool is_in_include() const { return !includes_.empty(); }

 private:
  struct Value {
    enum class Kind : unsigned char { unknown, nil, boolean, number, text, list, empty, other };
    Value() = default;
    explicit Value(Kind of) : kind(of) {}
    explicit Value(bool of) : kind(Kind::boolean), truth(of) {}
    explicit Value(std::string of) : kind(Kind::text), text(std::move(of)) {}
    Value(double of, std::string written) : kind(Kind::number), number(of), text(std::move(written)) {}

    Kind kind = Kind::unknown;
    bool truth = false;
    double number = 0;
    std::string text;  ///< of a number, too
    std::vector<std::string> items;
  };

  using Values = std::map<std::string, Value, std::less<>>;

  /// Of an expression with its filters.
  [[nodiscard]] Value result(std::string_view expression) const;
  [[nodiscard]] Value filtered(Value value, std::string_view filter) const;
  [[nodiscard]] Value value(std::string_view name) const;
  [[nodiscard]] Value named(std::string_view name) const;
  [[nodiscard]] Value member(const YamlNode& root, std::string_view path) const;
  static Value value_of(const YamlNode& node);
  static std::optional<bool> equal(const Value& a, const Value& b);
  [[nodiscard]] std::optional<bool> compare(std::string_view left, std::string_view sign,
                                            std::string_view right) const;

  const YamlNode& page_;
  const YamlNode& site_;
  Values variables_;
  std::vector<Values> includes_;  ///< parameters of the files that we are in
};

}  // namespace speur
