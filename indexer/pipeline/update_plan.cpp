#include "indexer/pipeline/update_plan.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace speur {
namespace {

/// For each included file whether it looks new.
std::vector<bool> changed_includes(const IndexState& state) {
  std::vector<bool> changed(state.included_files());
  for (std::size_t i = 0; i < changed.size(); ++i) {
    const IncludedFile file = state.included_file(i);
    changed[i] = FileStamp::of_path(std::string(file.path).c_str()) != file.stamp;
  }
  return changed;
}

}  // namespace

std::size_t UpdatePlan::count(PagePlan::Todo todo) const {
  return static_cast<std::size_t>(std::ranges::count(pages, todo, &PagePlan::todo));
}

UpdatePlan plan_update(const std::vector<FoundPage>& found, const IndexState& state,
                       std::string_view fingerprint, bool rehash) {
  UpdatePlan plan;
  plan.pages.resize(found.size());
  const bool is_same_site = state.fingerprint() == fingerprint;
  const std::vector<bool> changed = changed_includes(state);
  std::vector<std::uint32_t> indexed;  // sorted by id, as the pages found are
  for (std::uint32_t number = 0; number < state.size(); ++number) {
    if (state.is_indexed(number)) indexed.push_back(number);
  }
  auto next = indexed.begin();
  for (std::size_t i = 0; i < found.size(); ++i) {
    const FoundPage& page = found[i];
    while (next != indexed.end() && state.id(*next) < page.id) plan.gone.push_back(*next++);
    std::optional<std::uint32_t> number;
    if (next != indexed.end() && state.id(*next) == page.id) {
      number = *next++;
    } else {
      number = state.hidden_page(page.id);
    }
    if (!number) continue;
    plan.pages[i].known = *number;
    if (!is_same_site) continue;
    const PageState before = state.page(*number);
    const bool looks_same =
        before.stamp == page.stamp && page.stamp.is_known() && !rehash &&
        std::ranges::none_of(before.includes, [&](std::uint32_t file) { return changed[file]; });
    plan.pages[i].todo =
        looks_same && !before.reported ? PagePlan::Todo::keep : PagePlan::Todo::compare;
  }
  plan.gone.insert(plan.gone.end(), next, indexed.end());
  return plan;
}

}  // namespace speur
