#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// An entry of a dictionary from Dutch to another language.
struct DutchEntry {
  std::string headword;  ///< as it is written, perhaps of several words
  std::string kind;      ///< its part of speech: n, v, adj, adv; empty where the dictionary tells none
  std::vector<std::string> translations;
};

struct DutchDictionary {
  std::vector<DutchEntry> entries;
  bool tells_kinds = false;  ///< most of its entries have a kind
};

/// The text of a .dict file of FreeDict from Dutch. A headword's line is `headword /pronunciation/`,
/// with `<kind>` behind it in the dictionaries that are made from Wiktionary; the lines below hold
/// translations with commas between them, one line a sense. In those from Wiktionary a line that
/// begins with a number is the sense's definition in Dutch, which is left out; in the others it is
/// the number of the sense. Remarks in brackets are left out.
[[nodiscard]] DutchDictionary read_dutch_dictionary(std::string_view utf8);

/// Two Dutch words that dictionaries translate alike.
struct Synonym {
  std::string word, other;
  double likeness = 0;  ///< in (0, 1]; 1: they have all translations in common
};

/// Pivoting: words with the same translations mean the same (Bannard and Callison-Burch, ACL 2005). The
/// likeness of two words is the cosine of their translations in all languages, where a translation
/// of many Dutch words counts less. Words of different kinds are never alike. `kinds_of`: the kinds
/// of a word for which no dictionary tells one; none: it may be of any. Sorted by word, then the most alike
/// first; only words of plain letters, in lower case.
[[nodiscard]] std::vector<Synonym> find_synonyms(
    const std::vector<DutchDictionary>& dictionaries,
    const std::function<std::vector<std::string>(const std::string&)>& kinds_of);

}  // namespace speur
