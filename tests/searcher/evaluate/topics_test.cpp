#include "searcher/evaluate/evaluation.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <array>

namespace speur {
namespace {

std::string shown(const std::vector<Topic>& topics) {
  std::string text;
  for (const Topic& topic : topics) {
    text += "[" + topic.id + "|" + topic.query + "|" + topic.group + "]";
  }
  return text;
}

TEST_CASE("topics are read from TSV, JSON Lines and TREC files", "[evaluation]") {
  const TemporaryFolder folder;
  struct Row {
    std::string_view text, topics;
  };
  for (const Row& row : std::to_array<Row>({
           {"t1\tfiets stalling\n", "[t1|fiets stalling|]"},
           {"t1\tfiets\tkort\nt2\t\"nieuwe stalling\" -auto\t\n",
            "[t1|fiets|kort][t2|\"nieuwe stalling\" -auto|]"},
           {"\xEF\xBB\xBFt1\tĲsland\r\n\r\nt2\tfoto’s", "[t1|Ĳsland|][t2|foto’s|]"},
           {"{\"id\": \"t1\", \"query\": \"co\\u00f6rdinatie\", \"group\": \"accent\"}\n",
            "[t1|coördinatie|accent]"},
           {"{\"_id\": 7, \"text\": \"afval\\nscheiden\", \"metadata\": {}}\n",
            "[7|afval scheiden|]"},
           {"{\"id\": \"t1\", \"query\": \"a\", \"group\": null}\n", "[t1|a|]"},
           {"<top>\n<num> Number: 301\n<title> Topic: vergunning voor\n een dakkapel\n\n"
            "<desc> Description:\nWanneer is die nodig?\n</top>\n",
            "[301|vergunning voor een dakkapel|]"},
           {"<top><num>1</num><title>a < b</title></top>\n"
            "<TOP>\n<NUM>2</NUM>\n<TITLE>fiets</TITLE>\n<narr>nee</narr></TOP>\n",
            "[1|a < b|][2|fiets|]"},
       })) {
    CAPTURE(row.text);
    CHECK(shown(read_topics(folder.write("t", row.text))) == row.topics);
  }
}

TEST_CASE("a topic that cannot be read is named with its line", "[evaluation]") {
  const TemporaryFolder folder;
  struct Row {
    std::string_view text, error;
  };
  for (const Row& row : std::to_array<Row>({
           {"", "65 t: holds no topics"},
           {"\n \n", "65 t: holds no topics"},
           {"t1 fiets\n",
            "65 t:1: a topic is id TAB query, or id TAB query TAB group; this line has 1 column"},
           {"t1\ta\tb\tc\n",
            "65 t:1: a topic is id TAB query, or id TAB query TAB group; this line has 4 columns"},
           {"\tfiets\n", "65 t:1: a topic without an id"},
           {"t 1\tfiets\n", "65 t:1: the topic id \"t 1\" holds white space"},
           {"t1\t \n", "65 t:1: topic \"t1\" has no query"},
           {"t1\ta\n\nt1\tb\n", "65 t:3: topic \"t1\" stands already on line 1"},
           {"t1\ta\nt2\t\xff\n", "65 t:2: is not UTF-8"},
           {"{\"id\": \"t1\"}\n", "65 t:1: topic \"t1\" has no query"},
           {"{\"id\": true, \"query\": \"a\"}\n", "65 t:1: 'id' is not a string"},
           {"{\"id\": \"t1\", \"query\": \"a\"}\n[]\n", "65 t:2: is not a JSON object"},
           {"{\"id\": \"t1\", \"query\": \"a\"\n", "65 t:1: is not JSON: incomplete JSON"},
           {"<top>\n<num>1\n<title>a\n", "65 t:3: the last <top> has no </top>"},
           {"<top>\n<num>1\n<title>a\n<top>\n",
            "65 t:4: <top> within a <top>: a </top> is missing"},
           {"<top>\n<title>a\n</top>\n", "65 t:3: a topic without an id"},
           {"<top><num>1<num>2</top>\n", "65 t:1: a second <num> in one topic"},
           {"<topics>\n", "65 t:1: <topics> outside <top>"},
       })) {
    CAPTURE(row.text);
    const auto file = folder.write("t", row.text);
    CHECK(error_of(folder, [&] { (void)read_topics(file); }) == row.error);
  }
  CHECK(error_of(folder, [&] { (void)read_topics(folder.path() / "x"); }) ==
        "66 x: cannot be opened");
  const std::filesystem::path inner = folder.path() / "d";
  std::filesystem::create_directory(inner);
  CHECK(error_of(folder, [&] { (void)read_topics(inner); }) == "66 d: is a folder, not a file");
}

TEST_CASE("groups stand in the order of the topic file, topics without one last", "[evaluation]") {
  const std::vector<Topic> topics = {{"1", "a", "kort"},
                                     {"2", "b", ""},
                                     {"3", "c", "lang"},
                                     {"4", "d", "leeg"},
                                     {"5", "e", "kort"}};
  const std::vector<std::string> ids = {"5", "3", "2", "9", "1"};
  const std::vector<TopicGroup> groups = group_topics(ids, topics);
  REQUIRE(groups.size() == 3);
  CHECK(groups[0].name == "kort");
  CHECK(groups[0].places == std::vector<std::size_t>{0, 4});
  CHECK(groups[1].name == "lang");
  CHECK(groups[1].places == std::vector<std::size_t>{1});
  CHECK(groups[2].name.empty());
  CHECK(groups[2].places == std::vector<std::size_t>{2, 3});
}

}  // namespace
}  // namespace speur
