#include "support/site_pages.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

const std::string settings = "title: Site\nparams: {mail: info@x.nl, adres: {straat: Kerkstraat, nr: 12}}\n";

/// The sections of a page, as "anchor: heading| text" with a slash between them.
std::string outline(const Files& files) {
  const SitePages site = read_site(files);
  std::string all;
  for (const Section& section : site.pages.at("a.md").sections) {
    all += (all.empty() ? "" : " / ");
    if (section.level > 0) all += section.anchor + ": " + section.heading + "| ";
    std::string text = section.text;
    std::ranges::replace(text, '\n', ' ');
    all += text;
  }
  return all;
}

std::string shown(std::string_view name, std::string_view source, const std::string& body, Files others = {}) {
  others.emplace_back("hugo.yaml", settings);
  others.emplace_back("layouts/shortcodes/" + std::string(name) + ".html", source);
  others.emplace_back("content/a.md", "---\ntitle: Blad\nrollen: [{naam: jurist}, {naam: griffier}]\n---\n" + body + "\n");
  return outline(others);
}

TEST_CASE("Hugo: words that the templates of shortcodes add are found", "[site]") {
  struct Row {
    std::string_view source, body, text;
  };
  for (const Row& row : std::to_array<Row>({
           {"<p>Zonder rechten.</p>", "Een {{< x >}} twee.", "Een Zonder rechten. twee."},
           {"<dfn>{{ .Get \"naam\" }}</dfn> ({{ .Get \"u\" }})", "{{< x naam=\"Woo\" u=\"wet open\" >}}", "Woo (wet open)"},
           {"<a href=\"{{ .Get 0 }}\">{{ .Get 1 }}</a>", "Klik {{< x \"https://x.nl\" `Vraag \"nu\" aan` >}}.", "Klik Vraag \"nu\" aan."},
           {"<h4>{{ .Get \"t\" }}</h4>{{ .Inner | markdownify }}", "{{< x t=\"Burger\" >}}Voor **wie**{{< /x >}}", "Burger Voor wie"},
           {"{{ $t := .Get 0 | default \"info\" }}{{ if eq $t \"info\" }}Ter informatie{{ else if eq $t \"tip\" }}Een tip{{ else }}Pas op{{ end }}",
            "{{< x >}}, {{< x tip >}}, {{< x fout >}}", "Ter informatie, Een tip, Pas op"},
           {"{{- with .Get \"t\" -}} <b>{{ . }}</b> {{- else -}} geen {{- end }}", "a {{< x t=\"wel\" >}} b {{< x >}} c", "a wel b geen c"},
           {"{{ range $i, $e := split (.Get \"l\") \",\" }}<li>{{ $i }} {{ trim $e \" \" }}</li>{{ end }}", "{{< x l=\"appel, peer\" >}}", "0 appel 1 peer"},
           {"{{ range .Page.Params.rollen }}{{ .naam }} {{ end }}", "{{< x >}}", "jurist griffier"},
           {"{{ .Site.Params.mail }} {{ site.Params.Adres.Straat }} {{ .Site.Title }} {{ .Page.Title }}", "{{< x >}}", "info@x.nl Kerkstraat Site Blad"},
           {"{{ printf \"Versie %s van %d\" (.Get \"v\") 2024 }}{{ $a := \"b\" }}{{ $a = \"c\" }} {{ $a }}", "{{< x v=\"1.2\" >}}", "Versie 1.2 van 2024 c"},
           {"{{/* niets */}}{{ if false }}{{ .Inner }}{{ end }}", "voor {{< x >}}geheim{{< /x >}} na", "voor na"},
           {"<script>{{ .Inner }}</script>", "{{< x >}}geheim{{< /x >}} na", "na"},
           {"<pre class=\"mermaid\">{{ .Inner }}</pre>", "{{< x >}}Aanvraag{{< /x >}}", "Aanvraag"},
           {"<i>{{ with .Inner }}{{ . }}{{ else }}leeg{{ end }}</i>", "a {{< x />}} b {{< x >}}vol{{< /x >}} c", "a leeg b vol c"},
           {"<img alt=\"{{ .Get \"alt\" }}\">{{ with .Get \"titel\" }}<b>{{ . }}</b>{{ end }}", "{{< x alt=\"een kat\" titel=\"Kat\" caption=\"niets\" >}}",
            "een kat Kat"},
           {"<b>{{ .Get \"titel\" }}</b>", "{{< x\n  titel=\"Kaart een\"\n  url=\"/x\"\n>}}\n\nna", "Kaart een na"},
           {"<td>Kop</td><tr>{{ .Inner }}</tr><td>voet</td>", "{{< x >}}<td>cel</td>{{< /x >}}", "Kop cel voet"},
           {"{{ $l := slice \"a\" | append \"b\" }}{{ range first 1 (slice 5 6) }}{{ add . (int \"2\") }}{{ end }} {{ delimit (last 1 (seq 3)) \", \" }}", "{{< x >}}", "7 3"},
           {"{{ delimit (slice \"a\" \"b\" \"c\") \", \" \" en \" }}", "{{< x >}}", "a, b en c"},
           {"{{ range where .Page.Params.rollen \"naam\" \"ne\" \"jurist\" }}{{ .naam }}{{ end }}", "{{< x >}}", "griffier"},
           {"{{ range sort .Page.Params.rollen \"naam\" }}{{ .naam }} {{ end }}", "{{< x >}}", "griffier jurist"},
           {"{{ .Scratch.Set \"a\" \"een\" }}{{ .Scratch.Add \"a\" \" twee\" }}{{ .Scratch.Get \"a\" }}{{ .Scratch.Get \"b\" }}", "{{< x >}}", "een twee"},
           {"{{ $s := newScratch }}{{ range seq 3 }}{{ $s.Add \"n\" . }}{{ end }}{{ $s.Get \"n\" }}", "{{< x >}}", "6"},
           {"{{ .Page.Store.Set \"a\" \"een\" }}{{ .Page.Store.Get \"a\" }}", "{{< x >}}", "een"},
           {"<b>1.2</b>", "`versie {{< x >}}`", "versie 1.2"},
           {"{{ .Get 0 }}", "{{</* x \"een\" */>}} {{< x \"twee\" >}}", "{{< x \"een\" >}} twee"},
       })) {
    CAPTURE(row.source, row.body);
    CHECK(shown("x", row.source, std::string(row.body)) == row.text);
  }
  CHECK(shown("map/x", "<b>{{ .Get 0 }}</b>", "{{< map/x \"een\" >}}") == "een");
}

TEST_CASE("Hugo: what a template makes of other files is found", "[site]") {
  CHECK(shown("x", "{{ partial \"p.html\" (dict \"t\" (.Get 0)) }}", "{{< x pijl >}}",
              {{"layouts/partials/p.html", "<svg><title>x</title></svg>Icoon {{ .t | humanize }}"}}) == "Icoon Pijl");
  CHECK(shown("x", "{{ range .Site.Data.prijzen.leges }}{{ .naam }} {{ end }}", "{{< x >}}",
              {{"data/prijzen/leges.yaml", "- naam: Paspoort\n- naam: Rijbewijs\n"}}) == "Paspoort Rijbewijs");
  CHECK(shown("x", "{{ i18n \"lees\" }} {{ T \"terug\" }}", "{{< x >}}",
              {{"i18n/en.toml", "lees = 'Lees verder'\n[terug]\nother = 'Ga terug'\n"}}) == "Lees verder Ga terug");
  CHECK(shown("tab", "{{ .Parent.Get \"g\" }} {{ .Get 0 }}: {{ .Inner }}", "{{< tabs g=\"Groep\" >}}{{< tab \"Een\" >}}x{{< /tab >}}{{< /tabs >}}",
              {{"layouts/shortcodes/tabs.html", "<div>{{ .Inner }}</div>"}}) == "Groep Een: x");
  CHECK(outline({{"hugo.yaml", "theme: t"},
                 {"themes/t/layouts/shortcodes/x.html", "Van het thema"},
                 {"content/a.md", "{{< x >}}"}}) == "Van het thema");
}

TEST_CASE("Hugo: what a template makes for a tag with % is read with the page", "[site]") {
  CHECK(shown("x", "## {{ .Get 0 }}\n\n- een\n\n{{ .Inner }}", "voor\n\n{{% x \"Uit sjabloon\" %}}\n*schuin*\n{{% /x %}}\n\n## Na\n\nx") ==
        "voor / uit-sjabloon: Uit sjabloon| een schuin / na: Na| x");
  CHECK(shown("x", "1.2", "## Versie {{% x %}} hier") == "versie-12-hier: Versie 1.2 hier| ");
  CHECK(shown("x", "{{ .Inner }}", "{{% x %}}\n## Kop\n{{% /x %}}") == "kop: Kop| ");
  // Without markdownify a template shows what stands between its tags as it is.
  CHECK(shown("x", "<div>{{ .Inner }}</div>", "{{< x >}}\n## geen kop\n{{< /x >}}\n\n## Kop") == "## geen kop / kop: Kop| ");
}

TEST_CASE("Hugo: templates that are not understood are told, and their tags stay", "[site]") {
  const auto problem = [](const std::string& source) {
    const SitePages site = read_site({{"hugo.yaml", ""}, {"layouts/shortcodes/x.html", source}, {"content/a.md", "\n{{< x titel=\"Kop\" >}}\n"}});
    std::string all = site.problems.empty() ? "" : site.problems.front().message;
    for (const Section& section : site.pages.at("a.md").sections) all += "|" + section.text;
    return all;
  };
  const std::string told = "words may be left out that the template of the shortcode `x` adds|Kop";
  CHECK(problem("Stand {{ now.Year }}") == told);
  CHECK(problem("{{ .Parent.Scratch.Add \"t\" (.Get \"titel\") }}") == told);
  CHECK(problem("{{ if hugo.IsProduction }}Ja{{ end }}") == told);
  CHECK(problem("{{ .Page.Scratch.Get \"van-elders\" }}") == told);
  CHECK(problem("{{ .Scratch.Set \"a\" \"b\" }}{{ if hugo.IsProduction }}{{ .Scratch.Set \"a\" \"c\" }}{{ end }}{{ .Scratch.Get \"a\" }}") == told);
  CHECK(problem("{{ define \"x\" }}{{ end }}") == told);
  CHECK(problem("{{ if }") == told);
  CHECK(problem("{{ " + std::string(5000, '(') + " }}") == told);
  CHECK(problem("{{ if hugo.IsProduction }}<link>{{ end }}<p class=\"{{ hugo.Version }}\">Vast</p>{{ .Page.Store.Set \"x\" true }}") == "|Vast");
}

TEST_CASE("Hugo: a template that takes too much is told", "[site]") {
  const auto times = [](int count, std::string_view text) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
  };
  // Of 64 KiB, so that each copy counts.
  const std::string large = "{{ $t := \"xxxxxxxxxxxxxxxx\" }}" + times(12, "{{ $t = print $t $t }}");
  const std::string deep = "{{ $b := slice 1 }}{{ range seq 1000 }}{{ $b = " + times(90, "(slice ") + "$b" + times(90, ")") + " }}{{ end }}klaar";
  for (const std::string& source :
       {deep,                                                                              // lists in lists
        large + "{{ $l := slice }}{{ range seq 1000 }}{{ $l = $l | append $t }}{{ end }}klaar",  // a list's copies
        large + "{{ $l := slice" + times(50'000, " $t") + " }}klaar", large + "{{ len (print" + times(50'000, " $t") + ") }}",
        large + "{{ range seq 1000 }}{{ range seq 4 }}{{ $u := replace $t \"x\" \"yz\" }}{{ end }}{{ end }}klaar",
        "{{ range seq 1000 }}{{ $u := slice" + times(20'000, " 1") + " }}{{ end }}klaar"}) {
    const SitePages site = read_site({{"hugo.yaml", ""}, {"layouts/shortcodes/x.html", source}, {"content/a.md", "\n{{< x >}}\n"}});
    CAPTURE(source.substr(0, 400));
    REQUIRE(site.problems.size() == 1);
    CHECK(site.problems.front().message == "words may be left out that the template of the shortcode `x` adds");
  }
}

TEST_CASE("Hugo: of data that cannot all be read nothing is taken for missing", "[site]") {
  const std::string source = "{{ with .Site.Data.leges }}Leges{{ else }}Gratis{{ end }}";
  const auto text = [&](std::string_view file, std::string data) {
    return shown("x", source, "voor {{< x >}}", {{std::string(file), std::move(data)}});
  };
  CHECK(text("data/leges.yaml", "- 12\n") == "voor Leges");
  CHECK(text("data/anders.yaml", "- 12\n") == "voor Gratis");
  CHECK(text("data/leges.yaml", "- [12\n") == "voor");
  CHECK(text("data/leges.json", "[\"" + std::string(std::size_t{5} << 20U, 'x') + "\"]") == "voor");
}

TEST_CASE("Hugo: templates beyond the site are not opened", "[site]") {
  const TemporaryFolder outside;
  outside.write("x.html", "geheim");
  const TemporaryFolder site;
  site.write("hugo.yaml", "theme: ../../../" + outside.path().filename().string());
  site.write("content/a.md", "{{< x >}} na");
  site.write("layouts/shortcodes/y.html", "y");
  std::filesystem::create_symlink(outside / "x.html", site / "layouts/shortcodes/x.html");
  std::vector<Problem> problems;
  IndexOptions options;
  options.content = site.path();
  const SiteConfig config = load_site_config(options, problems);
  const SourceFile source{"a.md", config.content / "a.md"};
  const PageResult result = read_page(source, read_page_bytes(source, config), config, problems);
  REQUIRE(result.page);
  CHECK(result.page->sections.at(0).text == "na");
}

}  // namespace
}  // namespace speur
