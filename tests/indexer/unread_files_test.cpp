#include "indexer/index_run.hpp"

#include "speur/schema.hpp"
#include "support/opened_files.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>
#include <xapian.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace speur {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

/// A site in the folder `site`, and its index beside it.
class WatchedSite {
 public:
  explicit WatchedSite(const Files& files, std::string content = "") : content_(std::move(content)) {
    for (const auto& [path, text] : files) write(path, text);
    const IndexSummary first = run();
    indexed_ = first.pages();
    excluded_ = first.excluded;
  }

  void write(const std::string& path, const std::string& text) const { folder_.write("site/" + path, text); }

  /// The files that a run opens.
  [[nodiscard]] std::set<std::string> opened() const {
    OpenedFiles opened(folder_ / "site");
    last_ = run();
    return opened.names();
  }

  /// What the searcher is told of facets.
  [[nodiscard]] std::string settings() const {
    return Xapian::Database((folder_ / "index").string()).get_metadata(std::string(settings_key));
  }
  [[nodiscard]] std::size_t indexed() const { return indexed_; }
  [[nodiscard]] std::size_t excluded() const { return excluded_; }
  [[nodiscard]] const IndexSummary& last() const { return last_; }

 private:
  [[nodiscard]] IndexSummary run() const {
    IndexOptions options;
    options.content = folder_ / ("site/" + content_);
    options.index = folder_ / "index";
    RunOptions how;
    how.jobs = 1;
    how.stamp_grace = std::chrono::nanoseconds(0);
    return run_index(options, how, {});
  }

  TemporaryFolder folder_;
  std::string content_;
  std::size_t indexed_ = 0, excluded_ = 0;
  mutable IndexSummary last_;
};

std::string page(const std::string& title, const std::string& keys = "") {
  return "---\ntitle: " + title + "\n" + keys + "---\n\nOver " + title + ".\n";
}

using Names = std::set<std::string>;

}  // namespace

TEST_CASE("a run opens no page that has not changed", "[index_run]") {
  SECTION("without a generator") {
    const WatchedSite site({{"a.md", page("A")}, {"b/index.md", page("B")}, {"weg.md", page("W", "search:\n  exclude: true\n")}});
    CHECK(site.indexed() == 2);
    CHECK(site.opened() == Names{});
    CHECK(site.last().unchanged == 2);
  }
  SECTION("Hugo") {
    const WatchedSite site({{"hugo.toml", "title = 'S'\n"},
                     {"content/a.md", page("A", "url: /b/\n")},
                     {"content/c.md", page("C")},
                     {"content/weg.md", page("W", "search:\n  exclude: true\n")},
                     {"content/klad.md", page("K", "draft: true\n")}},
                    "content");
    CHECK(site.indexed() == 2);
    CHECK(site.excluded() == 2);
    CHECK(site.opened() == Names{"hugo.toml"});
    CHECK(site.last().unchanged == 2);
  }
  SECTION("Hugo, with pages of terms") {
    const WatchedSite site({{"hugo.toml", "title = 'S'\n"},
                            {"content/a.md", page("A", "tags: [wet]\n")},
                            {"content/b.md", page("B", "tags: [wet]\n")},
                            {"content/tags/wet/_index.md", page("Wetten")},
                            {"content/tags/ict/_index.md", page("Informatica")}},
                           "content");
    const Names read_at_each_run{"hugo.toml", "_index.md"};
    CHECK(site.opened() == read_at_each_run);
    CHECK(site.settings().find(R"("labels":{"wet":"Wetten"})") != std::string::npos);
    site.write("content/c.md", page("C", "tags: [ict]\n"));
    CHECK(site.opened() == Names{"hugo.toml", "_index.md", "c.md"});
    CHECK(site.settings().find(R"("labels":{"ict":"Informatica","wet":"Wetten"})") != std::string::npos);
    CHECK(site.opened() == read_at_each_run);
    CHECK(site.last().unchanged == 5);
  }
  SECTION("Jekyll") {
    const WatchedSite site({{"_config.yml", "title: S\n"},
                     {"a.md", page("A", "permalink: /b/\n")},
                     {"c.md", page("C")},
                     {"_posts/2024-05-01-d.md", page("D")},
                     {"weg.md", page("W", "search:\n  exclude: true\n")},
                     {"klad.md", page("K", "published: false\n")}});
    CHECK(site.indexed() == 3);
    CHECK(site.excluded() == 2);
    CHECK(site.opened() == Names{"_config.yml"});
    CHECK(site.last().unchanged == 3);
  }
  SECTION("MkDocs") {
    const WatchedSite site({{"mkdocs.yml", "site_name: S\n"}, {"docs/a.md", page("A")}, {"docs/index.md", page("B")}}, "docs");
    CHECK(site.indexed() == 2);
    CHECK(site.opened() == Names{"mkdocs.yml"});
  }
  SECTION("Docusaurus") {
    const WatchedSite site({{"docusaurus.config.js", "module.exports = {title: 'S', presets: [['classic', {}]]};\n"},
                     {"docs/a.md", page("A")},
                     {"docs/b.mdx", page("B", "slug: /c\n")}});
    CHECK(site.indexed() == 2);
    CHECK(site.opened() == Names{"docusaurus.config.js"});
  }
  SECTION("VitePress") {
    const WatchedSite site({{".vitepress/config.mts", "export default {title: 'S'}\n"}, {"a.md", page("A")}, {"index.md", page("B")}});
    CHECK(site.indexed() == 2);
    CHECK(site.opened() == Names{"config.mts"});
  }
}

TEST_CASE("of two pages of one address the site's is found, whichever of them has changed", "[index_run]") {
  const auto indexed = [](const WatchedSite& site) { return site.last().pages(); };
  SECTION("Hugo") {
    const WatchedSite site({{"hugo.toml", "title = 'S'\n"}, {"content/a.md", page("A")}, {"content/b.md", page("B")}}, "content");
    CHECK(site.indexed() == 2);
    site.write("content/c.md", page("C", "url: /a/\n"));
    CHECK(site.opened() == Names{"hugo.toml", "a.md", "c.md"});
    CHECK(indexed(site) == 2);
    CHECK(site.opened() == Names{"hugo.toml", "a.md", "c.md"});
    CHECK(indexed(site) == 2);
    site.write("content/c.md", page("C", "url: /d/\n"));
    CHECK(site.opened() == Names{"hugo.toml", "a.md", "c.md"});
    CHECK(indexed(site) == 3);
    CHECK(site.opened() == Names{"hugo.toml"});
    CHECK(indexed(site) == 3);
  }
  SECTION("one that is not searched") {
    const WatchedSite site({{"_config.yml", "title: S\n"}, {"a.md", page("A")}, {"b.md", page("B", "search:\n  exclude: true\n")}});
    CHECK(site.indexed() == 1);
    site.write("b.md", page("B", "permalink: /a.html\nsearch:\n  exclude: true\n"));
    CHECK(site.opened() == Names{"_config.yml", "a.md", "b.md"});
    CHECK(indexed(site) == 0);  // Jekyll writes b.md at the address of both
    CHECK(site.opened() == Names{"_config.yml", "a.md", "b.md"});
    CHECK(indexed(site) == 0);
  }
}

}  // namespace speur
