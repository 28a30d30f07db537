#include "indexer/includes/include_expansion.hpp"

#include "indexer/includes/include_line.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

namespace {

namespace fs = std::filesystem;

/// A site's folder and what went wrong in it.
struct Site {
  std::string expand(std::string_view page, SnippetOptions::Imports imports = SnippetOptions::Imports::none) {
    problems.clear();
    const fs::path site = root / "site";
    SnippetOptions options{{site / "delen", site}, {site / "sjablonen"}, site, site};
    options.imports = imports;
    return expand_snippets(std::string(page), site / "pagina.md", options, {"pagina.md", 10}, problems);
  }

  TemporaryFolder root;
  std::vector<Problem> problems;
};

}  // namespace

TEST_CASE("VitePress includes parts of files, in code too", "[snippets]") {
  Site site;
  site.root.write("site/a.md", "voor\n<!-- #region deel -->\neen\ntwee\n<!-- #endregion deel -->\nna\n");
  site.root.write("site/b.md", "voor\n// #region deel\neen\n// #endregion deel\n");
  CHECK(site.expand("<!--@include: ./a.md#deel-->\n") == "een\ntwee\n");
  CHECK(site.expand("<!--@include: ./a.md#deel{2,}-->\n") == "twee\n");
  CHECK(site.expand("<!--@include: ./a.md#deel{1,1}-->\n") == "een\n");
  CHECK(site.expand("```\n<!--@include: ./b.md#deel-->\n```\n") == "```\neen\n```\n");
  CHECK(site.expand("<!--@include: ./a.md#anders-->\n") == "\n");
}

TEST_CASE("VitePress shows all of a file whose part it does not find", "[snippets]") {
  Site site;
  site.root.write("site/a.md", "---\ntitle: x\n---\neen\ntwee\n");
  CHECK(site.expand("<!--@include: ./a.md#anders-->\n", SnippetOptions::Imports::vue) == "een\ntwee\n");
  REQUIRE(site.problems.size() == 1);
  CHECK(site.problems[0].message == "snippet './a.md' has no section 'anders': all of it is put in");
}

TEST_CASE("VitePress puts in the code of a file", "[snippets]") {
  Site site;
  site.root.write("site/stukken/a.ts", "// #region deel\nconst a = 1\n// #endregion deel\n```\n");
  site.root.write("site/stukken/geen", "x\n");
  struct Row {
    std::string_view page, text;
  };
  const std::string_view fence = "``````````";
  for (const Row& row : std::to_array<Row>({
           {"<<< @/stukken/a.ts#deel\n", "ts [a.ts]\nconst a = 1\n"},
           {"<<< ./stukken/a.ts#deel{1,2-3 js:line-numbers} [Mijn label]\n", "js:line-numbers [Mijn label]\nconst a = 1\n"},
           {"<<< @/stukken/a.ts#deel {1}\n", "ts [a.ts]\nconst a = 1\n"},
           {"<<< @/stukken/geen [x]\n", " [x]\nx\n"},
       })) {
    CAPTURE(row.page);
    CHECK(site.expand(row.page, SnippetOptions::Imports::vue) ==
          std::string(fence) + std::string(row.text) + std::string(fence) + "\n");
    CHECK(site.problems.empty());
  }
  CHECK(site.expand("<<< @/weg.ts\n", SnippetOptions::Imports::vue).empty());
  CHECK(site.problems.size() == 1);
  CHECK(site.expand("<<< @/stukken/geen\n") == "<<< @/stukken/geen\n");
  CHECK(site.expand("```\n<<< @/stukken/geen\n```\n", SnippetOptions::Imports::vue) == "```\n<<< @/stukken/geen\n```\n");
}

TEST_CASE("snippets are put in, whole, by lines or by section", "[snippets]") {
  Site site;
  site.root.write("site/delen/a.md", "een\ntwee\ndrie\n");
  site.root.write("site/delen/b.md",
                  "voor\n<!-- --8<-- [start:deel] -->\nbinnen\n<!-- --8<-- [end:deel] -->\nna\n");
  site.root.write("site/delen/c.md", "c\n--8<-- \"a.md\"\n");
  struct Row {
    std::string_view page, text;
  };
  for (const Row& row : std::to_array<Row>({
           {"x\n--8<-- \"a.md\"\ny\n", "x\neen\ntwee\ndrie\ny\n"},
           {"-8<- 'a.md'\n", "een\ntwee\ndrie\n"},
           {"    --8<-- \"a.md:2:2\"\n", "    twee\n"},
           {"--8<-- \"a.md:2\"\n", "twee\ndrie\n"},
           {"--8<-- \"a.md::1\"\n", "een\n"},
           {"--8<-- \"a.md:-2:\"\n", "twee\ndrie\n"},
           {"--8<-- \"a.md:-3:-2\"\n", "een\ntwee\n"},
           {"--8<-- \"a.md:1:1,3:3\"\n", "een\ndrie\n"},
           {"--8<-- \"a.md:3:3,:1\"\n", "drie\neen\n"},
           {"--8<-- \"a.md:9:12,-9:1\"\n", "een\n"},
           {"--8<-- \"b.md:deel\"\n", "binnen\n"},
           {"--8<-- \"b.md\"\n", "voor\nbinnen\nna\n"},
           {"--8<--\na.md:1:1\n; b.md\nc.md\n--8<--\n", "een\nc\neen\ntwee\ndrie\n"},
           {";--8<-- \"a.md\"\n", "--8<-- \"a.md\"\n"},
           {"zin met --8<-- \"a.md\"\n", "zin met --8<-- \"a.md\"\n"},
       })) {
    CAPTURE(row.page);
    CHECK(site.expand(row.page) == row.text);
    CHECK(site.problems.empty());
  }
}

TEST_CASE("a snippet that cannot be put in is named, and the text goes on", "[snippets]") {
  Site site;
  site.root.write("geheim.md", "geheim\n");
  site.root.write("site/lus.md", "--8<-- \"lus.md\"\nrest\n");
  site.root.write("site/delen/b.md", "voor\n");
  fs::create_symlink(site.root / "geheim.md", site.root / "site" / "link.md");
  struct Row {
    std::string_view page, text, message;
  };
  for (const Row& row : std::to_array<Row>({
           {"a\n--8<-- \"weg.md\"\nb\n", "a\nb\n", "pagina.md:11: snippet 'weg.md' is in no"},
           {"--8<-- \"../geheim.md\"\n", "", "outside the site's folder"},
           {"--8<-- \"link.md\"\n", "", "outside the site's folder"},
           {"--8<-- \"lus.md\"\n", "rest\n", "includes itself"},
           {"--8<-- \"pagina.md\"\n", "", "is in no snippet folder"},
           {"--8<-- \"https://example.org/a.md\"\n", "", "is on another site"},
           {"--8<-- \"b.md:weg\"\n", "", "has no section 'weg'"},
       })) {
    CAPTURE(row.page);
    CHECK(site.expand(row.page) == row.text);
    REQUIRE(site.problems.size() == 1);
    const std::string problem = describe(site.problems[0].where, site.problems[0].message);
    CAPTURE(problem);
    CHECK(problem.find(row.message) != std::string::npos);
  }
}

TEST_CASE("tags that stand for a file's text are put in", "[snippets]") {
  Site site;
  site.root.write("site/sjablonen/stap.md", "---\ntitle: x\n---\nVul {{ veld }} in.\n");
  site.root.write("site/sjablonen/diep.html", "<p>diep</p>\n{% include stap.md %}\n");
  site.root.write("site/naast.md", "naast\nelkaar\n");
  site.root.write("site/delen/naam.md", "De Dienst\n");
  site.root.write("site/delen/stuk.md", "voor\n<!--a-->\nin\n<!--b-->\nna\n");
  struct Row {
    std::string_view page, text;
  };
  for (const Row& row : std::to_array<Row>({
           {"x\n{% include \"stap.md\" %}\ny\n",
            "x\nVul {{ veld }} in.\n{% include \"stap.md\" %}\ny\n"},
           {"- {%- include 'naast.md' -%}\n", "-\nnaast\nelkaar\n{%- include 'naast.md' -%}\n"},
           {"Een {% include stap.md titel=\"b\" %} woord\n",
            "Een Vul {{ veld }} in.{% include stap.md titel=\"b\" %} woord\n"},
           {"{% include diep.html %}\n",
            "<p>diep</p>\nVul {{ veld }} in.\n{% include stap.md %}\n{% include diep.html %}\n"},
           {"{% include_relative naast.md %}\n",
            "naast\nelkaar\n{% include_relative naast.md %}\n"},
           {"{% include-markdown \"delen/stuk.md\" start=\"<!--a-->\" end=\"<!--b-->\" %}\n",
            "\nin\n{% include-markdown \"delen/stuk.md\" start=\"<!--a-->\" end=\"<!--b-->\" %}\n"},
           {"Van [!INCLUDE [de naam](delen/naam.md)] zelf\n", "Van De Dienst zelf\n"},
           {"[!include[x](~/delen/naam.md?tabs=a)]\n", "De Dienst\n"},
           {"<!--@include: ./naast.md-->\n", "naast\nelkaar\n"},
           {"<!-- @include: @/naast.md{2,} -->\n", "elkaar\n"},
           {"{% raw %}{% include \"stap.md\" %}{% endraw %}\n",
            "{% raw %}{% include \"stap.md\" %}{% endraw %}\n"},
           {"```\n[!INCLUDE [x](delen/naam.md)]\n```\n", "```\n[!INCLUDE [x](delen/naam.md)]\n```\n"},
           {"Een {% if include.x %} erin\n", "Een {% if include.x %} erin\n"},
       })) {
    CAPTURE(row.page);
    CHECK(site.expand(row.page) == row.text);
    CHECK(site.problems.empty());
  }
}

TEST_CASE("a tag whose file cannot be put in is named, and stays", "[snippets]") {
  Site site;
  site.root.write("geheim.md", "geheim\n");
  site.root.write("site/sjablonen/lus.html", "{% for x in y %}{{ x }}{% endfor %}\n");
  struct Row {
    std::string_view page, text, message;
  };
  for (const Row& row : std::to_array<Row>({
           {"a\n{% include weg.md %}\n", "a\n\n{% include weg.md %}\n", "pagina.md:11: the include 'weg.md' is not"},
           {"{% include lus.html %}\n", "\n{% include lus.html %}\n", "is a template"},
           {"{% include {{ page.x }} %}\n", "\n{% include {{ page.x }} %}\n", "known to the generator alone"},
           {"[!INCLUDE [x](../geheim.md)]\n", "\n", "outside the site's folder"},
       })) {
    CAPTURE(row.page);
    CHECK(site.expand(row.page) == row.text);
    REQUIRE(site.problems.size() == 1);
    CHECK(site.problems[0].once);
    CHECK_THAT(describe(site.problems[0].where, site.problems[0].message),
               Catch::Contains(std::string(row.message)));
  }
}

TEST_CASE("a page that another imports is put in where its tag stands", "[snippets]") {
  TemporaryFolder root;
  root.write("deel.md", "---\ntitel: x\n---\nDeeltekst {code}\n");
  const auto expand = [&](const std::string& page, SnippetOptions::Imports imports) {
    std::vector<Problem> problems;
    return expand_snippets(page, root / "p.md", {{}, {}, root / "", root / "", nullptr, imports}, {"p.md", 1}, problems);
  };
  const std::string vue = "<script setup>\nimport Deel from './deel.md'\n</script>\n\n<Deel />\n";
  CHECK(expand(vue, SnippetOptions::Imports::vue).find("Deeltekst {code}") != std::string::npos);
  CHECK(expand(vue, SnippetOptions::Imports::none) == vue);
  const std::string mdx = "{false && <Deel/>}\n\nimport Deel from './deel.md'\n";
  CHECK(expand(mdx, SnippetOptions::Imports::mdx).find("Deeltekst") == std::string::npos);
  CHECK(expand("<Deel/>\n\nimport Deel from './deel.md'\n", SnippetOptions::Imports::mdx).find("Deeltekst") !=
        std::string::npos);
}

TEST_CASE("an imported page within emphasis or a cell leaves the line one", "[snippets]") {
  TemporaryFolder root;
  root.write("site/kort.md", "kort *woord*\n");
  root.write("site/lang.md", "eerste\n\ntweede\n");
  const fs::path site = root / "site";
  const auto expand = [&](const std::string& line) {
    std::vector<Problem> problems;
    return expand_snippets(line + "\n\nimport Kort from './kort.md'\nimport Lang from './lang.md'\n", site / "p.mdx",
                           {{}, {}, site, site, nullptr, SnippetOptions::Imports::mdx}, {"p.mdx", 1}, problems);
  };
  CHECK(expand("*voor <Kort/> na*").starts_with("*voor kort *woord* na*\n"));
  CHECK(expand("| <Kort/> | b |").starts_with("| kort *woord* | b |\n"));
  CHECK(expand("*voor <Lang/> na*").starts_with("*voor   na*\n\neerste\n\ntweede\n"));
  CHECK(expand("<Kort/> en <Lang/> na").starts_with("\nkort *woord*\n\nen \n\neerste\n\ntweede\n\n na\n"));
}

TEST_CASE("with parameters, a tag's text stands between marks for the reader of templates", "[snippets]") {
  TemporaryFolder root;
  root.write("site/sjablonen/a.md", "A {{ include.x }}\n{% if include.y %}b{% endif %}\n");
  root.write("site/sjablonen/kort.md", "---\nkort\n---");
  root.write("site/sjablonen/raw.md", "r\n");
  root.write("site/sjablonen/b.md", "<{% include kort.md z=include.x %}>\n");
  const fs::path site = root / "site";
  const auto expand = [&](const std::string& page) {
    std::vector<Problem> problems;
    return expand_snippets(page, site / "p.md", {{}, {site / "sjablonen"}, site, site, nullptr, {}, true},
                           {"p.md", 1}, problems);
  };
  const std::string a = "A {{ include.x }}\n{% if include.y %}b{% endif %}\n";
  CHECK(expand("{% include a.md x='1' %} na\n") == "{% included x='1' %}" + a + "{% endincluded %} na\n");
  CHECK(expand("{%- include a.md -%}\n") == "{%- included  %}" + a + "{% endincluded -%}\n");
  CHECK(expand("{% include a.md\n  x='1'\n  y=2 %} na\n") ==
        "{% included x='1'   y=2 %}" + a + "{% endincluded %} na\n");
  CHECK(expand("{% include b.md x='1' %}\n") ==
        "{% included x='1' %}<{% included z=include.x %}---\nkort\n---{% endincluded %}>\n{% endincluded %}\n");
  CHECK(expand("{% include weg.md x='1' %}\n") == "{% include weg.md x='1' %}\n");
  // A name with "raw" in it is no tag, and a tag within a line is one.
  CHECK(expand("{% include raw.md %}\n{% include raw.md %}\n").find("{% include ") == std::string::npos);
  CHECK(expand("{% raw %}{% include raw.md %}{% endraw %}\n{% include raw.md %}\n") ==
        "{% raw %}{% include raw.md %}{% endraw %}\n{% included  %}r\n{% endincluded %}\n");
  CHECK(expand("{% raw %}{{ x }}{% endraw %} {% include raw.md %} {% raw %}{% include raw.md %}\n{% include raw.md %}{% endraw %}\n") ==
        "{% raw %}{{ x }}{% endraw %} {% included  %}r\n{% endincluded %} {% raw %}{% include raw.md %}\n"
        "{% include raw.md %}{% endraw %}\n");
}

TEST_CASE("tags that double at each step come to an end", "[snippets]") {
  Site site;
  for (int i = 0; i < 30; ++i) {
    const std::string next = "[!INCLUDE [x](" + std::to_string(i + 1) + ".md)]";
    site.root.write("site/" + std::to_string(i) + ".md", next + next + "\n");
  }
  site.root.write("site/30.md", "diep\n");
  static_cast<void>(site.expand("[!INCLUDE [x](0.md)]\n"));
  CHECK(site.problems.size() == 1);
}

TEST_CASE("snippets that double at each step come to an end", "[snippets]") {
  Site site;
  for (int i = 0; i < 30; ++i) {
    const std::string next = "--8<-- \"" + std::to_string(i + 1) + ".md\"\n";
    site.root.write("site/" + std::to_string(i) + ".md", next + next);
  }
  site.root.write("site/30.md", "diep\n");
  static_cast<void>(site.expand("--8<-- \"0.md\"\n"));
  CHECK(site.problems.size() == 1);
}

}  // namespace speur
