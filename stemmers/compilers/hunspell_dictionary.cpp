#include "stemmers/compilers/hunspell_dictionary.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace speur {
namespace {

std::ifstream open_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return file;
}

/// Flags are two characters each.
Flags split_flags(std::string_view text) {
  Flags flags;
  for (; text.size() >= 2; text.remove_prefix(2)) flags.emplace(text.substr(0, 2));
  return flags;
}

/// A suffix rule: what is taken off, what comes on, and what the word must end in.
struct Suffix {
  std::string strip, add;
  Flags flags;                         ///< of the form that it makes
  std::vector<std::string> condition;  ///< a character each: "x", "[abc]", "[^abc]", "."
};

/// Characters of UTF-8.
std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> all;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xc0U) == 0x80U && !all.empty()) {
      all.back() += c;
    } else {
      all.emplace_back(1, c);
    }
  }
  return all;
}

std::vector<std::string> parse_condition(std::string_view text) {
  std::vector<std::string> condition;
  bool inside = false;
  for (const std::string& c : characters(text)) {
    if (inside) {
      condition.back() += c;
    } else {
      condition.push_back(c);
    }
    if (c == "[") inside = true;
    if (c == "]") inside = false;
  }
  return condition;
}

bool holds(const std::vector<std::string>& condition, const std::string& word) {
  const std::vector<std::string> letters = characters(word);
  if (condition.size() > letters.size()) return false;
  for (std::size_t i = 0; i < condition.size(); ++i) {
    const std::string& wanted = condition[i];
    const std::string& letter = letters[letters.size() - condition.size() + i];
    if (wanted == ".") continue;
    if (wanted.front() != '[') {
      if (wanted != letter) return false;
      continue;
    }
    const bool others = wanted.size() > 1 && wanted[1] == '^';
    if ((wanted.find(letter) != std::string::npos) == others) return false;
  }
  return true;
}

struct Affixes {
  std::map<std::string, std::vector<Suffix>, std::less<>> suffixes;
  std::map<std::string, std::string, std::less<>> prefixes;  ///< particles of verbs, by flag
};

Affixes read_affixes(const std::filesystem::path& path) {
  std::ifstream file = open_file(path);
  Affixes affixes;
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string kind, flag, strip, add, condition;
    if (!(fields >> kind >> flag >> strip >> add) || strip == "Y" || strip == "N") continue;
    if (kind == "PFX" && flag.front() == 'P') affixes.prefixes[flag] = add;
    if (kind != "SFX") continue;
    fields >> condition;
    if (condition.empty() || condition.front() == '#') condition = ".";
    Suffix suffix;
    if (strip != "0") suffix.strip = strip;
    const std::size_t slash = add.find('/');
    if (slash != std::string::npos) suffix.flags = split_flags(add.substr(slash + 1));
    suffix.add = add.substr(0, slash);
    if (suffix.add == "0") suffix.add.clear();
    suffix.condition = parse_condition(condition);
    affixes.suffixes[flag].push_back(std::move(suffix));
  }
  return affixes;
}

DictionaryEntry unfold(const std::string& line, const Affixes& affixes) {
  DictionaryEntry entry;
  const std::size_t slash = line.find('/');
  entry.word = line.substr(0, slash);
  std::string flags = slash == std::string::npos ? "" : line.substr(slash + 1);
  flags.resize(std::min(flags.size(), flags.find_first_of(" \t")));
  entry.flags = split_flags(flags);
  for (const std::string& flag : entry.flags) {
    if (const auto prefix = affixes.prefixes.find(flag); prefix != affixes.prefixes.end()) {
      entry.prefixes.push_back(prefix->second);
    }
    const auto suffixes = affixes.suffixes.find(flag);
    if (suffixes == affixes.suffixes.end()) continue;
    for (const Suffix& suffix : suffixes->second) {
      if (suffix.add.empty() && suffix.strip.empty()) continue;  // it does no more than add flags
      if (!entry.word.ends_with(suffix.strip) || !holds(suffix.condition, entry.word)) continue;
      entry.forms.push_back(
          {entry.word.substr(0, entry.word.size() - suffix.strip.size()) + suffix.add, flag,
           suffix.add.size(), suffix.flags});
    }
  }
  return entry;
}

}  // namespace

void read_hunspell_dictionary(const std::filesystem::path& aff, const std::filesystem::path& dic,
                              const std::function<void(const DictionaryEntry&)>& use) {
  const Affixes affixes = read_affixes(aff);
  std::ifstream entries = open_file(dic);
  std::string line;
  std::getline(entries, line);  // the number of entries
  while (std::getline(entries, line)) {
    const DictionaryEntry entry = unfold(line, affixes);
    if (!entry.flags.contains("Fw")) use(entry);
  }
}

}  // namespace speur
