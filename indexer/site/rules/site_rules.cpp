#include "indexer/site/rules/site_rules.hpp"

#include "indexer/site/rules/settings.hpp"

#include <utility>

namespace speur {

Publication draft_publication(const YamlNode& keys) {
  const YamlNode* const draft = keys.find("draft");
  // One that is neither true nor false is told by the reader of front matter, and counts as true.
  const bool is_draft = draft != nullptr && as_switch(*draft).value_or(true);
  return {is_draft ? Publication::State::draft : Publication::State::shown};
}

Problem doubt(const std::filesystem::path& file, std::size_t line, std::string message) {
  return {{file, line}, std::move(message), true, true};
}

}  // namespace speur
