#include "indexer/site/generators/generators.hpp"
#include "indexer/site/hugo/hugo.hpp"
#include "indexer/site/jekyll/jekyll.hpp"
#include "indexer/site/mkdocs/mkdocs.hpp"
#include "support/problems.hpp"
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

std::vector<std::filesystem::path> paths_of(const std::vector<ConfiguredPath>& configured) {
  std::vector<std::filesystem::path> paths;
  for (const ConfiguredPath& each : configured) paths.push_back(each.path);
  return paths;
}

TEST_CASE("a configuration below the folder that was given is found, at most two folders deep", "[config]") {
  const TemporaryFolder site;
  CHECK_FALSE(generator_config_below(site.path()));
  CHECK_FALSE(generator_config_below(site / "nergens"));
  for (const char* const other : {"a/b/c/mkdocs.yml", "node_modules/x/mkdocs.yml", ".git/mkdocs.yml", "src/config.yml"}) {
    site.write(other, "x: 1\n");
  }
  CHECK_FALSE(generator_config_below(site.path()));
  site.write("website/docs/mkdocs.yml", "site_name: Proef\n");
  CHECK(generator_config_below(site.path()) == site / "website/docs/mkdocs.yml");
  site.write("docs/_config.yml", "title: Proef\n");
  CHECK(generator_config_below(site.path()) == site / "docs/_config.yml");
}

TEST_CASE("mkdocs.yml is read for what concerns the pages, with any tags", "[config]") {
  const TemporaryFolder site;
  const fs::path file = site.write("mkdocs.yml", R"(site_name: Handboek
site_url: !ENV SITE_URL
docs_dir: paginas
use_directory_urls: false
theme:
  name: material
  language: en-GB
markdown_extensions:
  - toc:
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
  - pymdownx.snippets:
      base_path: [includes, !relative $docs_dir/delen]
      auto_append: [begrippen.md]
exclude_docs: |
  intern/
  *.bak.md
draft_docs: concept/
)");
  std::vector<Problem> problems;
  const ConfigFile config = read_mkdocs_config(file, problems);
  CHECK(shown(problems).empty());
  CHECK(config.content == site / "paginas");
  CHECK(config.site_name == "Handboek");
  CHECK(config.site_url.empty());
  CHECK(config.language == "en");
  CHECK(config.rules->name() == "MkDocs");
  CHECK(config.anchors->slug == SlugRule::pymdownx);
  CHECK(config.anchors->letter_case == LetterCase::lower);
  CHECK(paths_of(config.snippet_paths) ==
        std::vector<fs::path>{site / "includes", site / "paginas/delen"});
  CHECK(paths_of(config.append) == std::vector<fs::path>{"begrippen.md"});
  CHECK(config.append.front().where.line > config.snippet_paths.back().where.line);
  CHECK_FALSE(config.rules->may_be_page("intern/a.md"));
  CHECK_FALSE(config.rules->may_be_page("a.bak.md"));
  CHECK(config.rules->may_be_page("a.md"));
}

TEST_CASE("snippets without options are read from the site's folder", "[config]") {
  const TemporaryFolder site;
  std::vector<Problem> problems;
  const ConfigFile config = read_mkdocs_config(
      site.write("mkdocs.yml", "markdown_extensions: [pymdownx.snippets]\n"), problems);
  REQUIRE(config.snippet_paths.size() == 1);
  CHECK(fs::equivalent(config.snippet_paths[0].path, site.path()));
}

TEST_CASE("a broken mkdocs.yml is named, and defaults hold", "[config]") {
  const TemporaryFolder site;
  const fs::path file = site.write("mkdocs.yml", "site_name: x\ntheme: [\n");
  std::vector<Problem> problems;
  const ConfigFile config = read_mkdocs_config(file, problems);
  CHECK(config.content == site / "docs");
  CHECK(config.site_name.empty());
  REQUIRE(problems.size() == 1);
  CHECK(shown(problems).starts_with(file.string() + ":3: is ignored: "));
}

TEST_CASE("Hugo's and Jekyll's settings are read", "[config]") {
  const TemporaryFolder site;
  struct Row {
    const char* name;
    const char* text;
  };
  for (const Row& row : std::to_array<Row>({
           {"hugo.toml",
            "baseURL = 'https://a.nl/'\nlanguageCode = 'nl-nl'\ntitle = 'Kader'\n"
            "uglyURLs = true\ncontentDir = 'tekst'\n[params]\ntitle = 'x'\n"},
           {"hugo.yaml",
            "baseURL: https://a.nl/\nlanguageCode: nl-nl\ntitle: Kader\n"
            "uglyURLs: true\ncontentDir: tekst\n"},
           {"hugo.json", R"({"baseURL": "https://a.nl/", "languageCode": "nl-nl",
                             "title": "Kader", "uglyURLs": true, "contentDir": "tekst"})"},
       })) {
    CAPTURE(row.name);
    std::vector<Problem> problems;
    const ConfigFile config = read_hugo_config(site.write(row.name, row.text), problems);
    CHECK(shown(problems).empty());
    CHECK(config.content == site / "tekst");
    CHECK(config.site_name == "Kader");
    CHECK(config.site_url == "https://a.nl/");
    CHECK(config.language == "nl");
    CHECK(config.anchors->slug == SlugRule::hugo);
  }
  std::vector<Problem> problems;
  const ConfigFile jekyll = read_jekyll_config(
      site.write("_config.yml", "title: Blog\nurl: https://b.nl\nbaseurl: /x\nlang: nl\n"),
      problems);
  CHECK(jekyll.site_name == "Blog");
  CHECK(jekyll.site_url == "https://b.nl/x");
  CHECK(jekyll.anchors->slug == SlugRule::kramdown);
  CHECK(fs::equivalent(jekyll.content, site.path()));
}

TEST_CASE("the ids of headings follow the options of toc", "[config]") {
  const TemporaryFolder site;
  struct Row {
    std::string_view options;
    AnchorRules rules;
  };
  AnchorRules lower(AnchorStyle::python_markdown, SlugRule::pymdownx);
  lower.letter_case = LetterCase::lower;
  AnchorRules encoded = lower;
  encoded.percent_encode = true;
  AnchorRules underscore;
  underscore.separator = "_";
  for (const Row& row : std::vector<Row>{
           {"{permalink: true}", {}},
           {"{separator: _}", underscore},
           {"{slugify: !!python/name:markdown.extensions.toc.slugify_unicode }",
            {AnchorStyle::python_markdown, SlugRule::python_unicode}},
           {"{slugify: !!python/name:pymdownx.slugs.uslugify }", lower},
           {"{slugify: !!python/name:pymdownx.slugs.uslugify_encoded }", encoded},
           {"{slugify: !!python/name:pymdownx.slugs.uslugify_cased }",
            {AnchorStyle::python_markdown, SlugRule::pymdownx}},
           {"{slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}", lower},
       }) {
    CAPTURE(row.options);
    std::vector<Problem> problems;
    const ConfigFile config = read_mkdocs_config(
        site.write("mkdocs.yml", "markdown_extensions:\n  - toc: " + std::string(row.options) + "\n"),
        problems);
    CHECK(config.anchors == row.rules);
    CHECK(shown(problems).empty());
  }
  std::vector<Problem> problems;
  const ConfigFile config = read_mkdocs_config(
      site.write("mkdocs.yml", "markdown_extensions:\n  - toc: {slugify: !!python/name:eigen.slug }\n"),
      problems);
  CHECK(config.anchors->slug == SlugRule::none);
  CHECK(problems.size() == 1);
  problems.clear();
  const ConfigFile bounded = read_mkdocs_config(
      site.write("mkdocs.yml", "markdown_extensions:\n  - toc:\n      separator: " + std::string(65, '-') + "\n"),
      problems);
  CHECK(bounded.anchors == AnchorRules());
  CHECK(shown(problems).ends_with("mkdocs.yml:3: the separator of `toc` is too long: `-` is taken"));
}

}  // namespace
}  // namespace speur
