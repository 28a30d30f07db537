#include "searcher/query/query_words.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace speur {
namespace {

const QueryFields fields{{"titel", "kop", "tekst", "id"}, {"rollen", "versie"}};

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "|") + text;
  return all;
}

}  // namespace

TEST_CASE("what a query wants to find are its words without signs", "[query]") {
  struct Row {
    std::string text, wanted;
    bool plain;
  };
  for (const Row& row :
       std::vector<Row>{{"", "", true},
                        {"fiets stalling", "fiets|stalling", true},
                        {"\"nieuwe stalling\" fiets", "nieuwe stalling|fiets", true},
                        {"\"nieuwe stalling\"~3", "nieuwe stalling", false},
                        {"+fiets -auto", "fiets", false},
                        {"-\"oude fiets\" (a OR (b -c))", "a|b", false},
                        {"titel:fiets kop:\"a b\" rollen:jurist versie:2..3", "fiets|a b", false},
                        {"subsid* fiest~2", "subsid|fiest", false},
                        {"fiets AND trein", "fiets|trein", false},
                        {"AI-verordening medewerker(s)", "AI-verordening|medewerker(s)", true},
                        {"NOT fiets", "", false}}) {
    CAPTURE(row.text);
    const Query query = parse_query(row.text, fields).query;
    CHECK(joined(wanted_texts(query)) == row.wanted);
    CHECK(is_plain(query) == row.plain);
  }
}

TEST_CASE("the last word of a query may be the beginning of another", "[query]") {
  struct Row {
    std::string text, word, longer;
  };
  for (const Row& row : std::vector<Row>{{"fiets", "fiets", "(fiets*)"},
                                         {"nieuwe stal", "stal", "(nieuwe stal*)"},
                                         {"-auto fie", "fie", "(-auto fie*)"},
                                         {"\"a b\" fie", "fie", "(\"a b\" fie*)"},
                                         {"fiets OR coö", "coö", "((fiets OR coö*))"},
                                         {"fiets ", "", ""},
                                         {"fiets?", "", ""},
                                         {"a -fie", "", ""},
                                         {"titel:fie", "", ""},
                                         {"rollen:fie", "", ""},
                                         {"fie*", "", ""},
                                         {"aia-09", "", ""},
                                         {"\"nieuwe fie", "", ""},
                                         {"(fie", "", ""},
                                         {"fi", "", ""},
                                         {"", "", ""}}) {
    CAPTURE(row.text);
    const ParsedQuery parsed = parse_query(row.text, fields);
    CHECK(unfinished_word(parsed, row.text, 3).value_or("") == row.word);
    if (row.word.empty()) continue;
    CHECK(to_string(with_beginning(parsed, row.text).query) == row.longer);
  }
}

TEST_CASE("phrases that no page has become words", "[query]") {
  struct Row {
    std::string text, words;
  };
  for (const Row& row : std::vector<Row>{
           {"hoe zit het met «het recht op inzage»?", "(hoe zit het met het recht op inzage)"},
           {"titel:\"nieuwe stalling\" fiets", "(titel:nieuwe titel:stalling fiets)"},
           {"fiets \"a & b\" \"c, d\" -auto", "(fiets a b c d -auto)"},
           {"fiets \"a OR b\"", "(fiets a or b)"},
           {"\"richt het toezicht in met drie linies\"", "(richt het toezicht in met drie linies)"},
           // Alone, required, excluded, of a facet.
           {"\"nieuwe stalling\"", ""},
           {"\"nieuwe stalling\" rollen:jurist", ""},
           {"fiets +\"nieuwe stalling\"", ""},
           {"fiets -\"nieuwe stalling\"", ""},
           {"fiets id:\"a b\"", ""},
           {"fiets rollen:\"a b\"", ""},
           {"fiets", ""},
           {"", ""}}) {
    CAPTURE(row.text);
    const std::optional<ParsedQuery> words = with_phrases_as_words(parse_query(row.text, fields));
    CHECK((words ? to_string(words->query) : "") == row.words);
    if (words) CHECK(words->issues.size() == 1);
  }
}

TEST_CASE("a query that finds nothing asks for less, step by step", "[query]") {
  struct Row {
    std::string text;
    std::vector<std::string> steps;
  };
  for (const Row& row : std::vector<Row>{
           {"\"het besluit\" aia-99 rollen:jurist",
            {"(het besluit aia-99 rollen:jurist)", "(het besluit aia 99 rollen:jurist)",
             "(het besluit aia 99)"}},
           {"fiets versie:2..3 -rollen:jurist", {"(fiets -rollen:jurist)"}},
           {"id:aia-99", {"(aia 99)"}},
           {"verordening 2024/1689", {"(verordening 2024 1689)"}},
           // What is left of these is nothing, or what the visitor insists on.
           {"rollen:jurist", {}},
           {"rollen:jurist -fiets", {}},
           {"+rollen:jurist +aia-99", {}},
           {"fiets e-mail", {}}}) {
    CAPTURE(row.text);
    std::vector<std::string> steps;
    ParsedQuery parsed = parse_query(row.text, fields);
    while (auto less = with_less(parsed)) {
      parsed = std::move(*less);
      steps.push_back(to_string(parsed.query));
      CHECK(parsed.issues.size() == steps.size());
    }
    CHECK(steps == row.steps);
  }
}

TEST_CASE("a query is made of one word or beginning", "[query]") {
  CHECK(to_string(query_of(Word{"", "fiets", {}}).query) == "(fiets)");
  CHECK(to_string(query_of(Prefix{"", "fiets"}).query) == "(fiets*)");
}

}  // namespace speur
