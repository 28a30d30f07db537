#include "indexer/pipeline/update_plan.hpp"

#include "indexer/learned/bundle_writer.hpp"
#include "speur/schema.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>
#include <vector>

namespace speur {
namespace {

using Todo = PagePlan::Todo;

constexpr FileStamp stamp{10, 20, 30, 40}, other_stamp{11, 20, 30, 40};

/// A site of three pages, one of which is hidden and one of which includes a file.
IndexState state_of(const TemporaryFolder& folder, bool reported = false) {
  StateWriter writer;
  const std::uint32_t file = writer.add_included(folder.write("deel.txt", "x").string(),
                                                 FileStamp::of_path((folder.path() / "deel.txt").c_str()));
  writer.add({"a.md", "a/", {}, stamp, true, reported, {}});
  writer.add({"b.md", "", {}, stamp, false, false, {}});
  writer.add({"c.md", "c/", {}, stamp, true, false, {file}});
  std::optional<IndexState> state = IndexState::read(
      folder.path() / write_site_file(folder.path(), state_kind, writer.payload("afdruk")));
  REQUIRE(state);
  return std::move(*state);
}

std::vector<Todo> todo(const UpdatePlan& plan) {
  std::vector<Todo> all;
  for (const PagePlan& page : plan.pages) all.push_back(page.todo);
  return all;
}

}  // namespace

TEST_CASE("pages that look the same are kept, and others compared", "[update_plan]") {
  const TemporaryFolder folder;
  const IndexState state = state_of(folder);
  const UpdatePlan plan = plan_update({{"a.md", stamp}, {"b.md", stamp}, {"c.md", other_stamp}}, state, "afdruk", false);
  CHECK(todo(plan) == std::vector{Todo::keep, Todo::keep, Todo::compare});
  CHECK(plan.gone.empty());
  CHECK(plan.count(Todo::keep) == 2);
}

TEST_CASE("new pages are made, and those that were indexed and are not found are gone", "[update_plan]") {
  const TemporaryFolder folder;
  const IndexState state = state_of(folder);
  const UpdatePlan plan = plan_update({{"aa.md", stamp}, {"d.md", stamp}}, state, "afdruk", false);
  CHECK(todo(plan) == std::vector{Todo::make, Todo::make});
  CHECK(plan.pages.front().known == PagePlan::unknown);
  REQUIRE(plan.gone.size() == 2);  // the hidden one was not indexed
  CHECK(state.id(plan.gone.front()) == "a.md");
  CHECK(state.id(plan.gone.back()) == "c.md");
}

TEST_CASE("a page whose included file looks new, or that was told of, is compared", "[update_plan]") {
  const TemporaryFolder folder;
  const IndexState state = state_of(folder, true);
  static_cast<void>(folder.write("deel.txt", "anders"));
  const UpdatePlan plan = plan_update({{"a.md", stamp}, {"b.md", stamp}, {"c.md", stamp}}, state, "afdruk", false);
  CHECK(todo(plan) == std::vector{Todo::compare, Todo::keep, Todo::compare});
}

TEST_CASE("a page whose file has no certain stamp is compared, and so are all on demand", "[update_plan]") {
  const TemporaryFolder folder;
  const IndexState state = state_of(folder);
  CHECK(todo(plan_update({{"a.md", {}}}, state, "afdruk", false)) == std::vector{Todo::compare});
  // Two stamps of which nothing is known are equal, and say nothing.
  StateWriter writer;
  writer.add({"a.md", "a/", {}, FileStamp{}, true, false, {}});
  const std::optional<IndexState> uncertain = IndexState::read(
      folder.path() / write_site_file(folder.path(), state_kind, writer.payload("afdruk")));
  REQUIRE(uncertain);
  CHECK(todo(plan_update({{"a.md", {}}}, *uncertain, "afdruk", false)) == std::vector{Todo::compare});
  CHECK(todo(plan_update({{"a.md", stamp}, {"b.md", stamp}}, state, "afdruk", true)) ==
        std::vector{Todo::compare, Todo::compare});
}

TEST_CASE("another configuration makes every page, and still knows what each was", "[update_plan]") {
  const TemporaryFolder folder;
  const IndexState state = state_of(folder);
  const UpdatePlan plan = plan_update({{"a.md", stamp}, {"b.md", stamp}}, state, "andere", false);
  CHECK(todo(plan) == std::vector{Todo::make, Todo::make});
  CHECK(plan.pages.front().known == 0);
  CHECK(plan.gone.size() == 1);
}

TEST_CASE("most pages change where more change than stay, of a site that is not small", "[update_plan]") {
  CHECK(most_change(11, 10, 5));
  CHECK_FALSE(most_change(10, 10, 5));
  CHECK_FALSE(most_change(4, 0, 5));
}

}  // namespace speur
