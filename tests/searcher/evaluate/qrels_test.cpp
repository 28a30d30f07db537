#include "searcher/evaluate/evaluation.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <array>

namespace speur {
namespace {

TEST_CASE("qrels keep grades by topic in the order of the file", "[evaluation]") {
  const TemporaryFolder folder;
  const Qrels qrels =
      read_qrels(folder.write("q", "t1 0 afval.md 2\nt2\t0\tb.md  -1\r\n\nt1 0 b.md +0\n"));
  REQUIRE(qrels.topics.size() == 2);
  CHECK(qrels.topics.name(0) == "t1");
  CHECK(qrels.topics.name(1) == "t2");
  REQUIRE(qrels.judgements[0].size() == 2);
  CHECK(qrels.documents.name(qrels.judgements[0][0].document) == "afval.md");
  CHECK(qrels.judgements[0][0].grade == 2);
  CHECK(qrels.documents.name(qrels.judgements[0][1].document) == "b.md");
  CHECK(qrels.judgements[0][1].grade == 0);
  REQUIRE(qrels.judgements[1].size() == 1);
  CHECK(qrels.judgements[1][0].grade == -1);
  CHECK(qrels.highest_grade() == 2);
}

TEST_CASE("a judgement that cannot be read is named with its line", "[evaluation]") {
  const TemporaryFolder folder;
  struct Row {
    std::string_view text, error;
  };
  for (const Row& row : std::to_array<Row>({
           {"", "65 q: holds no judgements"},
           {"t1 0 a.md 1\nt1 0 b.md\n",
            "65 q:2: a judgement is topic, iteration, document and grade: 4 columns, not 3"},
           {"t1 0 een pagina.md 1\n",
            "65 q:1: a judgement is topic, iteration, document and grade: 4 columns, not 5. "
            "A blank in a document's id is written %20, as `speur run` does"},
           {"t1 0 a.md 1.0\n", "65 q:1: the grade \"1.0\" is no integer"},
           {"t1 0 a.md ja\n", "65 q:1: the grade \"ja\" is no integer"},
           {"t1 0 a.md ++1\n", "65 q:1: the grade \"++1\" is no integer"},
           {"t1 0 a.md 99999999999\n", "65 q:1: the grade \"99999999999\" is no integer"},
           {"t1 0 a.md 1\nt2 0 a.md 1\nt1 0 a.md 0\n",
            "65 q:3: document \"a.md\" is judged twice for topic \"t1\""},
           {"t1 0 \xc3.md 1\n", "65 q:1: is not UTF-8"},
           {std::string_view("t1 0 a\0.md 1\n", 13), "65 q:1: holds a zero byte"},
       })) {
    CAPTURE(row.text);
    const auto file = folder.write("q", row.text);
    CHECK(error_of(folder, [&] { (void)read_qrels(file); }) == row.error);
  }
}

}  // namespace
}  // namespace speur
