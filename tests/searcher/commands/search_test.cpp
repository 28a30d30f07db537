#include "searcher/commands/search.hpp"

#include "support/page_index.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <sstream>
#include <string>
#include <vector>

namespace speur {

TEST_CASE("a search on the command line ends when its time is up, and says so", "[commands]") {
  // Words that differ by one letter or two: word~2 stands for many of them.
  std::vector<Page> pages;
  for (int page = 0; page < 100; ++page) {
    std::string text;
    for (int i = page * 120; i < (page + 1) * 120; ++i) {
      for (int letter = 0, rest = i; letter < 4; ++letter, rest /= 12) {
        text += static_cast<char>('a' + rest % 12);
      }
      text += ' ';
    }
    pages.push_back(simple_page("p" + std::to_string(page) + ".md", "Woorden", text));
  }
  const TemporaryFolder folder;
  SearchOptions options;
  options.index = write_index(folder.path(), pages);
  options.words = std::vector<std::string>(8, "abca~2");
  for (int i = 0; i < 100; ++i) options.words.push_back("abcd");
  const auto complaints = [&](int milliseconds) {
    options.query_milliseconds = milliseconds;
    std::ostringstream out, err;
    (void)run_search(options, out, err);
    return err.str();
  };
  CHECK(complaints(1).find("the time was up (--query-time)") != std::string::npos);
  CHECK(complaints(0).empty());
}

}  // namespace speur
