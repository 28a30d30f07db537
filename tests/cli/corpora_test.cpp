#include "cli/programs.hpp"
#include "speur/schema.hpp"
#include "speur/stored_page.hpp"
#include "support/index_dump.hpp"
#include "support/file_text.hpp"
#include "support/skipped.hpp"

#include <xapian.h>
#include <yaml-cpp/yaml.h>
#include <catch2/catch.hpp>

#include <cstdlib>
#include <regex>
#include <set>

namespace fs = std::filesystem;
namespace json = boost::json;

namespace speur {
namespace {

/// A real site, and what is known of it.
struct Corpus {
  fs::path content;  ///< under SPEUR_CORPORA
  fs::path snippets;
  int indexed = 0, excluded = 0;
};
const std::vector<Corpus> corpora = {{"algoritmekader/docs", "algoritmekader/includes", 250, 1},
                                     {"seeds", "", 2, 0},
                                     {"sites/toetsingskader-archiefwet/content", "", 29, 0}};

/// The folder of real sites; empty, and said, where there is none.
fs::path corpora_folder() {
  const char* folder = std::getenv("SPEUR_CORPORA");
  if (folder == nullptr || *folder == '\0') {
    skip_without("the real sites of SPEUR_CORPORA");
    return {};
  }
  return folder;
}

class CorpusIndex {
 public:
  CorpusIndex(const fs::path& root, const Corpus& corpus) : content(root / corpus.content) {
    arguments_ = {content.string(), "--index", "index", "--json"};
    if (!corpus.snippets.empty()) {
      arguments_.insert(arguments_.end(), {"--snippets", (root / corpus.snippets).string()});
    }
  }
  [[nodiscard]] json::value update() const {
    return json::parse(run_indexer(folder.path(), arguments_).out);
  }
  [[nodiscard]] json::value answer(Arguments arguments) const {
    arguments.insert(arguments.end(), {"--index", "index", "--json"});
    return json::parse(run_speur(folder.path(), std::move(arguments)).out);
  }
  /// All pages as `speur show` tells them, by id.
  [[nodiscard]] std::map<std::string, json::value> pages() const {
    std::map<std::string, json::value> result;
    const json::value all = answer({"search", "--limit", "1000", "--sort", "title"});
    for (const json::value& hit : all.at("hits").as_array()) {
      const std::string id(hit.at("id").as_string());
      result.emplace(id, answer({"show", id}));
    }
    return result;
  }

  TemporaryFolder folder;
  fs::path content;

 private:
  Arguments arguments_;
};

std::vector<std::string> page_lines(const fs::path& file) {
  std::vector<std::string> lines = lines_of(text_of(file));
  for (std::string& line : lines) {
    if (line.ends_with('\r')) line.pop_back();
  }
  if (!lines.empty() && lines.front().starts_with("\xef\xbb\xbf")) lines.front().erase(0, 3);
  return lines;
}

std::vector<fs::path> page_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".md") files.push_back(entry.path());
  }
  return files;
}

/// The lines between `---` and `---`; none where there is no such block.
std::string front_matter_of(const std::vector<std::string>& lines) {
  const auto is_mark = [](const std::string& line) {
    return line.starts_with("---") && line.find_first_not_of(" \t", 3) == std::string::npos;
  };
  if (lines.empty() || !is_mark(lines.front())) return {};
  std::string block;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (is_mark(lines[i])) return block;
    block += lines[i] + '\n';
  }
  return {};
}

/// Keys of text and of presentation, which are no facets.
const std::set<std::string, std::less<>> no_facets = {"title",       "toelichting",
                                                      "description", "summary",
                                                      "id",          "synoniemen",
                                                      "synonyms",    "lang",
                                                      "language",    "url",
                                                      "permalink",   "slug",
                                                      "hide",        "search",
                                                      "template",    "icon",
                                                      "draft",       "layout",
                                                      "weight",      "toc",
                                                      "aliases",     "cascade",
                                                      "comments",    "social",
                                                      "nav_order",   "sidebar_position"};

using Facets = std::map<std::string, std::vector<std::string>>;

void collect(const std::string& name, const YAML::Node& node, Facets& facets) {
  if (node.IsNull()) return;
  if (node.IsMap()) {
    for (const auto& member : node)
      collect(name + "." + member.first.Scalar(), member.second, facets);
  } else if (node.IsSequence()) {
    for (const auto& item : node) collect(name, item, facets);
  } else {
    static const std::regex time_of_day("([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ].*");
    std::string value = node.Scalar();
    while (value.ends_with(' ') || value.ends_with('\n')) value.pop_back();
    std::smatch date;
    if (std::regex_match(value, date, time_of_day)) value = date.str(1);
    std::vector<std::string>& values = facets[name];
    const bool is_new = std::find(values.begin(), values.end(), value) == values.end();
    if (is_new && !value.empty()) values.push_back(value);
  }
}

/// What YAML alone says of a page's facets.
Facets facets_of(const std::string& front_matter) {
  Facets facets;
  const YAML::Node root = YAML::Load(front_matter);
  if (!root.IsMap()) return facets;
  for (const auto& member : root) {
    const std::string name = member.first.Scalar();
    if (no_facets.contains(name)) continue;
    // The last of two equal keys counts.
    std::erase_if(facets, [&](const auto& known) {
      return known.first == name || known.first.starts_with(name + ".");
    });
    collect(name, member.second, facets);
  }
  std::erase_if(facets, [](const auto& facet) { return facet.second.empty(); });
  return facets;
}

/// Facets that sections of a Hugo site give to the pages below them.
Facets cascaded_in(const fs::path& content) {
  Facets facets;
  for (const fs::path& file : page_files(content)) {
    if (file.filename() != "_index.md") continue;
    const YAML::Node root = YAML::Load(front_matter_of(page_lines(file)));
    if (!root.IsMap() || !root["cascade"]) continue;
    const YAML::Node cascade = root["cascade"];
    const auto add = [&](const YAML::Node& one) {
      for (const auto& member : one) collect(member.first.Scalar(), member.second, facets);
    };
    if (cascade.IsMap()) add(cascade);
    for (const auto& one : cascade.IsSequence() ? cascade : YAML::Node()) add(one);
  }
  return facets;
}

/// Words of four letters or more, in lower case.
void add_words(std::string_view line, std::set<std::string>& words) {
  std::string word;
  for (const char c : ascii_lower(line) + ' ') {
    const bool is_letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (is_letter) {
      word += c;
      continue;
    }
    if (word.size() >= 4) words.insert(word);
    word.clear();
  }
}

/// Divides a page's lines: those from a heading with data-search-exclude up to the next heading of
/// the same or a higher level are hidden.
void divide_words(const std::vector<std::string>& lines, std::set<std::string>& hidden,
                  std::set<std::string>& shown) {
  std::size_t hidden_level = 0;
  bool in_code = false;
  for (const std::string& line : lines) {
    if (line.starts_with("```")) in_code = !in_code;
    const std::size_t level = line.find_first_not_of('#');
    const bool is_heading =
        !in_code && level != 0 && level != std::string::npos && level <= 6 && line[level] == ' ';
    if (is_heading && (hidden_level == 0 || level <= hidden_level)) {
      hidden_level = line.find("data-search-exclude") != std::string::npos ? level : 0;
    }
    add_words(line, hidden_level != 0 ? hidden : shown);
  }
}

bool is_excluded_page(const std::string& front_matter) {
  static const std::regex excluded("search:\\s*(\\{\\s*|\\n\\s+)exclude:\\s*true");
  return std::regex_search(front_matter, excluded);
}

}  // namespace

TEST_CASE("real sites are indexed whole, and a second run touches nothing", "[corpora]") {
  const fs::path root = corpora_folder();
  if (root.empty()) return;
  for (const Corpus& corpus : corpora) {
    CAPTURE(corpus.content);
    const CorpusIndex index(root, corpus);
    const json::value first = index.update();
    CHECK(first.at("indexed").to_number<int>() == corpus.indexed);
    CHECK(first.at("excluded").to_number<int>() == corpus.excluded);
    CHECK(first.at("failed").to_number<int>() == 0);
    CHECK(page_files(index.content).size() ==
          static_cast<std::size_t>(corpus.indexed + corpus.excluded));

    std::map<fs::path, std::pair<std::string, fs::file_time_type>> files;
    const auto look = [&] {
      files.clear();
      for (const auto& entry : fs::recursive_directory_iterator(index.folder / "index")) {
        if (!entry.is_regular_file()) continue;
        files[entry.path()] = {text_of(entry.path()), entry.last_write_time()};
      }
      return files;
    };
    const auto before = look();
    const json::value second = index.update();
    CHECK(second.at("indexed").to_number<int>() == 0);
    CHECK(second.at("unchanged").to_number<int>() == corpus.indexed);
    CHECK(second.at("deleted").to_number<int>() == 0);
    const bool untouched = before == look();
    CHECK(untouched);
  }
}

TEST_CASE("nothing of real pages reaches the index as markup", "[corpora]") {
  const fs::path root = corpora_folder();
  if (root.empty()) return;
  for (const Corpus& corpus : corpora) {
    const CorpusIndex index(root, corpus);
    static_cast<void>(index.update());
    const auto pages = index.pages();
    CHECK(pages.size() == static_cast<std::size_t>(corpus.indexed));
    std::set<std::string> urls;
    for (const auto& [id, page] : pages) {
      urls.emplace(page.at("url").as_string());
      CHECK_FALSE(page.at("title").as_string().empty());
      std::string text;
      for (const char* field : {"title", "otherTitle", "description"}) {
        text += std::string(page.at(field).as_string()) + '\n';
      }
      std::set<std::string> anchors;
      for (const json::value& section : page.at("sections").as_array()) {
        text += std::string(section.at("heading").as_string()) + '\n';
        text += std::string(section.at("text").as_string()) + '\n';
        const std::string anchor(section.at("anchor").as_string());
        CAPTURE(id, anchor);
        CHECK((anchor.empty() || anchors.insert(anchor).second));
      }
      for (const char* marker : {"!!!", "???", "{ .", "data-search-exclude", "<!--", "-->",
                                 ":material-", "--8<--", "](", "{%", "{{", "**", "&nbsp;"}) {
        CAPTURE(id, marker);
        // The arrow of a diagram, whose source is code.
        const bool is_arrow = std::string_view(marker) == "-->" &&
                              text_of(index.content / id).find("```mermaid") != std::string::npos;
        if (is_arrow) continue;
        CHECK(text.find(marker) == std::string::npos);
      }
    }
    CHECK(urls.size() == pages.size());
  }
}

TEST_CASE("the facets of real pages are those of their front matter", "[corpora]") {
  const fs::path root = corpora_folder();
  if (root.empty()) return;
  for (const Corpus& corpus : corpora) {
    const CorpusIndex index(root, corpus);
    static_cast<void>(index.update());
    const Facets cascaded = cascaded_in(index.content);
    std::size_t compared = 0;
    for (const auto& [id, page] : index.pages()) {
      CAPTURE(id);
      const std::vector<std::string> lines = page_lines(index.content / id);
      if (lines.empty() || lines.front().starts_with("+++")) continue;  // TOML has its own tests
      Facets found;
      for (const auto& facet : page.at("facets").as_object()) {
        for (const json::value& value : facet.value().as_array()) {
          found[std::string(facet.key())].emplace_back(value.as_string());
        }
      }
      const Facets own = facets_of(front_matter_of(lines));
      std::erase_if(found, [&](const auto& facet) {
        return !own.contains(facet.first) && cascaded.contains(facet.first);
      });
      CHECK(found == own);
      compared += found.size();
    }
    CAPTURE(corpus.content);
    CHECK(compared > 0);
  }
}

TEST_CASE("no word that only stands in hidden parts of real pages is in the index", "[corpora]") {
  const fs::path root = corpora_folder();
  if (root.empty()) return;
  const Corpus& corpus = corpora.front();
  std::set<std::string> hidden, shown;
  for (const fs::path& file : page_files(root / corpus.content)) {
    const std::vector<std::string> lines = page_lines(file);
    if (is_excluded_page(front_matter_of(lines))) {
      for (const std::string& line : lines) add_words(line, hidden);
    } else {
      divide_words(lines, hidden, shown);
      add_words(file.string(), shown);
    }
  }
  for (const fs::path& file : page_files(root / corpus.snippets)) {
    for (const std::string& line : page_lines(file)) add_words(line, shown);
  }
  std::vector<std::string> secret;
  std::set_difference(hidden.begin(), hidden.end(), shown.begin(), shown.end(),
                      std::back_inserter(secret));
  REQUIRE(secret.size() > 5);

  const CorpusIndex index(root, corpus);
  static_cast<void>(index.update());
  const Xapian::Database database((index.folder / "index").string());
  std::set<std::string> indexed;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    std::string word = *term;
    // The stem of a word or of a compound's part may be another word, too.
    if (word.starts_with('Z')) continue;
    if (word.size() > 1 && std::string_view("SHD").find(word[0]) != std::string_view::npos &&
        (word[1] < 'A' || word[1] > 'Z')) {
      continue;
    }
    add_words(word, indexed);  // and without its prefix, which is upper case:
    word.erase(0, word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
    add_words(word, indexed);
  }
  const StoredFiles files(database, index.folder / "index");
  for (auto page = database.postlist_begin(""); page != database.postlist_end(""); ++page) {
    const std::string record = files.data(database.get_document(*page));
    const StoredPage stored = decode_page(record);
    for (const std::string_view text :
         {stored.title, stored.other_title, stored.description, stored.text}) {
      add_words(text, indexed);
    }
    for (const StoredSection& section : stored.sections) add_words(section.anchor, indexed);
  }
  for (auto word = database.spellings_begin(); word != database.spellings_end(); ++word) {
    add_words(*word, indexed);
  }
  for (const std::string& word : secret) {
    CAPTURE(word);
    CHECK_FALSE(indexed.contains(word));
  }
  CHECK(indexed.contains("algoritme"));
}

}  // namespace speur
