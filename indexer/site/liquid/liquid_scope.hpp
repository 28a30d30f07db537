#pragma once

#include "indexer/site/liquid/liquid_tags.hpp"
#include "indexer/site/liquid/liquid_value.hpp"
#include "indexer/tree/yaml_tree.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What a `for` goes through.
struct LiquidLoop {
  std::string name;  ///< of the variable
  std::vector<LiquidValue> items;
};

/// The names that a page's templates can use, as far as a reader of files knows their values.
class LiquidScope {
 public:
  /// Keeps the references.
  LiquidScope(const YamlNode& page, const YamlNode& site, TemplateLanguage language)
      : page_(page), site_(site), language_(language) {}

  [[nodiscard]] TemplateLanguage language() const { return language_; }

  /// The value of a word of a template: a literal, or a name that the page, the site or a variable has.
  [[nodiscard]] LiquidValue value(std::string_view word) const;
  /// What a `for` with these words goes through: `regel in page.regels limit:3 reversed`, `i in (1..3)`; nothing
  /// where only Jekyll knows.
  [[nodiscard]] std::optional<LiquidLoop> loop(std::string_view words) const;

  /// The text of `{{ name | filter }}`; nothing where it is not known.
  [[nodiscard]] std::optional<std::string> words(std::string_view expression) const;

  /// `name = value`.
  void assign(std::string_view assignment);
  /// A text that was captured.
  void keep(std::string_view name, std::string text);

  /// Goes into a file that the page includes, with parameters: `titel="Let op" tekst=page.tekst`.
  void enter_include(std::string_view parameters);
  void leave_include();
  [[nodiscard]] bool is_in_include() const { return !includes_.empty(); }

  /// Goes into the body of a loop, which next_item() gives its values, once a round. `loop` is kept by reference.
  void enter_loop(const LiquidLoop& loop);
  void next_item();
  void leave_loop();

 private:
  using Values = std::map<std::string, LiquidValue, std::less<>>;
  struct Round {
    const LiquidLoop& loop;
    std::size_t rounds = 0;  ///< that were begun
    LiquidValue hidden;      ///< the variable of the same name around the loop
  };

  /// The value of an expression with its filters.
  [[nodiscard]] LiquidValue result(std::string_view expression) const;
  [[nodiscard]] LiquidValue filtered(LiquidValue value, std::string_view filter) const;
  /// `where_exp: "name", "condition"`.
  [[nodiscard]] LiquidValue where_expression(std::vector<LiquidValue> items, const std::string& name,
                                             const std::string& condition) const;
  /// What a copy of the whole scope takes.
  void spend_copy() const;
  [[nodiscard]] LiquidValue named(std::string_view name) const;
  /// The parts of a name: `page.kaart.naam`, `regels[0]`, `page["met blank"]`, `namen[page.taal]`; none where it is no
  /// name, or where it asks for a part that is not known.
  [[nodiscard]] std::vector<std::string> path_of(std::string_view name) const;
  [[nodiscard]] LiquidValue value_at(const std::vector<std::string>& path) const;
  [[nodiscard]] LiquidValue member_of_site(const YamlNode& root, std::string_view name) const;
  [[nodiscard]] LiquidValue of_round(std::string_view name) const;
  [[nodiscard]] LiquidValue jinja_root(const std::vector<std::string>& path, std::size_t& at) const;
  [[nodiscard]] std::optional<std::vector<LiquidValue>> items_of(std::string_view name) const;
  /// The numbers of `(1..3)`.
  [[nodiscard]] std::optional<std::vector<LiquidValue>> range_of(std::string_view range) const;

  const YamlNode& page_;
  const YamlNode& site_;
  TemplateLanguage language_;
  Values variables_;
  std::vector<Values> includes_;  ///< parameters of the files that we are in
  std::vector<Round> rounds_;     ///< of the loops that we are in
};

}  // namespace speur
