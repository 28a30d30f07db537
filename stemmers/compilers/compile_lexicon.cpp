// Turns a Hunspell dictionary and a plain word list into a lexicon, at build time.
// compile_lexicon DATA_FOLDER NAME.aff NAME.dic WORD_LIST OUTPUT

#include "speur/schema.hpp"
#include "stemmers/compilers/hunspell_dictionary.hpp"
#include "stemmers/lexicon/lexicon_format.hpp"
#include "stemmers/compilers/morphology.hpp"
#include "stemmers/words/normalizer.hpp"
#include "stemmers/dutch/stemmer.hpp"

#include <boost/unordered/unordered_flat_map.hpp>
#include <marisa.h>

#include <algorithm>
#include <bit>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using speur::DictionaryEntry;
using speur::Flags;
using speur::LexiconEntry;
using speur::lexicon_format::Change;

constexpr std::size_t longest_part = 24, shortest_part = 3;

std::ifstream open_file(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  return file;
}

/// What can be looked up: letters and apostrophes, in the form of the index. Empty for others:
/// words with hyphens, spaces and digits are several tokens, or none.
std::string normal_form(const std::string& word) {
  for (const char c : word) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && c != '\'' && static_cast<unsigned char>(c) < 0x80) return {};
  }
  std::string exact = speur::normalize_word(word).exact;
  for (const char c : exact) {
    if ((c < 'a' || c > 'z') && c != '\'') return {};
  }
  return exact;
}

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

/// The words of the dictionary and of the list, of which parts are looked up some 40 million times.
class Forms {
 public:
  LexiconEntry& operator[](const std::string& form) { return forms_[form]; }
  [[nodiscard]] bool has(std::string_view form) const { return forms_.contains(form); }
  [[nodiscard]] const LexiconEntry* find(std::string_view form) const {
    const auto found = forms_.find(form);
    return found == forms_.end() ? nullptr : &found->second;
  }
  [[nodiscard]] auto begin() { return forms_.begin(); }
  [[nodiscard]] auto end() { return forms_.end(); }
  [[nodiscard]] std::size_t size() const { return forms_.size(); }

 private:
  boost::unordered_flat_map<std::string, LexiconEntry, TextHash, std::equal_to<>> forms_;
};

/// What an entry of the dictionary makes of one form.
struct Kind {
  bool right = false, noun = false, verb = false, adjective = false, name = false;
};

void add_form(Forms& forms, const std::string& word, const Flags& flags, const Kind& kind,
              std::size_t link) {
  const std::string form = normal_form(word);
  if (form.size() < 2) return;
  const bool only_in_compounds = flags.contains("Cx");
  const bool is_new = !forms.has(form);
  LexiconEntry& entry = forms[form];
  const bool left = flags.contains("Ca") || flags.contains("Cb");
  if (only_in_compounds) {
    entry.link = static_cast<std::uint8_t>(link);  // also of stads, which is a word as well
  } else {
    entry.word = true;
  }
  entry.left = entry.left || left;
  if (only_in_compounds) return;
  entry.right = entry.right || kind.right;
  entry.noun = entry.noun || kind.noun;
  entry.verb = entry.verb || kind.verb;
  entry.adjective = entry.adjective || kind.adjective;
  entry.name = kind.name && (is_new || entry.name);  // one that is also a word is none
}

/// The linking letters of an entry that stands in compounds only: kinder, zonne.
std::size_t listed_link(std::string_view form) {
  for (const std::string_view link : {"er", "en", "e", "s"}) {
    if (form.ends_with(link) && form.size() > link.size() + 2) return link.size();
  }
  return 0;
}

void add_entry(Forms& forms, const DictionaryEntry& entry) {
  Flags flags = entry.flags;
  // "CA", "CB" and "Ce" are affixes that do no more than to allow a hyphen.
  if (flags.contains("CA") || flags.contains("Ce")) flags.insert("Ca");
  if (flags.contains("CB")) flags.insert("Cb");
  Kind kind;
  kind.name = !entry.word.empty() && entry.word.front() >= 'A' && entry.word.front() <= 'Z';
  for (const std::string& flag : flags) {
    if (flag == "Cc" || flag == "Ch" || flag == "Cd") kind.noun = true;
    if (flag.front() == 'Z' || flag.front() == 'Y') kind.noun = true;
    if (flag.front() == 'V') kind.verb = true;
    if (flag.front() == 'A') kind.adjective = true;
  }
  kind.right = flags.contains("Cc");
  if (kind.verb || kind.adjective) kind.noun = kind.noun && !flags.contains("Zm");
  add_form(forms, entry.word, flags, kind, listed_link(entry.word));
  for (const speur::DictionaryForm& form : entry.forms) {
    Kind made = kind;
    made.noun = kind.noun && form.rule.front() != 'V' && form.rule.front() != 'A';
    made.verb = form.rule.front() == 'V';
    made.adjective = form.rule.front() == 'A';
    add_form(forms, form.word, form.flags, made, form.added);
  }
}

std::vector<std::string> read_words(const std::string& path) {
  std::ifstream file = open_file(path);
  std::vector<std::string> words;
  std::set<std::string> known;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream fields(line);
    for (std::string word; fields >> word;) {
      if (!known.insert(word).second) throw std::runtime_error(path + ": " + word + " stands twice");
      words.push_back(word);
    }
  }
  return words;
}

void add_word_list(Forms& forms, const std::string& path) {
  std::ifstream file = open_file(path);
  for (std::string word; std::getline(file, word);) {
    const std::string form = normal_form(word);
    if (form.size() < 2) continue;
    const bool name = word.front() >= 'A' && word.front() <= 'Z';
    const bool is_new = !forms.has(form);
    LexiconEntry& entry = forms[form];
    entry.word = true;
    entry.name = name && (is_new || entry.name);
  }
}

bool can_begin(const LexiconEntry& e) {
  return (e.left || e.link > 0 || (e.word && !e.name)) && !e.never_left;
}
bool can_end(const LexiconEntry& e) {
  return e.word && !e.never_right && !e.name;
}

/// Counts of the words that divide after a first or before a last part, which are views of these words.
struct Counts {
  boost::unordered_flat_map<std::string_view, std::uint32_t, TextHash> begins, ends;
};

Counts count_parts(const Forms& forms, const std::vector<std::string>& words) {
  Counts counts;
  for (const std::string_view word : words) {
    if (word.size() < 2 * shortest_part + 1) continue;
    for (std::size_t at = shortest_part; at + shortest_part <= word.size(); ++at) {
      const std::string_view first = word.substr(0, at), last = word.substr(at);
      const LexiconEntry* const ending = forms.find(last);
      if (ending == nullptr || !can_end(*ending)) continue;
      if (last.size() == shortest_part && !ending->right) continue;
      const LexiconEntry* const beginning = forms.find(first);
      const bool begins = beginning != nullptr && can_begin(*beginning);
      if (begins || at > 3) ++counts.begins[first];
      if (begins) ++counts.ends[last];
    }
  }
  return counts;
}

std::uint8_t bits(std::uint32_t count) {
  return static_cast<std::uint8_t>(std::min(15, static_cast<int>(std::bit_width(count))));
}

/// Nouns that begin compounds with a linking letter that the dictionary does not tell of, where
/// the word list has some: oorlogs-, zonne-.
void add_attested_links(Forms& forms, const Counts& counts) {
  std::vector<std::pair<std::string, std::uint8_t>> links;
  for (const auto& [start, count] : counts.begins) {
    if (count < 4 || start.size() < 5 || forms.find(start) != nullptr) continue;
    if (!start.ends_with('s')) continue;
    const LexiconEntry* base = forms.find(start.substr(0, start.size() - 1));
    if (base != nullptr && base->word && base->noun && !base->never_left)
      links.emplace_back(start, 1);
  }
  for (const auto& [form, link] : links) forms[form].link = link;
}

/// All forms with the stem of one of these words.
void mark_whole(Forms& forms, const std::vector<std::string>& words) {
  std::set<std::string, std::less<>> stems;
  for (const std::string& word : words) {
    stems.insert(speur::stem_dutch(word));
    forms[word].whole = true;
    forms[word].word = true;
  }
  for (auto& [form, entry] : forms) {
    if (entry.link > 0) {
      const std::string base = form.substr(0, form.size() - entry.link);
      entry.whole = entry.whole || stems.contains(speur::stem_dutch(base));
    } else if (form.size() > 4) {
      entry.whole = entry.whole || stems.contains(speur::stem_dutch(form));
    }
  }
}

/// Verbs and what is derived from them stay whole (deelnemen, vastgelegd, aanvullende, oplegging):
/// what a verb is made of is a particle or a prefix, whatever noun it looks like.
void mark_verbs(Forms& forms) {
  std::set<std::string, std::less<>> stems;
  for (const auto& [form, entry] : forms) {
    if (entry.verb && !entry.noun && form.size() > 5 && form.ends_with("en")) {
      stems.insert(speur::stem_dutch(form));
    }
  }
  const auto is_verb = [&](const std::string& form) {
    const LexiconEntry* entry = forms.find(form);
    return entry != nullptr && entry->verb && !entry->noun;
  };
  const auto has_verb = [&](std::string_view form, std::string_view ending, std::string_view put) {
    return form.ends_with(ending) && form.size() > ending.size() + 3 &&
           is_verb(std::string(form.substr(0, form.size() - ending.size())) + std::string(put));
  };
  for (auto& [form, entry] : forms) {
    if (form.size() < 6) continue;
    const std::string base = form.substr(0, form.size() - entry.link);
    bool derived = is_verb(form) || (!entry.noun && stems.contains(speur::stem_dutch(base)));
    for (const std::string_view ending : {"ing", "ingen", "er", "ers"}) {
      derived = derived || has_verb(base, ending, "en");
    }
    derived = derived || has_verb(base, "nd", "n") || has_verb(base, "nde", "n");
    entry.whole = entry.whole || derived;
  }
}

/// Without its linking letters a form is a word, perhaps with a doubled letter (zonne: zon), or
/// they are its own (hersen).
void check_links(Forms& forms) {
  const auto is_word = [&](const std::string& form) {
    const LexiconEntry* entry = forms.find(form);
    return entry != nullptr && entry->word;
  };
  for (auto& [form, entry] : forms) {
    if (entry.link == 0) continue;
    std::string base = form.substr(0, form.size() - entry.link);
    if (is_word(base)) continue;
    const char last = base.back();
    base.pop_back();
    if (base.size() < 3 || base.back() != last || !is_word(base)) entry.link = 0;
  }
}

/// Puts the changes into the entries, and returns them by their numbers: the most frequent first.
std::vector<Change> add_changes(Forms& forms, const speur::Morphology& morphology) {
  const auto is_word = [&](const std::string& form) {
    const LexiconEntry* const entry = forms.find(form);
    return entry != nullptr && entry->word;
  };
  std::vector<std::pair<std::string, Change>> changed;
  std::map<Change, std::size_t> uses;
  for (const auto& [form, accented, stem] : morphology.stems(is_word)) {
    const bool by_rules = speur::stem_dutch(form) == stem &&
                          (accented.empty() || speur::stem_dutch(accented) == stem);
    if (by_rules) continue;
    if (const auto change = speur::lexicon_format::find_change(form, stem)) {
      changed.emplace_back(form, *change);
      ++uses[*change];
    }
  }
  std::vector<Change> changes;
  for (const auto& [change, count] : uses) changes.push_back(change);
  std::ranges::stable_sort(changes, std::ranges::greater(),
                           [&](const Change& change) { return uses[change]; });
  if (changes.size() > speur::lexicon_format::most_changes) {
    changes.resize(speur::lexicon_format::most_changes);  // of few words; the rules have these
  }
  std::map<Change, std::uint16_t> numbers;
  for (const Change& change : changes) {
    numbers[change] = static_cast<std::uint16_t>(numbers.size() + 1);
  }
  for (const auto& [form, change] : changed) {
    if (const auto number = numbers.find(change); number != numbers.end()) {
      forms[form].change = number->second;
    }
  }
  return changes;
}

void write(const Forms& forms, const std::vector<std::string>& sorted,
           const std::vector<Change>& changes, const std::string& path) {
  marisa::Keyset keys;
  for (const std::string& form : sorted) keys.push_back(form.data(), form.size());
  marisa::Trie trie;
  trie.build(keys);
  std::vector<std::uint32_t> values(trie.size());
  marisa::Agent agent;
  for (const std::string& form : sorted) {
    agent.set_query(form.data(), form.size());
    if (!trie.lookup(agent)) throw std::runtime_error("the trie lost " + form);
    values[agent.key().id()] = speur::lexicon_format::pack(*forms.find(form));
  }
  std::ostringstream trie_text;
  trie_text << trie;
  std::string body = std::move(trie_text).str();
  body.resize((body.size() + 7) / 8 * 8);
  speur::lexicon_format::Header header;
  header.trie_bytes = body.size();
  header.changes = changes.size();
  header.forms = values.size();
  for (const Change& change : changes) {
    body.push_back(static_cast<char>(change.ge_at));
    body.push_back(static_cast<char>(change.cut));
    body.append(change.add.begin(), change.add.end());
  }
  for (const std::uint32_t value : values) {
    for (unsigned shift = 0; shift < 32; shift += 8) {
      body.push_back(static_cast<char>(value >> shift & 0xffU));
    }
  }
  header.hash = speur::fnv1a(body);
  std::ofstream out(path, std::ios::binary);
  out.write(static_cast<const char*>(static_cast<const void*>(&header)), sizeof header);
  out << body;
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

void compile(const std::string& data, const std::string& aff, const std::string& dic,
             const std::string& list, const std::string& output) {
  Forms forms;
  speur::Morphology morphology;
  speur::read_hunspell_dictionary(aff, dic, [&](const DictionaryEntry& entry) {
    add_entry(forms, entry);
    morphology.add(entry);
  });
  add_word_list(forms, list);
  for (const std::string& word : read_words(data + "/compound_words_nl.txt")) {
    LexiconEntry& entry = forms[word];
    entry.word = entry.left = entry.right = entry.noun = true;
    entry.link = 0;
  }
  for (const std::string& word : read_words(data + "/compound_short_nl.txt")) {
    LexiconEntry& entry = forms[word];
    entry.word = entry.left = entry.right = true;
    entry.link = 0;
  }
  for (const std::string& word : read_words(data + "/compound_never_first_nl.txt")) {
    forms[word].never_left = true;
  }
  for (const std::string& word : read_words(data + "/compound_never_last_nl.txt")) {
    forms[word].never_right = true;
  }
  std::vector<std::string> words;
  for (const auto& [form, entry] : forms) {
    if (entry.word && !entry.name) words.push_back(form);
  }
  add_attested_links(forms, count_parts(forms, words));
  check_links(forms);
  const Counts counts = count_parts(forms, words);
  mark_verbs(forms);
  mark_whole(forms, read_words(data + "/compound_whole_nl.txt"));
  const std::vector<Change> changes = add_changes(forms, morphology);
  std::vector<std::string> sorted;
  for (auto& [form, entry] : forms) {
    if (form.size() > shortest_part - 2 && form.size() <= longest_part) {
      const auto begins = counts.begins.find(form), ends = counts.ends.find(form);
      if (begins != counts.begins.end()) entry.begins = bits(begins->second);
      if (ends != counts.ends.end()) entry.ends = bits(ends->second);
    }
    sorted.push_back(form);
  }
  std::ranges::sort(sorted);
  write(forms, sorted, changes, output);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 6) throw std::runtime_error("compile_lexicon DATA AFF DIC WORD_LIST OUTPUT");
    compile(argv[1], argv[2], argv[3], argv[4], argv[5]);
  } catch (const std::exception& e) {
    std::cerr << "compile_lexicon: " << e.what() << '\n';
    return 1;
  }
  return 0;
}
