#include "indexer/site/hugo/hugo_dates.hpp"

#include "indexer/site/hugo/hugo_settings.hpp"
#include "indexer/site/rules/settings.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <utility>

namespace speur {
namespace {

using Kind = YamlNode::Kind;

constexpr std::string_view from_filename = ":filename";

/// The keys of one date, those of `:default` in its place.
std::vector<std::string> keys_for(const YamlNode& settings, std::string_view name,
                                  std::vector<std::string> defaults) {
  const YamlNode* const configured = find_path(settings, {"frontmatter", name});
  if (configured == nullptr) return defaults;
  std::vector<std::string> keys;
  for (const std::string& written : texts_of(configured)) {
    const std::string key = ascii_lower(written);
    if (key == ":default") {
      keys.insert(keys.end(), defaults.begin(), defaults.end());
    } else {
      keys.push_back(key);
    }
  }
  return keys;
}

/// "2024-05-17" at the start of a file's name, and what follows it.
std::optional<Moment> moment_of_filename(std::string_view filename, std::string& slug) {
  if (filename.size() < 10) return std::nullopt;
  std::optional<Moment> moment = parse_moment(filename.substr(0, 10));
  if (!moment) return std::nullopt;
  std::string_view rest = filename.substr(10);
  while (!rest.empty() && std::string_view(" -_").find(rest.front()) != std::string_view::npos) {
    rest.remove_prefix(1);
  }
  while (!rest.empty() && std::string_view(" -_").find(rest.back()) != std::string_view::npos) {
    rest.remove_suffix(1);
  }
  slug = rest;
  return moment;
}

}  // namespace

HugoDates::HugoDates(const YamlNode& settings)
    : date_(keys_for(settings, "date",
                     {"date", "publishdate", "pubdate", "published", "lastmod", "modified"})),
      publish_(keys_for(settings, "publishdate", {"publishdate", "pubdate", "published", "date"})),
      expiry_(keys_for(settings, "expirydate", {"expirydate", "unpublishdate"})) {}

HugoPageDates HugoDates::read(const YamlNode& keys, std::string_view filename) const {
  HugoPageDates dates;
  const auto first = [&](const std::vector<std::string>& names, bool decides) {
    for (const std::string& name : names) {
      if (name == from_filename) {
        if (std::optional<Moment> moment = moment_of_filename(filename, dates.slug)) return moment;
        continue;
      }
      const YamlNode* const node = keys.find(name);
      if (node == nullptr || node->kind != Kind::scalar || trimmed(node->text).empty()) continue;
      if (name == "published" && hugo_truth(*node)) continue;  // the opposite of draft
      if (std::optional<Moment> moment = parse_moment(node->text)) return moment;
      if (decides && name != "date") dates.unreadable = node;
    }
    return std::optional<Moment>();
  };
  dates.date = first(date_, false);
  dates.publish = first(publish_, true);
  dates.expiry = first(expiry_, true);
  return dates;
}

}  // namespace speur
