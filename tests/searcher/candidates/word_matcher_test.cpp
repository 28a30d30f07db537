#include "searcher/candidates/word_matcher.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
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

UnitSet match(const WordMatcher& matcher, const WordForm& form) {
  std::string parts;
  for (const CompoundPart& part : form.parts) stored::put_string(parts, part.stem);
  return matcher.match({form.exact, {}, form.stem, parts, form.stop}, TextField::body);
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
      matcher.add(WordPattern{kind, word(), unit, {}});
      matcher.add(WordPattern{Kind::compound, word() + '|' + word(), unit, {}});
    }
    WordMatcher all = matcher;  // a prefix can begin any word, so that none is sorted out
    all.add(WordPattern{Kind::prefix, "zz", 9, {}});
    for (int i = 0; i < 20; ++i) {
      WordForm made = form(word());
      made.stem = word();
      for (std::size_t n = random() % 4; n > 0; --n) made.parts.push_back({word(), 0, 0});
      REQUIRE(match(matcher, made) == match(all, made));
    }
  }
}

}  // namespace speur
