// Laws of analysis, for any bytes:
// - the plain path finds the words that ICU finds;
// - tokens lie within the text, in order, apart, with increasing positions;
// - terms are valid UTF-8, never empty, and leave room for a prefix within Xapian's 245 bytes;
// - a text gives the same again, and a word the same by itself.

#include "speur/analyzer.hpp"

#include "stemmers/words/tokenizer.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

void law(bool holds, const char* name) {
  if (holds) return;
  std::fprintf(stderr, "broken law: %s\n", name);
  std::abort();
}

bool is_utf8(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  for (std::size_t at = 0; at < text.size();) {
    const unsigned first = byte(at);
    const std::size_t bytes = first < 0x80   ? 1
                              : first < 0xc2 ? 0
                              : first < 0xe0 ? 2
                              : first < 0xf0 ? 3
                              : first < 0xf5 ? 4
                                             : 0;
    if (bytes == 0 || at + bytes > text.size()) return false;
    std::uint32_t c = bytes == 1 ? first : first & (0x7fU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
      if ((byte(at + i) & 0xc0U) != 0x80) return false;
      c = c << 6U | (byte(at + i) & 0x3fU);
    }
    if ((bytes == 3 && c < 0x800) || (bytes == 4 && c < 0x10000) || c > 0x10ffff ||
        (c >= 0xd800 && c < 0xe000)) {
      return false;
    }
    at += bytes;
  }
  return true;
}

void check_term(const std::string& term) {
  law(!term.empty(), "a term is not empty");
  law(term.size() <= 235, "a term leaves room for its prefix");
  law(is_utf8(term), "a term is UTF-8");
  law(term.find_first_of(std::string("\0 \n", 3)) == std::string::npos,
      "a term has no white space");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto analyzers =
      new std::vector<speur::Analyzer>();  // forms are kept between inputs
  if (analyzers->empty()) {
    for (const char* language : {"nl", "en", "fy"}) {
      analyzers->emplace_back(speur::AnalyzerRecipe::standard(), language);
    }
  }
  const std::string_view text(reinterpret_cast<const char*>(data), size);

  static speur::WordBreaker breaker;
  std::vector<speur::WordSpan> plain, icu;
  breaker.split(text, plain);
  breaker.split_by_icu(text, icu);
  law(plain == icu, "the plain path is ICU");

  for (speur::Analyzer& analyzer : *analyzers) {
    const std::vector<speur::Token> tokens = analyzer.analyze(text);
    std::size_t end = 0;
    std::uint32_t position = 0;
    std::string all;
    for (const speur::Token& token : tokens) {
      law(token.begin >= end && token.end > token.begin && token.end <= size,
          "tokens are in order");
      law(token.position > position, "positions increase");
      end = token.end;
      position = token.position;
      check_term(token.form->exact);
      check_term(token.form->stem);
      if (!token.form->accented.empty()) check_term(token.form->accented);
      for (const std::string& term : token.joined.terms()) check_term(term);
      law(token.joined.empty() == (token.joined.text_end() == 0) && token.joined.text_end() <= size,
          "joined terms end in the text");
      const auto form = analyzer.analyze_word(text.substr(token.begin, token.end - token.begin));
      law(form.exact == token.form->exact && form.stem == token.form->stem &&
              form.accented == token.form->accented && form.stop == token.form->stop,
          "a word gives the same by itself");
      all += token.form->exact + ' ';
    }
    std::string again;
    for (const speur::Token& token : analyzer.analyze(text)) again += token.form->exact + ' ';
    law(all == again, "a text gives the same again");
  }
  return 0;
}
