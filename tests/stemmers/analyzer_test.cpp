#include "speur/analyzer.hpp"

#include "speur/error.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <span>
#include <string>

namespace {

speur::Analyzer dutch() {
  return speur::Analyzer(speur::AnalyzerRecipe::standard());
}

/// "position:exact/stem[joined,joined]" a token.
std::string show(std::string_view text) {
  auto analyzer = dutch();
  std::string line;
  for (const speur::Token& token : analyzer.analyze(text)) {
    if (!line.empty()) line += ' ';
    line += std::to_string(token.position) + ":" + token.form->exact;
    if (token.form->stem != token.form->exact) line += "/" + token.form->stem;
    if (token.form->stop) line += "!";
    if (token.joined.empty()) continue;
    line += '[';
    for (const std::string& term : token.joined.terms()) line += (line.back() == '[' ? "" : ",") + term;
    line += ']';
  }
  return line;
}

}  // namespace

TEST_CASE("a text gives positions, forms and joined terms", "[analyzer]") {
  struct Row {
    std::string_view text, tokens;
  };
  for (const Row& row : std::to_array<Row>({
           {"", ""},
           {"De Gemeenten", "1:de! 2:gemeenten/gemeent"},
           {"één\nboom", "1:een 12:boom"},
           {"\n\nboom", "1:boom"},
           {"'s avonds", "1:s! 2:avonds/avond"},
           {"risico’s", "1:risico's/risico"},
           {"e-mail", "1:e[email] 2:mail"},
           {"AI-verordening", "1:ai[aiverordening] 2:verordening"},
           {"aia-09", "1:aia[aia-09,aia09] 2:09"},
           {"6-imp-03", "1:6[6-imp-03,6imp03] 2:imp 3:03"},
           {"2024/1689", "1:2024[2024/1689] 2:1689"},
           {"2024-2025", "1:2024[2024-2025] 2:2025"},
           {"minbzk.nl", "1:minbzk[minbzk.nl] 2:nl"},
           {"art.5.1", "1:art[art.5.1,artikel:5.1] 2:5.1"},
           {"A4'tje, 80’er", "1:a4'tje/a4 2:80'er/80"},
           {"A4'tjes A4'x 4's", "1:a4'tjes/a4 2:a4 3:x 4:4's/4"},
           {"baby'tje sms’jes cd'tje", "1:baby'tje/baby 2:sms'jes/sms 3:cd'tje/cd"},
           {"urn:nl:ak:mtr:org-04",
            "1:urn[urn:nl:ak:mtr:org-04] 2:nl 3:ak 4:mtr 5:org[org-04,org04] 6:04"},
           {"naam@minbzk.nl", "1:naam[naam@minbzk.nl] 2:minbzk[minbzk.nl] 3:nl"},
           {"C++ en F#", "1:c++ 2:en! 3:f#"},
           {"ver\u00adgun\u00adningen", "1:vergunningen/vergun"},
           {"a-b-c-d-e-f-g-h-i", "1:a 2:b 3:c 4:d! 5:e 6:f 7:g 8:h 9:i"},
           {"a/\nb", "1:a 12:b"},
       })) {
    CAPTURE(row.text);
    CHECK(show(row.text) == row.tokens);
  }
}

TEST_CASE("a large text is analyzed as if it were whole", "[analyzer]") {
  std::string line, text;
  for (int i = 0; i < 50; ++i) line += "e-mail aan gemeente ";
  for (int i = 0; i < 300; ++i) text += line + "\n";
  auto analyzer = dutch();
  const auto tokens = analyzer.analyze(text);
  REQUIRE(tokens.size() == 300 * 50 * 4);
  std::uint32_t position = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    position += 1 + (i > 0 && i % 200 == 0 ? speur::block_gap : 0);
    if (tokens[i].position != position) FAIL("token " << i << " stands at " << tokens[i].position);
    const std::string_view word =
        std::string_view(text).substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
    if (word != tokens[i].form->exact) FAIL("token " << i << " has other bytes: " << word);
    const std::span<const std::string> terms = tokens[i].joined.terms();
    if ((word == "e") != (terms.size() == 1 && terms.front() == "email")) FAIL("not joined");
  }
}

TEST_CASE("a line of a megabyte is analyzed as the words that stand in it", "[analyzer]") {
  auto analyzer = dutch();
  const std::string unit = "Crème brûlée, (fiets)";  // whatever character a cut is looked for from
  std::string line;
  while (line.size() < 1'000'000) line += unit + " ";
  const std::size_t units = line.size() / (unit.size() + 1);
  const auto tokens = analyzer.analyze(line + "\nnieuw");
  REQUIRE(tokens.size() == 3 * units + 1);
  const std::array<std::string_view, 3> words = {"creme", "brulee", "fiets"};
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].position != i + 1) FAIL("token " << i << " stands at " << tokens[i].position);
    if (tokens[i].form->exact != words[i % 3]) FAIL("token " << i << " is " << tokens[i].form->exact);
  }
  CHECK(tokens.back().position == 3 * units + 1 + speur::block_gap);
  const std::string letters(1'000'000, 'x');  // without a place for a cut
  CHECK(analyzer.analyze(letters + " x").size() == analyzer.analyze(letters + "\nx").size());
}

TEST_CASE("pieces with hyphens have the stem of the word that they are without them", "[analyzer]") {
  speur::Analyzer analyzer(speur::AnalyzerRecipe::standard());
  const auto stems = [&](std::string_view text) {
    std::string all;
    for (const speur::Token& token : analyzer.analyze(text)) {
      for (std::size_t i = 0; i < token.joined.terms().size(); ++i) {
        all += (all.empty() ? "" : " ") + token.joined.terms()[i] + ":" + token.joined.stems()[i];
      }
    }
    return all;
  };
  for (const std::string word : {"risico-analyse", "risico-analyses", "AI-systemen", "na-isolatie-subsidies"}) {
    std::string whole = word;
    std::erase(whole, '-');
    const speur::WordForm form = analyzer.analyze_word(whole);
    CAPTURE(word);
    CHECK(stems(word) == form.exact + ":" + (form.stem == form.exact ? "" : form.stem));
  }
  CHECK(stems("e-mail") == "email:");                     // its own stem
  CHECK(stems("aia-09") == "aia-09: aia09:");             // no word
  CHECK(stems("en/of 2024-05") == "en/of: 2024-05:");
}

TEST_CASE("a joined term tells where it ends in the text", "[analyzer]") {
  auto analyzer = dutch();
  const std::string text = "zie urn:nl:org-04.";
  const auto tokens = analyzer.analyze(text);
  REQUIRE(tokens.size() == 5);
  CHECK(text.substr(tokens[1].begin, tokens[1].joined.text_end() - tokens[1].begin) == "urn:nl:org-04");
  CHECK(text.substr(tokens[3].begin, tokens[3].joined.text_end() - tokens[3].begin) == "org-04");
  CHECK(tokens[0].joined.text_end() == 0);
}

TEST_CASE("a token is small, and its copy has its own joined terms", "[analyzer]") {
  CHECK(sizeof(speur::Token) <= 40);
  auto analyzer = dutch();
  auto tokens = analyzer.analyze("per e-mail");
  REQUIRE(tokens.size() == 3);
  speur::Token copy = tokens[1];
  tokens[1].joined.add("mail", 10);
  CHECK(copy.joined.terms().size() == 1);
  CHECK(tokens[1].joined.terms().size() == 2);
  copy = tokens[1];
  tokens.clear();
  CHECK(copy.joined.has("email"));
  CHECK(copy.joined.has("mail"));
  CHECK_FALSE(copy.joined.has("e"));
  CHECK(copy.joined.text_end() == 10);
}

TEST_CASE("a long run of pieces has no term for its whole", "[analyzer]") {
  auto analyzer = dutch();
  const auto pieces = analyzer.analyze(std::string(60, 'a') + "-" + std::string(60, 'b'));
  REQUIRE(pieces.size() == 2);
  CHECK(pieces[0].joined.empty());
}

TEST_CASE("a language other than Dutch has its own stemmer and stop words", "[analyzer]") {
  const auto recipe = speur::AnalyzerRecipe::standard();
  speur::Analyzer english(recipe, "en"), frisian(recipe, "fy");
  CHECK(english.analyze_word("Indexes").stem == "index");
  CHECK(english.analyze_word("the").stop);
  CHECK_FALSE(english.analyze_word("de").stop);
  CHECK(frisian.analyze_word("Gemeenten").stem == "gemeenten");
  CHECK(english.language() == "en");
}

TEST_CASE("a word by itself gives what it gives in a text", "[analyzer]") {
  auto analyzer = dutch();
  for (const std::string_view word : {"Gemeenten", "coördinatie", "één", "risico’s", "C++"}) {
    CAPTURE(word);
    const speur::WordForm form = analyzer.analyze_word(word);
    const auto tokens = analyzer.analyze(word);
    REQUIRE(tokens.size() == 1);
    CHECK(form.exact == tokens[0].form->exact);
    CHECK(form.accented == tokens[0].form->accented);
    CHECK(form.stem == tokens[0].form->stem);
  }
  CHECK(analyzer.analyze_word("\u00ad").exact.empty());
}

TEST_CASE("spellings of one word share a form, and are in a text what they are alone",
          "[analyzer]") {
  auto analyzer = dutch();
  const auto tokens = analyzer.analyze(
      "Wet wet WET Coördinatie coördinatie COÖRDINATIE Ĳsland ijsland \u2019s 's Risico\u2019s "
      "Fietsenstallingen fietsenstallingen Minister-president ﬁets İstanbul ẞ \u212bngström");
  for (const speur::Token& token : tokens) {
    CAPTURE(token.form->exact, token.form->accented);
    CHECK(token.form->number < analyzer.form_count());
    for (const speur::Token& other : tokens) {
      const bool same = token.form->exact == other.form->exact &&
                        token.form->accented == other.form->accented;
      if ((token.form->number == other.form->number) != (token.form == other.form)) {
        FAIL("two forms have one number");
      }
      if (token.form == other.form && !same) FAIL("two words have one form");
    }
  }
  CHECK(tokens[0].form == tokens[1].form);
  CHECK(tokens[0].form == tokens[2].form);
  CHECK(tokens[3].form == tokens[5].form);
  const std::string text = "Wet COÖRDINATIE Risico\u2019s Fietsenstallingen ﬁets İstanbul";
  for (const speur::Token& token : analyzer.analyze(text)) {
    const auto alone =
        analyzer.analyze_word(std::string_view(text).substr(token.begin, token.end - token.begin));
    CHECK(token.form->exact == alone.exact);
    CHECK(token.form->accented == alone.accented);
    CHECK(token.form->stem == alone.stem);
    CHECK(token.form->parts.size() == alone.parts.size());
  }
}

TEST_CASE("the cache forgets when it is full, and forms stay until the next text",
          "[analyzer]") {
  auto analyzer = dutch();
  std::string many;
  for (int i = 0; i < 150'000; ++i) many += "w" + std::to_string(i) + " ";
  const auto tokens = analyzer.analyze(many);
  REQUIRE(tokens.size() == 150'000);
  CHECK(tokens.front().form->exact == "w0");
  CHECK(tokens.back().form->exact == "w149999");
  CHECK(analyzer.analyze("w0").front().form->exact == "w0");
}

TEST_CASE("the recipe is text and comes back from it", "[analyzer]") {
  const auto recipe = speur::AnalyzerRecipe::standard();
  CHECK(speur::AnalyzerRecipe::parse(recipe.to_text()) == recipe);
  std::string names;
  for (const auto& step : recipe.steps) names += step.name + " ";
  CHECK(names == "tokenizer normalizer stop_words lemmas stemmer compounds names synonyms ");
}

TEST_CASE("a step that this version cannot make is named", "[analyzer]") {
  struct Row {
    std::string from, to, message;
  };
  const std::string standard = speur::AnalyzerRecipe::standard().to_text();
  for (const Row& row : std::to_array<Row>({
           {"uax29-speur-4", "uax29-speur-9",
            "the index was made with an analyzer that this version cannot make "
            "(tokenizer=uax29-speur-9): run speur-index --rebuild"},
           {"compounds=", "compounds=magic-",
            "the index was made with an analyzer that this version cannot make "
            "(compounds=magic-"},
           {"lemmas=", "lemmas=magic-",
            "the index was made with an analyzer that this version cannot make (lemmas=magic-"},
           {"synonyms=" + speur::AnalyzerRecipe::standard().steps.back().value + "\n", "",
            "the analyzer's recipe lacks the step synonyms: run speur-index --rebuild"},
           {"synonyms=", "synonyms=magic-",
            "the index was made with an analyzer that this version cannot make (synonyms=magic-"},
           {"normalizer=", "normalizer ",
            "the analyzer's recipe has a line that is not name=value: normalizer "
            "nfkc-cf-accents-1"},
           {"stemmer=", "steamer=", "steamer"},
       })) {
    std::string text = standard;
    text.replace(text.find(row.from), row.from.size(), row.to);
    CAPTURE(text);
    try {
      speur::Analyzer analyzer(speur::AnalyzerRecipe::parse(text));
      FAIL("no error");
    } catch (const speur::Error& e) {
      CHECK(e.code() == speur::ExitCode::config);
      CHECK_THAT(e.what(), Catch::Contains(row.message));
    }
  }
}

TEST_CASE("steps can be left out or exchanged for an experiment", "[analyzer]") {
  auto recipe = speur::AnalyzerRecipe::standard();
  recipe.steps[2].value = "none";
  recipe.steps[4].value = "xapian kraaij_pohlmann";
  const auto form = speur::Analyzer(recipe).analyze_word("gemeente");
  CHECK(form.stem == "meen");
  CHECK_FALSE(speur::Analyzer(recipe).analyze_word("de").stop);
  recipe.steps[4].value = "none";
  CHECK(speur::Analyzer(recipe).analyze_word("gemeenten").stem == "gemeenten");
}
