#include "indexer/store/index_state.hpp"

#include "indexer/learned/bundle_writer.hpp"
#include "indexer/site/shared_addresses.hpp"
#include "speur/schema.hpp"
#include "support/file_text.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

namespace {

std::filesystem::path write_state(const TemporaryFolder& folder) {
  StateWriter writer;
  const std::uint32_t hours = writer.add_included("delen/tijden.txt", {3, 4, 5, 6});
  const std::uint32_t absent = writer.add_included("weg.txt", {FileStamp::absent_size, 0, 0, 0});
  CHECK(writer.add_included("delen/tijden.txt", {3, 4, 5, 6}) == hours);
  ContentHash hash{};
  hash.fill('x');
  writer.add({"a.md", "a/", hash, {1, 2, 3, 4}, true, false, {}});
  writer.add({"b/ë.md", "", hash, {}, false, true, {}, address_hash("b/ë/")});
  writer.add({"c.md", "c/", hash, {}, true, false, {absent, hours}});
  writer.add({"d.md", "", hash, {}, false, false, {}});
  return folder.path() / write_site_file(folder.path(), state_kind, writer.payload("afdruk"));
}

}  // namespace

TEST_CASE("a state is read as it was written", "[index_state]") {
  const TemporaryFolder folder;
  const auto state = IndexState::read(write_state(folder));
  REQUIRE(state);
  CHECK(state->fingerprint() == "afdruk");
  REQUIRE(state->size() == 4);
  const PageState first = state->page(0);
  CHECK(first.id == "a.md");
  CHECK(first.url == "a/");
  CHECK(first.hash[15] == 'x');
  CHECK(first.stamp == FileStamp{1, 2, 3, 4});
  CHECK(first.indexed);
  CHECK_FALSE(first.reported);
  CHECK(first.includes.empty());
  const PageState second = state->page(1);
  CHECK(second.id.empty());
  CHECK(second.url.empty());
  CHECK_FALSE(second.stamp.is_known());
  CHECK_FALSE(second.indexed);
  CHECK(second.reported);
  CHECK(second.includes.empty());
  CHECK(second.address == address_hash("b/ë/"));
  CHECK(state->hidden_page("b/ë.md") == 1U);
  CHECK(state->hidden_page("d.md") == 3U);
  CHECK(state->address(0) == address_hash("a/"));
  CHECK(state->address(1) == address_hash("b/ë/"));
  CHECK(state->address(3) == 0);
  CHECK_FALSE(state->hidden_page("c.md"));
  CHECK_FALSE(state->hidden_page("b/e.md"));
  const PageState third = state->page(2);
  CHECK(third.id == "c.md");
  REQUIRE(third.includes.size() == 2);
  CHECK(state->included_file(third.includes[0]).path == "weg.txt");
  CHECK(state->included_file(third.includes[1]).stamp == FileStamp{3, 4, 5, 6});
}

TEST_CASE("a state does not have the name of a page that is not indexed", "[index_state]") {
  const TemporaryFolder folder;
  const std::string bytes = text_of(write_state(folder));
  CHECK(bytes.find("a.md") != std::string::npos);
  CHECK(bytes.find("b/ë.md") == std::string::npos);
}

TEST_CASE("of pages with one URL the first is found, and none that is not indexed",
          "[index_state]") {
  StateWriter writer;
  const auto add = [&](std::string_view id, std::string_view url, bool indexed) {
    writer.add({id, url, {}, {}, indexed, false, {}});
  };
  CHECK_FALSE(writer.page_with_url(""));
  add("0.md", "", false);
  CHECK_FALSE(writer.page_with_url(""));
  for (int i = 0; i < 50; ++i) {
    add("a" + std::to_string(10 + i) + ".md", "a/", true);
    add("b" + std::to_string(10 + i) + ".md", "b/" + std::to_string(i) + "/", true);
  }
  CHECK(writer.page_with_url("a/") == "a10.md");
  CHECK(writer.page_with_url("b/7/") == "b17.md");
  CHECK_FALSE(writer.page_with_url("b/"));
}

TEST_CASE("a state that is cut or changed is none", "[index_state]") {
  const TemporaryFolder folder;
  const std::string whole = text_of(write_state(folder));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK_FALSE(IndexState::read(folder.write("cut", whole.substr(0, size))));
  }
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CAPTURE(i);
    CHECK_FALSE(IndexState::read(folder.write("changed", changed)));
  }
  CHECK_FALSE(IndexState::read(folder.path() / "absent"));
}
