#include "speur/analyzer.hpp"

#include <unicode/normalizer2.h>
#include <unicode/ubrk.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>
#include <xapian.h>

#include <algorithm>
#include <unordered_map>

#include "speur/error.hpp"

namespace speur {

std::string_view to_string(TermKind kind) {
  switch (kind) {
    case TermKind::exact:
      return "exact";
    case TermKind::stem:
      return "stem";
    case TermKind::part:
      return "part";
    case TermKind::joined:
      return "joined";
    case TermKind::synonym:
      return "synonym";
    case TermKind::stop:
      return "stop";
  }
  return "";
}

AnalyzerRecipe AnalyzerRecipe::standard() {
  return {{{"tokenizer", "icu-0"}, {"normalizer", "nfkc-cf-0"}, {"stemmer", "kraaij_pohlmann-0"}}};
}

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
      throw Error(ExitCode::config, "the analyzer recipe has a line without name=value");
    }
    recipe.steps.push_back(
        {std::string(line.substr(0, equals)), std::string(line.substr(equals + 1))});
  }
  return recipe;
}

struct Analyzer::Impl {
  AnalyzerRecipe recipe;
  std::string language;
  Xapian::Stem stem;
  UBreakIterator* words = nullptr;
  std::unordered_map<std::string, WordForm> cache;

  ~Impl() { ubrk_close(words); }
};

Analyzer::Analyzer(const AnalyzerRecipe& recipe, std::string_view language)
    : impl_(std::make_unique<Impl>()) {
  if (recipe != AnalyzerRecipe::standard()) {
    throw Error(ExitCode::config, "this build cannot make the analyzer recipe");
  }
  impl_->recipe = recipe;
  impl_->language = language;
  try {
    impl_->stem = Xapian::Stem(language == "nl" ? "kraaij_pohlmann" : impl_->language);
  } catch (const Xapian::InvalidArgumentError&) {
    impl_->stem = Xapian::Stem();
  }
}

Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

WordForm Analyzer::analyze_word(std::string_view word) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  const auto source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
  const icu::UnicodeString folded = fold->normalize(source, status);
  const icu::UnicodeString decomposed = nfd->normalize(folded, status);
  icu::UnicodeString bare;
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    if (u_charType(decomposed.char32At(i)) != U_NON_SPACING_MARK) bare += decomposed.char32At(i);
  }
  if (U_FAILURE(status)) throw Error(ExitCode::software, "ICU cannot normalize a word");
  WordForm form;
  nfc->normalize(bare, status).toUTF8String(form.exact);
  folded.toUTF8String(form.accented);
  constexpr std::size_t longest = 200;
  if (form.exact.size() > longest) {
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(form.exact[end]) & 0xc0) == 0x80) --end;
    form.exact.resize(end);
  }
  if (form.accented == form.exact || form.accented.size() > longest) form.accented.clear();
  form.stem = impl_->stem(form.exact);
  if (form.stem.empty()) form.stem = form.exact;
  return form;
}

void Analyzer::analyze(std::string_view utf8, std::vector<Token>& tokens) {
  tokens.clear();
  Impl& my = *impl_;
  if (my.cache.size() > 100'000) my.cache.clear();
  UErrorCode status = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, utf8.data(), static_cast<int64_t>(utf8.size()), &status);
  if (my.words == nullptr) my.words = ubrk_open(UBRK_WORD, "nl", nullptr, 0, &status);
  ubrk_setUText(my.words, &text, &status);
  if (U_FAILURE(status)) throw Error(ExitCode::software, "ICU cannot iterate words");
  std::uint32_t position = 0;
  bool line_feed = false;
  int32_t begin = 0;
  for (int32_t end = ubrk_next(my.words); end != UBRK_DONE; end = ubrk_next(my.words)) {
    const auto raw =
        utf8.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    if (ubrk_getRuleStatus(my.words) >= UBRK_WORD_NONE_LIMIT) {
      auto [entry, fresh] = my.cache.try_emplace(std::string(raw));
      if (fresh) entry->second = analyze_word(raw);
      position += 1;
      if (!entry->second.exact.empty()) {
        if (line_feed && !tokens.empty()) position += block_gap;
        line_feed = false;
        Token& token = tokens.emplace_back();
        token.form = &entry->second;
        token.position = position;
        token.begin = static_cast<std::size_t>(begin);
        token.end = static_cast<std::size_t>(end);
      }
    } else if (raw.find('\n') != std::string_view::npos) {
      line_feed = true;
    }
    begin = end;
  }
  utext_close(&text);
}

std::vector<Token> Analyzer::analyze(std::string_view utf8) {
  std::vector<Token> tokens;
  analyze(utf8, tokens);
  return tokens;
}

const AnalyzerRecipe& Analyzer::recipe() const noexcept {
  return impl_->recipe;
}
const std::string& Analyzer::language() const noexcept {
  return impl_->language;
}

}  // namespace speur
