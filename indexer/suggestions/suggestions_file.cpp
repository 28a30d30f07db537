#include "indexer/suggestions/suggestions_file.hpp"

#include "indexer/suggestions/suggestion_collector.hpp"
#include "indexer/suggestions/suggestions_encoding.hpp"
#include "speur/schema.hpp"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <utility>

namespace speur {

std::string encode_suggestions(std::vector<SuggestionEntry> entries) {
  std::ranges::sort(entries, [](const SuggestionEntry& a, const SuggestionEntry& b) {
    return a.usefulness != b.usefulness ? a.usefulness > b.usefulness : a.folded < b.folded;
  });
  std::map<std::string, std::string> urls;  // by id
  for (const SuggestionEntry& entry : entries) {
    if (!entry.id.empty()) urls.emplace(entry.id, entry.url);
  }
  const std::vector<std::pair<std::string, std::string>> pages(urls.begin(), urls.end());
  const auto number_of = [&](const std::string& id) -> std::uint64_t {
    if (id.empty()) return 0;
    const auto found = std::ranges::lower_bound(pages, id, {}, &std::pair<std::string, std::string>::first);
    return static_cast<std::uint64_t>(found - pages.begin()) + 1;
  };
  SuggestionParts parts;
  for (const SuggestionEntry& entry : entries) {
    const auto begin = static_cast<std::uint32_t>(parts.texts.size());
    parts.begins.push_back(begin);
    const bool is_of_page =
        entry.kind == SuggestionKind::title || entry.kind == SuggestionKind::heading;
    (is_of_page ? parts.pages : parts.terms).push_back(begin);
    add_later_words(parts.later, entry.folded, begin);
    put_entry(parts.texts, entry.folded, entry.kind, entry.usefulness, entry.pages,
              number_of(entry.id), entry.anchor, encode_spelling(entry.text));
  }
  parts.begins.push_back(static_cast<std::uint32_t>(parts.texts.size()));
  for (Places* places : {&parts.pages, &parts.terms, &parts.later}) sort_places(*places, parts.texts);
  parts.ids = encode_pages(pages);
  return encode_parts(parts);
}

std::string make_suggestions_file(const Xapian::Database& database, const Vocabulary& vocabulary) {
  SuggestionCollector collector;
  collector.add_pages(database);
  return encode_suggestions(
      collector.collect(vocabulary, database.get_metadata(std::string(language_key))));
}

}  // namespace speur
