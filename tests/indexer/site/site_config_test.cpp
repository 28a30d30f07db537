#include "indexer/site/site_config.hpp"

#include "indexer/site/hugo/hugo.hpp"

#include "support/problems.hpp"
#include "support/temporary_folder.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace speur {
namespace {

namespace fs = std::filesystem;

SiteConfig load(const IndexOptions& options) {
  std::vector<Problem> problems;
  SiteConfig config = load_site_config(options, problems);
  CHECK(shown(problems).empty());
  return config;
}

SiteConfig load(const fs::path& content) {
  IndexOptions options;
  options.content = content;
  return load(options);
}

std::string url_of(const SiteConfig& config, std::string_view path) {
  std::vector<Problem> problems;
  const fs::path file = "a.md";
  return config.rules->address({path, YamlNode{}, FrontMatter{}, {}, file}, problems).url;
}

TEST_CASE("a plain folder of pages needs no configuration", "[config]") {
  const TemporaryFolder site;
  site.write("docs/a.md", "");
  const SiteConfig config = load(site / "docs");
  CHECK(config.content == site / "docs");
  CHECK(config.root == site.path());
  CHECK(config.language == "nl");
  CHECK(config.rules->fingerprint() == "plain directory");
  CHECK(config.anchors == AnchorStyle::python_markdown);
  CHECK(config.snippet_paths == std::vector<fs::path>{site.path()});
}

TEST_CASE("the generator's file is found from its folder and from the pages'", "[config]") {
  const TemporaryFolder site;
  site.write("mkdocs.yml", "site_name: Handboek\ndocs_dir: tekst/nl\n");
  site.write("tekst/nl/index.md", "");
  for (const fs::path& content : {site.path(), site / "tekst/nl", site / "tekst/nl/"}) {
    CAPTURE(content);
    const SiteConfig config = load(content);
    CHECK(fs::equivalent(config.content, site / "tekst/nl"));
    CHECK(config.site_name == "Handboek");
    CHECK(config.root == site.path());
  }
  SECTION("but not for another folder") {
    site.write("los/a.md", "");
    CHECK(load(site / "los").site_name.empty());
  }
}

TEST_CASE("a Hugo site is known by its file or by _index.md", "[config]") {
  const TemporaryFolder site;
  site.write("config.toml", "title = 'Kader'\n");
  site.write("content/a.md", "");
  CHECK(load(site.path()).content == site / "content");
  CHECK(load(site / "content").site_name == "Kader");
  CHECK(load(site / "content").rules->name() == "Hugo");

  site.write("los/_index.md", "");
  CHECK(load(site / "los").rules->name() == "Hugo");
  CHECK(load(site / "los").anchors.slug == SlugRule::hugo);
}

TEST_CASE("the command line wins over speur.yaml, and that over the generator", "[config]") {
  const TemporaryFolder site;
  site.write("mkdocs.yml", "site_name: M\nsite_url: https://m.nl\nuse_directory_urls: true\n");
  site.write("docs/index.md", "");
  site.write("speur.yaml", "site_name: S\nurls: flat\nanchors: github\nfacets: {a: {label: A}}\n");
  SiteConfig config = load(site / "docs");
  CHECK(config.site_name == "S");
  CHECK(config.site_url == "https://m.nl");
  CHECK(url_of(config, "a.md") == "a.html");
  CHECK(config.anchors == AnchorStyle::github);
  CHECK(config.facets.find("a")->label == "A");

  IndexOptions options;
  options.content = site.path();
  options.anchors = AnchorStyle::python_markdown;
  options.config = site.write("anders.yaml", "site_name: X\n");
  config = load(options);
  CHECK(config.site_name == "X");
  CHECK(url_of(config, "a.md") == "a/");
  CHECK(config.anchors == AnchorStyle::python_markdown);
  options.flat_urls = true;
  CHECK(url_of(load(options), "a.md") == "a.html");
}

TEST_CASE("what is appended to every page is read once", "[config]") {
  const TemporaryFolder site;
  site.write("mkdocs.yml",
             "markdown_extensions:\n- pymdownx.snippets:\n    auto_append: [inc/woorden.md]\n");
  site.write("docs/index.md", "");
  site.write("inc/woorden.md", "*[AVG]: Algemene verordening gegevensbescherming\n\nVraag het.\n");
  const SiteConfig config = load(site / "docs");
  CHECK(config.abbreviations == std::vector<std::pair<std::string, std::string>>{
                                    {"AVG", "Algemene verordening gegevensbescherming"}});
  CHECK(config.appended.find("Vraag het.") != std::string::npos);
  CHECK(config.appended.find("AVG") == std::string::npos);
}

TEST_CASE("what cannot be read of a site is named", "[config]") {
  const TemporaryFolder site;
  site.write("mkdocs.yml",
             "site_url: javascript:x\ndocs_dir: weg\nmarkdown_extensions:\n"
             "- pymdownx.snippets:\n    base_path: [/etc]\n    auto_append: [passwd]\n");
  std::vector<Problem> problems;
  IndexOptions options;
  options.content = site.path();
  const SiteConfig config = load_site_config(options, problems);
  CHECK(config.content == site.path());
  CHECK(config.site_url.empty());
  CHECK(config.appended.empty());
  const std::string lines = shown(problems);
  CHECK(lines.find("its content folder is not there") != std::string::npos);
  CHECK(lines.find("site_url \"javascript:x\" is no address") != std::string::npos);
  CHECK(lines.find("mkdocs.yml:5: the snippet folder /etc is outside of") != std::string::npos);
  CHECK(lines.find("mkdocs.yml:6: passwd, to be appended to every page, is in no snippet folder") !=
        std::string::npos);
  CHECK(problems.size() == 4);
}

TEST_CASE("a configuration that is there and cannot be read is told, whatever it is", "[config]") {
  const TemporaryFolder folder;
  const fs::path site = folder / "site";
  IndexOptions options;
  options.content = site;
  const auto told = [&](const std::string& name, const std::string& kind) {
    fs::remove_all(site);
    folder.write("site/docs/a.md", "# A\n");
    folder.write("site/a.md", "# A\n");
    fs::create_directories((site / name).parent_path());
    if (kind == "a link to nothing") fs::create_symlink("weg", site / name);
    if (kind == "a pipe") REQUIRE(::mkfifo((site / name).c_str(), 0600) == 0);
    if (kind == "a folder") fs::create_directory(site / name);
    std::vector<Problem> problems;
    try {
      static_cast<void>(load_site_config(options, problems));
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return shown(problems);
  };
  for (const std::string name :
       {"speur.yaml", "mkdocs.yml", "hugo.toml", "_config.yml", "docusaurus.config.js",
        ".vitepress/config.ts", "docfx.json"}) {
    for (const std::string kind : {"a link to nothing", "a pipe"}) {
      CAPTURE(name, kind);
      CHECK(told(name, kind).find(name) != std::string::npos);
    }
  }
  CHECK(told("speur.yaml", "a folder").find("speur.yaml") != std::string::npos);
  CHECK(told("mkdocs.yml", "a folder").empty());
}

TEST_CASE("no configuration leads out of its site, and the command line may", "[config]") {
  const TemporaryFolder folder;
  folder.write("out/a.md", "# Buiten\n");
  folder.write("out/syn.txt", "root:x:0:0:geheim\n");
  folder.write("out/speur.yaml", "site_name: Buiten\n");
  folder.write("out/mkdocs.yml", "site_name: Buiten\n");
  folder.write("out/docs/b.md", "# Buiten\n");
  const fs::path site = folder / "site";
  const auto load_error = [&](const fs::path& content) {
    return error_of(folder, [&] { static_cast<void>(load(content)); });
  };
  const auto fresh = [&] {
    fs::remove_all(site);
    folder.write("site/docs/index.md", "# Binnen\n");
  };
  const std::string pages_outside = ": the folder of the pages is outside of " +
                                    (folder / "site").string() +
                                    ": only a folder that the command line names is read there";
  const std::string shown_outside =
      pages_outside.substr(0, pages_outside.find(folder.path().string())) + "site" +
      pages_outside.substr(pages_outside.find(": only"));

  struct Row {
    std::string file, text, where;
  };
  for (const Row& row : std::vector<Row>{
           {"mkdocs.yml", "site_name: X\ndocs_dir: ../out\n", "site/mkdocs.yml:2"},
           {"mkdocs.yml", "docs_dir: " + (folder / "out").string() + "\n", "site/mkdocs.yml:1"},
           {"mkdocs.yml", "docs_dir: docs/../../out\n", "site/mkdocs.yml:1"},
           {"hugo.toml", "title = 'X'\ncontentDir = '../out'\n", "site/hugo.toml:2"},
           {"_config.yml", "source: ../out\n", "site/_config.yml:1"}}) {
    CAPTURE(row.text);
    fresh();
    folder.write("site/" + row.file, row.text);
    CHECK(load_error(site) == "78 " + row.where + shown_outside);
    CHECK(load(folder / "out").site_name == "Buiten");  // named: its own site
  }

  fresh();
  folder.write("site/mkdocs.yml", "site_name: X\n");
  fs::remove_all(site / "docs");
  fs::create_directory_symlink("../out", site / "docs");
  CHECK(load_error(site) == "78 site/docs" + shown_outside);
  const SiteConfig named = load(site / "docs");  // the link itself is named
  CHECK(named.root == folder / "out");

  for (const std::string& text : std::vector<std::string>{
           "synonyms: ../out/syn.txt\n", "synonyms: " + (folder / "out/syn.txt").string() + "\n",
           "synonyms: link.txt\n"}) {
    CAPTURE(text);
    fresh();
    folder.write("site/speur.yaml", "site_name: X\n" + text);
    folder.write("site/mkdocs.yml", "site_name: X\n");
    fs::create_symlink("../out/syn.txt", site / "link.txt");
    const std::string error = load_error(site);
    CHECK(error.starts_with("78 site/speur.yaml:2: the synonyms file "));
    CHECK(error.find("is outside of") != std::string::npos);
    CHECK(error.find("geheim") == std::string::npos);
  }

  fresh();
  fs::create_symlink("../out/speur.yaml", site / "speur.yaml");
  folder.write("site/mkdocs.yml", "site_name: X\n");
  CHECK(load_error(site) == "78 site/speur.yaml: is a symbolic link to a place outside of site: it "
                            "is not read");

  fresh();
  fs::create_symlink("../out/mkdocs.yml", site / "mkdocs.yml");
  std::vector<Problem> problems;
  IndexOptions options;
  options.content = site;
  CHECK(load_site_config(options, problems).site_name.empty());
  CHECK(shown(problems).find("mkdocs.yml: is a symbolic link to a place outside of ") !=
        std::string::npos);

  // A configuration that is named may lie anywhere, with its synonyms beside it.
  folder.write("elsewhere/own.yaml", "synonyms: own.txt\n");
  folder.write("elsewhere/own.txt", "fiets, rijwiel\n");
  fresh();
  options.config = folder / "elsewhere/own.yaml";
  CHECK(load(options).synonyms.size() == 1);
}

TEST_CASE("content that is no folder is an error", "[config]") {
  const TemporaryFolder site;
  site.write("a.md", "");
  for (const char* name : {"a.md", "weg"}) {
    std::vector<Problem> problems;
    IndexOptions options;
    options.content = site / name;
    try {
      const SiteConfig config = load_site_config(options, problems);
      FAIL("no error, but " + config.content.string());
    } catch (const Error& e) {
      CHECK(e.code() == ExitCode::no_input);
    }
  }
}

TEST_CASE("every setting that changes a page changes the fingerprint", "[config]") {
  const std::vector<std::function<void(SiteConfig&)>> changes = {
      [](SiteConfig&) {},
      [](SiteConfig& c) { c.site_name = "x"; },
      [](SiteConfig& c) { c.language = "en"; },
      [](SiteConfig& c) { c.rules = hugo_rules_without_config(); },
      [](SiteConfig& c) {
        c.rules = plain_rules();
        c.rules->set_directory_urls(false);
      },
      [](SiteConfig& c) { c.rules_prefix = "a/"; },
      [](SiteConfig& c) { c.url_prefix = "a/"; },
      [](SiteConfig& c) { c.anchors.separator = "_"; },
      [](SiteConfig& c) { c.anchors = AnchorStyle::github; },
      [](SiteConfig& c) { c.snippet_paths = {"x"}; },
      [](SiteConfig& c) { c.appended = "x"; },
      [](SiteConfig& c) {
        c.abbreviations = {{"a", "b"}};
      },
      [](SiteConfig& c) {
        c.abbreviations = {{"a", "b"}, {"c", "d"}};
      },
      [](SiteConfig& c) { c.drafts = true; },
      [](SiteConfig& c) { c.fallback = FallbackEncoding::windows_1252; },
      [](SiteConfig& c) {
        c.facets.rename = {{"a", "b"}};
      },
      [](SiteConfig& c) {
        c.facets.facets = {{"a", "", std::nullopt, false, {}, {}}};
      },
      [](SiteConfig& c) {
        c.facets.facets = {{"a", "", std::nullopt, true, {}, {}}};
      },
      [](SiteConfig& c) {
        c.facets.facets = {{"a", "", FacetType::keyword, false, {}, {}}};
      },
      [](SiteConfig& c) {
        c.facets.facets = {{"a", "x", std::nullopt, false, {}, {}}};
      },
      [](SiteConfig& c) {
        c.facets.facets = {{"a", "", std::nullopt, false, {}, {{"x", "y"}}}};
      },
  };
  std::set<std::string> prints;
  for (const auto& change : changes) {
    SiteConfig config;
    change(config);
    prints.insert(fingerprint(config));
  }
  CHECK(prints.size() == changes.size());
}

TEST_CASE("labels of facets come from the site's own data where speur.yaml has none", "[site]") {
  const TemporaryFolder site;
  site.write("mkdocs.yml", "plugins: [blog]\n");
  site.write("speur.yaml", "facets:\n  authors:\n    label: Schrijver\n    values: {bo: Bo}\n");
  site.write("docs/blog/.authors.yml", "authors:\n  an: {name: An de Vries, description: x}\n  bo: {name: Bo Jansen}\n");
  site.write("docs/a.md", "# A\n");
  std::vector<Problem> problems;
  IndexOptions options;
  options.content = site.path();
  const SiteConfig config = load_site_config(options, problems);
  const FacetRule* const rule = config.facets.find("authors");
  REQUIRE(rule != nullptr);
  CHECK(rule->label == "Schrijver");
  CHECK(rule->labels == std::map<std::string, std::string>{{"an", "An de Vries"}, {"bo", "Bo"}});
}

}  // namespace
}  // namespace speur
