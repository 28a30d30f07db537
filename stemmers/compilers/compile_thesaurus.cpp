// Adds a Dutch thesaurus, made from dictionaries to other languages, to a lexicon, at build time.
// SPEUR_DATA=FOLDER_OF_THE_LEXICON compile_thesaurus OUTPUT DICT…
// Each DICT is the text of a .dict file of FreeDict from Dutch.

#include "speur/analyzer.hpp"
#include "speur/schema.hpp"
#include "speur/word_record.hpp"
#include "stemmers/compilers/thesaurus.hpp"
#include "stemmers/lexicon/lexicon.hpp"
#include "stemmers/lexicon/lexicon_format.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> kinds_of(const speur::Lexicon& lexicon, const std::string& word) {
  const speur::LexiconEntry entry = lexicon.find(word);
  std::vector<std::string> kinds;
  if (entry.noun) kinds.emplace_back("n");
  if (entry.verb) kinds.emplace_back("v");
  if (entry.adjective) kinds.emplace_back("adj");
  return kinds;
}

/// The synonyms of each stem, by the key of the stem.
using Table = std::map<std::uint32_t, std::vector<std::uint32_t>>;

/// A synonym that the analyzer finds anyway is left out: a word with the same stem, of the same family,
/// or a compound with the word.
bool is_found_anyway(const speur::WordForm& word, const speur::WordForm& other,
                     const speur::Analyzer& analyzer) {
  const auto is_word = [&](const speur::CompoundPart& part) { return part.stem == word.stem; };
  const std::vector<std::string> family = analyzer.related_stems(word.stem);
  return word.stem == other.stem || std::ranges::any_of(other.parts, is_word) ||
         std::ranges::find(family, other.stem) != family.end();
}

Table make_table(const std::vector<speur::Synonym>& synonyms, const speur::Lexicon& lexicon) {
  const speur::Analyzer analyzer(speur::AnalyzerRecipe::standard());
  std::map<std::uint32_t, std::map<std::uint32_t, double>> likeness;
  for (const speur::Synonym& each : synonyms) {
    const speur::WordForm word = analyzer.analyze_word(each.word);
    const speur::WordForm other = analyzer.analyze_word(each.other);
    const auto number = lexicon.number(other.exact);
    if (word.stop || other.stop || !number || is_found_anyway(word, other, analyzer)) continue;
    double& known = likeness[speur::word_key(word.stem)][*number];
    known = std::max(known, each.likeness);
  }
  Table table;
  for (const auto& [key, others] : likeness) {
    std::vector<std::pair<double, std::uint32_t>> sorted;
    for (const auto& [number, like] : others) sorted.emplace_back(-like, number);
    std::ranges::sort(sorted);
    for (const auto& [like, number] : sorted) {
      const auto level = static_cast<std::uint8_t>(std::lround(-like * 255));
      table[key].push_back(speur::lexicon_format::pack_synonym(number, level));
    }
  }
  return table;
}

void put(std::string& bytes, std::uint32_t value) {
  for (unsigned shift = 0; shift < 32; shift += 8) {
    bytes.push_back(static_cast<char>(value >> shift & 0xFFU));
  }
}

void compile(const std::string& output, const std::vector<std::string>& dictionaries) {
  const std::shared_ptr<const speur::Lexicon> lexicon = speur::Lexicon::installed();
  if (!lexicon) throw std::runtime_error("SPEUR_DATA has no lexicon");
  if (lexicon->size() >= speur::lexicon_format::most_forms) {
    throw std::runtime_error("the lexicon has too many forms");
  }
  std::vector<speur::DutchDictionary> read_in;
  for (const std::string& path : dictionaries) {
    read_in.push_back(speur::read_dutch_dictionary(read(path)));
  }
  const Table table = make_table(
      speur::find_synonyms(read_in, [&](const std::string& word) { return kinds_of(*lexicon, word); }),
      *lexicon);

  std::string bytes = read(lexicon->path().string());
  speur::lexicon_format::Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  bytes.erase(0, sizeof header);
  std::uint32_t end = 0;
  std::string ends, synonyms;
  for (const auto& [key, others] : table) {
    put(bytes, key);
    put(ends, end += static_cast<std::uint32_t>(others.size()));
    for (const std::uint32_t other : others) put(synonyms, other);
  }
  bytes += ends + synonyms;
  header.synonym_keys = table.size();
  header.synonyms = end;
  header.hash = speur::fnv1a(bytes);
  std::ofstream out(output, std::ios::binary);
  out.write(static_cast<const char*>(static_cast<const void*>(&header)), sizeof header);
  out << bytes;
  if (!out.flush()) throw std::runtime_error("cannot write " + output);
  std::cout << "Thesaurus: " << end << " synonyms of " << table.size() << " words, from "
            << dictionaries.size() << " dictionaries\n";
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc < 3) throw std::runtime_error("compile_thesaurus OUTPUT DICT...");
    compile(argv[1], {argv + 2, argv + argc});
  } catch (const std::exception& e) {
    std::cerr << "compile_thesaurus: " << e.what() << '\n';
    return 1;
  }
  return 0;
}
