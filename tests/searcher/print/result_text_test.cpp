#include "searcher/print/result_text.hpp"

#include "searcher/print/record_text.hpp"
#include "support/sample_result.hpp"

#include <catch2/catch.hpp>

namespace speur {
namespace {

Terminal plain_terminal(std::size_t width) {
  Terminal terminal;
  terminal.interactive = true;
  terminal.width = width;
  return terminal;
}

}  // namespace

TEST_CASE("in a pipe an answer is plain text without the time", "[text]") {
  CHECK(result_text(sample_result(), {}) ==
        "over 1,204 pages for 'stalling <station>'\n"
        "did you mean 'stallingen station'?\n"
        "also searched by: berging, NS\n"
        "\n"
        "definition: stalling\n"
        "  Plaats voor fietsen.\n"
        "  begrippen/#stalling\n"
        "\n"
        "1. Fiets & stalling\n"
        "   verkeer/fiets/\n"
        "   # Kosten: … een \"stalling\" < 2 euro\n"
        "   Een stalling\n"
        "   missing: station\n"
        "   12.2500  titel  exact  stalling  'stalling'\n"
        "   12.2500  score\n"
        "\n"
        "rollen\n"
        "  12  Burger  burger\n"
        "   3  winkelier\n");
}

TEST_CASE("on a terminal an answer is wrapped, and says how long it took", "[text]") {
  SearchResult result = sample_result();
  result.hits[0].explanation.clear();
  result.correction.reset();
  result.facets.clear();
  result.total_hits = 1;
  result.total_hits_exact = true;
  ResultTextOptions options;
  options.terminal = plain_terminal(24);
  options.first_rank = 10;
  options.hit_facets = true;
  CHECK(result_text(result, options) ==
        "1 page for 'stalling\n"
        "<station>' (1.5 ms)\n"
        "also searched by:\n"
        "berging, NS\n"
        "\n"
        "definition: stalling\n"
        "  Plaats voor fietsen.\n"
        "  begrippen/#stalling\n"
        "\n"
        "10. Fiets & stalling\n"
        "    verkeer/fiets/\n"
        "    # Kosten: … een\n"
        "      \"stalling\" < 2\n"
        "      euro\n"
        "    Een stalling\n"
        "    missing: station\n"
        "    rollen: Burger;\n"
        "      winkelier\n");
}

TEST_CASE("with colour what matched is marked, and a site's pages are linked", "[text]") {
  SearchResult result = sample_result();
  result.hits[0].sections.resize(1);
  result.hits[0].missing.clear();
  result.hits[0].explanation.clear();
  result.facets.clear();
  result.correction.reset();
  ResultTextOptions options;
  options.terminal = plain_terminal(100);
  options.terminal.color = options.terminal.links = true;
  options.site_url = "https://x.nl";
  const std::string text = result_text(result, options);
  CAPTURE(text);
  const std::string page = "\x1b]8;;https://x.nl/verkeer/fiets/\x1b\\";
  const std::string end = "\x1b]8;;\x1b\\";
  CHECK(text.find("\x1b[2m1. \x1b[0m" + page + "\x1b[1mFiets & \x1b[0m" + end + page +
                  "\x1b[1;33mstalling\x1b[0m" + end + "\n   \x1b[2mVerkeer\x1b[0m\n") != text.npos);
  CHECK(text.find("\x1b]8;;https://x.nl/verkeer/fiets/#kosten\x1b\\\x1b[36mKosten\x1b[0m") !=
        text.npos);
}

TEST_CASE("an answer without hits says so", "[text]") {
  SearchResult result;
  result.query = "x";
  CHECK(result_text(result, {}) == "no pages for 'x'\n");
  result.total_hits = 5;
  ResultTextOptions options;
  options.first_rank = 11;
  CHECK(result_text(result, options) == "5 pages for 'x'\nnone from number 11\n");
}

TEST_CASE("on a terminal a facet shows its largest values, and those that are selected", "[text]") {
  SearchResult result;
  FacetCounts counts{"f", FacetType::keyword, {}};
  for (std::size_t i = 0; i < 20; ++i) {
    const std::string value = "v" + std::to_string(i);
    counts.values.push_back({{value, value, ""}, 20 - i, i == 15});
  }
  result.facets = {counts};
  ResultTextOptions options;
  options.terminal = plain_terminal(80);
  const std::string text = result_text(result, options);
  CHECK(text.find("  13  v7\n   5  v15\n      11 more\n") != text.npos);
  CHECK(result_text(result, {}).find("   1  v19\n") != std::string::npos);
}

TEST_CASE("an address on the site is made absolute", "[text]") {
  CHECK(absolute_url("https://x.nl/a", "b/") == "https://x.nl/a/b/");
  CHECK(absolute_url("https://x.nl/", "") == "https://x.nl/");
  CHECK(absolute_url("", "b/").empty());
  CHECK(absolute_url("https://x.nl/", "https://y.nl/") == "https://y.nl/");
}

TEST_CASE("a page shows its fields, sections, relations and rarest terms", "[text]") {
  PageRecord page;
  page.id = "verkeer/fiets.md";
  page.title = "Fiets";
  page.url = "";
  page.identifiers = {"urn:x", "x"};
  page.language = "nl";
  page.boost = 2;
  page.facets = {{"rollen", {{"burger", "Burger", "rollen/burger.md"}, {"a", "a", ""}}}};
  page.related = {{"rollen", "rollen/burger.md", "Burger", true}};
  page.sections = {{0, "", "", "Vooraf."}, {2, "Kosten", "kosten", "Twee euro.\nPer dag."}};
  page.terms = {{"titel", "exact", "fiets", 3, 9}, {"tekst", "exact", "euro", 1, 2}};
  CHECK(page_text(page, {}, 1) ==
        "Fiets\n"
        "id           verkeer/fiets.md\n"
        "url          /\n"
        "identifiers  urn:x, x\n"
        "language     nl\n"
        "boost        2\n"
        "\n"
        "1 facet\n"
        "  rollen  burger (Burger); a\n"
        "\n"
        "1 related page\n"
        "  → rollen  Burger  rollen/burger.md\n"
        "\n"
        "2 sections\n"
        "  Vooraf.\n"
        "  Kosten  #kosten\n"
        "    Twee euro.\n"
        "    Per dag.\n"
        "\n"
        "2 terms\n"
        "  times  pages  field  form   term\n"
        "      1      2  tekst  exact  euro\n"
        "      3      9  titel  exact  fiets\n");
  const std::string brief = page_text(page, plain_terminal(80), 1);
  CHECK(brief.find("euro\n  1 more: --terms shows all\n") != brief.npos);
}

TEST_CASE("an index shows what it holds and what is wrong with it", "[text]") {
  IndexStatus status;
  status.index = "/x/.speur";
  status.site_name = "Handboek";
  status.schema = 1;
  status.pages = 1;
  status.terms = 1204;
  status.average_length = 12.4;
  status.bytes = 3 * 1024 * 1024;
  status.facets = {{"datum", FacetType::date, 3, 2}};
  status.recipe = "tokenizer=a\n";
  CHECK(status_text(status, {}) ==
        "/x/.speur\n"
        "site         Handboek\n"
        "schema       1\n"
        "pages        1 page of 12 words on average\n"
        "terms        1,204 terms\n"
        "size         3.0 MiB\n"
        "health       the files are sound\n"
        "\n"
        "1 facet\n"
        "  facet  type  pages  values\n"
        "  datum  date      3       2\n"
        "\n"
        "analyzer\n"
        "  tokenizer=a\n");
  status.faults = {"a block\nis broken"};
  const std::string broken = status_text(status, {});
  CHECK(broken.find("fault: a block is broken\n") != broken.npos);
  CHECK(broken.find("health") == broken.npos);
}

TEST_CASE("tokens are a table, or paragraphs where that is too wide", "[text]") {
  const WordForm compound{
      "fietsenstalling", "", "fietsenstalling", {{"fiets", 0, 7}, {"stalling", 7, 15}}, false};
  const WordForm stop{"de", "", "de", {}, true};
  const std::vector<Token> tokens = {{&stop, {}, 0, 2, 1}, {&compound, {}, 3, 18, 2}};
  CHECK(tokens_text("de Fietsenstalling", tokens, {}) ==
        "token            position  bytes  exact            stem             parts"
        "                       stop\n"
        "de                      1    0-2  de               de"
        "                                           stop\n"
        "Fietsenstalling         2   3-18  fietsenstalling  fietsenstalling  fietsen → fiets + "
        "stalling\n");
  CHECK(tokens_text("de Fietsenstalling", tokens, plain_terminal(40)) ==
        "de\n"
        "  position  1\n"
        "  bytes     0-2\n"
        "  exact     de\n"
        "  stem      de\n"
        "  stop      stop\n"
        "Fietsenstalling\n"
        "  position  2\n"
        "  bytes     3-18\n"
        "  exact     fietsenstalling\n"
        "  stem      fietsenstalling\n"
        "  parts     fietsen → fiets + stalling\n");
  CHECK(tokens_text("", {}, {}) == "no tokens\n");
}

}  // namespace speur
