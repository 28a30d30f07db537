#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// A bilingual word list as the dictd packages of FreeDict have it.
struct DictdEntry {
  std::string headword;
  std::vector<std::string> translations;  ///< in the order of the entry; may be several words
};

/// The entries of the text of a .dict file: a line `headword /pronunciation/`, then lines of
/// translations with commas between them, numbered or not. What stands before the first entry is
/// skipped, and so is an entry without translations. ĳ is made ij, the hyphen U+2010 a plain one.
[[nodiscard]] std::vector<DictdEntry> read_dictd(std::string_view utf8);

/// English words and terms of two words to at most four single Dutch words, from a dictionary of
/// each direction. First what both say, then what the English-Dutch one says; the reverse of the
/// other fills up to two, since a word that translates much (get) would draw in what is far off.
/// Only lower-case ASCII on the English side and lower-case letters and hyphens on the Dutch one,
/// which leaves out names, sentences and remarks.
[[nodiscard]] std::map<std::string, std::vector<std::string>> merge_directions(
    const std::vector<DictdEntry>& english_dutch, const std::vector<DictdEntry>& dutch_english);

}  // namespace speur
