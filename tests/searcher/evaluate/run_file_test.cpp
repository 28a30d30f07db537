#include "searcher/evaluate/document_name.hpp"
#include "searcher/evaluate/evaluation.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <array>
#include <random>
#include <sstream>

namespace speur {
namespace {

std::string shown(const Run& run) {
  std::string text;
  for (std::uint32_t topic = 0; topic < run.topics.size(); ++topic) {
    text += "[" + std::string(run.topics.name(topic)) + ":";
    for (const Retrieved& hit : run.rankings[topic]) {
      text += " " + std::string(run.documents.name(hit.document));
    }
    text += "]";
  }
  return text;
}

TEST_CASE("ids are compared with their letters composed", "[evaluation]") {
  const TemporaryFolder folder;
  folder.write("a.run", "t Q0 e\xcc\x81\xcc\x81n.md 1 2 x\nt Q0 \xc3\xa9n.md 2 1 x\n");
  folder.write("qrels.txt", "t 0 \xc3\xa9\xcc\x81n.md 1\n");
  const Run run = read_run(folder / "a.run");
  CHECK(shown(run) == "[t: \xc3\xa9\xcc\x81n.md \xc3\xa9n.md]");
  const Qrels qrels = read_qrels(folder / "qrels.txt");
  CHECK(qrels.documents.find("\xc3\xa9\xcc\x81n.md"));
}

TEST_CASE("ids are compared as they are, however many of their characters are escaped", "[evaluation]") {
  std::string kept;
  for (const std::string_view id : {"a b/\xc3\xa9n.md", "50% & meer.md", "a%20b.md", "100%.md", "plus+.md"}) {
    std::string all;
    for (const char c : id) all += fmt::format("%{:02x}", static_cast<unsigned char>(c));
    CAPTURE(id);
    CHECK(document_name(all, kept) == run_id(id));
    CHECK(document_name(run_id(id), kept) == run_id(id));
  }
  CHECK(document_name("a%ffb.md", kept) == "a%ffb.md");  // no text
  CHECK(document_name("100%.md", kept) == "100%.md");
}

TEST_CASE("a run is ranked by score, then by id descending, whatever its rank column",
          "[evaluation]") {
  const TemporaryFolder folder;
  struct Row {
    std::string_view text, ranking;
  };
  for (const Row& row : std::to_array<Row>({
           {"t Q0 a 1 1.5 x\nt Q0 b 2 2.5 x\n", "[t: b a]"},
           {"t Q0 a 1 1 x\nt Q0 b 2 1 x\nt Q0 B 3 1.0e0 x\n", "[t: b a B]"},
           {"t Q0 a.md 1 1 x\nt Q0 a 2 1 x\nt Q0 é 3 1 x\n", "[t: é a.md a]"},
           // Equal in single precision: 2^-24 is half a unit in the last place of 1.
           {"t Q0 a 1 1.00000001 x\nt Q0 b 2 1 x\n", "[t: b a]"},
           {"t Q0 a 1 1.0000002 x\nt Q0 b 2 1 x\n", "[t: a b]"},
           {"t Q0 a 1 -3 x\nt Q0 b 2 -2 x\nt Q0 c 3 +1e-400 x\n", "[t: c b a]"},
           // Lines of a topic need not stand together; topics keep the order of the file.
           {"u Q0 a 1 1 x\nt Q0 a 1 2 x\nu\tQ0\tb\t1\t2\tx\r\n", "[u: b a][t: a]"},
       })) {
    CAPTURE(row.text);
    CHECK(shown(read_run(folder.write("r", row.text))) == row.ranking);
  }
}

TEST_CASE("the order of a run's lines does not matter", "[evaluation]") {
  const TemporaryFolder folder;
  std::vector<std::string> lines;
  for (int topic = 0; topic < 3; ++topic) {
    for (int document = 0; document < 40; ++document) {
      lines.push_back("t" + std::to_string(topic) + " Q0 d" + std::to_string(document) + " 1 " +
                      std::to_string(document % 7) + " x\n");
    }
  }
  std::mt19937 random(7);
  std::vector<std::vector<std::string>> rankings;
  for (int round = 0; round < 5; ++round) {
    std::string text = "t0 Q0 z 1 9 x\nt1 Q0 z 1 9 x\nt2 Q0 z 1 9 x\n";
    for (const std::string& line : lines) text += line;
    rankings.push_back({shown(read_run(folder.write("r", text)))});
    std::shuffle(lines.begin(), lines.end(), random);
  }
  for (const auto& ranking : rankings) CHECK(ranking == rankings.front());
}

TEST_CASE("a run without results is a run of no topics", "[evaluation]") {
  const TemporaryFolder folder;
  CHECK(read_run(folder.write("r", "")).rankings.empty());
}

TEST_CASE("a line of a run that cannot be read is named", "[evaluation]") {
  const TemporaryFolder folder;
  struct Row {
    std::string_view text, error;
  };
  for (
      const Row& row : std::to_array<Row>({
          {"t Q0 a 1 1 x\nt Q0 b 2 1\n",
           "65 r:2: a line of a run is topic, Q0, document, rank, score and tag: 6 columns, not 5"},
          {"t Q0 a 1 1 x y\n",
           "65 r:1: a line of a run is topic, Q0, document, rank, score and tag: 6 columns, not 7"},
          {"t Q0 a 1 hoog x\n", "65 r:1: the score \"hoog\" is no number"},
          {"t Q0 a 1 1,5 x\n", "65 r:1: the score \"1,5\" is no number"},
          {"t Q0 a 1 nan x\n",
           "65 r:1: the score \"nan\" is not a finite number of single precision"},
          {"t Q0 a 1 1e39 x\n",
           "65 r:1: the score \"1e39\" is not a finite number of single precision"},
          {"t Q0 a 1 1e999 x\n",
           "65 r:1: the score \"1e999\" is not a finite number of single precision"},
          {"t Q0 a 1 2 x\n\nu Q0 a 1 1 x\nt Q0 a 2 1 x\n",
           "65 r:4: document \"a\" is retrieved twice for topic \"t\""},
          {"t Q0 \xed\xa0\x80 1 2 x\n", "65 r:1: is not UTF-8"},
      })) {
    CAPTURE(row.text);
    const auto file = folder.write("r", row.text);
    CHECK(error_of(folder, [&] { (void)read_run(file); }) == row.error);
  }
}

TEST_CASE("a written run reads back as the same ranking, ties included", "[evaluation]") {
  const TemporaryFolder folder;
  const std::vector<ScoredDocument> ranking = {
      {"a.md", 2}, {"b.md", 2}, {"een pagina.md", 2.00000001}, {"c%20d.md", 1.5}, {"é.md", -1}};
  std::ostringstream text;
  write_run_topic(text, "t1", ranking, "speur");
  CHECK(text.str() ==
        "t1 Q0 a.md 1 2 speur\n"
        "t1 Q0 b.md 2 1.9999999 speur\n"
        "t1 Q0 een%20pagina.md 3 1.9999998 speur\n"
        "t1 Q0 c%2520d.md 4 1.5 speur\n"
        "t1 Q0 é.md 5 -1 speur\n");
  const Run run = read_run(folder.write("r", text.str()));
  CHECK(shown(run) == "[t1: a.md b.md een%20pagina.md c%2520d.md é.md]");
  CHECK(run.tag == "speur");
}

}  // namespace
}  // namespace speur
