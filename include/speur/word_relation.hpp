#pragma once

#include "speur/analyzer.hpp"
#include "speur/page.hpp"
#include "speur/schema.hpp"
#include "speur/stored_page.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What relates words to other words (acronyms, synonyms, definitions), as it stands in the index.
///
/// A relation of a page is a term, `prefix + key \x1f other key \x1f other text`: what `key` may
/// also be called, with the text as its authors write it. The prefixes are acronym_prefix (from an
/// acronym to what it stands for), expansion_prefix (back) and synonym_prefix (both ways). What the
/// site as a whole says stands in metadata, a line a relation, sorted: `key \x1f kind \x1f other
/// key \x1f other text`, kind being 'a', 'e' or 's'.
///
/// A definition of a page is the term `definition_prefix + key \x1f rank \x1f hash of its text` and
/// an entry in definitions_slot; those of the site are lines `key \x1f term \x1f text` of metadata.
namespace speur {

inline constexpr char relation_separator = '\x1f';

/// Longer names are looked up by nobody.
inline constexpr std::size_t max_relation_words = 12;
/// As many words of a query are tried together.
inline constexpr std::size_t max_relation_run = 6;

/// What a name of a thing is looked up by: the stems of its words, without function words unless it
/// has no others. Empty for nothing and for names that are too long.
/// `Words`: a range; `form(word)` is its WordForm.
template <typename Words, typename Form>
[[nodiscard]] std::string name_key(const Words& words, const Form& form) {
  std::string key;
  std::string of_all;
  std::size_t count = 0;
  for (const auto& word : words) {
    if (++count > max_relation_words) return {};
    const WordForm& each = form(word);
    std::string& to = each.stop ? of_all : key;
    if (!to.empty()) to += ' ';
    to += each.stem;
  }
  return key.empty() ? of_all : key;
}
[[nodiscard]] inline std::string name_key(std::span<const Token> tokens) {
  return name_key(tokens, [](const Token& token) -> const WordForm& { return *token.form; });
}

/// What an acronym is looked up by: its words as they stand, since stemming would take the plural
/// off the IAS.
[[nodiscard]] inline std::string acronym_key(std::span<const Token> tokens) {
  std::string key;
  for (const Token& token : tokens) {
    if (!key.empty()) key += ' ';
    key += token.form->exact;
  }
  return key;
}

/// A definition with the keys of its names, as definitions_slot holds it.
struct StoredDefinition {
  DefinitionSource source = DefinitionSource::list;
  std::vector<std::string> keys;
  std::string term, text, anchor;
};

[[nodiscard]] inline std::string definition_term(std::string_view key, DefinitionSource source,
                                                 std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string term(definition_prefix);
  term += key;
  term += relation_separator;
  term += digits[static_cast<std::size_t>(source)];
  term += relation_separator;
  const std::uint64_t hash = fnv1a(text);
  for (int shift = 60; shift >= 0; shift -= 4) term += digits[(hash >> shift) & 0xF];
  return term;
}

[[nodiscard]] inline std::string encode_definitions(const std::vector<StoredDefinition>& all) {
  std::string out;
  for (const StoredDefinition& each : all) {
    stored::put_number(out, static_cast<std::uint64_t>(each.source));
    stored::put_number(out, each.keys.size());
    for (const std::string& key : each.keys) stored::put_string(out, key);
    for (const std::string* text : {&each.term, &each.text, &each.anchor}) {
      stored::put_string(out, *text);
    }
  }
  return out;
}

/// std::out_of_range for a value that is damaged.
[[nodiscard]] inline std::vector<StoredDefinition> decode_definitions(std::string_view value) {
  std::vector<StoredDefinition> all;
  stored::Reader reader(value);
  while (!reader.done()) {
    StoredDefinition& each = all.emplace_back();
    const std::uint64_t source = reader.number();
    if (source > static_cast<std::uint64_t>(DefinitionSource::abbreviation)) {
      throw std::out_of_range("a definition of an unknown kind");
    }
    each.source = static_cast<DefinitionSource>(source);
    for (std::uint64_t n = reader.number(); n > 0; --n) each.keys.emplace_back(reader.string());
    for (std::string* text : {&each.term, &each.text, &each.anchor}) *text = reader.string();
  }
  return all;
}

}  // namespace speur
