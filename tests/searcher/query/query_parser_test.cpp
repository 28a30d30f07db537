#include "speur/error.hpp"
#include "speur/query.hpp"
#include "support/same_query.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <ctime>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <variant>

namespace speur {
namespace {

const QueryFields fields{{"titel", "kop", "tekst", "id"},
                         {"rollen", "datum", "versie", "sources.ADR", "Categorieën"},
                         {"datum"}};

struct Row {
  std::string_view text, tree;
};

template <std::size_t N>
void check_trees(const std::array<Row, N>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const ParsedQuery parsed = parse_query(row.text, fields);
    CHECK(to_string(parsed.query) == row.tree);
    CHECK(same_query(parse_query(row.tree, fields).query, parsed.query));
  }
}

std::string issues_of(std::string_view text) {
  std::string all;
  for (const QueryIssue& issue : parse_query(text, fields).issues) {
    all += std::to_string(issue.column) + ": " + issue.message + "\n";
  }
  return all;
}

}  // namespace

TEST_CASE("a date facet takes days as people write them", "[query]") {
  check_trees(std::to_array<Row>({
      {"datum:17 mei 2024 bezwaar", "(datum:2024-05-17 bezwaar)"},
      {"bezwaar datum: 17 mei 2024", "(bezwaar datum:2024-05-17)"},
      {"datum:vrijdag 17 mei 2024, bezwaar", "(datum:2024-05-17 bezwaar)"},
      {"datum:mei 2024", "(datum:2024-05)"},
      {"datum:1 mei 2024..17 juni 2024 afval", "(datum:2024-05-01..2024-06-17 afval)"},
      {"datum:1 mei 2024 .. 17 juni 2024", "(datum:2024-05-01..2024-06-17)"},
      {"datum:17 mei 2024..", "(datum:2024-05-17..)"},
      {"datum:\"17 mei 2024\" x", "(datum:2024-05-17 x)"},
      {"datum:\"17 mei 2024\"..\"20 juni 2024\" x", "(datum:2024-05-17..2024-06-20 x)"},
      {"datum:>=\"1 juni 2024\"", "(datum:2024-06-01..)"},
      {"datum:\"1 mei 2024\"..", "(datum:2024-05-01..)"},
      {"datum:2024 \"nieuwe brug\"", "(datum:2024 \"nieuwe brug\")"},
      {"datum:mei 2024 \"brug\"", "(datum:2024-05 \"brug\")"},
      {"datum:..mei 2024 x", "(datum:..2024-05 x)"},
      {"datum:>=17 mei 2024 x", "(datum:2024-05-17.. x)"},
      {"-datum:17 mei 2024", "(-datum:2024-05-17)"},
      {"datum:17-05-2024 x", "(datum:17-05-2024 x)"},
      {"datum:17 (mei 2024)", "(datum:17 (mei 2024))"},
      {"datum:2024 12 stuks", "(datum:2024 12 stuks)"},
      {"datum:17 mei", "(datum:17 mei)"},
      {"rollen:17 mei 2024", "(rollen:17 mei 2024)"},
      {"datum:45 mei 2024", "(datum:45 mei 2024)"},
  }));
}

TEST_CASE("the plus of a telephone number is no sign", "[query]") {
  check_trees(std::to_array<Row>({
      {"+31 6 12345678", "(+31 6 12345678)"},
      {"bel +31612345678", "(bel +31612345678)"},
      {"bel +(31612345678)", "(bel +(31612345678))"},
      {"a AND 31612345678", "(+a +(31612345678))"},
  }));
  const auto occurs = [](std::string_view text) {
    const Query query = parse_query(text, fields).query;
    return std::get<AllOf>(query.node).clauses.front().occur;
  };
  CHECK(occurs("+31 6 12345678") == Occur::wanted);
  CHECK(occurs("+31 (0)20 123 45 67") == Occur::wanted);
  CHECK(occurs("+31 dagen") == Occur::must);
  CHECK(occurs("+2024 verslag") == Occur::must);
}

TEST_CASE("words are wanted, and signs at their start make them must or must not", "[query]") {
  check_trees(std::to_array<Row>({
      {"fietsenstalling station", "(fietsenstalling station)"},
      {"  +fiets\t-auto\u00a0bus ", "(+fiets -auto bus)"},
      {"−auto fiets", "(-auto fiets)"},
      {"–auto", "(–auto)"},
      {"e-mail politiek-bestuurlijk", "(e-mail politiek-bestuurlijk)"},
      {"train-, test- en validatiedata", "(train- test- en validatiedata)"},
      {"-auto", "(-auto)"},
      {"+\"nieuwe stalling\" -\"oude fiets\"", "(+\"nieuwe stalling\" -\"oude fiets\")"},
      {"fiets -(auto bus)", "(fiets -(auto bus))"},
      {"waar is het stadhuis?", "(waar is het stadhuis)"},
      {"C++ C# .NET art. 5.1", "(C++ C# .NET art 5.1)"},
      {"'s avonds foto’s", "('s avonds foto’s)"},
      {"medewerker(s) art.5(1)(a)", "(medewerker(s) art.5(1)(a))"},
      {"onderzoek & advies", "(onderzoek advies)"},
      {"€ 100", "(€ 100)"},
      {"", "()"},
      {" \n", "()"},
  }));
}

TEST_CASE("a hyphen after en, of, a comma or a slash begins the second half of a compound", "[query]") {
  check_trees(std::to_array<Row>({
      {"openingsdagen en -tijden", "(openingsdagen en tijden)"},
      {"subsidies of -regelingen aanvragen", "(subsidies of regelingen aanvragen)"},
      {"woningbouw, -verkoop en -verhuur", "(woningbouw verkoop en verhuur)"},
      {"subsidies / -regelingen", "(subsidies regelingen)"},
      {"subsidies & -regelingen", "(subsidies regelingen)"},
      // What is to be left out, all the same.
      {"openingsdagen en NOT tijden", "(openingsdagen en NOT tijden)"},
      {"fiets -auto", "(fiets -auto)"},
      {"en -tijden", "(en -tijden)"},
      {", -tijden", "(-tijden)"},
      {"dagen en −tijden", "(dagen en NOT tijden)"},  // a minus sign
      {"dagen en -\"oude tijden\"", "(dagen en -\"oude tijden\")"},
      {"dagen en -kop:tijden", "(dagen en NOT kop:tijden)"},
      {"dagen en -rollen:jurist", "(dagen en NOT rollen:jurist)"},
      {"dagen en +tijden", "(dagen en +tijden)"},
  }));
  const ParsedQuery parsed = parse_query("openingsdagen en -tijden", fields);
  const Query& last = std::get<AllOf>(parsed.query.node).clauses.back().query;
  CHECK(std::get<Word>(last.node).is_second_half);
  CHECK(std::get<Word>(last.node).begin == 18);
  CHECK(parsed.issues.empty());
}

TEST_CASE("phrases take any pair of double quotes, and a distance", "[query]") {
  check_trees(std::to_array<Row>({
      {"\"menselijke tussenkomst\"", "(\"menselijke tussenkomst\")"},
      {"“a b” „c d” «e f» »g h«", "(\"a b\" \"c d\" \"e f\" \"g h\")"},
      {"\" a b \"", "(\"a b\")"},
      {"\"a b\"~5 c", "(\"a b\"~5 c)"},
      {"\"a b\"~0", "(\"a b\")"},
      {"\"a b\"~500", "(\"a b\"~100)"},
      {"\"a b\"~5x", "(\"a b\" ~5x)"},
      {"\"politiek\"-bestuurlijk", "(\"politiek\" bestuurlijk)"},
      {"\"a (b\" c", "(\"a (b\" c)"},
      {"19\"scherm", "(19 scherm)"},
  }));
}

TEST_CASE("OR joins its neighbours, AND requires both, and brackets group", "[query]") {
  check_trees(std::to_array<Row>({
      {"a OR b", "((a OR b))"},
      {"a b OR c d", "(a (b OR c) d)"},
      {"a|b | c", "((a OR b OR c))"},
      {"a AND b c", "(+a +b c)"},
      {"a AND b OR c", "(((+a +b) OR c))"},
      {"a AND NOT b", "(+a -b)"},
      {"NOT a b", "(-a b)"},
      {"NOT -a", "(-a)"},
      {"a OR -b", "((a OR (-b)))"},
      {"a OR +b", "((a OR b))"},
      {"(a b) OR \"c d\"", "(((a b) OR \"c d\"))"},
      {"((a))", "(a)"},
      {"((+a))", "(+a)"},
      {"x (+a)", "(x a)"},
      {"x ((-a))", "(x (-a))"},
      {"+(a OR b) c", "(+(a OR b) c)"},
      {"a OR (b OR c)", "((a OR (b OR c)))"},
      {"(a b", "(a b)"},
      {"OR(a b) NOT(c)", "(or (a b) -c)"},
  }));
}

TEST_CASE("Dutch words in capitals are words", "[query]") {
  check_trees(std::to_array<Row>({
      {"WOZ OF BAG", "(WOZ OF BAG)"},
      {"KOSTEN EN BATEN", "(KOSTEN EN BATEN)"},
      {"IK WIL NIET BETALEN", "(IK WIL NIET BETALEN)"},
      {"WOZ or bag and not", "(WOZ or bag and not)"},
      {"OR verkiezingen", "(or verkiezingen)"},  // the ondernemingsraad
      {"\"OR\" leden", "(\"OR\" leden)"},
  }));
}

TEST_CASE("only known fields stand before a colon", "[query]") {
  check_trees(std::to_array<Row>({
      {"titel:fiets", "(titel:fiets)"},
      {"Titel:fiets TITLE:fiets heading:a text:b", "(titel:fiets titel:fiets kop:a tekst:b)"},
      {"-kop:inleiding +rollen:jurist", "(-kop:inleiding +rollen:jurist)"},
      {"rollen:\"data scientist\"", "(rollen:\"data scientist\")"},
      {"rollen:(jurist OR „data scientist”)", "((rollen:jurist OR rollen:\"data scientist\"))"},
      {"titel:(fiets -kop:auto)", "(titel:fiets -kop:auto)"},
      {"x titel:(fiets auto)", "(x (titel:fiets titel:auto))"},
      {"SOURCES.adr:5 categorieËN:a", "(sources.ADR:5 Categorieën:a)"},
      {"id:urn:nl:ak:mtr:org-04", "(id:urn:nl:ak:mtr:org-04)"},
      {"urn:nl:ak:mtr:org-04 10:30", "(urn:nl:ak:mtr:org-04 10:30)"},
      {"https://example.org/a?b=c", "(https://example.org/a?b=c)"},
      {"titel:fiets, rollen:jurist,", "(titel:fiets rollen:jurist,)"},
      {"titel: fiets", "(titel fiets)"},
      {"titel:", "(titel)"},
      {"kop:(titel:)", "(titel)"},
      {"titel:\"\"", "()"},
  }));
}

TEST_CASE("the name of a facet may hold colons", "[query]") {
  const QueryFields names{{"titel"}, {"dct", "dct:type"}};
  const auto tree = [&](std::string_view text) { return to_string(parse_query(text, names).query); };
  CHECK(tree("dct:type:besluit") == "(dct:type:besluit)");
  CHECK(tree("dct:besluit") == "(dct:besluit)");
  CHECK(tree("dct:type:\"een besluit\" brug") == "(dct:type:\"een besluit\" brug)");
  const ParsedQuery parsed = parse_query("dct:type:besluit", names);
  const auto& all = std::get<AllOf>(parsed.query.node);
  const auto* word = std::get_if<Word>(&all.clauses.at(0).query.node);
  REQUIRE(word != nullptr);
  CHECK(word->field == "dct:type");
}

TEST_CASE("facets take ranges with open ends, and text does not", "[query]") {
  check_trees(std::to_array<Row>({
      {"datum:2024-01-01..2025-06-30", "(datum:2024-01-01..2025-06-30)"},
      {"datum:2024..", "(datum:2024..)"},
      {"versie:..3.5", "(versie:..3.5)"},
      {"versie:>=3 versie:≤4", "(versie:3.. versie:..4)"},
      {"versie:>3", "(versie:3..)"},
      {"+versie:(1..2)", "(+versie:1..2)"},
      {"titel:1..2", "(titel:1..2)"},
      {"versie:1..2..3", "(versie:1..2..3)"},
      {"datum:..", "(datum)"},
  }));
  const Query query = parse_query("versie:..3.5", fields).query;
  const Query& range = std::get<AllOf>(query.node).clauses.at(0).query;
  CHECK_FALSE(std::get<Range>(range.node).from.has_value());
  CHECK(std::get<Range>(range.node).to == "3.5");
}

TEST_CASE("an asterisk ends a prefix and a tilde a fuzzy word", "[query]") {
  check_trees(std::to_array<Row>({
      {"subsid*", "(subsid*)"},
      {"titel:subsid** -x*", "(titel:subsid* -x*)"},
      {"subsid*, algortime~?", "(subsid* algortime~)"},
      {"word~ word~1 word~2", "(word~ word~ word~2)"},
      {"word~3", "(word~3)"},
      {"*fiets a*b", "(*fiets a*b)"},
      {"* ~ **", "()"},
  }));
  const Query query = parse_query("word~2", fields).query;
  CHECK(std::get<Fuzzy>(std::get<AllOf>(query.node).clauses.at(0).query.node).distance == 2);
}

TEST_CASE("what is no operator is told with its column", "[query]") {
  struct Told {
    std::string_view text, issues;
  };
  for (const Told& row : std::to_array<Told>({
           {"fiets -auto \"a b\" e-mail & x", ""},
           {"coördinatie - en", "13: '-' stands alone and is ignored\n"},
           {"a --strict", "3: '--' is no sign and is ignored\n"},
           {"é \"a b", "3: this quote has no partner and is ignored\n"},
           {"a (b", "3: this bracket is not closed\n"},
           {"a) b", "2: this bracket was not opened\n"},
           {"a ()", "3: there is no word between these brackets\n"},
           {"\"-\"", "1: there is no word between these quotes\n"},
           {"a OR", "3: an operator without words on both sides is read as a word\n"},
           {"OR a", "1: an operator without words on both sides is read as a word\n"},
           {"a | | b", "3: an operator without words on both sides is ignored\n"},
           {"a OR ) b", "6: this bracket was not opened\n"},
           {"a OR AND b", "3: an operator without words on both sides is ignored\n"},
           {"a NOT", "3: 'NOT' has nothing behind it and is read as a word\n"},
           {"NOT NOT a", "5: a second NOT is ignored\n"},
           {"*", "1: '*' stands alone and is ignored\n"},
           {"a*b", "1: '*' counts only at the end of a word\n"},
           {"a~7", "1: the distance of a fuzzy word is 1 or 2\n"},
           {"\"a b\"~999", "6: words can be at most 100 words apart\n"},
           {"x titel:", "3: 'titel:' has no value and is read as a word\n"},
           {"versie:>3", "1: '>' is read as '>=': a range includes its ends\n"},
           {"versie:1..2..3", "1: '1..2..3' is no range\n"},
       })) {
    CAPTURE(row.text);
    CHECK(issues_of(row.text) == row.issues);
  }
}

TEST_CASE("strictly, the first issue is an error that names its column", "[query]") {
  CHECK(to_string(parse_query_strictly("a -b", fields)) == "(a -b)");
  try {
    (void)parse_query_strictly("één \"x", fields);
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::data);
    CHECK(std::string(error.what()) == "query, column 5: this quote has no partner and is ignored");
  }
}

TEST_CASE("a query is bounded in bytes, depth and words", "[query]") {
  const auto message = [](const std::string& text) {
    try {
      (void)parse_query(text, fields);
      return std::string("no error");
    } catch (const Error& error) {
      CHECK(error.code() == ExitCode::data);
      return std::string(error.what());
    }
  };
  CHECK(message(std::string(max_query_bytes, 'a')) == "no error");
  CHECK(message(std::string(max_query_bytes + 1, 'a')) == "the query is longer than 8192 bytes");
  CHECK(message("ab\xff") == "the query is not UTF-8 (its byte 3)");
  CHECK(message("a\xc3") == "the query is not UTF-8 (its byte 2)");

  const std::string open(max_query_depth, '('), shut(max_query_depth, ')');
  CHECK(issues_of(open + "a" + shut).empty());
  CHECK(issues_of(open + "(b) a" + shut) == "33: brackets deeper than 32 are ignored\n");
  CHECK(to_string(parse_query(open + "(b) a" + shut, fields).query) == "(b a)");

  std::string many;
  for (std::size_t i = 0; i < max_query_clauses; ++i) many += "a ";
  CHECK(issues_of(many).empty());
  CHECK(issues_of(many + "(b c") == "514: only the first 256 words are used\n");
  const Query query = parse_query(many + "b", fields).query;
  CHECK(std::get<AllOf>(query.node).clauses.size() == max_query_clauses);
}

TEST_CASE("what costs as much as many words is bounded, and then read as plain words", "[query]") {
  const auto repeated = [](const std::string& text, std::size_t count) {
    std::string many;
    for (std::size_t i = 0; i < count; ++i) many += text + " ";
    return many;
  };
  struct Row {
    std::string text;
    std::size_t kept;  // that keep their sign
    std::string sign, issue;
  };
  for (const Row& row : std::vector<Row>{
           {"a~2", max_query_fuzzy, "~", "33: '~' counts for the first 8 words that have it\n"},
           {"titel:a~", max_query_fuzzy, "~",
            "73: '~' counts for the first 8 words that have it\n"},
           {"a*", max_query_prefixes, "*", "49: '*' counts for the first 16 words that have it\n"},
           {"\"a b\"", max_query_phrases, "\"a", "193: quotes count for the first 32 phrases\n"}}) {
    CAPTURE(row.text);
    const std::string exactly = repeated(row.text, row.kept);
    CHECK(issues_of(exactly).empty());
    CHECK(issues_of(exactly + repeated(row.text, 20)) == row.issue);
    const std::string tree = to_string(parse_query(exactly + repeated(row.text, 20), fields).query);
    std::size_t signs = 0;
    for (std::size_t at = tree.find(row.sign); at != tree.npos; at = tree.find(row.sign, at + 1)) {
      ++signs;
    }
    CHECK(signs == row.kept);
    CHECK(same_query(parse_query(tree, fields).query,
                     parse_query(exactly + repeated(row.text, 20), fields).query));
  }
  const std::string phrases = repeated("\"a b\"", max_query_phrases);
  CHECK(to_string(parse_query(phrases + "-\"c d\" e", fields).query).ends_with("\"a b\" e)"));
  CHECK(to_string(parse_query(phrases + "\"c d\"~3 e", fields).query).ends_with("c d e)"));
}

TEST_CASE("the worst texts of full length are read in linear time", "[query]") {
  for (const std::string_view piece :
       {"(", ")", "\"", "-", "- ", "a(", "a OR ", "NOT ", "titel:(", "titel:\"", "(a OR -", "~5",
        "\"a\"~5", "|", "a|", "+(", "x:(a"}) {
    CAPTURE(piece);
    std::string text;
    while (text.size() + piece.size() <= max_query_bytes) text += piece;
    // CPU time, a thousand times what it takes: only what grows faster than the text takes longer.
    const std::clock_t start = std::clock();
    const ParsedQuery parsed = parse_query(text, fields);
    CHECK((std::clock() - start) / CLOCKS_PER_SEC < 5);
    CHECK(parsed.issues.size() <= 64);
  }
}

namespace {

/// Trees as the parser makes them: no brackets around one thing.
class RandomTree {
 public:
  explicit RandomTree(unsigned seed) : random_(seed) {}

  Query root() {
    AllOf all;
    for (std::size_t n = below(5); n > 0; --n) all.clauses.push_back(clause(3));
    if (all.clauses.size() == 1 && all.clauses[0].occur == Occur::wanted &&
        std::holds_alternative<AllOf>(all.clauses[0].query.node)) {
      all.clauses[0].occur = Occur::must;
    }
    return Query{std::move(all)};
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }
  template <std::size_t N>
  std::string any(const std::array<std::string_view, N>& choices) {
    return std::string(choices[below(N)]);
  }
  Clause clause(int depth) { return {static_cast<Occur>(below(3)), query(depth)}; }

  Query query(int depth) {
    if (depth == 0 || below(3) != 0) return leaf();
    if (below(2) == 0) {
      AnyOf options;
      for (std::size_t n = 2 + below(3); n > 0; --n) options.options.push_back(query(depth - 1));
      return Query{std::move(options)};
    }
    AllOf all;
    for (std::size_t n = 1 + below(3); n > 0; --n) all.clauses.push_back(clause(depth - 1));
    if (all.clauses.size() == 1) all.clauses[0].occur = Occur::must_not;
    return Query{std::move(all)};
  }

  Query leaf() {
    static constexpr auto names = std::to_array<std::string_view>({"", "titel", "id", "rollen"});
    static constexpr auto words = std::to_array<std::string_view>(
        {"fiets", "e-mail", "C++", "a:b", "10:30", "medewerker(s)", "’s", "or", "x.y", "€"});
    static constexpr auto phrases = std::to_array<std::string_view>(
        {"a b", "OR", "-x", "(a", "titel:x", "één twee", "a | b", "x~2"});
    switch (below(5)) {
      case 0:
        return {Phrase{any(names), any(phrases), static_cast<unsigned>(below(3))}};
      case 1:
        return {Prefix{any(names), any(words)}};
      case 2:
        return {Fuzzy{any(names), any(words), static_cast<unsigned>(1 + below(2))}};
      case 3: {
        Range range{below(2) == 0 ? "datum" : "versie", {}, {}};
        const std::size_t ends = below(3);
        if (ends != 1) range.from = "2024-01";
        if (ends != 2) range.to = "3.5";
        return {std::move(range)};
      }
      default:
        return {Word{any(names), any(words)}};
    }
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("the text of a tree parses to that tree, without an issue", "[query]") {
  for (unsigned seed = 0; seed < 5000; ++seed) {
    const Query tree = RandomTree(seed).root();
    const std::string text = to_string(tree);
    const ParsedQuery parsed = parse_query(text, fields);
    if (text == "()") continue;  // empty brackets are told
    CAPTURE(seed, text, to_string(parsed.query));
    REQUIRE(same_query(parsed.query, tree));
    REQUIRE(parsed.issues.empty());
  }
}

TEST_CASE("a word tells where it stands in the query", "[query]") {
  struct Row {
    std::string_view text, places;
  };
  for (const Row& row : std::to_array<Row>({
           {"fiets fiets", "fiets@0 fiets@6"},
           {"-fiets +trein?", "fiets@1 trein@8"},
           {"titel:fiets (kop:bus, „bus” bus)", "fiets@6 bus@17 bus@32"},
           {"rollen:jurist rollen: jurist", "jurist@7 rollen@14 jurist@22"},
           {"fiets* fiets~ fiets", "fiets@14"},
           {"één AND", "één@0 and@6"},
           {"NOT OR fiets", "not@0 fiets@7"},
           {"medewerker(s) \"medewerker\"medewerker", "medewerker(s)@0 medewerker@26"},
       })) {
    CAPTURE(row.text);
    std::string places;
    const std::function<void(const Query&)> visit = [&](const Query& query) {
      if (const auto* all = std::get_if<AllOf>(&query.node)) {
        for (const Clause& clause : all->clauses) visit(clause.query);
      } else if (const auto* any = std::get_if<AnyOf>(&query.node)) {
        for (const Query& option : any->options) visit(option);
      } else if (const auto* word = std::get_if<Word>(&query.node)) {
        places += (places.empty() ? "" : " ") + word->text + "@";
        places += word->begin ? std::to_string(*word->begin) : "?";
      }
    };
    visit(parse_query(row.text, fields).query);
    CHECK(places == row.places);
  }
}

TEST_CASE("any text gives a tree whose text parses to it", "[query]") {
  static constexpr auto pieces = std::to_array<std::string_view>(
      {"a",   "b",     " ",     " ",    "(",      ")",  "\"", "-",     "+",  "OR",
       "OR ", " AND ", " NOT ", "|",    "titel:", ":",  "*",  "~",     "~2", "datum:",
       "..",  ">=",    "2024",  "„",    "”",      "é",  ",",  "?",     "…",  "rollen:",
       "−",   ".",     "~5",    "or:x", "x(s)",   "\n", "<",  "kop:(", "…",  "#"});
  std::mt19937 random(1);
  for (int round = 0; round < 30000; ++round) {
    std::string text;
    for (std::size_t n = random() % 12; n > 0; --n) text += pieces[random() % pieces.size()];
    const Query tree = parse_query(text, fields).query;
    const std::string printed = to_string(tree);
    if (!same_query(parse_query(printed, fields).query, tree)) {
      CAPTURE(text, printed, to_string(parse_query(printed, fields).query));
      FAIL("another tree");
    }
  }
}

}  // namespace speur
