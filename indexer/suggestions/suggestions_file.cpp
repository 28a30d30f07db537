#include "indexer/suggestions/suggestions_file.hpp"

#include "indexer/suggestions/suggestion_collector.hpp"
#include "indexer/suggestions/suggestions_encoding.hpp"
#include "speur/schema.hpp"

#include <xapian.h>

#include <algorithm>
#include <utility>

namespace speur {
namespace {

/// What an entry takes beside its letters, but for long spellings: a guess that saves to copy all as they grow.
constexpr std::size_t usual_entry_bytes = 16;

}  // namespace

std::string encode_suggestions(std::vector<SuggestionEntry> entries) {
  std::ranges::sort(entries, [](const SuggestionEntry& a, const SuggestionEntry& b) {
    return a.usefulness != b.usefulness ? a.usefulness > b.usefulness : a.folded < b.folded;
  });
  std::vector<NumberedPage> pages;
  std::size_t text_bytes = 0;
  for (const SuggestionEntry& entry : entries) {
    if (!entry.id.empty()) pages.emplace_back(entry.id, entry.url);
    text_bytes += entry.folded.size() + entry.anchor.size() + usual_entry_bytes;
  }
  std::ranges::stable_sort(pages, {}, &NumberedPage::first);
  const auto is_same = [](const NumberedPage& a, const NumberedPage& b) { return a.first == b.first; };
  pages.erase(std::unique(pages.begin(), pages.end(), is_same), pages.end());
  const auto number_of = [&](std::string_view id) -> std::uint64_t {
    if (id.empty()) return 0;
    const auto found = std::ranges::lower_bound(pages, id, {}, &NumberedPage::first);
    return static_cast<std::uint64_t>(found - pages.begin()) + 1;
  };
  SuggestionParts parts;
  parts.texts.reserve(text_bytes);
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
  pages.clear();
  entries = {};  // they take as much memory as what is made of them
  return encode_parts(parts);
}

std::string make_suggestions_file(const Xapian::Database& database, const Vocabulary& vocabulary) {
  SuggestionCollector collector;
  collector.add_pages(database);
  return encode_suggestions(
      collector.collect(vocabulary, database.get_metadata(std::string(language_key))));
}

}  // namespace speur
