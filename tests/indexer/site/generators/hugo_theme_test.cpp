#include "support/site_pages.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <map>
#include <string>
#include <string_view>

namespace speur {
namespace {

TEST_CASE("Hugo: headings have ids as the template that makes them says", "[site]") {
  struct Row {
    std::string_view heading;  ///< in the template
    bool known;
  };
  for (const Row& row : std::to_array<Row>({
           {"<h{{ .Level }} id=\"{{ .Anchor }}\">{{ .Text | safeHTML }}</h{{ .Level }}>", true},
           {"<h2 id={{ .Anchor }}>{{ .Text }}</h2>", true},
           {"<h2 id='{{- .Anchor | safeURL -}}'>{{ .Text }}</h2>", true},
           {"<h2 {{ with .Anchor }}id=\"{{ . }}\"{{ end }}>{{ .Text }}</h2>", true},
           {"<a name=\"{{ .Anchor }}\"></a><h2>{{ .Text }}</h2>", true},
           {"<h2 {{ range $k, $v := .Attributes }}{{ $k }}=\"{{ $v }}\"{{ end }}>{{ .Text }}</h2>", true},
           {"{{ partial \"kop.html\" . }}", true},
           {"<h2 id=\"kop-{{ .Anchor }}\">{{ .Text }}</h2>", false},
           {"<h2>{{ .Text }} <a href=\"#{{ .Anchor }}\">#</a></h2>", false},
           {"<h2 id=\"{{ .Text | anchorize }}\">{{ .Text }}</h2>", false},
       })) {
    CAPTURE(row.heading);
    for (const char* const file : {"layouts/_default/_markup/render-heading.html", "layouts/_markup/render-heading.html",
                                   "themes/mijn/layouts/_default/_markup/render-heading.html"}) {
      const SitePages site = read_site({{"hugo.toml", "theme = 'mijn'\n"},
                                        {file, std::string(row.heading)},
                                        {"content/a.md", "## Een\n\nTekst\n\n## Twee {#eigen}\n"}});
      REQUIRE(site.pages.at("a.md").sections.size() == 2);
      CHECK(site.pages.at("a.md").sections[0].anchor == (row.known ? "een" : ""));
      CHECK(site.pages.at("a.md").sections[1].anchor == (row.known ? "eigen" : ""));
      CHECK(site.problems.empty() == row.known);
    }
  }
}

TEST_CASE("Hugo: a theme's template counts where the site has none", "[site]") {
  const std::string ours = "<h2 id=\"{{ .Anchor }}\">{{ .Text }}</h2>", theirs = "<h2>{{ .Text }}</h2>";
  const SitePages site = read_site({{"hugo.toml", "theme = ['mijn']\n"},
                                    {"layouts/_default/_markup/render-heading.html", ours},
                                    {"themes/mijn/layouts/_default/_markup/render-heading.html", theirs},
                                    {"content/a.md", "## Een\n"}});
  CHECK(site.pages.at("a.md").sections.at(0).anchor == "een");
}

TEST_CASE("Hugo: the pages of a theme are pages, below those of the site", "[site]") {
  const SitePages site = read_site({{"hugo.toml", "theme = 'mijn'\n"},
                                    {"content/a.md", "Ons.\n"},
                                    {"themes/mijn/content/a.md", "Van het thema.\n"},
                                    {"themes/mijn/content/b/_index.md", "Van het thema.\n"},
                                    {"themes/mijn/README.md", "Geen.\n"},
                                    {"themes/ander/content/c.md", "Geen.\n"}});
  CHECK(site.urls == std::map<std::string, std::string>{{"content/a.md", "a/"}, {"themes/mijn/content/b/_index.md", "b/"}});
}

TEST_CASE("Hugo: what stands in code and between angle quotes is text", "[site]") {
  const auto text = [](const std::string& config, const std::string& page) {
    return read_site({{"hugo.toml", config}, {"content/a.md", page}}).pages.at("a.md").sections.at(0).text;
  };
  CHECK(text("", "Schrijf `{{</* kader titel=\"x\" */>}}` zo.") == "Schrijf {{< kader titel=\"x\" >}} zo.");
  CHECK(text("", "Vul <<naam gemeente>> in.") == "Vul «naam gemeente» in.");
  CHECK(text("", "> > Een >> twee.") == "Een >> twee.");
  const std::string off = "[markup.goldmark.extensions]\ntypographer = false\n";
  CHECK(text(off, "Vul <<naam>> in.") == "Vul <> in.");
  CHECK(text("[markup.goldmark.extensions.typographer]\ndisable = true\n", "Vul <<naam>> in.") == "Vul <> in.");
}

TEST_CASE("Hugo: words of tabs and badges are in their tags", "[site]") {
  const auto text = [](const std::string& page) {
    return read_site({{"hugo.toml", ""}, {"content/a.md", page}}).pages.at("a.md").sections.at(0).text;
  };
  CHECK(text("{{< tab name=\"Linux\" >}}\nEen\n{{< /tab >}}") == "Linux\nEen");
  CHECK(text("{{% tab header=\"Linux\" %}}\nEen\n{{% /tab %}}") == "Linux\nEen");
  CHECK(text("{{< icon name=\"pijl\" >}}\n\nEen") == "Een");
  CHECK(text("{{% badge title=\"Versie\" %}}6.6{{% /badge %}} en {{% children description=\"true\" %}}") == "Versie 6.6 en");
  CHECK(text("{{< columns >}}\nLinks\n\n<--->\n\nRechts\n{{< /columns >}}") == "Links\nRechts");
}

TEST_CASE("Hugo: the text of a file that a shortcode puts in is told", "[site]") {
  const SitePages site = read_site({{"hugo.toml", ""}, {"content/a.md", "---\ntitle: A\n---\nEen\n\n{{% readfile file=\"b.md\" %}}\n"},
                                    {"content/b.md", "{{</* include \"a\" */>}}\n"}});
  REQUIRE(site.problems.size() == 1);
  CHECK(site.problems[0].where.line == 6);
  CHECK(site.problems[0].message == "text is left out that the shortcode `readfile` puts in");
  CHECK(site.problems[0].harmless);
}

TEST_CASE("Hugo: mounts as newer versions write them", "[site]") {
  const SitePages site = read_site(
      {{"hugo.yaml", "defaultContentLanguage: nl\nlanguages: {nl: {}, en: {}}\nmodule:\n  mounts:\n"
                     "    - {source: content, target: content, files: ['! geheim/**']}\n"
                     "    - {source: engels, target: content, sites: {matrix: {languages: [en]}}}\n"},
       {"content/a.md", "x"}, {"content/geheim/b.md", "x"}, {"engels/a.md", "x"}});
  CHECK(site.urls == std::map<std::string, std::string>{{"content/a.md", "a/"}, {"engels/a.md", "en/a/"}});
}

}  // namespace
}  // namespace speur
