#include "stemmers/word_steps.hpp"

#include "speur/error.hpp"
#include "stemmers/normalizer.hpp"
#include "stemmers/stemmer.hpp"
#include "stemmers/word_lists.hpp"

#include <array>
#include <cstdint>

namespace speur {
namespace {

class NormalizerStep final : public WordStep {
 public:
  void apply(std::string_view word, WordForm& form) const override {
    NormalWord normal = normalize_word(word);
    form.exact = std::move(normal.exact);
    form.accented = std::move(normal.accented);
    form.stem = form.exact;
  }
};

class StopWordStep final : public WordStep {
 public:
  explicit StopWordStep(std::span<const word_lists::Word> words) : words_(words) {}
  void apply(std::string_view /*word*/, WordForm& form) const override {
    form.stop = word_lists::contains(words_, form.accented.empty() ? form.exact : form.accented);
  }

 private:
  std::span<const word_lists::Word> words_;
};

class StemmerStep final : public WordStep {
 public:
  explicit StemmerStep(std::string_view algorithm) : stemmer_(algorithm) {}
  void apply(std::string_view /*word*/, WordForm& form) const override {
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

std::span<const word_lists::Word> stop_words(std::string_view language) {
  if (language == "nl") return word_lists::stop_words_nl;
  if (language == "en") return word_lists::stop_words_en;
  return {};
}

constexpr std::string_view tokenizer_name = "uax29-speur-1", normalizer_name = "nfkc-cf-accents-1",
                           stop_words_name = "speur-1", other_stemmer = "xapian ";

/// The steps by name: their standard value, and what makes them.
struct StepKind {
  std::string_view name;
  std::string (*standard)();
  bool optional;  ///< "none" leaves it out
  std::unique_ptr<WordStep> (*make)(std::string_view language);
};

constexpr std::array<StepKind, 6> step_kinds = {{
    {"tokenizer", [] { return std::string(tokenizer_name); }, false, nullptr},
    {"normalizer", [] { return std::string(normalizer_name); }, false,
     [](std::string_view) -> std::unique_ptr<WordStep> {
       return std::make_unique<NormalizerStep>();
     }},
    {"stop_words", [] { return with_hash(stop_words_name, word_lists::stop_words_hash); }, true,
     [](std::string_view language) -> std::unique_ptr<WordStep> {
       return std::make_unique<StopWordStep>(stop_words(language));
     }},
    {"stemmer", [] { return with_hash(DutchStem::name, word_lists::stemmer_hash); }, true,
     [](std::string_view language) -> std::unique_ptr<WordStep> {
       return std::make_unique<StemmerStep>(stemmer_of_language(language));
     }},
    {"compounds", [] { return std::string("none"); }, true, nullptr},
    {"synonyms", [] { return std::string("none"); }, true, nullptr},
}};

}  // namespace

AnalyzerRecipe AnalyzerRecipe::standard() {
  AnalyzerRecipe recipe;
  for (const StepKind& kind : step_kinds) {
    recipe.steps.push_back({std::string(kind.name), kind.standard()});
  }
  return recipe;
}

WordChain make_word_chain(const AnalyzerRecipe& recipe, std::string_view language) {
  WordChain chain;
  std::size_t next = 0;
  for (const AnalyzerRecipe::Step& step : recipe.steps) {
    const auto unknown = [&] {
      return Error(ExitCode::config,
                   "the index was made with an analyzer that this version cannot make (" +
                       step.name + "=" + step.value + "): run speur-index --rebuild");
    };
    if (next == step_kinds.size() || step_kinds[next].name != step.name) throw unknown();
    const StepKind& kind = step_kinds[next++];
    const std::string_view value = step.value;
    if (value == kind.standard()) {
      if (kind.make != nullptr) chain.push_back(kind.make(language));
    } else if (kind.name == "stemmer" && value.starts_with(other_stemmer)) {
      // For experiments: another algorithm for Dutch; other languages keep theirs.
      chain.push_back(std::make_unique<StemmerStep>(
          language == "nl" ? value.substr(other_stemmer.size()) : stemmer_of_language(language)));
    } else if (!kind.optional || value != "none") {
      throw unknown();
    }
  }
  if (next != step_kinds.size()) {
    throw Error(ExitCode::config, "the analyzer's recipe lacks the step " +
                                      std::string(step_kinds[next].name) +
                                      ": run speur-index --rebuild");
  }
  return chain;
}

}  // namespace speur
