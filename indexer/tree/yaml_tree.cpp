#include "indexer/tree/yaml_tree.hpp"

#include "indexer/budget/page_budget.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>
#include <utility>

namespace speur {
namespace {

std::size_t weight(const YamlNode& node) {
  std::size_t sum = 64 + node.text.size();
  for (const YamlNode& item : node.items) sum += weight(item);
  for (const YamlMember& member : node.members) sum += weight(member.key) + weight(member.value);
  return sum;
}

std::size_t depth(const YamlNode& node) {
  std::size_t deepest = 0;
  for (const YamlNode& item : node.items) deepest = std::max(deepest, depth(item));
  for (const YamlMember& member : node.members) deepest = std::max(deepest, depth(member.value));
  return deepest + 1;
}

/// Builds the tree from the parser's events. YAML::Load would keep all of a document's nodes twice
/// and follow any depth; here both are bounded while it reads.
class TreeBuilder final : public YAML::EventHandler {
 public:
  explicit TreeBuilder(std::size_t first_line) : first_line_(first_line) {}

  [[nodiscard]] YamlNode take_root() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    finish(node_at(mark, YamlNode::Kind::null), anchor, mark);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
      throw YAML::ParserException(mark, "an alias stands inside what it names");
    }
    if (levels_.size() + depth(found->second) > max_yaml_depth) throw_too_deep(mark);
    weigh(weight(found->second), mark);
    place(found->second);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    YamlNode node = node_at(mark, YamlNode::Kind::scalar);
    node.text = value;
    node.foreign = is_foreign(tag);
    if (!tag.empty() && tag != "?") node.tag = tag;
    node.plain = tag.empty() || tag == "?" || tag == "tag:yaml.org,2002:int" ||
                 tag == "tag:yaml.org,2002:float" || tag == "tag:yaml.org,2002:bool" ||
                 tag == "tag:yaml.org,2002:timestamp";
    finish(std::move(node), anchor, mark);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, YamlNode::Kind::list, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, YamlNode::Kind::map, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Level {
    YamlNode node;
    std::optional<YamlNode> key;  ///< waits for its value
    YAML::anchor_t anchor = 0;
    YAML::Mark mark;
  };

  /// `<<: *base` gives a map the members of another one, or of a list of others, that it lacks.
  static void merge_maps(YamlNode& map) {
    const auto merges = [](const YamlMember& member) { return member.key.plain && member.key.text == "<<"; };
    if (std::ranges::none_of(map.members, merges)) return;
    std::set<std::string, std::less<>> known;
    std::vector<YamlMember> own, given;
    for (YamlMember& member : map.members) {
      if (merges(member)) {
        given.push_back(std::move(member));
      } else {
        known.insert(member.key.text);
        own.push_back(std::move(member));
      }
    }
    map.members = std::move(own);
    const auto take = [&](YamlNode& from) {
      for (YamlMember& member : from.members) {
        if (known.insert(member.key.text).second) map.members.push_back(std::move(member));
      }
    };
    for (YamlMember& member : given) {
      take(member.value);
      for (YamlNode& item : member.value.items) take(item);
    }
  }

  static bool is_foreign(const std::string& tag) {
    return !tag.empty() && tag != "?" && tag != "!" && !tag.starts_with("tag:yaml.org,2002:");
  }

  [[nodiscard]] YamlNode node_at(const YAML::Mark& mark, YamlNode::Kind kind) const {
    YamlNode node;
    node.kind = kind;
    node.line = first_line_ + static_cast<std::size_t>(std::max(mark.line, 0));
    return node;
  }

  void open(const YAML::Mark& mark, YamlNode::Kind kind, const std::string& tag,
            YAML::anchor_t anchor) {
    if (levels_.size() == max_yaml_depth) throw_too_deep(mark);
    Level level{node_at(mark, kind), std::nullopt, anchor, mark};
    level.node.foreign = is_foreign(tag);
    if (!tag.empty() && tag != "?") level.node.tag = tag;
    levels_.push_back(std::move(level));
  }

  void close() {
    Level level = std::move(levels_.back());
    levels_.pop_back();
    merge_maps(level.node);
    finish(std::move(level.node), level.anchor, level.mark);
  }

  [[noreturn]] static void throw_too_deep(const YAML::Mark& mark) {
    throw YAML::ParserException(mark, fmt::format("is nested deeper than {}", max_yaml_depth));
  }

  void weigh(std::size_t more, const YAML::Mark& mark) {
    weight_ += more;
    if (weight_ > max_yaml_weight) {
      throw YAML::ParserException(
          mark, fmt::format("holds more than {} bytes of values", max_yaml_weight));
    }
  }

  void finish(YamlNode node, YAML::anchor_t anchor, const YAML::Mark& mark) {
    weigh(64 + node.text.size(), mark);
    budget::hold(2 * sizeof(YamlNode) + node.text.size());
    if (anchor != 0) {
      weigh(weight(node), mark);
      anchors_[anchor] = node;
    }
    place(std::move(node));
  }

  void place(YamlNode node) {
    if (levels_.empty()) {
      root_ = std::move(node);
      return;
    }
    Level& parent = levels_.back();
    if (parent.node.kind == YamlNode::Kind::list) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.key) {
      parent.key = std::move(node);
    } else {
      parent.node.members.push_back({std::move(*parent.key), std::move(node)});
      parent.key.reset();
    }
  }

  std::size_t first_line_;
  std::size_t weight_ = 0;
  std::vector<Level> levels_;
  std::map<YAML::anchor_t, YamlNode> anchors_;
  YamlNode root_;
};

/// yaml-cpp says what it stumbled over; a writer needs to know what to change.
std::string explain(const std::string& message) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> advice = {{
      {"illegal map value", "a text that holds ': ' needs quotes"},
      {"end of map not found", "the line fits neither the map nor the list that it stands in"},
      {"end of sequence not found", "the line does not fit the list that it stands in"},
      {"end of sequence flow not found", "a list that '[' opens lacks its ']'"},
      {"end of map flow not found", "a map that '{' opens lacks its '}'"},
      {"unknown token", "a text that starts with '@', '`' or '%' needs quotes"},
  }};
  for (const auto& [theirs, ours] : advice) {
    if (message == theirs) return fmt::format("{} ({})", ours, message);
  }
  return message;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (auto member = members.rbegin(); member != members.rend(); ++member) {
    if (member->key.kind == Kind::scalar && member->key.text == key &&
        member->value.kind != Kind::null) {
      return &member->value;
    }
  }
  return nullptr;
}

YamlDocument parse_any_yaml(std::string_view text, const Where& start) {
  YamlDocument document;
  const auto fail = [&](std::size_t line, std::string message) {
    document.root = {};
    document.failure = Problem{{start.file, line}, std::move(message)};
  };
  // yaml-cpp takes U+0004 for the end of its input, and YAML forbids all control characters.
  std::size_t line = start.line;
  for (const char c : text) {
    if (c == '\n') {
      ++line;
    } else if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f) {
      fail(line, fmt::format("control character 0x{:02X} is not allowed here",
                             static_cast<unsigned char>(c)));
      return document;
    }
  }
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    TreeBuilder builder(start.line);
    if (parser.HandleNextDocument(builder)) {
      TreeBuilder more(start.line);
      document.root = builder.take_root();
      if (parser.HandleNextDocument(more)) fail(start.line, "holds more than one YAML document");
    }
  } catch (const YAML::Exception& e) {
    fail(start.line + (e.mark.is_null() ? 0U : static_cast<std::size_t>(e.mark.line)),
         explain(e.msg));
  }
  return document;
}

YamlDocument parse_yaml(std::string_view text, const Where& start) {
  if (std::optional<YamlNode> simple = parse_simple_yaml(text, start.line)) {
    return {std::move(*simple), std::nullopt};
  }
  return parse_any_yaml(text, start);
}

}  // namespace speur
