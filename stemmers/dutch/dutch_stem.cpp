#include "stemmers/dutch/dutch_spelling.hpp"
#include "stemmers/dutch/stemmer.hpp"
#include "speur/ascii.hpp"
#include "stemmers/words/word_lists.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace speur {
namespace {

using word_lists::contains;
using word_lists::find;

/// Separable: ge- and te stand between them and the verb.
constexpr auto particles = std::to_array<std::string_view>(
    {"aaneen",  "achter", "achteruit", "aan",     "af",      "beet",   "bekend",   "beschikbaar",
     "bezig",   "bijeen", "bij",       "binnen",  "bloot",   "deel",   "dicht",    "door",
     "gelijk",  "gereed", "goed",      "ineen",   "in",      "kennis", "klaar",    "kwijt",
     "leeg",    "los",    "mede",      "mee",     "mis",     "na",     "neer",     "omhoog",
     "omlaag",  "om",     "onder",     "open",    "opnieuw", "op",     "overeen",  "over",
     "plaats",  "rond",   "samen",     "schoon",  "stil",    "stop",   "tegemoet", "tegen",
     "tekort",  "teniet", "tentoon",   "terecht", "terug",   "teweeg", "tewerk",   "thuis",
     "toe",     "tussen", "uiteen",    "uit",     "vast",    "veilig", "vol",      "vooraf",
     "voorbij", "voort",  "voorop",    "vooruit", "voor",    "vrij",   "waar",     "weer",
     "weg",     "zeker",  "dood"});

/// Inseparable: they take the place of ge-.
constexpr auto prefixes = std::to_array<std::string_view>(
    {"be", "ver", "ont", "her", "er", "mis", "over", "onder", "voor", "weer", "door", "om", "vol"});

bool is_one_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

bool has_vowel(std::string_view word) {
  return count_syllables(word) > 0;
}

// --- verbs ---------------------------------------------------------------------------------

std::string with_prefix(std::string_view prefix, std::string_view stem) {
  return canonical_stem(std::string(prefix) + std::string(stem), false);
}

/// `base`: a verb without particle and ending, but perhaps with an inseparable prefix.
/// Canonical form where it is known. `weak_only`: the ending is one that strong verbs do not take.
std::optional<std::string> known_verb(std::string_view base, bool open, bool weak_only) {
  const std::string stem = canonical_stem(base, open);
  if (stem.size() < 2) return std::nullopt;
  if (contains(word_lists::weak_verbs, stem)) return stem;
  if (weak_only) return std::nullopt;
  if (contains(word_lists::strong_verbs, stem)) return stem;
  for (const std::string_view prefix : prefixes) {
    if (!base.starts_with(prefix) || base.size() < prefix.size() + 2) continue;
    const std::string root = canonical_stem(base.substr(prefix.size()), open);
    if (contains(word_lists::strong_verbs, root)) return with_prefix(prefix, root);
  }
  return std::nullopt;
}

bool takes_te(char last) {
  return is_one_of(last, "tkfshpcx");
}
bool takes_de(char last) {
  return !is_one_of(last, "tkhpcx");
}

struct Ending {
  std::string_view text;
  bool open;  ///< begins with a vowel
};

/// Forms without ge-. `inseparable`: the verb has a prefix, so that its participle has no ge-.
std::optional<std::string> finite_form(std::string_view word, bool inseparable) {
  // The shortest first, so that a d or t of the verb itself stays with it: wend-en, not wen-den.
  static constexpr Ending endings[] = {{"", false},   {"d", false},   {"t", false},
                                       {"e", true},   {"en", true},   {"de", false},
                                       {"te", false}, {"den", false}, {"ten", false},
                                       {"end", true}, {"ende", true}, {"enden", true}};
  for (const auto& [ending, open] : endings) {
    if (!word.ends_with(ending) || word.size() < ending.size() + 2) continue;
    const std::string_view base = word.substr(0, word.size() - ending.size());
    const char last = base.back();
    if (ending.starts_with('d') && !takes_de(last)) continue;
    if ((ending == "te" || ending == "ten") && !takes_te(last)) continue;
    if (ending == "d") {
      bool prefixed = inseparable || base.starts_with("ge");  // gebeurd
      for (const std::string_view prefix : prefixes)
        prefixed = prefixed || base.starts_with(prefix);
      if (!prefixed) continue;
    }
    const bool past =
        ending == "d" || ending == "de" || ending == "den" || ending == "te" || ending == "ten";
    if (auto verb = known_verb(base, open, past)) return verb;
  }
  return std::nullopt;
}

/// `word`: what follows ge- in the participle of a weak verb: werkt, meldde.
std::optional<std::string> weak_participle(std::string_view word) {
  static constexpr Ending endings[] = {{"", false},   {"d", false},   {"t", false},
                                       {"e", true},   {"en", true},   {"de", false},
                                       {"te", false}, {"den", false}, {"ten", false}};
  for (const auto& [ending, open] : endings) {
    if (!word.ends_with(ending) || word.size() < ending.size() + 2) continue;
    const std::string_view base = word.substr(0, word.size() - ending.size());
    const char last = base.back();
    if (ending.starts_with('d') && !takes_de(last)) continue;
    if (ending.starts_with('t') && !takes_te(last)) continue;
    if ((ending.empty() || open) && last != 'd' && last != 't') continue;
    const std::string stem = canonical_stem(base, open);
    if (contains(word_lists::weak_verbs, stem)) return stem;
  }
  return std::nullopt;
}

std::optional<std::string_view> irregular(std::string_view form, bool behind) {
  const word_lists::VerbForm* found = find(word_lists::irregular_forms, form);
  const auto other = behind ? word_lists::Place::alone : word_lists::Place::behind;
  if (found == nullptr || found->place == other) return std::nullopt;
  return found->stem.text();
}

/// A verb without particle. `behind`: one stands before it, of the kind that can take ge-'s place.
std::optional<std::string> simple_verb(std::string_view word, bool behind, bool inseparable) {
  if (const auto stem = irregular(word, behind)) return canonical_stem(*stem, false);
  for (const std::string_view prefix : prefixes) {
    if (!word.starts_with(prefix) || word.size() < prefix.size() + 3) continue;
    const std::string_view root = word.substr(prefix.size());
    auto stem = irregular(root, true);
    if (!stem) stem = irregular("ge" + std::string(root), true);
    if (stem) return with_prefix(prefix, *stem);
  }
  if (word.starts_with("ge") && word.size() > 4) {
    if (auto verb = weak_participle(word.substr(2))) return verb;
  }
  return finite_form(word, inseparable);
}

std::optional<std::string> verb(std::string_view word) {
  if (word.empty()) return std::nullopt;
  if (auto stem = simple_verb(word, false, false)) return stem;
  for (const std::string_view particle : particles) {
    if (particle.front() != word.front() || !word.starts_with(particle) ||
        word.size() < particle.size() + 3)
      continue;
    const std::string_view rest = word.substr(particle.size());
    const bool inseparable =
        std::find(prefixes.begin(), prefixes.end(), particle) != prefixes.end();
    auto stem = simple_verb(rest, true, inseparable);
    if (!stem && rest.starts_with("te") && rest.size() > 5) {
      stem = simple_verb(rest.substr(2), true, false);  // aan-te-vragen
    }
    if (stem) return with_prefix(particle, *stem);
  }
  return std::nullopt;
}

/// Verbs in -eren that are in no list: every loan makes one (gestandaardiseerde).
std::optional<std::string> loan_verb(std::string_view word) {
  for (const std::string_view ending : {"eerden", "eerde", "eerd", "eert", "eren", "eer"}) {
    if (!word.ends_with(ending)) continue;
    std::string_view root = word.substr(0, word.size() - ending.size());
    if (root.starts_with("ge") && has_vowel(root.substr(2)) && root.size() > 5 &&
        ending != "eren") {
      root.remove_prefix(2);
    }
    if (root.size() < 3 || !has_vowel(root) || ending == "eer" || ending == "eren")
      return std::nullopt;
    return canonical_stem(std::string(root) + "eer", false);
  }
  return std::nullopt;
}

// --- nouns and adjectives ------------------------------------------------------------------

bool keeps_s(std::string_view word) {
  if (contains(word_lists::final_s, word)) return true;
  for (std::size_t at = 1; at < word.size(); ++at) {
    if (contains(word_lists::final_s_tails, word.substr(at))) return true;
  }
  return false;
}

/// Whether the s at the end makes a plural (or a genitive).
bool has_plural_s(std::string_view word) {
  if (word.size() < 4 || word.back() != 's' || keeps_s(word)) return false;
  const char before = word[word.size() - 2], second = word[word.size() - 3];
  if (count_syllables(word) < 2) return contains(word_lists::short_plurals, word);
  if (is_one_of(before, "sjxz")) return false;
  if (!is_dutch_vowel(before)) return true;
  if (word.ends_with("eaus") || before == 'y') return true;
  if (before == 'e') return second == 'i' ? word.size() > 5 : !is_one_of(second, "eo");
  if (before == 'a') return word.size() > 5 && is_one_of(second, "dm");  // agendas, themas
  return before == 'o' && word.size() > 4 && second != 'o';
}

/// The word that a diminutive is made from, or empty.
std::string_view without_diminutive(std::string_view word) {
  if (word.ends_with("jes")) word.remove_suffix(1);
  if (!word.ends_with("je") || word.size() < 5) return {};
  if (word.ends_with("etje") && !word.ends_with("eetje")) return word.substr(0, word.size() - 4);
  if (word.ends_with("mpje")) return word.substr(0, word.size() - 3);
  const char third = word[word.size() - 3], fourth = word[word.size() - 4];
  if (is_dutch_vowel(third) || third == 'n') return {};  // franje, spanje
  if (third == 't' && (is_dutch_vowel(fourth) || is_one_of(fourth, "lwj"))) {
    return word.substr(0, word.size() - 3);
  }
  return word.substr(0, word.size() - 2);
}

/// Whether the e in en or e at the end is one that was added: not in oen, een, ien.
bool ends_in_added_e(std::string_view base) {
  if (base.size() < 2 || !has_vowel(base)) return false;
  const char last = base.back();
  if (last == 'e' || last == 'o') return false;
  if (last == 'i') return is_dutch_vowel(base[base.size() - 2]);
  return true;
}

std::optional<std::string> degree(std::string_view word) {
  for (const std::string_view ending : {"dere", "ere", "der", "er", "ste", "sten", "st"}) {
    if (!word.ends_with(ending) || word.size() < ending.size() + 2) continue;
    const std::string_view base = word.substr(0, word.size() - ending.size());
    if (ending.front() == 'd' && base.back() != 'r') continue;
    const std::string stem = canonical_stem(base, ending.front() == 'e');
    if (contains(word_lists::adjectives, stem)) return stem;
    const bool derived = base.ends_with("lijk") || base.ends_with("baar") ||
                         base.ends_with("zaam") || (base.ends_with("ig") && ending.front() == 's');
    if (derived && base.size() > 5) return stem;
  }
  return std::nullopt;
}

std::optional<std::string> quality(std::string_view word) {
  if (!word.ends_with("heid")) return std::nullopt;
  const std::string_view base = word.substr(0, word.size() - 4);
  for (const std::string_view ending : {"ig", "lijk", "baar", "zaam", "loos", "isch"}) {
    if (base.ends_with(ending) && base.size() > ending.size() + 2)
      return canonical_stem(base, false);
  }
  return std::nullopt;
}

std::optional<std::string> deed(std::string_view word) {
  if (!word.ends_with("ing") || word.size() < 6) return std::nullopt;
  return verb(std::string(word.substr(0, word.size() - 3)) + "en");
}

std::optional<std::string> exception(std::string_view word) {
  if (const auto* found = find(word_lists::exceptions, word)) return std::string(found->stem.text());
  return std::nullopt;
}

std::optional<std::string> exception_tail(std::string_view word) {
  for (std::size_t at = 3; at + 2 < word.size(); ++at) {
    const auto* found = find(word_lists::exception_tails, word.substr(at));
    if (found != nullptr) return std::string(word.substr(0, at)) + std::string(found->stem.text());
  }
  return std::nullopt;
}

std::string noun(std::string_view word) {
  std::string base(word);
  if (base.ends_with("heden") && base.size() > 7) {
    base.replace(base.size() - 5, 5, "heid");
    if (auto stem = exception(base)) return *stem;
  }
  if (const std::string_view whole = without_diminutive(base); !whole.empty()) base = whole;
  if (base.ends_with("ici") && base.size() > 5) base.replace(base.size() - 1, 1, "us");  // politici
  if (has_plural_s(base)) {
    base.pop_back();
    if (auto stem = exception(base)) return *stem;
    if (auto stem = exception_tail(base)) return *stem;
  }
  if (auto stem = degree(base)) return *stem;
  bool open = false;
  for (const std::string_view ending : {"en", "e"}) {
    if (!base.ends_with(ending)) continue;
    if (ends_in_added_e(std::string_view(base).substr(0, base.size() - ending.size()))) {
      base.resize(base.size() - ending.size());
      open = true;
    }
    break;
  }
  if (auto stem = quality(base)) return *stem;
  if (auto stem = deed(base)) return *stem;
  if (base.ends_with("dt")) base.pop_back();
  return canonical_stem(base, open);
}

// --- letters -------------------------------------------------------------------------------

/// Plurals that only the diaeresis tells: oliën, ideeën, individuën.
bool has_plural_with_diaeresis(std::string_view word) {
  return word.ends_with("ën");
}

/// Latin letters with accents to a-z; empty where another character stands.
std::string plain_letters(std::string_view word) {
  struct Fold {
    std::string_view from, to;
  };
  static constexpr Fold folds[] = {{"á", "a"}, {"à", "a"}, {"â", "a"}, {"ä", "a"},  {"ã", "a"},
                                   {"å", "a"}, {"ç", "c"}, {"é", "e"}, {"è", "e"},  {"ê", "e"},
                                   {"ë", "e"}, {"í", "i"}, {"ì", "i"}, {"î", "i"},  {"ï", "i"},
                                   {"ñ", "n"}, {"ó", "o"}, {"ò", "o"}, {"ô", "o"},  {"ö", "o"},
                                   {"õ", "o"}, {"ú", "u"}, {"ù", "u"}, {"û", "u"},  {"ü", "u"},
                                   {"ý", "y"}, {"ÿ", "y"}, {"ø", "o"}, {"æ", "ae"}, {"œ", "oe"}};
  std::string plain;
  while (!word.empty()) {
    const char c = word.front();
    if ((c >= 'a' && c <= 'z') || c == '\'') {
      plain.push_back(c);
      word.remove_prefix(1);
      continue;
    }
    const auto* const fold = std::find_if(std::begin(folds), std::end(folds),
                                          [&](const Fold& f) { return word.starts_with(f.from); });
    if (fold == std::end(folds)) return {};
    plain += fold->to;
    word.remove_prefix(fold->from.size());
  }
  return plain;
}

}  // namespace

std::string stem_dutch(std::string_view word) {
  const std::size_t apostrophe = word.rfind('\'');
  if (apostrophe != std::string_view::npos && apostrophe > 0 && is_ascii_digit(word[apostrophe - 1])) {
    word = word.substr(0, apostrophe);  // A4'tje, 80'er: the tokenizer joins nothing else there
  }
  const bool diaeresis = has_plural_with_diaeresis(word);
  std::string plain = plain_letters(word);
  if (plain.empty()) return std::string(word);
  // risico's, Kamer's; A'dam and the like stay as they are
  if (plain.ends_with("'s") && plain.size() > 3) plain.resize(plain.size() - 2);
  // AOW'er, AOW'ers, PGB'en, baby'tje, sms'jes
  for (const std::string_view ending : {"'ers", "'er", "'en", "'tjes", "'tje", "'jes", "'je"}) {
    if (plain.ends_with(ending) && plain.size() > ending.size() + 1) {
      plain.resize(plain.size() - ending.size());
    }
  }
  if (plain.find('\'') != std::string::npos) return plain;
  if (auto stem = exception(plain)) return *stem;
  if (plain.size() < 3) return plain;
  if (diaeresis) {
    plain.resize(plain.size() - 2);  // individu-en
    if (plain.ends_with("iee") || plain.ends_with("eee")) plain.pop_back();
    if (plain.ends_with("i")) plain.push_back('e');  // oli-en
  }
  if (auto stem = verb(plain)) return *stem;
  if (plain.size() < 4) return plain;
  if (auto stem = exception_tail(plain)) return *stem;
  if (auto stem = loan_verb(plain)) return *stem;
  return noun(plain);
}

}  // namespace speur
