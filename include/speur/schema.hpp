#pragma once

#include "speur/ascii.hpp"
#include "speur/page.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// The layout of the index: what the indexer writes and the searcher reads. One Xapian document is
/// one page. Every name, prefix, slot and key stands here and nowhere else.
namespace speur {

/// Raised by every change below. An index of another version is rebuilt, never guessed at.
inline constexpr int schema_version = 6;

/// Before a ranking term: the stem of a word of the page in whatever field, or of a part of a
/// compound. Its wdf is the sum of what its occurrences weigh (word_record.hpp). Pieces that stand
/// together as one (e-mail, aia-09) are ranking terms as they stand. No term has positions.
inline constexpr std::string_view ranking_prefix = "Z";

/// A field that words are searched in. Short fields have filter terms, `filter_prefix + stem`, of the
/// same words as the ranking terms and without weight; for the others a page's word record tells.
struct FieldSpec {
  std::string_view name;           ///< as a searcher types it: titel:fiets
  std::string_view english;        ///< its other name
  std::string_view filter_prefix;  ///< empty: it has no filter terms
};
enum class TextField : std::uint8_t { title, heading, description, body, label };
inline constexpr std::array field_specs = {
    FieldSpec{"titel", "title", "S"},
    FieldSpec{"kop", "heading", "H"},
    FieldSpec{"toelichting", "description", "D"},  // without one, the first paragraph
    FieldSpec{"tekst", "text", ""},
    FieldSpec{"kenmerk", "label", ""},  // words of the facet values
};
[[nodiscard]] constexpr const FieldSpec& spec(TextField field) {
  return field_specs[static_cast<std::size_t>(field)];
}

/// Stands between the stems of a compound's parts, and in no stem: "fiets|stalling" is what
/// fietsenstalling, fietsstalling and stationsfietsenstalling have in common.
inline constexpr char compound_separator = '|';

// Terms that are no words: they filter and look up, and weigh nothing.
inline constexpr std::string_view id_prefix = "Q";           ///< the page's path; exactly one
inline constexpr std::string_view identifier_prefix = "XI";  ///< front matter's `id`, folded
inline constexpr std::string_view name_prefix = "XN";        ///< the path's last part, no extension
inline constexpr std::string_view facet_prefix = "XF";       ///< name=value
inline constexpr std::string_view facet_type_prefix = "XT";  ///< name=k, n, d; name=m: many values
inline constexpr std::string_view boost_prefix = "XB";       ///< only of pages with another than 1
inline constexpr std::string_view language_prefix = "XL";
inline constexpr std::string_view acronym_prefix = "XA";     ///< to its meaning: word_relation.hpp
inline constexpr std::string_view expansion_prefix = "XE";   ///< and back
inline constexpr std::string_view synonym_prefix = "XY";     ///< names of one thing
inline constexpr std::string_view definition_prefix = "XD";  ///< a word that the page defines

// Values. Facets have further slots: facet_slot.
inline constexpr std::uint32_t id_slot = 0;          ///< the page's id: ties are ordered by it
inline constexpr std::uint32_t title_slot = 1;       ///< ICU collation key (nl) of the title: sorts
inline constexpr std::uint32_t title_text_slot = 2;  ///< the title: what links to the page show
inline constexpr std::uint32_t url_slot = 3;         ///< as Page::url
inline constexpr std::uint32_t definitions_slot = 4;  ///< word_relation.hpp
inline constexpr std::uint32_t suggestions_slot = 5;  ///< lines: suggestion_layout.hpp
inline constexpr char value_separator = '\x1f';

// Metadata of the database.
inline constexpr std::string_view schema_key = "speur.schema";  ///< decimal
inline constexpr std::string_view recipe_key = "speur.recipe";  ///< AnalyzerRecipe::to_text
inline constexpr std::string_view facets_key = "speur.facets";  ///< a name a line
inline constexpr std::string_view settings_key = "speur.settings";  ///< JSON: labels and orders
inline constexpr std::string_view site_name_key = "speur.site-name";
inline constexpr std::string_view site_url_key = "speur.site-url";
inline constexpr std::string_view language_key = "speur.language";
inline constexpr std::string_view synonyms_key = "speur.synonyms";        ///< word_relation.hpp
inline constexpr std::string_view definitions_key = "speur.definitions";  ///< the same
inline constexpr std::string_view built_key = "speur.built";              ///< ISO 8601, UTC
inline constexpr std::string_view words_place_key = "speur.words";        ///< a name of WordsPlace
/// Pages that have changed since the suggestions were made of all pages; absent: none.
inline constexpr std::string_view suggestion_changes_key = "speur.suggestion-changes";
inline constexpr std::string_view state_key = "speur.state";  ///< the indexer's own site file, of
inline constexpr std::string_view state_kind = "state";       ///< this kind: what it saw of the site
inline constexpr std::string_view site_file_key_prefix = "speur.file.";   ///< + kind: site_file.hpp

/// Where the terms of words stand: in the posting lists (postings_layout.hpp) alone, or in the
/// database, too, so that Xapian can search it together with others, and serve it to other hosts.
enum class WordsPlace : std::uint8_t { files, database };
inline constexpr std::array<std::string_view, 2> words_place_names = {"files", "database"};
[[nodiscard]] constexpr std::string_view name_of(WordsPlace place) {
  return words_place_names[static_cast<std::size_t>(place)];
}

// Files of an index folder.
inline constexpr std::string_view stub_file = "XAPIANDB";  ///< "auto generation-7"
inline constexpr std::string_view generation_prefix = "generation-";
inline constexpr std::string_view lock_file = "lock";
inline constexpr std::string_view lexicon_prefix = "lexicon-";
/// The lexicon that the index was analyzed with, so that a query can be, too.
[[nodiscard]] inline std::string lexicon_file(std::string_view hash) {
  return std::string(lexicon_prefix) += hash;
}

inline constexpr std::size_t max_term_bytes = 245;  ///< Xapian's; a zero byte would count double

/// FNV-1a, 64 bits (Fowler, Noll and Vo; IETF draft-eastlake-fnv): only to shorten long terms.
[[nodiscard]] constexpr std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

/// The slot of all values of the facet `name`, joined by value_separator, which no value contains. It
/// depends on the name alone, so that documents can be made before all facets are known, and
/// databases that were built apart agree. Two names may share a slot (with 100 facets the chance is
/// 1 in 200,000): the writer refuses the second one. Even numbers from 2^16 on.
[[nodiscard]] constexpr std::uint32_t facet_slot(std::string_view name) {
  return (1U << 16U) + 2 * static_cast<std::uint32_t>(fnv1a(name) & 0x3FFFFFFFU);
}
/// The slot of its first number (Xapian::sortable_serialise) or first date ("YYYY-MM-DD"): sorts and
/// answers ranges. Empty for keywords.
[[nodiscard]] constexpr std::uint32_t sort_slot(std::string_view name) {
  return facet_slot(name) + 1;
}

/// `prefix + text`, or where that is too long its first bytes and a hash of the whole.
[[nodiscard]] inline std::string bounded_term(std::string_view prefix, std::string_view text) {
  std::string term(prefix);
  term += text;
  if (term.size() <= max_term_bytes) return term;
  static constexpr char digits[] = "0123456789abcdef";
  const std::uint64_t hash = fnv1a(term);
  term.resize(max_term_bytes - 17);
  term += '#';
  for (int shift = 60; shift >= 0; shift -= 4) term += digits[(hash >> shift) & 0xF];
  return term;
}

/// The terms of a facet's value. A name holds no '=' (the reader takes care of it).
[[nodiscard]] inline std::string facet_term(std::string_view name, std::string_view value) {
  std::string text(name);
  text += '=';
  text += value;
  return bounded_term(facet_prefix, text);
}
/// `type`: 'k', 'n' or 'd' for a value of that type, 'm' for more than one value.
[[nodiscard]] inline std::string facet_type_term(std::string_view name, char type) {
  std::string text(name);
  text += '=';
  text += type;
  return bounded_term(facet_type_prefix, text);
}

/// The type of a facet of which so many pages hold words, numbers and dates. A few odd values (a
/// date that does not exist, "onbekend") take ranges and sorting from no facet: at most one page in
/// ten, or a single one beside four others.
[[nodiscard]] inline FacetType facet_type(std::size_t words, std::size_t numbers,
                                          std::size_t dates) {
  const auto prevails = [](std::size_t typed, std::size_t others) {
    return typed > 0 && (others * 9 <= typed || (others == 1 && typed >= 4));
  };
  if (prevails(dates, words + numbers)) return FacetType::date;
  return prevails(numbers, words + dates) ? FacetType::number : FacetType::keyword;
}

/// What an identifier is looked up by: itself in lower case, and its last part, since `org-04` is
/// how people type urn:nl:ak:mtr:org-04.
[[nodiscard]] inline std::array<std::string, 2> identifier_keys(std::string_view identifier) {
  std::string whole = ascii_lower(identifier);
  const std::size_t tail = whole.find_last_of(":/#") + 1;
  return {whole, whole.substr(tail)};
}

/// The last part of a page's path without its extension; of `a/b/index.md` it is `b`.
[[nodiscard]] inline std::string_view page_name(std::string_view id) {
  const auto last = [](std::string_view path) { return path.substr(path.rfind('/') + 1); };
  std::string_view name = last(id);
  name = name.substr(0, name.rfind('.'));
  if (name != "index" && name != "_index" && name != "README") return name;
  const std::size_t slash = id.rfind('/');
  return slash == std::string_view::npos ? name : last(id.substr(0, slash));
}

}  // namespace speur
