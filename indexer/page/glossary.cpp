#include "indexer/page/glossary.hpp"

#include "speur/ascii.hpp"
#include "speur/npos.hpp"
#include "speur/schema.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace speur {
namespace {

/// What glossaries, and folders of them, are called.
constexpr std::array<std::string_view, 18> glossary_names = {"begrippen",
                                                             "begrippenlijst",
                                                             "begrippenkader",
                                                             "begripsbepalingen",
                                                             "begripsomschrijvingen",
                                                             "definities",
                                                             "definitielijst",
                                                             "definities-lijst",
                                                             "woordenlijst",
                                                             "woordenboek",
                                                             "terminologie",
                                                             "termen",
                                                             "termenlijst",
                                                             "glossarium",
                                                             "glossary",
                                                             "definitions",
                                                             "terminology",
                                                             "begrippenwoordenlijst"};

/// What a front matter calls an entry of a glossary.
constexpr std::array<std::string_view, 6> kind_facets = {"soort",     "type",     "kind",
                                                         "categorie", "category", "paginatype"};
constexpr std::array<std::string_view, 8> entry_kinds = {
    "begrip", "begrippen", "definitie", "definition", "term", "glossary", "woord", "glossary-term"};

/// Headings and terms of more words are sentences.
constexpr std::size_t max_term_words = 8;
/// A definition has at least so many: "Telefoon: 14 020" is none.
constexpr std::size_t min_words = 3;

bool names_glossary(std::string_view text) {
  const std::string lower = ascii_lower(text);
  std::string_view rest = lower;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of(" -_/,:"), rest.size());
    const std::string_view word = rest.substr(0, end);
    if (std::ranges::find(glossary_names, word) != glossary_names.end()) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

std::size_t count_words(std::string_view text) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : text) {
    const bool letter = is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80;
    if (letter && !inside) ++count;
    inside = c != ' ' && (inside || letter);
  }
  return count;
}

bool is_term(std::string_view text) {
  const std::size_t words = count_words(text);
  return words > 0 && words <= max_term_words && text.size() > 1 && !text.ends_with('?');
}

std::string_view first_line(std::string_view text) {
  return text.substr(0, text.find('\n'));
}

/// A page in a folder of definitions, but not the folder's own.
bool stands_in_glossary(std::string_view id, std::string_view name) {
  const std::size_t slash = id.rfind('/');
  if (slash == npos) return false;
  const std::string_view folder = id.substr(0, slash);
  const std::string_view last = folder.substr(folder.rfind('/') + 1);
  return last != name && names_glossary(last);
}

bool is_entry(const Page& page, std::string_view name) {
  if (stands_in_glossary(page.id, name)) return true;
  return std::ranges::any_of(page.facets, [](const Facet& facet) {
    if (std::ranges::find(kind_facets, facet.name) == kind_facets.end()) return false;
    return std::ranges::any_of(facet.values, [](const FacetValue& value) {
      const std::string kind = ascii_lower(value.text);
      return std::ranges::find(entry_kinds, kind) != entry_kinds.end();
    });
  });
}

std::string entry_text(const Page& page) {
  if (!page.description.empty()) return page.description;
  for (const Section& section : page.sections) {
    if (!section.text.empty()) return std::string(first_line(section.text));
  }
  return {};
}

}  // namespace

std::vector<PageDefinition> page_definitions(const Page& page, std::vector<PageDefinition> lists,
                                             std::string definition) {
  std::vector<PageDefinition> all;
  const std::string_view name = page_name(page.id);
  if (definition.empty() && is_entry(page, name)) definition = entry_text(page);
  if (!definition.empty() && is_term(page.title)) {
    all.push_back({page.title, std::move(definition), {}, DefinitionSource::entry});
  }
  std::erase_if(lists, [](const PageDefinition& each) {
    return !is_term(each.term) || count_words(each.text) < min_words;
  });
  const bool glossary =
      names_glossary(page.title) || names_glossary(page.other_title) || names_glossary(name);
  if (glossary) {
    for (PageDefinition& each : lists) each.source = DefinitionSource::glossary;
    for (const Section& section : page.sections) {
      // Where the definitions are lists, headings are letters of the alphabet or subjects.
      if (!lists.empty() || section.level < 2 || !is_term(section.heading)) continue;
      const std::string_view text = first_line(section.text);
      if (count_words(text) < min_words) continue;
      all.push_back(
          {section.heading, std::string(text), section.anchor, DefinitionSource::glossary});
    }
  }
  std::ranges::move(lists, std::back_inserter(all));
  return all;
}

}  // namespace speur
