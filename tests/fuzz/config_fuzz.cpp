#include "indexer/tree/js_tree.hpp"
#include "indexer/tree/toml_tree.hpp"
#include "indexer/tree/yaml_tree.hpp"
#include "speur/error.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

// Laws: whatever a site's configuration or the front matter of a page says, its tree is no deeper than its bound, its
// lines are those of the text, and a failure has a message. What the quick reader of YAML reads, it reads as
// yaml-cpp does. The first byte says which language it is.

namespace {

void check(const speur::YamlNode& node, std::size_t lines, std::size_t depth) {
  if (depth > speur::max_yaml_depth + 2 || node.line > lines) std::abort();
  for (const speur::YamlNode& item : node.items) check(item, lines, depth + 1);
  for (const speur::YamlMember& member : node.members) {
    check(member.key, lines, depth + 1);
    check(member.value, lines, depth + 1);
  }
}

bool is_same(const speur::YamlNode& a, const speur::YamlNode& b) {
  using Kind = speur::YamlNode::Kind;
  if (a.kind == Kind::null && b.kind == Kind::null) return true;  // nothing is told of its line
  if (a.kind != b.kind || a.text != b.text || a.plain != b.plain || a.line != b.line ||
      a.items.size() != b.items.size() || a.members.size() != b.members.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!is_same(a.items[i], b.items[i])) return false;
  }
  for (std::size_t i = 0; i < a.members.size(); ++i) {
    if (!is_same(a.members[i].key, b.members[i].key)) return false;
    if (!is_same(a.members[i].value, b.members[i].value)) return false;
  }
  return true;
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t bytes = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2
                            : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
    if (bytes == 0 || bytes > text.size() - i) return false;
    for (std::size_t j = 1; j < bytes; ++j) {
      if ((static_cast<unsigned char>(text[i + j]) & 0xC0U) != 0x80U) return false;
    }
    if (lead == 0xE0 && static_cast<unsigned char>(text[i + 1]) < 0xA0) return false;
    if (lead == 0xED && static_cast<unsigned char>(text[i + 1]) >= 0xA0) return false;
    if (lead == 0xF0 && static_cast<unsigned char>(text[i + 1]) < 0x90) return false;
    if (lead == 0xF4 && static_cast<unsigned char>(text[i + 1]) >= 0x90) return false;
    i += bytes;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (!is_utf8(text)) return 0;  // what the readers of files have made sure of
  const speur::Where start{"proef", 1};
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n') +
                                              std::count(text.begin(), text.end(), '\r')) + 2;
  const speur::YamlDocument document = data[0] % 3 == 0   ? speur::parse_js_config(text, start)
                                       : data[0] % 3 == 1 ? speur::parse_toml(text, start)
                                                          : speur::parse_yaml(text, start);
  check(document.root, lines, 0);
  if (document.failure && document.failure->message.empty()) std::abort();
  if (data[0] % 3 != 2) return 0;
  if (const auto simple = speur::parse_simple_yaml(text, 1)) {
    const speur::YamlDocument whole = speur::parse_any_yaml(text, start);
    if (whole.failure || !is_same(*simple, whole.root)) std::abort();
  }
  return 0;
}
