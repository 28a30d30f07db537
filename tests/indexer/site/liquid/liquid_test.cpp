#include "indexer/site/liquid/liquid.hpp"

#include "indexer/budget/page_budget.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

struct Run {
  std::string text;
  std::vector<Problem> problems;
};

Run run(std::string_view text) {
  static const YamlNode page =
      parse_yaml("soort: wet\nniets:\naan: true\nuit: false\ngetal: 3\nlijst: [een, twee]\nleeg: ''\ndiep: {a: b}\n",
                 {"a.md", 1})
          .root;
  static const YamlNode site = parse_yaml("title: Proef\ntoon: ja\nregels:\n- {naam: Jan, rol: a}\n- {naam: Piet, rol: b}\nnamen: {wet: Wetten}\ndag: 2024-05-07\n", {"_config.yml", 1}).root;
  Run done;
  done.text = run_liquid(std::string(text), {page, site}, {"a.md", 5}, done.problems);
  return done;
}

TEST_CASE("Liquid: branches are shown by the values of the page and the site", "[site]") {
  struct Row {
    std::string_view condition;
    bool shown;
  };
  for (const Row& row : std::to_array<Row>({
           {"page.soort", true},
           {"page.niets", false},
           {"page.onbekend", false},
           {"page.aan", true},
           {"page.uit", false},
           {"page.leeg", true},  // a text without characters is true to Liquid
           {"page.leeg == ''", true},
           {"page.leeg == empty", true},
           {"page.leeg != blank", false},
           {"page.niets == nil", true},
           {"page.soort == 'wet'", true},
           {"page.soort == \"regel\"", false},
           {"page.soort=='wet'", true},
           {"page.soort != 'wet'", false},
           {"page.soort contains 'we'", true},
           {"page.lijst contains 'twee'", true},
           {"page.lijst contains 'drie'", false},
           {"page.getal > 2", true},
           {"page.getal <= 2", false},
           {"page.getal == '3'", false},
           {"page.diep.a == 'b'", true},
           {"page.diep.c", false},
           {"site.title == 'Proef' and page.aan", true},
           {"page.uit or page.aan", true},
           {"page.uit and page.aan or page.aan", false},  // from the right: and (or)
           {"page.aan or site.posts.size", true},
           {"ongedefinieerd", false},
       })) {
    CAPTURE(row.condition);
    const Run done = run("{% if " + std::string(row.condition) + " %}ja{% else %}nee{% endif %}");
    CHECK(done.text == (row.shown ? "ja" : "nee"));
    CHECK(done.problems.empty());
  }
}

TEST_CASE("Liquid: what only Jekyll knows is left out and told", "[site]") {
  for (const std::string_view condition :
       {"site.posts", "site.github.is_project_page", "jekyll.environment == 'production'", "page.url contains 'x'",
        "page.aan and site.data.x", "page.soort | upcase == 'WET'", "page.diep == 'b'"}) {
    CAPTURE(condition);
    const Run done = run("voor\n{% if " + std::string(condition) + " %}ja{% else %}nee{% endif %} na");
    CHECK(done.text == "voor\n na");
    REQUIRE(done.problems.size() == 1);
    CHECK(done.problems[0].where.line == 6);
    CHECK(done.problems[0].message.find("{% if %}") != std::string::npos);
  }
  CHECK(run("{% for p in site.posts %}x{% endfor %}").text.empty());
  CHECK(run("{% for p in site.posts %}x{% endfor %}").problems.size() == 1);
  CHECK(run("{% for p in page.niets %}x{% endfor %}").problems.empty());
  CHECK(run("{% for p in page.niets %}x{% else %}geen{% endfor %}").text == "geen");
}

TEST_CASE("Liquid: other blocks and variables", "[site]") {
  struct Row {
    std::string_view text, shown;
  };
  for (const Row& row : std::to_array<Row>({
           {"{% unless page.uit %}a{% else %}b{% endunless %}", "a"},
           {"{% unless page.aan %}a{% endunless %}", ""},
           {"{% if page.uit %}a{% elsif page.aan %}b{% elsif page.soort %}c{% else %}d{% endif %}", "b"},
           {"{%- if page.aan -%} a {%- endif -%}", "a"},
           {"a {%- if page.uit -%} b {%- endif %} c", "a c"},
           {"een\n\n{%- comment -%}\nx\n{%- endcomment -%}\n\n## b\n\nc", "een## b\n\n\n\n\n\n\n\nc"},
           {"a {{- page.soort -}} b", "awetb"},
           {"{% capture x %}een\n{% endcapture %}{{ x }} {%- if page.aan -%} twee{% endif %}", "\neen\ntwee"},
           {"{% case page.soort %}{% when 'regel' %}a{% when 'x', 'wet' %}b{% else %}c{% endcase %}", "b"},
           {"{% case page.getal %}{% when 3 or 4 %}a{% else %}c{% endcase %}", "a"},
           {"{% case page.soort %}tussen{% when 'x' %}a{% else %}c{% endcase %}", "c"},
           {"{% if page.uit %}{% if page.aan %}a{% endif %}b{% endif %}c", "c"},
           {"{% if page.uit %}\na\n{% endif %}\nb", "\n\n\nb"},
           {"{% capture x %}een {{ page.soort }}{% endcapture %}<{{ x }}>", "<een wet>"},
           {"{% capture x %}een{% endcapture %}", ""},
           {"{% assign x = 'een' %}{{ x }}{{x}}", "eeneen"},
           {"{% assign x = page.aan %}{% if x %}a{% endif %}", "a"},
           {"{{ page.soort }} {{ site.title }} {{ page.getal }}", "wet Proef 3"},
           {"{{ page.soort | slugify }} {{ page.url }}", "{{ page.soort | slugify }} {{ page.url }}"},
           {"{{ page.lijst }} {{ page.aan }}", "eentwee true"},
           // The sign between them keeps the reader of Markdown from taking them for tags that nobody read.
           {"{% raw %}{% if page.uit %}{{ x }}{% endif %}{% endraw %}",
            "{\uFEFF% if page.uit %\uFEFF}{\uFEFF{ x }\uFEFF}{\uFEFF% endif %\uFEFF}"},
           {"a {%- raw -%} b {%- endraw -%} c", "a b c"},
           {"{% raw %}a", "{% raw %}a"},
           {"{% comment %}{% if page.uit %}{% endcomment %}a", "a"},
           {"{%comment%}weg{%endcomment%}a{%-  comment -%}weg\n{% endcomment -%}b", "ab"},
           {"{% comment %}a", "{% comment %}a"},
           {"{% comment %}a{% comment %}b{% endcomment %}c{% endcomment %}d", "d"},
           {"{% comment %}{% raw %}{% endcomment %}{% endraw %}a{% endcomment %}b", "b"},
           {"{% highlight ruby %}a{% endhighlight %}", "{% highlight ruby %}a{% endhighlight %}"},
           {"{% endif %}a{% else %}b", "{% endif %}a{% else %}b"},
           {"{% if page.aan %}a", "a"},
           {"a {% b {{ c", "a {% b {{ c"},
       })) {
    CAPTURE(row.text);
    CHECK(run(row.text).text == row.shown);
  }
}

TEST_CASE("Liquid: filters that a reader of files can run", "[site]") {
  struct Row {
    std::string_view expression, shown;
  };
  for (const Row& row : std::to_array<Row>({
           {"page.soort | upcase", "WET"},
           {"'ÉÉN twee' | capitalize", "Één twee"},
           {"'ÉÉN' | downcase | append: '-' | append: page.getal", "één-3"},
           {"page.niets | default: 'niets | hier'", "niets | hier"},
           {"page.leeg | default: page.soort", "wet"},
           {"page.uit | default: 'uit'", "uit"},
           {"page.soort | default: 'x' | prepend: 'de '", "de wet"},
           {"page.niets | append: 'a'", "a"},
           {"' a b ' | strip | replace: ' ', '-'", "a-b"},
           {"'aab' | remove: 'a' | escape | markdownify", "b"},
           {"'a\nb' | markdownify", "<div markdown=\"1\">\na\nb\n</div>\n"},  // the tag's own line end
           {"'a' | append", "{{ 'a' | append }}"},
           {"'<b>' | strip_html", "{{ '<b>' | strip_html }}"},
           {"page.soort | onbekend | upcase", "{{ page.soort | onbekend | upcase }}"},
           {"page.url | default: 'x'", "{{ page.url | default: 'x' }}"},
       })) {
    CAPTURE(row.expression);
    CHECK(run("{{ " + std::string(row.expression) + " }}").text == row.shown);
  }
  CHECK(run("{% assign x = page.soort | append: 'ten' %}{{ x }}").text == "wetten");
}

TEST_CASE("Liquid: loops over what the page and the site have", "[site]") {
  struct Row {
    std::string_view text, shown;
  };
  for (const Row& row : std::to_array<Row>({
           {"{% for x in page.lijst %}<{{ x }}>{% endfor %}", "<een><twee>"},
           {"{% for x in page.lijst %}{{ forloop.index }}/{{ forloop.length }}{% unless forloop.last %}, {% endunless %}"
            "{% endfor %}", "1/2, 2/2"},
           {"{% for x in page.lijst reversed %}{{ x }}{% endfor %}", "tweeeen"},
           {"{% for x in page.lijst limit:1 %}{{ x }}{% endfor %}", "een"},
           {"{% for x in page.lijst limit: 1 offset: 1 %}{{ x }}{% endfor %}", "twee"},
           {"{% for x in page.lijst offset:9 %}{{ x }}{% else %}geen{% endfor %}", "geen"},
           {"{% for i in (1..page.getal) %}{{ i }}{% endfor %}", "123"},
           {"{% for i in (3..1) %}{{ i }}{% endfor %}", ""},
           {"{% for i in (1.5..3) %}{{ i }}{% endfor %}", "123"},
           {"{% for r in site.regels %}{{ r.naam }}: {{ r.rol | upcase }}\n{% endfor %}", "Jan: A\nPiet: B\n"},
           {"{% for r in site.regels %}{% if r.rol == 'b' %}{{ r.naam }}{% else %}-{% endif %}{% endfor %}", "-Piet"},
           {"{% for r in site.regels %}{% for x in page.lijst %}{{ r.naam }}{{ x }} {% endfor %}{% endfor %}",
            "Janeen Jantwee Pieteen Piettwee "},
           {"{% for x in page.lijst %}{% for i in (1..2) %}{{ x }}{% break %}{% endfor %}{% endfor %}", "eentwee"},
           {"{% for i in (1..4) %}{% if i == 3 %}{% break %}{% endif %}{{ i }}{% endfor %}e", "12e"},
           {"{% for i in (1..4) %}{% if i == 2 %}{% continue %}{% endif %}{{ i }}{% endfor %}e", "134e"},
           {"{% for paar in page.diep %}{{ paar[0] }}={{ paar[1] }}{% endfor %}", "a=b"},
           {"{% assign x = 'om' %}{% for x in page.lijst %}{{ x }}{% endfor %}{{ x }}", "eentweeom"},
           {"{% assign n = '' %}{% for x in page.lijst %}{% assign n = n | append: x %}{% endfor %}{{ n }}", "eentwee"},
           {"{% for x in page.lijst %}{% raw %}{{ x }}{% endfor %}{% endraw %}{% endfor %}", "{\uFEFF{ x }\uFEFF}{\uFEFF% endfor %\uFEFF}{\uFEFF{ x }\uFEFF}{\uFEFF% endfor %\uFEFF}"},
           {"{% for x in page.lijst -%}  {{ x }}  {%- endfor %} na", "eentwee na"},
           {"{% for x in page.lijst %}\n- {{ x }}\n{% endfor %}", "\n- een\n\n- twee\n"},
           {"{% for x in page.lijst %}\n{% endfor %}{% for x in page.lijst %}a", "\n\n"},
       })) {
    CAPTURE(row.text);
    CHECK(run(row.text).text == row.shown);
  }
}

TEST_CASE("Liquid: a loop that would take too long is left out and told", "[site]") {
  std::string text = "x";
  for (int depth = 0; depth < 4; ++depth) text = "{% for i in (1..100) %}" + text + "{% endfor %}";
  const Run done = run(text);
  CHECK(done.text.size() < (std::size_t{1} << 20));
  REQUIRE_FALSE(done.problems.empty());
  CHECK(done.problems[0].message.find("{% for %}") != std::string::npos);
}

TEST_CASE("Liquid: a range of numbers that are too large to be counted, or are none, is left out", "[site]") {
  for (const std::string_view number : {"10000000000000000", "1e300", "inf", "nan"}) {
    CAPTURE(number);
    CHECK(run(fmt::format("{{% for i in ({0}..{0}) %}}x{{% endfor %}}", number)).text.empty());
  }
}

TEST_CASE("Liquid: problems in loops and behind them have their lines, and are told once", "[site]") {
  const Run done = run("a\n{% for x in page.lijst %}\n{% if site.posts %}b{% endif %}\n{% endfor %}\n"
                       "{% if site.posts %}c{% endif %}");
  REQUIRE(done.problems.size() == 2);
  CHECK(done.problems[0].where.line == 7);
  CHECK(done.problems[1].where.line == 9);
}

TEST_CASE("Liquid: parts of lists and maps", "[site]") {
  struct Row {
    std::string_view expression, shown;
  };
  for (const Row& row : std::to_array<Row>({
           {"page.lijst | join: ', '", "een, twee"},
           {"page.lijst | join", "een twee"},
           {"page.lijst | first", "een"},
           {"page.lijst.last", "twee"},
           {"page.lijst[1]", "twee"},
           {"page.lijst[-1]", "twee"},
           {"page.lijst.size", "2"},
           {"page.lijst | reverse | join: '-'", "twee-een"},
           {"'b,a' | split: ',' | sort | join: '-'", "a-b"},
           {"page['soort']", "wet"},
           {"page[\"diep\"].a", "b"},
           {"site.regels | map: 'naam' | join: ' en '", "Jan en Piet"},
           {"site.regels | where: 'rol', 'b' | map: 'naam'", "Piet"},
           {"site.regels[0].naam", "Jan"},
           {"site.regels | sort: 'rol' | map: 'naam' | first", "Jan"},
           {"site.regels | sort: 'naam' | reverse | map: 'naam' | join", "Piet Jan"},
           {"site.regels | sort: 'onbekend' | size", "{{ site.regels | sort: 'onbekend' | size }}"},
           {"site.regels | where_exp: 'r', \"r.rol == 'b'\" | map: 'naam'", "Piet"},
           {"site.regels | where_exp: 'r', 'r.rol == site.posts' | size",
            "{{ site.regels | where_exp: 'r', 'r.rol == site.posts' | size }}"},
           {"'b,a,b' | split: ',' | uniq | join: '-'", "b-a"},
           {"site.namen[page.soort]", "Wetten"},
           {"site.dag", "2024-05-07"},
           {"site.dag | date: '%-d-%m-%Y, %A %e %b %y'", "7-05-2024, Tuesday  7 May 24"},
           {"'2024-05-17' | date_to_string", "17 May 2024"},
           {"site.dag | date: '%H:%M'", "{{ site.dag | date: '%H:%M' }}"},
           {"'now' | date: '%Y'", "{{ 'now' | date: '%Y' }}"},
           {"site.regels", "{{ site.regels }}"},
           {"page[soort]", "{{ page[soort] }}"},
       })) {
    CAPTURE(row.expression);
    CHECK(run("{{ " + std::string(row.expression) + " }}").text == row.shown);
  }
  CHECK(run("{% if page.lijst.size == 2 %}a{% endif %}").text == "a");
}

TEST_CASE("Liquid: an included file knows its parameters", "[site]") {
  struct Row {
    std::string_view text, shown;
  };
  for (const Row& row : std::to_array<Row>({
           {"{% included kop='Een' %}<{{ include.kop }}>{% endincluded %}", "<Een>"},
           {"{% included kop=page.soort x=3 y=true %}{{ include.kop }}{{ include.x }}{{ include.y }}{% endincluded %}",
            "wet3true"},
           {R"({% included kop="Een \"twee\" drie" x='vier' %}{{ include.kop }} {{ include.x }}{% endincluded %})",
            R"(Een "twee" drie vier)"},
           {"{% included %}{% if include.kop %}a{% else %}b{% endif %}{% endincluded %}", "b"},
           {"{% included kop='x' %}{% included kop=include.kop %}{{ include.kop }}{% endincluded %}{% endincluded %}", "x"},
           {"{% included kop='x' %}{% included %}{% if include.kop %}a{% endif %}{% endincluded %}{{ include.kop }}"
            "{% endincluded %}", "x"},
           {"{% included kop='x' %}{% assign y = include.kop %}{% endincluded %}{{ y }}", "x"},
           {"{% included kop='x' %}{% endincluded %}{% if include.kop %}a{% endif %}", ""},
           {"{% if page.uit %}{% included kop='x' %}{{ include.kop }}{% endincluded %}{% endif %}", ""},
           {"{% included kop= %}a{% endincluded %}{% endincluded %}", "a"},
           {"{% included kop='x %}a{% endincluded %}", "a"},
       })) {
    CAPTURE(row.text);
    CHECK(run(row.text).text == row.shown);
  }
  // Problems keep the line of the tag that includes the file.
  const Run told = run("a\n{% included x=1 %}b\nc\n{% if site.posts %}d{% endif %}{% endincluded %}\n{% if site.posts %}e{% endif %}");
  REQUIRE(told.problems.size() == 2);
  CHECK(told.problems[0].where.line == 6);
  CHECK(told.problems[1].where.line == 7);
}

TEST_CASE("Liquid: texts that double at each step end where the page's budget does", "[site]") {
  const auto times = [](std::size_t count, std::string_view text) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
  };
  const std::string first = "{% assign a = 'xxxxxxxxxx' %}";
  const std::string large = "{% assign a = '" + times(50'000, "x ") + "' %}";
  std::string copies = large;
  for (int i = 0; i < 4'000; ++i) copies += "{% assign b" + std::to_string(i) + " = a %}";
  for (const std::string& page :
       {first + times(60, "{% assign a = a | append: a %}"), first + times(60, "{% assign a = a | prepend: a %}"),
        first + times(60, "{% assign a = a | replace: 'x', 'xx' %}"),
        first + times(60, "{% capture a %}{{ a }}{{ a }}{% endcapture %}"),
        first + "{{ a" + times(50'000, " | upcase | append: 'a'") + " }}", large + "{{ a | replace: 'x', a }}", large + times(20'000, "{% if a == 'x' %}{% endif %}"), copies}) {
    const PageBudget budget("a.md", page.size());
    CHECK_THROWS_WITH(run(page), Catch::Contains("than a page of its size may take"));
  }
}

TEST_CASE("Liquid: numbers are counted with", "[site]") {
  struct Row {
    std::string_view source, text;
  };
  for (const Row& row : std::to_array<Row>({
           {"{% assign n = 3 | times: 4 %}{{ n }} {{ n | plus: 1 | divided_by: 2 }}", "12 6"},
           {"{{ 7 | divided_by: 2.0 }} {{ -7 | divided_by: 2 }} {{ -7 | modulo: 3 }}", "3.5 -4 2"},
           {"{{ 4.6 | round }} {{ 4.2 | ceil }} {{ 4.8 | floor }} {{ -3 | abs }}", "5 5 4 3"},
           {"{{ page.getal | minus: 5 }} {{ '3' | plus: 1 }} {{ 3 | at_least: 5 }} {{ 3 | at_most: 2 }}", "-2 4 5 2"},
           {"{{ 1 | divided_by: 0 }}", "{{ 1 | divided_by: 0 }}"},
           {"{{ 'een **twee** [drie](x) `vier` a_b' | markdownify }}", "een twee drie vier a_b"},
           {"{% for i in (1..4) offset:1 limit:2 reversed %}{{ i }}{% endfor %} {% for i in (1..3) reversed %}{{ i }}{% endfor %}", "23 321"},
       })) {
    CAPTURE(row.source);
    CHECK(run(row.source).text == row.text);
  }
}

TEST_CASE("Liquid: values that only Jekyll knows are told where they are words", "[site]") {
  const auto told = [](std::string_view text) { return run(text).problems.size(); };
  CHECK(told("Stand {{ site.time | date: '%Y' }}.") == 1);
  CHECK(run("Een\n{{ page.url }}\n").problems.at(0).where.line == 6);
  CHECK(told("[x]({{ site.baseurl }}/a) <a href=\"{{ page.url }}\"> {{ site.url }}/b") == 0);
  CHECK(told("{{ page.onbekend }} {{ page.soort }} {% raw %}{{ site.time }}{% endraw %}") == 0);
  CHECK(told("{% if page.uit %}{{ site.time }}{% endif %}") == 0);
}

}  // namespace
}  // namespace speur
