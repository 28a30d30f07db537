#pragma once

#include "indexer/tree/yaml_tree.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// A value of a template of Go's.
struct GoValue {
  enum class Kind : std::uint8_t {
    unknown,    ///< the generator alone knows it
    nothing,
    truth,
    number,
    text,
    inner,      ///< what stands between the tags of a shortcode
    node,       ///< a list or a map of the site's
    list,
    map,        ///< of a template's own making
    shortcode,  ///< what a shortcode's template runs for
    parent,     ///< the one around it
    page,
    site,
    scratch     ///< a `number` of values by names, which a template sets
  };
  using Entries = std::vector<std::pair<std::string, GoValue>>;  ///< of a list, without names

  Kind kind = Kind::unknown;
  /// Of `number` itself, of `truth` 1 or 0; of `inner` 1 where it is read as Markdown; of `list` and `map` how deep they are.
  std::int64_t number = 0;
  std::string text{};
  const YamlNode* node = nullptr;
  std::shared_ptr<const Entries> entries{};

  [[nodiscard]] static GoValue of_text(std::string text) { return {Kind::text, 0, std::move(text)}; }
  [[nodiscard]] static GoValue of_truth(bool truth) { return {Kind::truth, truth ? 1 : 0}; }
  [[nodiscard]] static GoValue of_number(std::int64_t number) { return {Kind::number, number}; }
  [[nodiscard]] static GoValue nothing() { return {Kind::nothing}; }
  /// Unknown where lists lie in lists so deeply that to go through them would take the whole stack.
  [[nodiscard]] static GoValue of_entries(Kind kind, Entries entries);
  /// What the site's settings or a page's front matter have; null: nothing.
  [[nodiscard]] static GoValue of_node(const YamlNode* node);

  [[nodiscard]] bool is_known() const { return kind != Kind::unknown; }
  [[nodiscard]] bool is_text() const { return kind == Kind::text || kind == Kind::inner; }
  /// Whether a condition takes the value, which is known, for true.
  [[nodiscard]] bool is_true() const;
  [[nodiscard]] bool is_list() const { return kind == Kind::list || (node != nullptr && node->kind == YamlNode::Kind::list); }
  /// As it is put out; what stands between the tags is told by a mark.
  [[nodiscard]] std::string shown() const;
  [[nodiscard]] Entries all() const;
  /// About the bytes that a copy of the value takes; what lists hold is counted once, without the lists in them.
  [[nodiscard]] std::size_t bytes() const;
  [[nodiscard]] GoValue at(std::string_view key) const;
  [[nodiscard]] GoValue at(std::int64_t place) const;

  static constexpr char inner_mark = '\x02';
  static constexpr char rendered_inner_mark = '\x03';
};

/// The value of a function of Hugo's, by its name without its namespace, in lower case.
[[nodiscard]] GoValue call_go_function(std::string_view name, const std::vector<GoValue>& arguments);

}  // namespace speur
