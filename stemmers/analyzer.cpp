#include "speur/analyzer.hpp"

#include "speur/ascii.hpp"
#include "speur/error.hpp"
#include "stemmers/dutch/compound_splitter.hpp"
#include "stemmers/words/joined_terms.hpp"
#include "stemmers/words/normalizer.hpp"
#include "stemmers/words/number_terms.hpp"
#include "stemmers/dutch/suspended_compounds.hpp"
#include "stemmers/words/tokenizer.hpp"
#include "stemmers/words/word_cache.hpp"
#include "stemmers/dutch/word_family.hpp"
#include "stemmers/words/inner_capitals.hpp"
#include "stemmers/word_steps.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>

namespace speur {
namespace {

// Beyond these the cache forgets what came once, before the next text: some 40 MB with the forms.
constexpr std::size_t max_cached_words = 100'000, max_cached_bytes = 8'000'000;

// A text is tokenized in stretches that end with a line feed, so that what the tokenizer holds of a
// large one stays small.
constexpr std::size_t stretch_bytes = 65'536;
// A longer line is cut after a character that is no letter or digit: a page may be one line of 16 MB. What
// would have been joined over the cut ("06 12345678") is not.
constexpr std::size_t longest_line_bytes = 262'144;

/// Where the stretch of `text` that begins at `begin` ends.
std::size_t stretch_end(std::string_view text, std::size_t begin) {
  if (text.size() - begin <= stretch_bytes) return text.size();
  const std::string_view near = text.substr(0, begin + longest_line_bytes);
  if (const std::size_t feed = near.find('\n', begin + stretch_bytes); feed != near.npos) return feed + 1;
  const auto cut = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(near.size()), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && !is_ascii_letter(c) && !is_ascii_digit(c);
  });
  return cut == text.end() ? text.size() : static_cast<std::size_t>(cut - text.begin()) + 1;
}

// Queries ask for the same words again and again: what one begins with as it is typed, the family of a
// word. Beyond these they are forgotten.
constexpr std::size_t max_single_words = 8'192;

}  // namespace

std::string AnalyzerRecipe::to_text() const {
  std::string text;
  for (const Step& step : steps) text += step.name + "=" + step.value + "\n";
  return text;
}

AnalyzerRecipe AnalyzerRecipe::parse(std::string_view text) {
  AnalyzerRecipe recipe;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::size_t equals = line.find('=');
    if (equals == 0 || equals == std::string_view::npos) {
      throw Error(ExitCode::config,
                  "the analyzer's recipe has a line that is not name=value: " + std::string(line));
    }
    recipe.steps.push_back(
        {std::string(line.substr(0, equals)), std::string(line.substr(equals + 1))});
  }
  return recipe;
}

namespace {

/// How far a text has been analyzed.
struct Place {
  std::size_t begin = 0;       ///< the bytes before it are done
  std::uint32_t position = 0;  ///< of the last word
  bool new_block = false;      ///< a line feed stands before it
};

}  // namespace

struct Analyzer::Impl {
  AnalyzerRecipe recipe;
  std::string language;
  WordChain chain;
  Tokenizer tokenizer;
  std::vector<Piece> pieces;
  WordCache cache;
  KnownParts known_parts;
  std::unordered_map<std::string, WordForm> single_words;  // of analyze_word()

  void fill(std::string_view word, WordForm& form, KnownParts& known) const {
    for (const auto& step : chain.steps) {
      step->apply(word, form, known);
      if (form.exact.empty()) return;
    }
  }

  void shrink_cache() {
    const auto is_full = [&](std::size_t quarters) {
      return 4 * cache.size() > quarters * max_cached_words ||
             4 * cache.spelling_bytes() > quarters * max_cached_bytes;
    };
    if (!is_full(4)) return;
    cache.forget_rare();
    if (is_full(3)) cache.clear();  // or the next calls would do this again soon
  }

  /// A null form where nothing of the word can be searched for.
  WordCache::Found form_of(std::string_view word) {
    WordCache::Found found = cache.find(word);
    if (found.form == nullptr) found = learn(word);
    if (found.form == &cache.nothing()) found.form = nullptr;
    return found;
  }

  WordCache::Found learn(std::string_view word) {
    const WordForm* form = has_inner_capital(word) ? nullptr : form_of_lower_case(word);
    if (form == nullptr) form = &make_form(word);
    cache.add(word, *form);
    return {form, form->number};
  }

  const WordForm& make_form(std::string_view word) {
    WordForm form;
    fill(word, form, known_parts);
    return form.exact.empty() ? cache.nothing() : cache.keep(std::move(form));
  }

  /// All steps but the normalizer see only what it makes. So a word has the form of that spelling,
  /// if it comes back from the normalizer as it is; nullptr if it does not, or is the word itself.
  const WordForm* form_of_lower_case(std::string_view word) {
    const NormalWord normal = normalize_word(word);
    const std::string& spelling = normal.accented.empty() ? normal.exact : normal.accented;
    if (spelling == word || spelling.empty()) return nullptr;
    const WordForm* form = cache.find(spelling).form;
    if (form == nullptr) {
      form = &make_form(spelling);
      cache.add(spelling, *form);
    }
    return form->exact == normal.exact && form->accented == normal.accented ? form : nullptr;
  }

  /// Neighbouring words of a name are a word, too: username in getUserName.
  void add_name_pairs(std::string_view word, Token& token) {
    const std::vector<CompoundPart>& parts = token.form->parts;
    if (parts.size() < 3 || !has_inner_capital(word)) return;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
      WordForm pair;
      fill(token.form->exact.substr(parts[i].begin, parts[i + 1].end - parts[i].begin), pair,
           known_parts);
      token.joined.add(std::move(pair.exact), token.end, std::move(pair.stem));
    }
  }

  /// Appends the tokens of `text`, which stands at `place`.
  void append(std::string_view text, Place& place, std::vector<Token>& tokens) {
    tokenizer.split(text, pieces);
    const std::size_t first = tokens.size();
    std::size_t kept = 0;  // pieces that became tokens
    bool linked = false;
    for (Piece piece : pieces) {
      const auto [form, number] = form_of(text.substr(piece.begin, piece.end - piece.begin));
      ++place.position;
      place.new_block = place.new_block || piece.new_block;
      if (form == nullptr) {  // nothing to search for; it keeps its place, and links nothing
        linked = false;
        continue;
      }
      if (!linked) piece.link = Link::none;
      linked = true;
      if (place.new_block && !tokens.empty()) place.position += block_gap;
      place.new_block = false;
      Token& token = tokens.emplace_back();
      token.form = form;
      token.number = number;
      token.position = place.position;
      token.begin = static_cast<std::uint32_t>(place.begin + piece.begin);
      token.end = static_cast<std::uint32_t>(place.begin + piece.end);
      add_name_pairs(text.substr(piece.begin, piece.end - piece.begin), token);
      pieces[kept++] = piece;
    }
    pieces.resize(kept);
    const auto stem_of = [this](std::string_view word) {
      const WordForm* const form = form_of(word).form;
      return form == nullptr ? std::string() : form->stem;
    };
    add_joined_terms(pieces, std::span(tokens).subspan(first), stem_of);
    add_number_terms(text, place.begin, std::span(tokens).subspan(first));
    if (chain.lexicon) {
      add_suspended_compounds(text, place.begin, std::span(tokens).subspan(first), *chain.lexicon, stem_of);
    }
  }
};

Analyzer::Analyzer(const AnalyzerRecipe& recipe, std::string_view language,
                   const std::filesystem::path& index)
    : impl_(std::make_unique<Impl>()) {
  impl_->recipe = recipe;
  impl_->language = language;
  impl_->chain = make_word_chain(recipe, language, index);
}

Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

WordForm Analyzer::analyze_word(std::string_view word) const {
  auto& words = impl_->single_words;
  std::string key(word);
  if (const auto known = words.find(key); known != words.end()) return known->second;
  WordForm form;
  KnownParts parts;
  impl_->fill(word, form, parts);
  if (words.size() == max_single_words) words.clear();
  return words.emplace(std::move(key), std::move(form)).first->second;
}

void Analyzer::analyze(std::string_view utf8, std::vector<Token>& tokens) {
  Impl& my = *impl_;
  tokens.clear();
  if (utf8.size() > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(ExitCode::data, "a text of 4 GB and more cannot be analyzed");
  }
  my.shrink_cache();
  Place place;
  while (place.begin < utf8.size()) {
    const std::size_t end = stretch_end(utf8, place.begin);
    my.append(utf8.substr(place.begin, end - place.begin), place, tokens);
    place.begin = end;
    place.new_block = place.new_block || utf8[end - 1] == '\n';
  }
}

std::vector<Token> Analyzer::analyze(std::string_view utf8) {
  std::vector<Token> tokens;
  analyze(utf8, tokens);
  return tokens;
}

std::size_t Analyzer::form_count() const noexcept {
  return impl_->cache.forms();
}

bool Analyzer::has_lexicon() const noexcept {
  return impl_->chain.lexicon != nullptr;
}

bool Analyzer::is_known_word(std::string_view exact) const {
  const Lexicon* const lexicon = impl_->chain.lexicon.get();
  return lexicon != nullptr && CompoundSplitter(*lexicon).is_known(exact);
}

std::vector<std::string> Analyzer::related_stems(std::string_view stem) const {
  std::vector<std::string> stems;
  const Lexicon* const lexicon = impl_->chain.lexicon.get();
  if (lexicon == nullptr || impl_->language != "nl") return stems;
  for (const std::string& word : word_family(stem, *lexicon)) {
    WordForm form = analyze_word(word);
    if (form.stop || form.stem == stem) continue;
    if (std::ranges::find(stems, form.stem) == stems.end()) stems.push_back(std::move(form.stem));
  }
  return stems;
}

std::vector<LikeWord> Analyzer::similar_words(std::string_view stem) const {
  std::vector<LikeWord> words;
  const Lexicon* const thesaurus = impl_->chain.thesaurus.get();
  if (thesaurus == nullptr) return words;
  for (Lexicon::Synonym& each : thesaurus->synonyms(stem)) {
    words.push_back({std::move(each.form), each.likeness});
  }
  return words;
}

WordExplanation Analyzer::explain(const WordForm& form) const {
  constexpr std::size_t most_divisions = 5;
  WordExplanation explanation;
  if (form.stop) return explanation;
  if (const Lexicon* const lexicon = impl_->chain.lexicon.get()) {
    for (auto& each : CompoundSplitter(*lexicon).candidates(form.exact, most_divisions)) {
      explanation.divisions.push_back({std::move(each.text), each.cost, each.cost <= each.limit});
    }
  }
  explanation.family = related_stems(form.stem);
  explanation.similar = similar_words(form.stem);
  return explanation;
}

const AnalyzerRecipe& Analyzer::recipe() const noexcept {
  return impl_->recipe;
}
const std::string& Analyzer::language() const noexcept {
  return impl_->language;
}

}  // namespace speur
