#include "searcher/candidates/word_matcher.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

using Kind = WordPattern::Kind;

/// "stallingen:stalling:fiets+stalling": exact, stem and parts; only the first is needed.
WordForm form(std::string_view text) {
  WordForm form;
  const auto cut = [&](char end) {
    const std::size_t at = std::min(text.find(end), text.size());
    std::string piece(text.substr(0, at));
    text.remove_prefix(std::min(at + 1, text.size()));
    return piece;
  };
  form.exact = cut(':');
  form.stem = cut(':');
  if (form.stem.empty()) form.stem = form.exact;
  while (!text.empty()) form.parts.push_back({cut('+'), 0, 0});
  return form;
}

UnitSet match(const WordMatcher& matcher, const WordForm& form, TextField field = TextField::body) {
  std::string parts;
  for (const CompoundPart& part : form.parts) stored::put_string(parts, part.stem);
  return matcher.match({form.exact, {}, form.stem, parts, form.stop}, field);
}

SectionMatch match_in_section(const WordMatcher& matcher, const WordForm& form) {
  std::string parts;
  for (const CompoundPart& part : form.parts) stored::put_string(parts, part.stem);
  return matcher.match_in_section({form.exact, {}, form.stem, parts, form.stop});
}

}  // namespace

TEST_CASE("a word of a page matches by its letters, its stem or its parts", "[matcher]") {
  struct Row {
    WordPattern pattern;
    std::string_view word;
    bool matches;
  };
  for (const Row& row : std::vector<Row>{
           {{Kind::exact, "fietsen", 0, {}}, "fietsen:fiets", true},
           {{Kind::exact, "fiets", 0, {}}, "fietsen:fiets", false},
           {{Kind::stem, "fiets", 0, {}}, "fietsen:fiets", true},
           {{Kind::stem, "fietsen", 0, {}}, "fietsen:fiets", false},
           {{Kind::part, "stalling", 0, {}}, "fietsenstalling::fiets+stalling", true},
           {{Kind::part, "fietsenstalling", 0, {}}, "fietsenstalling::fiets+stalling", false},
           {{Kind::compound, "fiets|stalling", 0, {}}, "fietsenstalling::fiets+stalling", true},
           {{Kind::compound, "fiets|stalling", 0, {}}, "x::station+fiets+stalling", true},
           {{Kind::compound, "stalling|fiets", 0, {}}, "x::fiets+stalling", false},
           {{Kind::prefix, "subs", 0, {}}, "subsidie", true},
           {{Kind::prefix, "subs", 0, {}}, "sub", false},
           {{Kind::exact, "fiets", 0, TextField::title}, "fiets", false},
           {{Kind::exact, "fiets", 0, TextField::body}, "fiets", true}}) {
    CAPTURE(row.pattern.text, row.word);
    WordMatcher matcher;
    matcher.add(row.pattern);
    CHECK(match(matcher, form(row.word)) == (row.matches ? unit_bit(0) : 0));
    matcher.drop(unit_bit(0));
    CHECK(match(matcher, form(row.word)) == 0);
  }
}

TEST_CASE("what sorts out most words loses none", "[matcher]") {
  // Few letters, so that words and their parts meet often.
  std::mt19937 random(1);
  const auto word = [&] {
    std::string letters;
    for (std::size_t n = 1 + random() % 4; n > 0; --n) letters += "abé"[random() % 4];
    return letters;
  };
  for (int round = 0; round < 2000; ++round) {
    WordMatcher matcher;
    for (std::size_t unit = 0; unit < 1 + random() % 4; ++unit) {
      const auto kind = std::array{Kind::exact, Kind::stem, Kind::part}[random() % 3];
      const auto field = std::array<std::optional<TextField>, 3>{std::nullopt, TextField::heading, TextField::body}[random() % 3];
      matcher.add(WordPattern{kind, word(), unit, field});
      matcher.add(WordPattern{Kind::compound, word() + '|' + word(), unit, {}});
    }
    WordMatcher all = matcher;  // a prefix can begin any word, so that none is sorted out
    all.add(WordPattern{Kind::prefix, "zz", 9, {}});
    for (int i = 0; i < 20; ++i) {
      WordForm made = form(word());
      made.stem = word();
      for (std::size_t n = random() % 4; n > 0; --n) made.parts.push_back({word(), 0, 0});
      REQUIRE(match(matcher, made) == match(all, made));
      const SectionMatch section = match_in_section(matcher, made);
      REQUIRE(section.in_text == match(matcher, made));
      REQUIRE(section.in_heading == match(matcher, made, TextField::heading));
    }
  }
}

TEST_CASE("what a word matches in a section tells where it stands, and how well it fits", "[matcher]") {
  WordMatcher matcher;
  matcher.add(WordPattern{Kind::exact, "fietsen", 0, {}});
  matcher.add(WordPattern{Kind::inflected, "fiets", 1, TextField::heading});
  matcher.add(WordPattern{Kind::stem, "fiets", 2, TextField::body});
  matcher.add(WordPattern{Kind::compound, "fiets|stalling", 3, {}});
  const SectionMatch plain = match_in_section(matcher, form("fietsen:fiets"));
  CHECK(plain.in_heading == (unit_bit(0) | unit_bit(1)));
  CHECK(plain.in_text == (unit_bit(0) | unit_bit(2)));
  CHECK(plain.exact == unit_bit(0));
  CHECK(plain.whole == (unit_bit(0) | unit_bit(1)));
  CHECK(match_in_section(matcher, form("x::fiets+stalling")).whole == unit_bit(3));
  CHECK(match_in_section(matcher, form("boom")).in_text == 0);
}

}  // namespace speur
