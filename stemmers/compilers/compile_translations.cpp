// Turns stemmers/data/english_dutch.txt and english_forms.txt into translations_data.cpp, at build
// time.
// compile_translations DATA_FOLDER OUTPUT [ENGLISH_DUTCH_DICT DUTCH_ENGLISH_DICT]
// The last two are the text of FreeDict's .dict files, for the words that our own list lacks.

#include "stemmers/compilers/dictd_dictionary.hpp"

#include <xapian.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Words = std::vector<std::string>;

struct Entry {
  bool also_dutch = false;
  Words dutch;
  [[nodiscard]] bool operator==(const Entry&) const = default;
};

struct NamedEntry {
  std::string english;
  Entry entry;
};

constexpr std::size_t most_translations = 4;

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

Words lines(const std::string& path) {
  std::istringstream text(read(path));
  Words list;
  for (std::string line; std::getline(text, line);) {
    if (!line.empty() && line.front() != '#') list.push_back(line);
  }
  return list;
}

Words split(const std::string& text, char separator) {
  std::istringstream stream(text);
  Words words;
  for (std::string word; std::getline(stream, word, separator);) {
    word.erase(0, word.find_first_not_of(' '));
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

/// The stems of the words of a term.
std::string stemmed(const std::string& english) {
  const Xapian::Stem stem("english");
  std::string key;
  for (const std::string& word : split(english, ' ')) key += (key.empty() ? "" : " ") + stem(word);
  return key;
}

std::vector<NamedEntry> read_list(const std::string& path) {
  std::vector<NamedEntry> entries;
  std::set<std::string> seen;
  for (const std::string& line : lines(path)) {
    const std::size_t tab = line.find('\t');
    NamedEntry named{line.substr(0, tab), {}};
    if (named.english.back() == '*') {
      named.english.pop_back();
      named.entry.also_dutch = true;
    }
    if (tab != std::string::npos) named.entry.dutch = split(line.substr(tab + 1), ',');
    const bool plain = std::all_of(named.english.begin(), named.english.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || c == ' ' || c == '-';
    });
    if (!plain || named.entry.dutch.size() > most_translations ||
        (tab != std::string::npos && named.entry.dutch.empty())) {
      throw std::runtime_error("not a line of translations: " + line);
    }
    if (!seen.insert(named.english).second) throw std::runtime_error("twice: " + line);
    entries.push_back(std::move(named));
  }
  return entries;
}

/// Every word and term of `entries` with the other forms that its words have.
std::vector<NamedEntry> with_forms(const std::vector<NamedEntry>& entries,
                                   const std::string& path) {
  std::map<std::string, Words> forms;
  for (const std::string& line : lines(path)) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos) throw std::runtime_error("no colon: " + line);
    forms[line.substr(0, colon)] = split(line.substr(colon + 2), ' ');
  }
  std::vector<NamedEntry> all = entries;
  std::set<std::string> known, used;
  for (const NamedEntry& named : entries) known.insert(named.english);
  for (const NamedEntry& named : entries) {
    const Words words = split(named.english, ' ');
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto found = forms.find(words[i]);
      if (found == forms.end()) continue;
      used.insert(words[i]);
      for (const std::string& form : found->second) {
        std::string english;
        for (std::size_t j = 0; j < words.size(); ++j) {
          english += (j == 0 ? "" : " ") + (i == j ? form : words[j]);
        }
        if (known.insert(english).second) all.push_back({english, {false, named.entry.dutch}});
      }
    }
  }
  for (const auto& [word, list] : forms) {
    if (!used.contains(word)) throw std::runtime_error("a form of no word of the list: " + word);
  }
  return all;
}

/// Adds the words of the dictionaries whose stems `entries` lacks.
void fill_in(std::vector<NamedEntry>& entries, const std::string& english_dutch,
             const std::string& dutch_english) {
  std::set<std::string> known, dutch;
  for (const NamedEntry& named : entries) known.insert(stemmed(named.english));
  const auto reverse = speur::read_dictd(read(dutch_english));
  for (const speur::DictdEntry& entry : reverse) dutch.insert(entry.headword);
  for (const auto& [english, words] :
       speur::merge_directions(speur::read_dictd(read(english_dutch)), reverse)) {
    if (!known.contains(stemmed(english))) {
      entries.push_back({english, {dutch.contains(english), words}});
    }
  }
}

/// The first translation of each, then the second of each, and so on.
Entry merged(const std::vector<const NamedEntry*>& entries) {
  Entry result;
  for (std::size_t place = 0; place < most_translations; ++place) {
    for (const NamedEntry* named : entries) {
      if (place >= named->entry.dutch.size()) continue;
      const std::string& word = named->entry.dutch[place];
      if (std::find(result.dutch.begin(), result.dutch.end(), word) == result.dutch.end()) {
        result.dutch.push_back(word);
      }
    }
  }
  if (result.dutch.size() > most_translations) result.dutch.resize(most_translations);
  result.also_dutch = std::any_of(entries.begin(), entries.end(),
                                  [](const NamedEntry* named) { return named->entry.also_dutch; });
  return result;
}

Words with_plural(const std::string& english) {
  if (english.size() > 2 && english.back() == 'y' &&
      std::string("aeiou").find(english[english.size() - 2]) == std::string::npos) {
    return {english, english.substr(0, english.size() - 1) + "ies"};
  }
  return english.back() == 's' ? Words{english} : Words{english, english + "s"};
}

std::map<std::string, Entry> table_of(const std::vector<NamedEntry>& entries) {
  std::map<std::string, std::vector<const NamedEntry*>> by_stem;
  for (const NamedEntry& named : entries) by_stem[stemmed(named.english)].push_back(&named);
  std::map<std::string, Entry> table;
  for (const auto& [stem, list] : by_stem) {
    table[stem] = merged(list);
    // A structured binding: Clang 14 takes none into a lambda.
    const auto& first = list.front()->entry;
    const bool same = std::all_of(list.begin(), list.end(), [&first](const NamedEntry* named) {
      return named->entry == first;
    });
    if (same) continue;
    for (const NamedEntry* named : list) table["=" + named->english] = named->entry;
    for (const NamedEntry* named : list) {
      for (const std::string& form : with_plural(named->english)) {
        table.emplace("=" + form, named->entry);
      }
    }
  }
  return table;
}

void write(const std::map<std::string, Entry>& table, std::ostream& out) {
  // Compilers warn of a literal longer than the standard says that they all can read.
  out << "#include \"stemmers/english/translation_lines.hpp\"\n\n"
         "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n\n"
         "namespace speur {\n\nconst std::string_view translation_lines =\n";
  for (const auto& [key, entry] : table) {
    out << "    \"" << key << "\\t" << (entry.also_dutch ? 'd' : 'e');
    for (std::size_t i = 0; i < entry.dutch.size(); ++i) {
      out << (i == 0 ? "" : ",") << entry.dutch[i];
    }
    out << "\\n\"\n";
  }
  out << "    ;\n\n}  // namespace speur\n";
}

void compile(const Words& arguments) {
  if (arguments.size() != 2 && arguments.size() != 4) {
    throw std::runtime_error("DATA_FOLDER OUTPUT [ENGLISH_DUTCH_DICT DUTCH_ENGLISH_DICT]");
  }
  std::vector<NamedEntry> entries = with_forms(read_list(arguments[0] + "/english_dutch.txt"),
                                               arguments[0] + "/english_forms.txt");
  if (arguments.size() == 4) fill_in(entries, arguments[2], arguments[3]);
  std::ostringstream text;
  write(table_of(entries), text);
  std::ofstream out(arguments[1]);
  out << text.str();
  if (!out.flush()) throw std::runtime_error("cannot write " + arguments[1]);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    compile(Words(argv + 1, argv + argc));
  } catch (const Xapian::Error& e) {
    std::cerr << "compile_translations: " << e.get_description() << '\n';
    return 1;
  } catch (const std::exception& e) {
    std::cerr << "compile_translations: " << e.what() << '\n';
    return 1;
  }
  return 0;
}
