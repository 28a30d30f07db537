#include "searcher/candidates/word_widener.hpp"

#include "searcher/words/shortenings.hpp"
#include "stemmers/english/translations.hpp"

#include <algorithm>
#include <utility>

namespace speur {
namespace {

using Op = CandidateQuery;
using Options = QueryOptions;

}  // namespace

WordWidener::WordWidener(const QueryTools& tools, EvidenceBuilder& builder, WordForms& forms)
    : tools_(tools),
      parameters_(tools.parameters),
      own_(tools_.analyzer(tools.language)),
      site_(tools_.analyzer(tools.index.language())),
      builder_(builder),
      forms_(forms) {}

std::vector<QueryExpansion> WordWidener::other_names(std::string_view text) {
  const std::vector<Token> named = forms_.tokens(text);
  std::vector<const WordForm*> forms;
  forms.reserve(named.size());
  for (const Token& token : named) forms.push_back(token.form);
  std::vector<QueryExpansion> names;
  for (const Expansion& expansion : tools_.relations.expansions(forms)) {
    if (expansion.first != 0 || expansion.last + 1 != forms.size()) continue;
    const bool is_acronym = expansion.kind == ExpansionKind::acronym;
    names.push_back({std::string(text), expansion.text, is_acronym ? "acronym" : "synonym"});
  }
  return names;
}

void WordWidener::widen(Options& options, Op query, QueryExpansion expansion) {
  if (query.empty()) return;
  options.push_back(std::move(query));
  tell(std::move(expansion));
}

/// A word that means the same in two languages is none that it was widened by.
void WordWidener::tell(QueryExpansion expansion) {
  const auto spelling = [&](std::string_view text) {
    std::string words;
    for (const Token& token : forms_.tokens(text)) words += token.form->exact + " ";
    return words;
  };
  if (spelling(expansion.text) == spelling(expansion.words)) return;
  if (std::ranges::find(expanded, expansion) == expanded.end()) {
    expanded.push_back(std::move(expansion));
  }
}

/// Words of the thesaurus that the site has. A page with one of them says the same in another word,
/// and what it scores stands in for what the word itself would score: it never adds to it.
void WordWidener::similar(const QueryWord& word, const LeafPlace& place, Options& options) {
  constexpr std::size_t most = 4;
  constexpr double alike = 0.4;  // words that are this much alike weigh as much as any
  if (parameters_.form_thesaurus <= 0 || word.is_stop || word.tokens.size() != 1 || place.whole) {
    return;
  }
  const std::string& stem = word.tokens.front().form->stem;
  const double pages = builder_.pages_with(stem);
  if (pages > parameters_.thesaurus_rare * tools_.index.database().get_doccount()) return;
  std::size_t count = 0;
  for (const LikeWord& each : own_.similar_words(stem)) {
    const WordForm other = own_.analyze_word(each.text);
    if (other.stem == stem || builder_.pages_with(other.stem) == 0) continue;
    builder_.match(place, WordPattern::Kind::stem, other.stem);
    builder_.match(place, WordPattern::Kind::part, other.stem);
    const double weight = parameters_.form_thesaurus * std::min(each.likeness / alike, 1.0);
    widen(options,
          builder_
              .add(place, {.form = "thesaurus",
                           .weight = weight,
                           .words = {{other.stem}},
                           .stands_in = true,
                           .pages = pages})
              .query,
          {word.text, each.text, "thesaurus"});
    if (++count == most) return;
  }
}

/// What a word is short for that no dictionary has, Dutch or English, as what stands in for it.
void WordWidener::shortened(const QueryWord& word, const LeafPlace& place, Options& options) {
  if (parameters_.form_thesaurus <= 0 || word.is_stop || word.tokens.size() != 1 || place.whole) return;
  const WordForm& form = *word.tokens.front().form;
  if (own_.is_known_word(form.exact)) return;
  if (!dutch_for_english(tools_.analyzer("en").analyze_word(form.exact).stem, form.exact).empty()) return;
  for (const std::string& full : full_words(tools_.index.words(), form.exact)) {
    const WordForm other = own_.analyze_word(full);
    const bool is_compound = other.parts.size() > 1 ||
                             own_.is_known_word(full.substr(std::min(form.exact.size(), full.size())));
    if (is_compound || other.stem == form.stem || builder_.pages_with(other.stem) == 0) continue;
    builder_.match(place, WordPattern::Kind::stem, other.stem);
    builder_.match(place, WordPattern::Kind::part, other.stem);
    widen(options,
          builder_
              .add(place, {.form = "shortening",
                           .weight = parameters_.form_thesaurus,
                           .words = {{other.stem}},
                           .stands_in = true,
                           .pages = static_cast<double>(builder_.pages_with(form.stem))})
              .query,
          {word.text, full, "shortening"});
  }
}

/// Acronyms, what they stand for, and synonyms. What some words of the query are together counts
/// for each of them in equal parts.
void WordWidener::expansions(std::span<const QueryWord> words, LeafPlace place,
                             std::vector<Options>& options) {
  std::vector<const WordForm*> forms;
  std::vector<std::size_t> owners;  // the word of each token
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const Token& token : words[i].tokens) {
      forms.push_back(token.form);
      owners.push_back(i);
    }
  }
  for (const Expansion& expansion : tools_.relations.expansions(forms)) {
    const double weight = expansion.kind == ExpansionKind::acronym ? parameters_.form_acronym
                                                                   : parameters_.form_synonym;
    const std::size_t first = owners[expansion.first];
    const std::size_t last = owners[expansion.last];
    const std::vector<Token> meaning = forms_.tokens(expansion.text);
    if (weight <= 0 || meaning.empty()) continue;
    std::string asked;
    for (std::size_t word = first; word <= last; ++word) {
      asked += (asked.empty() ? "" : " ") + words[word].text;
    }
    for (std::size_t word = first; word <= last; ++word) {
      if (words[word].is_stop) continue;
      place.unit = words[word].unit;
      const std::string kind = expansion.kind == ExpansionKind::acronym ? "acronym" : "synonym";
      const double share = weight / static_cast<double>(last - first + 1);
      widen(options[word], forms_.together(meaning, place, kind, share), {asked, expansion.text, kind});
    }
  }
}

/// What the site has instead of words that it does not have. The speller knows which those are.
void WordWidener::corrected(std::span<const QueryWord> words, LeafPlace place,
                            std::vector<Options>& options) {
  std::vector<std::string> exact;
  std::vector<std::size_t> owners;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].tokens.size() != 1) continue;  // names and identifiers
    exact.push_back(words[i].tokens.front().form->exact);
    owners.push_back(i);
  }
  for (const Speller::Change& change : tools_.speller.correct(exact)) {
    const std::size_t first = owners[change.first];
    const std::size_t last = owners[change.first + change.count - 1];
    if (last - first + 1 != change.count) continue;  // something stands between them
    // "e-mail" is sought as one already, and is no mistake.
    if (change.count > 1 && words[first].joined_pieces > 1 && words[last].joined_pieces > 1)
      continue;
    is_guess = is_guess || !change.is_on_site;
    if (change.is_said && words[first].begin && words[last].begin) {
      const std::size_t end = *words[last].begin + words[last].text.size();
      corrections.push_back({*words[first].begin, end, change.text});
    }
    const std::vector<Token> meant = forms_.tokens(change.text);
    for (std::size_t word = first; word <= last; ++word) {
      place.unit = words[word].unit;
      const double share = parameters_.form_correction / static_cast<double>(change.count);
      if (share <= 0) continue;
      add_to(options[word], meant.size() == 1 ? forms_.token(meant.front(), place, share)
                                           : forms_.together(meant, place, "correction", share));
      for (const QueryExpansion& other : other_names(change.text)) {
        const double of_name =
            other.kind == "acronym" ? parameters_.form_acronym : parameters_.form_synonym;
        const std::vector<Token> name = forms_.tokens(other.text);
        if (of_name <= 0 || name.empty()) continue;
        widen(options[word], forms_.together(name, place, other.kind, share * of_name), other);
      }
    }
  }
}

/// An English query also finds Dutch pages. A query is English if one of its words is, and is no
/// Dutch one: then the others are, too, that could be both.
void WordWidener::translations(std::span<QueryWord> words, LeafPlace place,
                               std::vector<Options>& options) {
  if (parameters_.form_translation <= 0 || site_.language() != "nl") return;
  if (own_.language() != "nl" && own_.language() != "en") return;
  Analyzer& english = tools_.analyzer("en");
  struct Entry {
    std::size_t word;
    std::string exact, stem;
  };
  std::vector<Entry> entries;
  bool is_english = own_.language() == "en";
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].tokens.size() != 1) continue;
    const std::string& exact = words[i].tokens.front().form->exact;
    const WordForm form = english.analyze_word(exact);
    entries.push_back({i, exact, form.stem});
    is_english = is_english || is_english_word(form.stem, exact);
  }
  if (!is_english) return;
  for (std::size_t first = 0; first < entries.size();) {
    std::size_t length = std::min(longest_english_term, entries.size() - first);
    std::vector<std::string> dutch;
    for (; length > 0; --length) {  // "personal data" before "personal"
      const std::span<const Entry> run(&entries[first], length);
      if (run.back().word - run.front().word + 1 != length) continue;
      std::string stems, text;
      for (const Entry& entry : run) {
        stems += (stems.empty() ? "" : " ") + entry.stem;
        text += (text.empty() ? "" : " ") + entry.exact;
      }
      for (const std::string_view word : dutch_for_english(stems, text)) dutch.emplace_back(word);
      if (!dutch.empty()) break;
    }
    length = std::max<std::size_t>(length, 1);
    if (length == 1) {
      const Entry& entry = entries[first];
      QueryWord& word = words[entry.word];
      word.is_stop = word.is_stop || english.analyze_word(entry.exact).stop;
      if (word.is_stop) dutch.clear();
      if (dutch.empty() && !word.is_stop) dutch = dutch_cognates(entry.exact);
    }
    std::string asked;
    for (std::size_t i = first; i < first + length; ++i) {
      asked += (asked.empty() ? "" : " ") + words[entries[i].word].text;
    }
    for (std::size_t i = first; i < first + length && !dutch.empty(); ++i) {
      place.unit = words[entries[i].word].unit;
      Op query = any_of(dutch, place, parameters_.form_translation / static_cast<double>(length));
      if (query.empty()) continue;
      for (const std::string& text : dutch) {
        const std::vector<Token> translated = forms_.tokens(text, site_);
        const bool is_there = std::ranges::all_of(translated, [&](const Token& each) {
          return each.form->stop || builder_.pages_with(each.form->stem) > 0;
        });
        if (is_there) tell({asked, text, "translation"});
      }
      add_to(options[entries[i].word], std::move(query));
    }
    first += length;
  }
}

Op WordWidener::any_of(const std::vector<std::string>& dutch, const LeafPlace& place,
                       double weight) {
  Options options;
  SoughtEvidence sought{.form = "translation", .weight = weight};
  for (const std::string& text : dutch) {
    const std::vector<Token> words = forms_.tokens(text, site_);
    if (words.size() == 1) {
      const WordForm& form = *words.front().form;
      builder_.match(place, WordPattern::Kind::stem, form.stem);
      builder_.match(place, WordPattern::Kind::part, form.stem);
      sought.words.push_back({form.stem});
      if (form.parts.size() > 1) {
        std::vector<std::string>& parts = sought.compounds.emplace_back();
        for (const CompoundPart& part : form.parts) parts.push_back(part.stem);
      }
      forms_.family(form.stem, place, weight * parameters_.form_family, site_, options);
    } else if (words.size() > 1) {
      add_to(options, forms_.together(words, place, "translation", weight));
    }
  }
  add_to(options, builder_.add(place, sought).query);
  return Op::any(std::move(options));
}

}  // namespace speur
