#include "stemmers/compilers/morphology.hpp"

#include "stemmers/dutch/dutch_spelling.hpp"
#include "stemmers/words/normalizer.hpp"
#include "stemmers/dutch/stemmer.hpp"
#include "stemmers/words/word_lists.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace speur {
namespace {

/// A form of a lemma whose lemma is a form (aangevraagde, aangevraagd, aanvraag).
constexpr int longest_chain = 3;

bool is_plain(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_stop_word(std::string_view word) {
  return word_lists::contains(word_lists::stop_words_nl, word);
}

/// A form that the list of irregular verbs has. Where it is also a noun behind a particle (gaven*),
/// it can be one by itself.
bool is_irregular(std::string_view form) {
  const word_lists::VerbForm* found = word_lists::find(word_lists::irregular_forms, form);
  return found != nullptr && found->place != word_lists::Place::behind;
}
bool is_always_irregular(std::string_view form) {
  const word_lists::VerbForm* found = word_lists::find(word_lists::irregular_forms, form);
  return found != nullptr && found->place == word_lists::Place::anywhere;
}

/// Whether the list has what would be the plural of a noun with that stem: bogen.
bool has_irregular_plural(std::string_view noun) {
  return std::ranges::any_of(word_lists::irregular_forms, [&](const word_lists::VerbForm& form) {
    const std::string_view text = form.word.text();
    return form.place != word_lists::Place::behind && text.ends_with("en") &&
           canonical_stem(text.substr(0, text.size() - 2), true) == noun;
  });
}

/// What the stemmer's own lists decide.
bool is_listed(std::string_view form) {
  if (is_stop_word(form)) return true;
  if (word_lists::find(word_lists::exceptions, form) != nullptr) return true;
  if (word_lists::contains(word_lists::short_plurals, form) || is_always_irregular(form)) {
    return true;
  }
  for (std::size_t at = 3; at + 2 < form.size(); ++at) {
    if (word_lists::find(word_lists::exception_tails, form.substr(at)) != nullptr) return true;
  }
  return false;
}

/// Prefixes that take the place of ge- in every verb.
bool is_inseparable(std::string_view verb) {
  constexpr std::array<std::string_view, 6> prefixes = {"be", "ver", "ont", "her", "er", "ge"};
  return std::ranges::any_of(prefixes, [&](std::string_view p) { return verb.starts_with(p); });
}

}  // namespace

void Morphology::add_form(const std::string& word, const std::string& lemma, Kind kind, bool sure) {
  NormalWord normal = normalize_word(word);
  std::string base = normalize_word(lemma).exact;
  if (!is_plain(normal.exact) || !is_plain(base)) return;
  Form& form = forms_[normal.exact];
  if (sure && !form.sure) {
    form.sure = true;
    form.accented = std::move(normal.accented);
  }
  const bool known = std::ranges::any_of(
      form.analyses, [&](const Analysis& a) { return a.lemma == base && a.kind == kind; });
  if (!known) form.analyses.push_back({std::move(base), kind});
}

Morphology::Form& Morphology::form_of(const std::string& word) {
  return forms_[normalize_word(word).exact];
}

namespace {

/// Whether an entry is a lemma, and not a form that is there for what can be built on it: verbs'
/// forms and participles, and plurals that begin or end compounds.
bool is_lemma(const DictionaryEntry& entry) {
  if (entry.flags.empty() || (entry.word.front() >= 'A' && entry.word.front() <= 'Z')) return true;
  return std::ranges::any_of(entry.flags, [](const std::string& flag) {
    const bool particle = flag.front() == 'P' && flag[1] >= 'a' && flag[1] <= 'z';
    return flag.front() != 'C' && flag.front() != 'V' && !particle;
  });
}

}  // namespace

/// What the participle of a weak verb can be, by its stem (verkoop, afbak) and the ending that it
/// takes. Those that are no words are not used.
void Morphology::add_participles(const std::string& stem, char ending) {
  const std::string end = stem.back() == ending ? std::string() : std::string(1, ending);
  const auto add_forms = [&](const std::string& participle) {
    add_form(participle, stem, Kind::verb, false);
    const bool open = participle.size() > 2 && is_dutch_vowel(participle[participle.size() - 2]);
    if (!open) add_participle(participle + "e", stem, Kind::verb);
  };
  if (is_inseparable(stem)) {
    add_forms(stem + end);
    return;
  }
  add_forms("ge" + stem + end);
  if (ending == 'd' && stem.size() > 4) add_forms(stem + end);  // ondertekend
  for (std::size_t at = 2; at + 2 < stem.size(); ++at) {
    add_forms(stem.substr(0, at) + "ge" + stem.substr(at) + end);
  }
}

void Morphology::add_participle(const std::string& word, const std::string& lemma, Kind kind) {
  add_form(word, lemma, kind, false);
  form_of(word).is_participle = true;
}

void Morphology::add_noun(const DictionaryEntry& entry, const DictionaryForm& form) {
  if (form.rule == "Zu" && form.word.ends_with("ica")) return;  // logica is no plural of logicus
  add_form(form.word, entry.word, Kind::noun);
  if (form.rule.front() == 'Y') form_of(form.word).is_diminutive = true;
  Form& lemma = form_of(entry.word);
  lemma.inflects = true;
  lemma.nouns.push_back(normalize_word(form.word).exact);
}

void Morphology::add_adjective(const DictionaryEntry& entry, const DictionaryForm& form) {
  add_form(form.word, entry.word, Kind::adjective);
  form_of(entry.word).inflects = true;
  if (form.word.ends_with('e')) add_participle(form.word + "n", entry.word, Kind::noun);
}

/// The entry is a verb's stem, infinitive or participle.
void Morphology::add_verb(const DictionaryEntry& entry, const DictionaryForm& form) {
  const std::string& rule = form.rule;
  if (rule == "Va" || rule == "Vb") {  // bijeenveegt
    const std::string stem = entry.word.substr(0, entry.word.size() - 1);
    add_form(form.word, stem, Kind::verb);
    add_form(entry.word, stem, Kind::verb);
    add_participles(stem, rule == "Va" ? 'd' : 't');
    return;
  }
  std::vector<std::string> particles = entry.prefixes;
  particles.emplace_back();
  for (const std::string& particle : particles) {
    const std::string verb = particle + entry.word;
    add_form(particle + form.word, verb, Kind::verb, particle.empty());
    if (form.word.ends_with('e') && (rule == "Vi" || rule == "Ve")) {
      add_participle(particle + form.word + "n", verb, Kind::noun);  // leidinggevenden
    }
    // Behind a particle it can be a past, too: schoof.
    if (rule == "V3" && (particle.empty() || verb.ends_with("en") || verb.ends_with("s"))) {
      form_of(verb).first_person = true;
    }
    if (rule != "Ve") add_form(verb, verb, Kind::own, particle.empty());
    if (rule == "Vp") add_participles(verb, 'd');
    if (rule == "Vq") add_participles(verb, 't');
  }
}

void Morphology::add(const DictionaryEntry& entry) {
  if (is_lemma(entry)) add_form(entry.word, entry.word, Kind::own);
  Form& itself = form_of(entry.word);
  (entry.flags.empty() ? itself.is_plain : itself.has_flags) = true;
  for (const DictionaryForm& form : entry.forms) {
    const std::string& rule = form.rule;
    if (form.word.ends_with('-')) continue;
    if (rule == "Zm") {  // another word, which has its own plural
      const std::string quality = entry.word + "heid";
      add_form(form.word, quality, form.word == quality ? Kind::own : Kind::noun);
    } else if (rule.front() == 'Z' || rule.front() == 'Y') {
      add_noun(entry, form);
    } else if (rule.front() == 'A' && rule != "A0" && rule != "Ai") {  // iets moois
      add_adjective(entry, form);
    } else if (rule.front() == 'V') {
      add_verb(entry, form);
    }
  }
}

/// Of a lemma: by the rules, but where they take something off that the dictionary shows to be the
/// lemma's own.
std::string Morphology::own_stem(const std::string& form) const {
  const Form& known = forms_.at(form);
  std::string stem = stem_dutch(known.accented.empty() ? form : known.accented);
  std::string whole = canonical_stem(form, false);
  const bool inflected = std::ranges::any_of(
      known.analyses, [&](const Analysis& a) { return a.lemma != form && a.kind == Kind::noun; });
  if (stem == whole || inflected || form.size() < 4) return stem;
  // vervroeg is no past of vervragen
  if (known.first_person && form.back() != 'e' && !is_irregular(form)) {
    return form.ends_with("en") && forms_.contains(stem) ? stem : whole;
  }
  if (known.inflects && form.ends_with('s') && !stem.ends_with('s')) {
    // lezeres, divers; but limburgs goes with Limburg
    const bool derived = known.nouns.empty() && forms_.contains(form.substr(0, form.size() - 1));
    return derived ? stem : whole;
  }
  // A noun that looks like a verb's form, but whose plural does not: streek, deelstaat.
  const bool is_noun =
      !known.nouns.empty() && !form.ends_with("en") && !has_irregular_plural(whole) &&
      std::ranges::any_of(known.nouns,
                          [&](const std::string& noun) { return stem_dutch(noun) == whole; });
  return is_noun ? whole : stem;
}

std::string Morphology::stem_by(const Analysis& analysis, const std::string& form,
                                int depth) const {
  const std::string& lemma = analysis.lemma;
  if (lemma == form) return own_stem(form);
  const auto found = forms_.find(lemma);
  const bool first_person = found != forms_.end() && found->second.first_person;
  // bevalt is of bevallen, bakent of bakenen
  if (analysis.kind == Kind::verb && first_person &&
      (is_irregular(lemma) || lemma.ends_with("en"))) {
    return canonical_stem(lemma, false);
  }
  return stem_of(lemma, depth + 1);
}

/// Whether the lemma is an infinitive with that stem: dalend is of the verb, whatever the noun
/// dalen is.
bool Morphology::is_of_verb(const Analysis& analysis, std::string_view stem) {
  const std::string_view lemma = analysis.lemma;
  return analysis.kind == Kind::verb && lemma.ends_with("en") &&
         canonical_stem(lemma.substr(0, lemma.size() - 2), true) == stem;
}

std::string Morphology::stem_of(const std::string& form, int depth) const {
  const auto found = forms_.find(form);
  if (found == forms_.end() || depth == longest_chain || is_listed(form)) return stem_dutch(form);
  const Form& known = found->second;
  const std::string by_rules = stem_dutch(known.accented.empty() ? form : known.accented);
  const bool own = std::ranges::any_of(
      known.analyses, [&](const Analysis& analysis) { return analysis.lemma == form; });
  if (!own && is_irregular(form)) return by_rules;
  // gewond goes with the noun gewonde
  if (const auto noun = forms_.find(form + "e"); !own && noun != forms_.end()) {
    if (noun->second.inflects && stem_dutch(form + "e") == by_rules) return by_rules;
  }
  const bool made = known.is_participle && known.is_plain && !known.has_flags;
  std::string best;
  Kind kind = Kind::verb;
  for (const Analysis& analysis : known.analyses) {
    if (analysis.lemma == form && (made || known.is_diminutive)) continue;
    std::string stem = stem_by(analysis, form, depth);
    if (stem == by_rules || is_of_verb(analysis, by_rules)) return by_rules;
    const bool shorter = analysis.kind == kind && stem.size() < best.size();  // gemist is of missen
    if (best.empty() || analysis.kind < kind || shorter) {
      best = std::move(stem);
      kind = analysis.kind;
    }
  }
  return best.empty() || is_stop_word(best) || best.size() < 2 ? by_rules : best;
}

std::vector<Morphology::Stem> Morphology::stems(
    const std::function<bool(const std::string& form)>& is_word) const {
  std::vector<Stem> all;
  for (const auto& [form, known] : forms_) {
    const bool attributive =
        known.is_participle && form.ends_with('e') && is_word(form.substr(0, form.size() - 1));
    if (is_listed(form) || !(known.sure || attributive || is_word(form))) continue;
    all.push_back({form, known.accented, stem_of(form, 0)});
  }
  std::ranges::sort(all, {}, &Stem::form);
  return all;
}

}  // namespace speur
