#include "cli/programs.hpp"
#include "speur/schema.hpp"
#include "support/index_dump.hpp"
#include "support/file_text.hpp"

#include <xapian.h>
#include <catch2/catch.hpp>

#include <fstream>
#include <set>

namespace fs = std::filesystem;
namespace json = boost::json;

namespace speur {
namespace {

const fs::path source = SPEUR_SOURCE_DIR;
const std::string content = (source / "content").string();

/// The sample site's index in a folder of its own.
class SampleIndex {
 public:
  explicit SampleIndex(const Arguments& options = {}) {
    Arguments arguments = {content, "--index", "index"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    outcome = run_indexer(folder.path(), arguments);
  }
  [[nodiscard]] fs::path path() const { return folder / "index"; }
  [[nodiscard]] Outcome speur(Arguments arguments) const {
    arguments.insert(arguments.end(), {"--index", "index"});
    return run_speur(folder.path(), std::move(arguments));
  }
  [[nodiscard]] json::value answer(Arguments arguments) const {
    arguments.emplace_back("--json");
    return json::parse(speur(std::move(arguments)).out);
  }

  TemporaryFolder folder;
  Outcome outcome;
};

struct ExcludedWord {
  std::string word, page;
};

std::vector<ExcludedWord> excluded_words() {
  std::ifstream file(source / "tests/data/content_excluded_words.tsv");
  std::vector<ExcludedWord> words;
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos || line.starts_with('#')) continue;
    words.push_back({ascii_lower(line.substr(0, tab)), line.substr(tab + 1)});
  }
  return words;
}

/// All that the index holds, in lower case, by the place where it stands.
std::map<std::string, std::string> everything_in(const fs::path& index) {
  const Xapian::Database database(index.string());
  std::map<std::string, std::string> places;
  const auto add = [&](const std::string& place, const std::string& text) {
    places[place] += ascii_lower(text) + '\n';
  };
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    add("terms", *term);
  }
  const StoredFiles files(database, index);
  files.postings().for_each("", [&](const std::string& term, std::uint32_t) {
    add("terms", term);
    return true;
  });
  for (auto page = database.postlist_begin(""); page != database.postlist_end(""); ++page) {
    const Xapian::Document document = database.get_document(*page);
    add("data", files.data(document));
    for (auto value = document.values_begin(); value != document.values_end(); ++value) {
      add("values", *value);
    }
  }
  for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key) {
    add("metadata", *key + "\n" + database.get_metadata(*key));
  }
  for (auto word = database.spellings_begin(); word != database.spellings_end(); ++word) {
    add("spelling", *word);
  }
  for (auto key = database.synonym_keys_begin(); key != database.synonym_keys_end(); ++key) {
    add("synonyms", *key);
    for (auto word = database.synonyms_begin(*key); word != database.synonyms_end(*key); ++word) {
      add("synonyms", *word);
    }
  }
  for (const fs::directory_entry& file : fs::recursive_directory_iterator(index)) {
    if (!file.is_regular_file()) continue;
    add("file " + file.path().filename().string(), text_of(file.path()));
  }
  return places;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Whether `text` holds the word or its stem. A short one must stand alone: three letters occur in
/// many a word.
bool holds(const std::string& text, const std::string& word) {
  if (word.size() > 5) return text.find(word.substr(0, word.size() - 2)) != std::string::npos;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !is_letter(text[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end == text.size() || !is_letter(text[end]))) return true;
  }
  return false;
}

/// Where the word stands in the index: "terms data …".
std::string places_of(const std::map<std::string, std::string>& places, const std::string& word) {
  std::string found;
  for (const auto& [place, text] : places) {
    if (holds(text, word)) found += (found.empty() ? "" : " ") + place;
    // A prefix stands before a term without a space.
    if (place != "terms" || word.size() > 5) continue;
    for (const FieldSpec& field : field_specs) {
      for (const std::string_view prefix : {ranking_prefix, field.filter_prefix}) {
        const std::string term = '\n' + ascii_lower(prefix) + word + '\n';
        if (!prefix.empty() && text.find(term) != std::string::npos) found += " prefixed";
      }
    }
  }
  return found;
}

}  // namespace

TEST_CASE("the sample site is indexed with the two reports that it was made for", "[sample]") {
  const SampleIndex index;
  CHECK(lines_of(index.outcome.err) ==
        std::vector<std::string>{
            content + "/nieuws/storing-formulieren.md:6: 'search' is no map with exclude or "
                      "boost: it is ignored",
            content + "/zorg/bijzondere-bijstand.md:9: 'datum' occurs twice: the last one counts"});
  CHECK(
      index.outcome.out.starts_with("69 pages in index: 69 indexed, 0 unchanged, 0 deleted, 2 "
                                    "excluded, 2 reported ("));
  const Outcome again = run_indexer(index.folder.path(), {content, "--index", "index", "--json"});
  const json::value summary = json::parse(again.out);
  CHECK(summary.at("indexed").to_number<int>() == 0);
  CHECK(summary.at("unchanged").to_number<int>() == 69);
  CHECK(summary.at("deleted").to_number<int>() == 0);
  CHECK(index.answer({"status"}).at("healthy").as_bool());
}

TEST_CASE("no word that an author excluded is anywhere in the index", "[sample]") {
  const std::vector<ExcludedWord> words = excluded_words();
  REQUIRE(words.size() > 50);
  const SampleIndex index;
  const auto places = everything_in(index.path());
  // The same search finds what is there.
  for (const char* place : {"data", "terms", "postlist.glass"}) {
    CHECK(places_of(places, "paspoort").find(place) != std::string::npos);
  }
  CHECK(places_of(places, "avg").find("prefixed") != std::string::npos);
  for (const auto& [word, page] : words) {
    CAPTURE(word, page);
    CHECK(places_of(places, word) == "");
  }
}

TEST_CASE("a draft's words come with --drafts, and no other's", "[sample]") {
  const SampleIndex index({"--drafts"});
  CHECK(index.outcome.out.starts_with("70 pages in index: 70 indexed, 0 unchanged, 0 deleted, 1 "));
  const auto places = everything_in(index.path());
  for (const auto& [word, page] : excluded_words()) {
    CAPTURE(word, page);
    CHECK((places_of(places, word) == "") == (page != "nieuws/nieuw-afvalbeleid.md"));
  }
}

TEST_CASE("every page of the sample site is found by its own title", "[sample]") {
  const SampleIndex index;
  const json::value pages = index.answer({"search", "--limit", "1000", "--sort", "title"});
  REQUIRE(pages.at("hits").as_array().size() == 69);
  std::set<std::string> ids, urls;
  for (const json::value& page : pages.at("hits").as_array()) {
    const std::string id(page.at("id").as_string()), title(page.at("title").as_string());
    ids.insert(id);
    urls.emplace(page.at("url").as_string());
    const json::value answer = index.answer({"search", title, "--limit", "3"});
    std::vector<std::string> found;
    for (const json::value& hit : answer.at("hits").as_array()) {
      found.emplace_back(hit.at("id").as_string());
    }
    CAPTURE(id, title, found);
    CHECK(std::find(found.begin(), found.end(), id) != found.end());
  }
  CHECK(ids.size() == 69);
  CHECK(urls.size() == 69);
}

TEST_CASE("the judged topics of the sample site are answered well enough", "[sample]") {
  const SampleIndex index;
  const Outcome run = index.speur(
      {"run", "--topics", content + "/evaluation/topics.tsv", "--output", "sample.run"});
  REQUIRE(run.code == 0);
  const Outcome eval =
      run_speur(index.folder.path(), {"eval", "--qrels", content + "/evaluation/qrels.txt",
                                      "--topics", content + "/evaluation/topics.tsv", "--complete",
                                      "--gate", "nDCG@10=0.89", "sample.run"});
  CAPTURE(eval.out, eval.err);
  CHECK(eval.code == 0);
}

}  // namespace speur
