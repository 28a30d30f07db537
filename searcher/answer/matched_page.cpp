#include "searcher/answer/matched_page.hpp"

#include "speur/ascii.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace speur {
namespace {

constexpr std::size_t prose_words = 6;  // what has fewer words is seldom a sentence

using TokenRange = std::pair<std::size_t, std::size_t>;  // [first, last) of StoredWords::tokens

TokenRange tokens_in(const StoredWords& words, std::size_t begin, std::size_t end) {
  const auto first = std::ranges::lower_bound(words.tokens, begin, {}, &StoredToken::begin);
  const auto last = std::ranges::lower_bound(words.tokens, end, {}, &StoredToken::begin);
  return {static_cast<std::size_t>(first - words.tokens.begin()),
          static_cast<std::size_t>(last - words.tokens.begin())};
}

/// Whether a block's line reads as running text: it has some words, and an end of a sentence or twice as many
/// words. The stored text does not tell cells of tables from other lines; most cells are short.
bool is_prose(std::string_view line) {
  std::size_t words = 0;
  bool in_word = false;
  for (const char c : line) {
    const bool letter = static_cast<unsigned char>(c) >= 0x80 || is_ascii_letter(c);
    words += letter && !in_word ? 1 : 0;
    in_word = c != ' ' && (letter || in_word);
    if (words == 2 * prose_words) return true;
  }
  while (!line.empty() && (line.back() == ' ' || line.back() == ')')) line.remove_suffix(1);
  const bool ends = !line.empty() && std::string_view(".?!:;").find(line.back()) != std::string_view::npos;
  return words >= prose_words && ends;
}

/// The line around the word at `place`: a heading, or a block of a section. Each of both ends with a line.
std::string_view line_of(std::string_view text, std::size_t place) {
  const std::size_t begin = text.rfind('\n', place) + 1;  // the begin of the text where there is none
  return text.substr(begin, text.find('\n', place) - begin);
}

/// Collects the words of a page's sections that match, section by section.
class MatchCollector {
 public:
  MatchCollector(const StoredPage& page, const StoredWords& words, const WordMatcher& matcher)
      : text_(page.text), words_(words), matcher_(matcher), matched_{&page, {}} {
    by_word_.reserve(words.words.size());
    for (const StoredWord& word : words.words) by_word_.push_back(matcher.match_in_section(word));
  }

  /// `field`: heading or body. Fields come in the order of the text.
  void add(TextField field, std::size_t begin, std::size_t end) {
    const auto begins_before = [&](std::size_t place) {
      while (next_ < words_.tokens.size() && words_.tokens[next_].begin < place) ++next_;
      return next_;
    };
    const std::size_t first = begins_before(begin), last = begins_before(end);
    const std::size_t first_match = matched_.tokens.size();
    const bool all = matcher_.has_phrases();
    const auto units = field == TextField::heading ? &SectionMatch::in_heading : &SectionMatch::in_text;
    for (const StoredToken& token : std::span(words_.tokens).subspan(first, last - first)) {
      const UnitSet found = by_word_[token.word].*units;
      if (found != 0 || token.joined != 0 || all) push(token, found, field);
    }
    if (matcher_.has_phrases()) add_phrases(first, first_match, field);
    std::size_t line_end = 0;
    bool prose = false;
    for (std::size_t i = first_match; i < matched_.tokens.size(); ++i) {
      MatchedToken& token = matched_.tokens[i];
      if (token.begin >= line_end) {
        const std::string_view line = line_of(text_, token.begin);
        line_end = static_cast<std::size_t>(line.data() - text_.data()) + line.size();
        prose = is_prose(line);
      }
      token.prose = prose;
      token.exact = token.units & by_word_[token.word].exact;
      token.whole = token.units & (token.whole | by_word_[token.word].whole);
    }
  }

  MatchedPage take() { return std::move(matched_); }

 private:
  void push(const StoredToken& token, UnitSet units, TextField field) {
    std::size_t marked_end = token.end;
    UnitSet of_joined = 0;
    if (token.joined != 0) {
      const StoredJoined& joined = words_.joined[token.joined - 1];
      of_joined = matcher_.match_joined(joined, field);
      if (of_joined != 0) marked_end = std::max<std::size_t>(marked_end, joined.end);
      units |= of_joined;
    }
    if (units == 0 && !matcher_.has_phrases()) return;
    matched_.tokens.push_back(
        {token.word, token.begin, token.end, static_cast<std::uint32_t>(marked_end), false, units, 0, of_joined});
  }

  /// All words of the field are in matched_.tokens from `first_match` on; those without a match leave it.
  void add_phrases(std::size_t first, std::size_t first_match, TextField field) {
    const auto tokens = std::span(words_.tokens).subspan(first);
    std::vector<UnitSet> units(matched_.tokens.size() - first_match);
    matcher_.match_phrases(
        units.size(), field, [&](std::size_t i) { return words_.words[tokens[i].word].exact; },
        [&](std::size_t i) { return tokens[i].position; }, units);
    for (std::size_t i = 0; i < units.size(); ++i) matched_.tokens[first_match + i].units |= units[i];
    const auto begin = matched_.tokens.begin() + static_cast<std::ptrdiff_t>(first_match);
    const auto end = std::remove_if(begin, matched_.tokens.end(),
                                    [](const MatchedToken& token) { return token.units == 0; });
    matched_.tokens.erase(end, matched_.tokens.end());
  }

  std::string_view text_;
  const StoredWords& words_;
  const WordMatcher& matcher_;
  std::vector<SectionMatch> by_word_;  // of words_.words
  std::size_t next_ = 0;
  MatchedPage matched_;
};

}  // namespace

MatchedPage match_words(const StoredPage& page, const StoredWords& words,
                        const WordMatcher& matcher) {
  if (matcher.empty()) return {&page, {}};
  MatchCollector collector(page, words, matcher);
  for (const StoredSection& section : page.sections) {
    collector.add(TextField::heading, section.heading_begin, section.heading_end);
    collector.add(TextField::body, section.text_begin, section.text_end);
  }
  return collector.take();
}

MarkedText mark_field(const StoredPage& page, const StoredWords& words, const WordMatcher& matcher,
                      TextField field, std::size_t begin, std::size_t end) {
  MarkedText result{std::string(page.text.substr(begin, end - begin)), {}};
  if (matcher.empty()) return result;
  const auto [first, last] = tokens_in(words, begin, end);
  const auto tokens = std::span(words.tokens).subspan(first, last - first);
  std::vector<UnitSet> matches(tokens.size());
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const StoredToken& token = tokens[i];
    matches[i] = matcher.match(words.words[token.word], field);
    UnitSet joined = 0;
    std::size_t stop = token.end;
    if (token.joined != 0) {
      joined = matcher.match_joined(words.joined[token.joined - 1], field);
      if (joined != 0) stop = std::max<std::size_t>(stop, words.joined[token.joined - 1].end);
    }
    ends.push_back(std::min(stop, end));
    matches[i] |= joined;
  }
  matcher.match_phrases(
      tokens.size(), field, [&](std::size_t i) { return words.words[tokens[i].word].exact; },
      [&](std::size_t i) { return tokens[i].position; }, matches);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (matches[i] == 0) continue;
    const std::size_t from = tokens[i].begin - begin;
    if (!result.marks.empty() && result.marks.back().second > from) continue;
    result.marks.emplace_back(from, ends[i] - begin);
  }
  return result;
}

}  // namespace speur
