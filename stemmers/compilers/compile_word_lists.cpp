// Turns stemmers/data/*.txt into word_lists.cpp, at build time.
// compile_word_lists DATA_FOLDER OUTPUT

#include "stemmers/dutch/dutch_spelling.hpp"

#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Lines = std::vector<std::string>;

/// FNV-1a, 64 bits: stable on every machine.
class Hash {
 public:
  void add(const std::string& text) {
    for (const char c : text) add(c);
    add('\n');
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  void add(char c) { value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001b3U; }

  std::uint64_t value_ = 0xcbf29ce484222325u;
};

Lines read(const std::string& path, Hash& hash) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  Lines lines;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    for (const char c : line) {
      if ((c < 'a' || c > 'z') && std::string(" :-+*").find(c) == std::string::npos) {
        throw std::runtime_error("not a word list line: " + line);
      }
    }
    hash.add(line);
    lines.push_back(line);
  }
  return lines;
}

std::string quoted(const std::string& word) {
  return "\"" + word + "\"";
}

void write_words(std::ostream& out, const std::string& name, const std::set<std::string>& words) {
  out << "constexpr Word " << name << "_data[] = {\n";
  for (const std::string& word : words) out << quoted(word) << ",\n";
  out << "};\n";
}

void write_mappings(std::ostream& out, const std::string& name, const std::string& type,
                    const std::map<std::string, std::string>& entries) {
  out << "constexpr " << type << " " << name << "_data[] = {\n";
  for (const auto& [word, rest] : entries) out << "{" << quoted(word) << ", " << rest << "},\n";
  out << "};\n";
}

void write_list(std::ostream& out, const std::string& name, const std::string& type) {
  out << "constexpr auto " << name << "_slots = make_slots(" << name << "_data);\n"
      << "constinit const List<" << type << "> " << name << "(" << name << "_data, " << name
      << "_slots);\n";
}

/// "stem: word word" into stem and words.
std::pair<std::string, Lines> entry(const std::string& line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string::npos) throw std::runtime_error("no colon: " + line);
  std::istringstream words(line.substr(colon + 1));
  Lines list;
  for (std::string word; words >> word;) list.push_back(word);
  return {line.substr(0, colon), list};
}

void insert(std::map<std::string, std::string>& entries, const std::string& word,
            const std::string& value) {
  const auto [at, fresh] = entries.emplace(word, value);
  if (!fresh) throw std::runtime_error(word + " stands twice: " + at->second + ", " + value);
}

std::set<std::string> once(const Lines& words) {
  std::set<std::string> all;
  for (const std::string& word : words) {
    if (!all.insert(word).second) throw std::runtime_error(word + " stands twice in a word list");
  }
  return all;
}

/// An ending of `word`, but not the whole of it, that is in `endings`; empty for none.
std::string known_ending(const std::string& word, const std::set<std::string>& endings) {
  for (std::size_t at = 1; at < word.size(); ++at) {
    if (endings.count(word.substr(at)) > 0) return word.substr(at);
  }
  return {};
}

std::set<std::string> canonical(const Lines& stems) {
  std::set<std::string> words;
  static_cast<void>(once(stems));
  for (const std::string& stem : stems) words.insert(speur::canonical_stem(stem, false));
  return words;
}

void compile(const std::string& data, std::ostream& out) {
  out << "#include \"stemmers/words/word_lists.hpp\"\n\nnamespace speur::word_lists {\nnamespace {\n";
  Hash stop_words, stemmer;
  const Lines nl = read(data + "/stop_words_nl.txt", stop_words);
  const Lines en = read(data + "/stop_words_en.txt", stop_words);
  write_words(out, "stop_words_nl", once(nl));
  write_words(out, "stop_words_en", once(en));

  std::map<std::string, std::string> whole, tails;
  for (const std::string& line : read(data + "/stemmer_exceptions_nl.txt", stemmer)) {
    const auto [stem, words] = entry(line);
    for (const std::string& word : words) {
      const bool tail = word.front() == '-';
      insert(whole, tail ? word.substr(1) : word, quoted(stem));
      if (tail) insert(tails, word.substr(1), quoted(stem));
    }
  }
  for (const auto& [word, stem] : whole) {
    // As DutchStem has it: of a compound three letters at least stand before its last part.
    for (std::size_t at = 3; at + 2 < word.size(); ++at) {
      const auto tail = tails.find(word.substr(at));
      if (tail == tails.end()) continue;
      if (quoted(word.substr(0, at) + tail->second.substr(1, tail->second.size() - 2)) == stem) {
        throw std::runtime_error(word + " says no more in stemmer_exceptions_nl.txt than -" + tail->first);
      }
      break;
    }
  }
  write_mappings(out, "exceptions", "Mapping", whole);
  write_mappings(out, "exception_tails", "Mapping", tails);

  std::map<std::string, std::string> forms;
  std::set<std::string> strong;
  for (const std::string& line : read(data + "/irregular_verbs_nl.txt", stemmer)) {
    const auto [stem, words] = entry(line);
    strong.insert(speur::canonical_stem(stem, false));
    for (const std::string& word : words) {
      const bool behind = word.front() == '+', alone = word.back() == '*';
      const std::string form = word.substr(behind ? 1 : 0, word.size() - (behind || alone ? 1 : 0));
      insert(forms, form,
             quoted(stem) + ", Place::" +
                 (behind  ? "behind"
                  : alone ? "alone"
                          : "anywhere"));
    }
  }
  write_mappings(out, "irregular_forms", "VerbForm", forms);
  write_words(out, "strong_verbs", strong);
  write_words(out, "weak_verbs", canonical(read(data + "/verbs_nl.txt", stemmer)));
  write_words(out, "adjectives", canonical(read(data + "/adjectives_nl.txt", stemmer)));

  std::set<std::string> final_s, final_s_tails;
  for (const std::string& line : read(data + "/final_s_nl.txt", stemmer)) {
    const bool tail = line.front() == '-';
    if (!final_s.insert(line.substr(tail ? 1 : 0)).second) {
      throw std::runtime_error(line + " stands twice in final_s_nl.txt");
    }
    if (tail) final_s_tails.insert(line.substr(1));
  }
  for (const std::string& word : final_s) {
    const std::string ending = known_ending(word, final_s_tails);
    if (!ending.empty()) throw std::runtime_error(word + " says no more in final_s_nl.txt than -" + ending);
  }
  write_words(out, "final_s", final_s);
  write_words(out, "final_s_tails", final_s_tails);
  const Lines short_plurals = read(data + "/short_s_nl.txt", stemmer);
  write_words(out, "short_plurals", once(short_plurals));

  out << "}  // namespace\n\n";
  for (const char* name : {"stop_words_nl", "stop_words_en", "weak_verbs", "strong_verbs",
                           "adjectives", "final_s", "final_s_tails", "short_plurals"}) {
    write_list(out, name, "Word");
  }
  write_list(out, "exceptions", "Mapping");
  write_list(out, "exception_tails", "Mapping");
  write_list(out, "irregular_forms", "VerbForm");
  out << "const std::uint64_t stop_words_hash = " << stop_words.value() << "u;\n"
      << "const std::uint64_t stemmer_hash = " << stemmer.value() << "u;\n"
      << "}  // namespace speur::word_lists\n";
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 3) throw std::runtime_error("compile_word_lists DATA_FOLDER OUTPUT");
    std::ostringstream text;
    compile(argv[1], text);
    std::ofstream out(argv[2]);
    out << text.str();
    if (!out.flush()) throw std::runtime_error(std::string("cannot write ") + argv[2]);
  } catch (const std::exception& e) {
    std::cerr << "compile_word_lists: " << e.what() << '\n';
    return 1;
  }
  return 0;
}
