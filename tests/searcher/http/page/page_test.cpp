#include "searcher/http/api/typed_search.hpp"
#include "searcher/http/net/url_text.hpp"
#include "searcher/http/page/model/messages.hpp"
#include "searcher/http/page/model/page_state.hpp"
#include "searcher/http/page/parts/html_writer.hpp"
#include "searcher/http/page/parts/pagination.hpp"
#include "searcher/web/web_files.hpp"
#include "support/file_text.hpp"
#include "support/html_document.hpp"
#include "support/http/site.hpp"
#include "support/http/test_application.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fs = std::filesystem;

namespace speur::http {
namespace {

constexpr const char* hostile = R"("><script>alert('x')</script>&amp;</title></textarea><!--)";

std::vector<Page> pages_with_a_hostile_one() {
  std::vector<Page> pages = some_pages();
  pages.push_back(simple_page("kwaad.md", hostile, std::string("Gevaar ") + hostile,
                              {keywords("rollen", {hostile}), keywords("soort", {"nieuws"})}));
  pages.back().description = hostile;
  pages.back().url = "javascript:alert(1)";
  return pages;
}

/// The test index with a page more, of an author who means harm, asked for its page.
class PageSite : public Site {
 public:
  explicit PageSite(PageSettings settings = {})
      : Site({.page = std::move(settings)}, pages_with_a_hostile_one()) {}

  HtmlDocument page(std::string target) {
    Response response = get(std::move(target));
    REQUIRE(response.status == 200);
    return HtmlDocument(std::move(response.body));
  }
};

/// "nieuws (2) product (3)*": values with their counts, * if chosen, - if there is nothing to
/// choose.
std::string choices(const HtmlDocument& page, std::string_view facet) {
  std::string line;
  for (const auto label : page.with("class", "speur-value")) {
    const auto* input = static_cast<const GumboNode*>(label->v.element.children.data[0]);
    if (!HtmlDocument::attribute(input, "value").starts_with(std::string(facet) + "=")) continue;
    line += (line.empty() ? "" : " ") + HtmlDocument::text(label);
    if (HtmlDocument::has_attribute(input, "checked")) line += "*";
    if (HtmlDocument::has_attribute(input, "disabled")) line += "-";
  }
  return line;
}

}  // namespace

TEST_CASE("the page is whole HTML whose parts find each other", "[page]") {
  PageSite site;
  for (const std::string target :
       {"/", "/?q=fiets", "/?q=fiets&filter=soort=product&to.datum=2024", "/?q=zzzz&lang=en",
        "/?sort=datum:desc", "/?q=fiets&page=9", "/?from.datum=gisteren",
        "/?q=gevaar&filter=rollen=%22%3E%3Cscript%3E"}) {
    CAPTURE(target);
    const HtmlDocument page = site.page(target);
    CHECK(page.faults() == 0);
    std::set<std::string_view> ids;
    for (const auto element : page.elements()) {
      const std::string_view id = HtmlDocument::attribute(element, "id");
      if (!id.empty()) CHECK(ids.insert(id).second);
    }
    for (const auto element : page.elements()) {
      for (const char* name : {"for", "form", "aria-labelledby", "aria-describedby"}) {
        if (HtmlDocument::has_attribute(element, name)) {
          CHECK(ids.contains(HtmlDocument::attribute(element, name)));
        }
      }
    }
  }
}

TEST_CASE("text of visitors and authors stays text", "[page]") {
  PageSite site;
  for (const std::string& target :
       {"/?q=" + percent_encoded(std::string("gevaar ") + hostile),
        "/?q=gevaar&filter=" + percent_encoded(std::string("rollen=") + hostile),
        "/?from.datum=" + percent_encoded("\"><b onclick=x>"),
        "/fragment?q=" + percent_encoded(hostile), std::string("/?sort=title:asc")}) {
    CAPTURE(target);
    const HtmlDocument page = site.page(target);
    std::size_t scripts = 0;
    for (const auto element : page.elements()) {
      if (HtmlDocument::is(element, GUMBO_TAG_SCRIPT)) ++scripts;
      const GumboVector& attributes = element->v.element.attributes;
      for (unsigned i = 0; i < attributes.length; ++i) {
        const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
        CHECK_FALSE(std::string_view(attribute->name).starts_with("on"));
        CHECK(std::string_view(attribute->name) != "style");
      }
      CHECK_FALSE(HtmlDocument::attribute(element, "href").starts_with("javascript:"));
    }
    CHECK(scripts == (target.starts_with("/fragment") ? 0 : 1));
  }
  const HtmlDocument page = site.page("/?q=" + percent_encoded(hostile));
  CHECK(HtmlDocument::attribute(page.with("id", "speur-q").front(), "value") == hostile);
  CHECK(page.text_of("speur-summary").find(hostile) != std::string::npos);
}

TEST_CASE("a page says where it may be used and what it may load, also when it is not sent again",
          "[page]") {
  PageSite site;
  const Response page = site.get("/?q=fiets");
  CHECK(page.content_type == "text/html; charset=utf-8");
  CHECK(field_of(page, "X-Robots-Tag") == "noindex");
  const std::string policy = field_of(page, "Content-Security-Policy");
  CHECK(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"));
  CHECK(policy.find("unsafe") == std::string::npos);
  const Response known = site.get("/?q=fiets", {{"if-none-match", field_of(page, "ETag")}});
  CHECK(known.status == 304);
  // A browser takes over the fields of a 304.
  CHECK(field_of(known, "Content-Security-Policy") == policy);
  PageSite other({.site_url = "https://elders.nl/"});
  CHECK(other.get("/?q=fiets", {{"if-none-match", field_of(page, "ETag")}}).status == 200);
}

TEST_CASE("script and style can be kept for ever under the name that the page calls them",
          "[page]") {
  PageSite site;
  for (const WebFile* file : {&web_script, &web_style}) {
    const Response plain = site.get("/" + std::string(file->name));
    CHECK(plain.body == file->content);
    CHECK(plain.content_type == file->content_type);
    CHECK(field_of(plain, "Cache-Control") == "public, max-age=300");
    const Response versioned_one = site.get("/" + versioned(*file));
    CHECK(field_of(versioned_one, "Cache-Control") == "public, max-age=31536000, immutable");
    const Fields known = {{"if-none-match", field_of(plain, "ETag")}};
    CHECK(site.get("/" + std::string(file->name), known).status == 304);
    CHECK(text_of(fs::path(SPEUR_SOURCE_DIR) / "searcher/web" / file->name) == file->content);
    // What a site pays for the element: more than this is too much.
    CHECK(Compressor().gzip(file->content).size() < std::size_t{8} * 1024);
  }
}

TEST_CASE("values keep the counts that another choice would give, and zeros stay in sight",
          "[page]") {
  PageSite site;
  CHECK(choices(site.page("/?q=fiets"), "soort") == "Product (2) Nieuws (1)");
  CHECK(choices(site.page("/?q=fiets&filter=soort=product"), "soort") == "Product (2)* Nieuws (1)");
  CHECK(choices(site.page("/?q=fiets&filter=rollen=inwoner"), "soort") ==
        "Product (1) Nieuws (0)-");
  CHECK(choices(site.page("/?q=zzzz&filter=soort=nieuws"), "soort") == "Nieuws (0)* Product (0)-");
  // One page each: they divide nothing, unless someone says so.
  CHECK(choices(site.page("/?q=fiets"), "versie").empty());
  const HtmlDocument chosen = PageSite({.facets = {"versie"}}).page("/?q=fiets");
  CHECK(choices(chosen, "versie") == "1 (1) 2 (1) 3 (1)");
  CHECK(choices(chosen, "soort").empty());
}

TEST_CASE("dates are chosen from and to", "[page]") {
  PageSite site;
  const HtmlDocument page = site.page("/?from.datum=1-5-2024&to.datum=2024-12");
  CHECK(page.text_of("speur-summary") == "1 resultaat");
  CHECK(page.text_of("speur-chip") == "Datum van 1 mei 2024 tot en met december 2024×");
  CHECK(HtmlDocument::attribute(page.with("name", "from.datum").front(), "value") == "2024-05-01");
  const HtmlDocument wrong = site.page("/?q=fiets&from.datum=gisteren");
  const auto field = wrong.with("name", "from.datum").front();
  CHECK(HtmlDocument::attribute(field, "value") == "gisteren");
  CHECK(HtmlDocument::attribute(field, "aria-invalid") == "true");
  CHECK(wrong.text_of("speur-error") == "Dit is geen datum. Schrijf bijvoorbeeld 31-12-2025.");
  CHECK(wrong.text_of("speur-summary") == "4 resultaten voor ‘fiets’");
  CHECK(wrong.text_of("speur-chip") == "(none)");
}

TEST_CASE("the end of a range is read as people write it", "[page]") {
  struct Row {
    FacetType type;
    std::string typed, end;
  };
  for (const Row& row : std::vector<Row>{
           {FacetType::date, "2024", "2024"},
           {FacetType::date, "2024-05", "2024-05"},
           {FacetType::date, "2024-05-17", "2024-05-17"},
           {FacetType::date, "17-5-2024", "2024-05-17"},
           {FacetType::date, "17/05/2024", "2024-05-17"},
           {FacetType::date, "17-13-2024", "none"},
           {FacetType::date, "32-1-2024", "none"},
           {FacetType::date, "17-5-24", "none"},
           {FacetType::date, "17-5-2024x", "none"},
           {FacetType::date, "", "none"},
           {FacetType::number, "3", "3"},
           {FacetType::number, "2,5", "2.5"},
           {FacetType::number, "-1", "-1"},
           {FacetType::number, "inf", "none"},
           {FacetType::number, "3 euro", "none"},
       }) {
    CAPTURE(row.typed);
    CHECK(range_end(row.type, row.typed).value_or("none") == row.end);
  }
}

TEST_CASE("what makes no sense in a link is left out", "[page]") {
  PageSite site;
  struct Row {
    std::string query, kept;
  };
  for (const Row& row : std::vector<Row>{
           {"q=fiets", "?q=fiets"},
           {"q=a%26b+%3Cc%3E", "?q=a%26b%20%3Cc%3E"},
           {"q=++a%00b%0Ac++", "?q=a%20b%20c"},
           {"q=%ff", "?q=%C3%BF"},
           {"q=&filter=&sort=&page=", "?"},
           {"filter=soort=product&filter=soort=product", "?filter=soort%3Dproduct"},
           {"filter=soort%3Da%3Db", "?filter=soort%3Da%3Db"},
           {"filter=kleur=rood&filter=soort&filter=soort=", "?"},
           {"to.datum=2024&from.datum=2023", "?from.datum=2023&to.datum=2024"},
           {"from.soort=2023&from.kleur=1", "?"},
           {"sort=datum:desc", "?sort=datum%3Adesc"},
           {"sort=kleur:desc", "?"},
           {"sort=datum:up", "?"},
           {"page=3", "?page=3"},
           {"page=0", "?"},
           {"page=x", "?"},
           {"page=99999", "?page=1000"},
           {"lang=en", "?lang=en"},
           {"lang=nl", "?"},
           {"lang=fr", "?"},
           {"lang=en-GB", "?lang=en"},
           {"lang=EN", "?lang=en"},
           {"typing=true&q=a", "?q=a"},
       }) {
    CAPTURE(row.query);
    const PageState state =
        read_page_state(row.query, site.page_facets(), Language::dutch, Limits());
    CHECK(state.url() == row.kept);
    CHECK(site.get("/?" + row.query).status == 200);
    // A URL of the page means what it was made of.
    CHECK(read_page_state(state.url().substr(1), site.page_facets(), Language::dutch, Limits())
              .url() == state.url());
  }
  const std::string euros = "q=" + std::string(1023, 'a') + "%E2%82%AC";
  CHECK(read_page_state(euros, {}, Language::dutch, Limits()).query == std::string(1023, 'a'));
}

TEST_CASE("hits are an ordered list of links with what matched and what is missing", "[page]") {
  PageSite site;
  const HtmlDocument page = site.page("/?q=eigenaar+zzzz");
  REQUIRE(page.with("class", "speur-hit").size() == 1);
  const auto heading = page.with("class", "speur-hit-title").front();
  CHECK(HtmlDocument::is(heading, GUMBO_TAG_H3));
  CHECK(HtmlDocument::text(heading) == "Weesfietsen");
  const auto* link = static_cast<const GumboNode*>(heading->v.element.children.data[0]);
  CHECK(HtmlDocument::attribute(link, "href") == "https://proef.example.nl/verkeer/wrak/");
  CHECK(page.text_of("speur-snippet") == "Een fiets zonder <eigenaar> & slot.");
  CHECK(page.text_of("speur-missing") == "Ontbreekt: zzzz");
  const HtmlDocument dated = site.page("/?q=station&sort=datum:desc");
  CHECK(dated.text_of("speur-hit-place") == "Staat in: Verkeer · Datum: 31 mei 2024");
  CHECK(PageSite({.site_url = "https://elders.nl/sub"})
            .page("/?q=eigenaar")
            .with("href", "https://elders.nl/sub/verkeer/wrak/")
            .size() == 1);
}

TEST_CASE("who finds nothing is told what would be found", "[page]") {
  PageSite site;
  const HtmlDocument page = site.page("/?q=afval&filter=soort=nieuws&filter=rollen=jurist");
  CHECK(page.text_of("speur-summary") == "Geen resultaten voor ‘afval’");
  std::vector<std::string> links;
  for (const auto element : page.elements()) {
    if (HtmlDocument::is(element, GUMBO_TAG_A) && !HtmlDocument::has_attribute(element, "class")) {
      links.push_back(HtmlDocument::text(element));
    }
  }
  CHECK(links ==
        std::vector<std::string>{"Proef", "Zonder filters: 1 resultaat", "This page in English"});
  CHECK(site.page("/?q=%22fiets+afval%22").with("href", "?q=fiets%20afval").size() == 1);
}

TEST_CASE("a word that is still being typed finds what it may become", "[page]") {
  PageSite site;
  CHECK(site.page("/fragment?q=milieustr").text_of("speur-summary") ==
        "Geen resultaten voor ‘milieustr’");
  const HtmlDocument typing = site.page("/fragment?q=milieustr&typing=true");
  CHECK(typing.text_of("speur-summary") == "1 resultaat voor ‘milieustr’");
  CHECK(HtmlDocument::attribute(typing.with("id", "speur-q").front(), "value") == "milieustr");
  CHECK(site.page("/fragment?q=zzzz&typing=true").text_of("speur-summary") ==
        "Geen resultaten voor ‘zzzz’");
}

TEST_CASE("what is being typed is rather a beginning than an error", "[http][page]") {
  std::vector<Page> pages = some_pages();
  pages.push_back(simple_page("a.md", "Registratie", "De registratie van een naam."));
  pages.push_back(simple_page("b.md", "Kaart", "Een kaart van de regio, met een jaar en ver."));
  pages.push_back(simple_page("c.md", "Jaarverslag", "Het jaarverslag van de gemeente."));
  Site site({}, pages);
  const auto summary = [&](const std::string& target) {
    const HtmlDocument page(site.get(target).body);
    return page.text_of("speur-summary");
  };
  CHECK(summary("/fragment?q=regis&typing=true") == "1 resultaat voor ‘regis’");
  CHECK(summary("/fragment?q=jaarver&typing=true") == "1 resultaat voor ‘jaarver’");
  for (const auto& [typed, id] : {std::pair("regis", "a.md"), std::pair("jaarver", "c.md")}) {
    CAPTURE(typed);
    TypedSearch search(site.searcher());
    SearchRequest request{.query = typed};
    search.parse(request, true);
    const SearchResult result = site.searcher().search(request);
    CHECK(result.query == typed);
    REQUIRE(result.hits.size() == 1);
    CHECK(result.hits.front().id == id);
  }
}

TEST_CASE("the page speaks Dutch, or English if asked or set so", "[page]") {
  PageSite site;
  const auto language = [](const HtmlDocument& page) {
    return HtmlDocument::attribute(page.elements().front(), "lang");
  };
  CHECK(language(site.page("/")) == "nl");
  CHECK(language(site.page("/?lang=en")) == "en");
  CHECK(site.page("/?q=fiets&lang=en").text_of("speur-summary") == "4 results for ‘fiets’");
  PageSite english({.language = "en"});
  CHECK(language(english.page("/")) == "en");
  CHECK(language(english.page("/?lang=nl")) == "nl");
  CHECK(Words(Language::dutch).number(1234567) == "1.234.567");
  CHECK(Words(Language::english).number(1234) == "1,234");
  CHECK(Words(Language::dutch).number(999) == "999");
  CHECK(Words(Language::english).date("2025-04-01") == "1 April 2025");
  CHECK(Words(Language::dutch).date("2025-13-01") == "2025-13-01");
  const HtmlDocument failure(SearchPage({}, Limits()).failure("lang=en"));
  CHECK(failure.faults() == 0);
  CHECK(failure.text_of("speur-title") == "Search does not work right now");
}

TEST_CASE("every message is used", "[page]") {
  std::string sources;
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(fs::path(SPEUR_SOURCE_DIR) / "searcher")) {
    if (entry.path().extension() == ".cpp") sources += text_of(entry.path());
  }
  for (const std::string_view name : {
#define SPEUR_MESSAGE(name, dutch, english) std::string_view(#name),
#include "searcher/web/messages.def"
#undef SPEUR_MESSAGE
       }) {
    CAPTURE(name);
    std::size_t place = 0, uses = 0;
    const std::string use = "Message::" + std::string(name);
    while ((place = sources.find(use, place)) != std::string::npos) {
      place += use.size();
      const char next = sources[place];
      if (next != '_' && (next < 'a' || next > 'z')) ++uses;
    }
    CHECK(uses > 0);
  }
}

TEST_CASE("hits beyond the depth of the server have no page", "[page]") {
  CHECK(page_count(0, 10'000) == 0);
  CHECK(page_count(10, 10'000) == 1);
  CHECK(page_count(11, 10'000) == 2);
  CHECK(page_count(123'456, 10'000) == 1000);
  CHECK(page_count(123'456, 25) == 2);
  CHECK(page_count(123'456, 5) == 1);
}

TEST_CASE("the pages that can be chosen end where the server's depth ends", "[page]") {
  std::vector<Page> pages;
  for (int i = 0; i < 45; ++i) {
    pages.push_back(simple_page("fiets" + std::to_string(i) + ".md", "Fiets", "Een fiets."));
  }
  const auto last_link = [&](std::size_t depth) {
    ApplicationOptions options;
    options.limits.depth = depth;
    Site site(std::move(options), pages);
    const std::string html = site.get("/?q=fiets").body;
    std::size_t last = 1;
    for (std::size_t page = 2; page <= 10; ++page) {
      if (html.find("&amp;page=" + std::to_string(page) + "\"") != std::string::npos) last = page;
    }
    return last;
  };
  CHECK(last_link(10'000) == 5);
  CHECK(last_link(30) == 3);
  CHECK(last_link(5) == 1);
}

}  // namespace speur::http
