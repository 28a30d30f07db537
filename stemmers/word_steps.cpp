#include "stemmers/word_steps.hpp"

#include "speur/error.hpp"
#include "stemmers/dutch/stemmer.hpp"
#include "stemmers/words/inner_capitals.hpp"
#include "stemmers/words/normalizer.hpp"
#include "stemmers/words/word_lists.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace speur {
namespace {

class NormalizerStep final : public WordStep {
 public:
  void apply(std::string_view word, WordForm& form, KnownParts& /*known*/) const override {
    NormalWord normal = normalize_word(word);
    form.exact = std::move(normal.exact);
    form.accented = std::move(normal.accented);
    form.stem = form.exact;
  }
};

// Beyond so many, what is known of parts is forgotten: some 2 MB each of divisions and stems.
constexpr std::size_t most_known_parts = 20'000;

/// The parts of compounds, with the stems that the parts have as words by themselves; and a better
/// stem of the whole, where its last part tells one.
class CompoundStep final : public WordStep {
 public:
  CompoundStep(std::shared_ptr<const Lexicon> lexicon, Stemmer stemmer)
      : lexicon_(std::move(lexicon)), splitter_(*lexicon_), stemmer_(std::move(stemmer)) {}
  void apply(std::string_view /*word*/, WordForm& form, KnownParts& known) const override {
    if (known.divisions.size() > most_known_parts) known.divisions.clear();
    std::vector<PartSpan> spans;
    splitter_.split(form.exact, spans, known.divisions);
    form.parts.reserve(spans.size());
    for (const PartSpan& span : spans) {
      const std::string_view base =
          std::string_view(form.exact).substr(span.begin, span.base_end - span.begin);
      form.parts.push_back({stem_of_part(base, known.stems), span.begin, span.end});
    }
    if (spans.empty()) return;
    std::string stem = stemmer_.compound_stem(form.exact, spans.back().begin);
    if (!stem.empty()) form.stem = std::move(stem);
  }

 private:
  const std::string& stem_of_part(std::string_view part, TextMap<std::string>& stems) const {
    const auto known = stems.find(part);
    if (known != stems.end()) return known->second;
    if (stems.size() > most_known_parts) stems.clear();
    std::string text(part);
    std::string stem = stemmer_.stem(text, {});
    return stems.emplace(std::move(text), std::move(stem)).first->second;
  }

  std::shared_ptr<const Lexicon> lexicon_;
  CompoundSplitter splitter_;
  Stemmer stemmer_;
};

/// The words of a name that is written with capitals in it (getUserName) are its parts, in every
/// language.
class NameStep final : public WordStep {
 public:
  explicit NameStep(Stemmer stemmer) : stemmer_(std::move(stemmer)) {}
  void apply(std::string_view word, WordForm& form, KnownParts& /*known*/) const override {
    if (!has_inner_capital(word)) return;
    const std::vector<std::size_t> begins = split_at_capitals(word, max_compound_parts);
    if (begins.empty() || form.exact.size() != word.size()) return;
    form.parts.clear();
    for (std::size_t i = 0; i < begins.size(); ++i) {
      const std::size_t end = i + 1 < begins.size() ? begins[i + 1] : word.size();
      const std::string part = form.exact.substr(begins[i], end - begins[i]);
      form.parts.push_back({stemmer_.stem(part, {}), begins[i], end});
    }
  }

 private:
  Stemmer stemmer_;
};

class StopWordStep final : public WordStep {
 public:
  explicit StopWordStep(const word_lists::List<word_lists::Word>& words) : words_(words) {}
  void apply(std::string_view /*word*/, WordForm& form, KnownParts& /*known*/) const override {
    form.stop = word_lists::contains(words_, form.accented.empty() ? form.exact : form.accented);
  }

 private:
  word_lists::List<word_lists::Word> words_;
};

class StemmerStep final : public WordStep {
 public:
  explicit StemmerStep(Stemmer stemmer) : stemmer_(std::move(stemmer)) {}
  void apply(std::string_view /*word*/, WordForm& form, KnownParts& /*known*/) const override {
    form.stem = stemmer_.stem(form.exact, form.accented);
    // Xapian's stemmers cut bytes, and can grow a word by a few.
    if (form.stem.size() > max_word_bytes) form.stem = form.exact;
  }

 private:
  Stemmer stemmer_;
};

std::string hex(std::uint64_t value) {
  std::string text(16, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value >>= 4U) {
    *digit = "0123456789abcdef"[value & 0xfU];
  }
  return text;
}

/// A name, with the hash of the words that belong to it.
std::string with_hash(std::string_view name, std::uint64_t hash) {
  return std::string(name) + " " + hex(hash);
}

word_lists::List<word_lists::Word> stop_words(std::string_view language) {
  if (language == "nl") return word_lists::stop_words_nl;
  if (language == "en") return word_lists::stop_words_en;
  return {};
}

constexpr std::string_view tokenizer_name = "uax29-speur-4", normalizer_name = "nfkc-cf-accents-1",
                           stop_words_name = "speur-1", lemmas_name = "speur-1 ",
                           compounds_name = "speur-1 ", thesaurus_name = "thesaurus-1 ", names_name = "capitals-1",
                           other_stemmer = "xapian ";

/// What the steps are made from.
struct Setting {
  std::string_view language;
  std::filesystem::path index;
  std::shared_ptr<const Lexicon> lemmas = nullptr;  ///< for the stemmer; or null
  Stemmer stemmer = Stemmer("none");                ///< also for the parts of compounds
};

std::string standard_stop_words() {
  return with_hash(stop_words_name, word_lists::stop_words_hash);
}
std::string standard_stemmer() {
  return with_hash(DutchStem::name, word_lists::stemmer_hash);
}
/// A name, with the hash of the lexicon of this installation; "none" where there is none.
std::string with_lexicon(std::string_view name) {
  const auto lexicon = Lexicon::installed();
  return lexicon ? std::string(name) + lexicon->hash() : "none";
}
std::string standard_lemmas() {
  return with_lexicon(lemmas_name);
}
std::string standard_compounds() {
  return with_lexicon(compounds_name);
}

std::string standard_thesaurus() {
  const auto lexicon = Lexicon::installed();
  return lexicon && lexicon->has_synonyms() ? std::string(thesaurus_name) + lexicon->hash() : "none";
}

/// The steps by name: their standard value, and what makes them.
struct StepKind {
  std::string_view name;
  std::string (*standard)();
  /// False for a value that this version does not know. "none" leaves a step out.
  bool (*make)(std::string_view value, Setting& setting, WordChain& chain);
};

template <typename Step, typename... Arguments>
bool add_step(WordChain& chain, Arguments&&... arguments) {
  chain.steps.push_back(std::make_unique<Step>(std::forward<Arguments>(arguments)...));
  return true;
}

bool is_stemmer(std::string_view algorithm) {
  try {
    const Stemmer stemmer(algorithm);
    return true;
  } catch (const Error&) {
    return false;
  }
}

/// The lexicon that a step's value names behind `name`.
std::shared_ptr<const Lexicon> find_lexicon(std::string_view value, std::string_view name,
                                            const Setting& setting) {
  const std::string_view hash = value.substr(name.size());
  auto lexicon = Lexicon::find(hash, setting.index);
  if (lexicon) return lexicon;
  throw Error(ExitCode::config,
              "the Dutch lexicon " + std::string(hash) +
                  " that the index was made with is neither in the index nor installed: run "
                  "speur-index --rebuild");
}

bool make_lemmas(std::string_view value, Setting& setting, WordChain& /*chain*/) {
  if (value == "none") return true;
  if (!value.starts_with(lemmas_name)) return false;
  if (setting.language == "nl") setting.lemmas = find_lexicon(value, lemmas_name, setting);
  return true;
}

bool make_stemmer(std::string_view value, Setting& setting, WordChain& chain) {
  if (value == "none") return true;
  std::string_view algorithm = stemmer_of_language(setting.language);
  // For experiments: another algorithm for Dutch; other languages keep theirs.
  if (value.starts_with(other_stemmer)) {
    if (setting.language == "nl") algorithm = value.substr(other_stemmer.size());
  } else if (value != standard_stemmer()) {
    return false;
  }
  setting.stemmer = Stemmer(algorithm, setting.lemmas);
  return add_step<StemmerStep>(chain, setting.stemmer);
}

bool make_compounds(std::string_view value, Setting& setting, WordChain& chain) {
  if (value == "none") return true;
  if (!value.starts_with(compounds_name)) return false;
  if (setting.language != "nl") return true;
  chain.lexicon = find_lexicon(value, compounds_name, setting);
  return add_step<CompoundStep>(chain, chain.lexicon, setting.stemmer);
}

bool make_names(std::string_view value, Setting& setting, WordChain& chain) {
  if (value == "none") return true;
  return value == names_name && add_step<NameStep>(chain, setting.stemmer);
}

/// The thesaurus changes no word of a page: queries ask it for what a word may be called otherwise.
bool make_thesaurus(std::string_view value, Setting& setting, WordChain& chain) {
  if (value == "none") return true;
  if (!value.starts_with(thesaurus_name)) return false;
  if (setting.language == "nl") chain.thesaurus = find_lexicon(value, thesaurus_name, setting);
  return true;
}

constexpr std::array<StepKind, 8> step_kinds = {{
    {"tokenizer", [] { return std::string(tokenizer_name); },
     [](std::string_view value, Setting&, WordChain&) { return value == tokenizer_name; }},
    {"normalizer", [] { return std::string(normalizer_name); },
     [](std::string_view value, Setting&, WordChain& chain) {
       return value == normalizer_name && add_step<NormalizerStep>(chain);
     }},
    {"stop_words", standard_stop_words,
     [](std::string_view value, Setting& setting, WordChain& chain) {
       if (value == "none") return true;
       return value == standard_stop_words() &&
              add_step<StopWordStep>(chain, stop_words(setting.language));
     }},
    {"lemmas", standard_lemmas, make_lemmas},
    {"stemmer", standard_stemmer, make_stemmer},
    {"compounds", standard_compounds, make_compounds},
    {"names", [] { return std::string(names_name); }, make_names},
    {"synonyms", standard_thesaurus, make_thesaurus},
}};

}  // namespace

AnalyzerRecipe AnalyzerRecipe::standard() {
  AnalyzerRecipe recipe;
  for (const StepKind& kind : step_kinds) {
    recipe.steps.push_back({std::string(kind.name), kind.standard()});
  }
  return recipe;
}

void AnalyzerRecipe::set(std::string_view assignment) {
  const std::size_t equals = std::min(assignment.find('='), assignment.size());
  const std::string_view name = assignment.substr(0, equals);
  const std::string value(assignment.substr(std::min(equals + 1, assignment.size())));
  const auto kind = std::ranges::find(step_kinds, name, &StepKind::name);
  const auto step = std::ranges::find(steps, name, &Step::name);
  if (kind == step_kinds.end() || step == steps.end()) {
    std::string names;
    for (const StepKind& known : step_kinds) {
      names += (names.empty() ? "" : ", ") + std::string(known.name);
    }
    throw Error(ExitCode::usage,
                "the analyzer has no step '" + std::string(name) + "'; it has: " + names);
  }
  Setting setting{"nl", {}};
  WordChain chain;
  if (value == "standard") {
    step->value = kind->standard();
  } else if (value == "none" && kind->make(value, setting, chain)) {
    step->value = value;
  } else if (name == "stemmer" && is_stemmer(value)) {
    step->value = std::string(other_stemmer) + value;
  } else {
    throw Error(ExitCode::usage,
                "the analyzer's step " + std::string(name) + " cannot be '" + value + "'");
  }
}

std::string lexicon_hash(const AnalyzerRecipe& recipe) {
  for (const AnalyzerRecipe::Step& step : recipe.steps) {
    for (const auto& [step_name, name] :
         {std::pair("lemmas", lemmas_name), std::pair("compounds", compounds_name),
          std::pair("synonyms", thesaurus_name)}) {
      if (step.name == step_name && step.value.starts_with(name)) {
        return step.value.substr(name.size());
      }
    }
  }
  return {};
}

WordChain make_word_chain(const AnalyzerRecipe& recipe, std::string_view language,
                          const std::filesystem::path& index) {
  WordChain chain;
  Setting setting{language, index};
  std::size_t next = 0;
  for (const AnalyzerRecipe::Step& step : recipe.steps) {
    const auto unknown = [&] {
      return Error(ExitCode::config,
                   "the index was made with an analyzer that this version cannot make (" +
                       step.name + "=" + step.value + "): run speur-index --rebuild");
    };
    if (next == step_kinds.size() || step_kinds[next].name != step.name) throw unknown();
    const StepKind& kind = step_kinds[next++];
    if (!kind.make(step.value, setting, chain)) throw unknown();
  }
  if (next != step_kinds.size()) {
    throw Error(ExitCode::config, "the analyzer's recipe lacks the step " +
                                      std::string(step_kinds[next].name) +
                                      ": run speur-index --rebuild");
  }
  return chain;
}

}  // namespace speur
