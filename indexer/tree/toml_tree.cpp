#include "indexer/tree/toml_tree.hpp"

#include "indexer/budget/page_budget.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace speur {
namespace {

using Kind = YamlNode::Kind;

std::string too_deep() {
  return fmt::format("is nested deeper than {}", max_yaml_depth);
}

/// The line, from 0, where a key has too many parts or too many brackets are open. toml++ bounds
/// the brackets alone, and takes a table apart by recursion: long keys would exhaust the stack.
std::optional<std::size_t> find_depth(std::string_view text) {
  std::size_t dots = 0;
  std::size_t open = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"' || c == '\'') {
      const bool three = text.substr(at, 3) == std::string(3, c);
      const std::string_view quote = text.substr(at, three ? 3 : 1);
      at += quote.size();
      while (at < text.size() && !text.substr(at).starts_with(quote) &&
             (three || text[at] != '\n')) {
        at += c == '"' && text[at] == '\\' ? 2 : 1;
      }
      at += quote.size() - 1;
      while (three && at + 1 < text.size() && text[at + 1] == c) ++at;  // up to two are text
    } else if (c == '#') {
      at = std::min(text.find('\n', at), text.size()) - 1;
    } else if (c == '.') {
      ++dots;
    } else if (std::string_view("=,[]{}\n").find(c) != std::string_view::npos) {
      dots = 0;
      if (c == '[' || c == '{') ++open;
      if ((c == ']' || c == '}') && open > 0) --open;
    }
    if (dots >= max_yaml_depth || open > max_yaml_depth) {
      const std::string_view before = text.substr(0, at);
      return static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    }
  }
  return std::nullopt;
}

bool stands_before(const toml::source_position& a, const toml::source_position& b) {
  return std::tie(a.line, a.column) < std::tie(b.line, b.column);
}

/// Makes the tree of what toml++ read.
class TomlConverter {
 public:
  TomlConverter(std::string_view text, std::size_t first_line)
      : text_(text), first_line_(first_line), line_begins_{0} {
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '\n') line_begins_.push_back(at + 1);
    }
  }

  /// Throws toml::parse_error where the tables reach too deep.
  YamlNode convert(const toml::node& from, std::size_t depth) {
    if (depth > max_yaml_depth) throw toml::parse_error(too_deep().c_str(), from.source());
    budget::hold(2 * sizeof(YamlMember));
    YamlNode node;
    node.line = line_of(from.source());
    if (const toml::table* table = from.as_table()) {
      node.kind = Kind::map;
      convert_members(*table, depth, node.members);
    } else if (const toml::array* array = from.as_array()) {
      node.kind = Kind::list;
      for (const toml::node& item : *array) node.items.push_back(convert(item, depth + 1));
    } else {
      node.kind = Kind::scalar;
      node.plain = !from.is_string();
      node.text = node.plain ? spelling(from.source()) : from.as_string()->get();
    }
    return node;
  }

 private:
  [[nodiscard]] std::size_t line_of(const toml::source_region& region) const {
    return first_line_ + region.begin.line - 1;
  }

  void convert_members(const toml::table& table, std::size_t depth,
                       std::vector<YamlMember>& members) {
    using Member = std::pair<const toml::key*, const toml::node*>;
    std::vector<Member> in_order;
    for (const auto& [key, value] : table) in_order.emplace_back(&key, &value);
    std::sort(in_order.begin(), in_order.end(), [](const Member& a, const Member& b) {
      return stands_before(a.first->source().begin, b.first->source().begin);
    });
    for (const auto& [key, value] : in_order) {
      YamlMember& member = members.emplace_back();
      member.key.kind = Kind::scalar;
      member.key.text = key->str();
      member.key.line = line_of(key->source());
      member.value = convert(*value, depth + 1);
    }
  }

  /// A number, a boolean or a date as it stands in the file, for 1.10 may be a version: only the
  /// underscores of numbers are left out.
  std::string spelling(const toml::source_region& region) {
    const std::size_t begin = offset_of(region.begin);
    std::string written(text_.substr(begin, offset_of(region.end) - begin));
    std::erase(written, '_');
    return written;
  }

  /// toml++ counts code points. Values come in the order of the file, so that counting on from the
  /// last one keeps a long line cheap.
  std::size_t offset_of(const toml::source_position& position) {
    if (stands_before(position, counted_)) counted_ = {};
    if (counted_.line != position.line) {
      counted_ = {position.line, 1};
      offset_ = line_begins_[position.line - 1];
    }
    for (; counted_.column < position.column; ++counted_.column) {
      U8_FWD_1_UNSAFE(text_, offset_);
    }
    return offset_;
  }

  std::string_view text_;
  std::size_t first_line_;
  std::vector<std::size_t> line_begins_;
  toml::source_position counted_ = {};
  std::size_t offset_ = 0;  ///< of `counted_`
};

/// Without the "Error while parsing ", which each of toml++'s messages starts with.
std::string explain(std::string_view message) {
  constexpr std::string_view opening = "Error while parsing ";
  if (message.starts_with(opening)) message.remove_prefix(opening.size());
  return std::string(message);
}

}  // namespace

YamlDocument parse_toml(std::string_view text, const Where& start) {
  YamlDocument document;
  if (const std::optional<std::size_t> line = find_depth(text)) {
    document.failure = Problem{{start.file, start.line + *line}, too_deep()};
    return document;
  }
  try {
    document.root = TomlConverter(text, start.line).convert(toml::parse(text), 1);
  } catch (const toml::parse_error& e) {
    const std::size_t line = start.line + std::max(e.source().begin.line, 1U) - 1;
    document.failure = Problem{{start.file, line}, explain(e.description())};
  }
  return document;
}

}  // namespace speur
