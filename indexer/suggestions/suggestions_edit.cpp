#include "indexer/suggestions/suggestions_edit.hpp"

#include "indexer/suggestions/suggestions_encoding.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace speur {
namespace {

class Edit {
 public:
  Edit(const SuggestionsView& file, std::vector<SuggestionEdit> edits) : file_(file) {
    for (SuggestionEdit& edit : edits) {
      if (edit.before) gone_.push_back(*edit.before);
      if (edit.after) added_.push_back({std::move(edit.folded), std::move(*edit.after)});
    }
    std::ranges::sort(gone_);
  }

  std::string make(const std::vector<std::string>& gone_pages) {
    number_pages(gone_pages);
    place_entries();
    write_texts();
    parts_.pages = edited(file_.page_places(), added_pages_);
    parts_.terms = edited(file_.term_places(), added_terms_);
    parts_.later = edited(file_.later_places(), added_later_);
    return encode_parts(parts_);
  }

 private:
  struct Added {
    std::string folded;
    SuggestionEdit::Entry entry;
    std::uint32_t before = 0;  // the old entry that it comes before
    std::uint64_t page = 0;    // 1 + the page's number
  };
  /// Old bytes of the texts that stay as they are, or go.
  struct Range {
    std::uint32_t begin = 0, end = 0;
    std::uint32_t now = 0;  // where they begin
    bool stays = true;
  };

  void number_pages(const std::vector<std::string>& gone);
  void place_entries();
  void write_texts();
  void keep(std::uint32_t begin, std::uint32_t end);
  void write(const Added& added);
  [[nodiscard]] Places edited(const Places& old, Places added) const;

  const SuggestionsView& file_;
  std::vector<std::uint32_t> gone_;  // entries
  std::vector<Added> added_;
  std::vector<Range> ranges_;
  Places added_pages_, added_terms_, added_later_;
  SuggestionParts parts_;
};

/// Pages keep their numbers, since the entries that stay name them. What has gone leaves no name.
void Edit::number_pages(const std::vector<std::string>& gone) {
  std::vector<std::pair<std::string, std::string>> pages = file_.pages();
  const std::unordered_set<std::string_view> is_gone(gone.begin(), gone.end());
  std::unordered_map<std::string, std::uint64_t> numbers;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    auto& [id, url] = pages[i];
    if (is_gone.contains(id)) {
      id.clear();
      url.clear();
    } else if (!id.empty()) {
      numbers.emplace(id, i + 1);
    }
  }
  for (Added& each : added_) {
    if (each.entry.id.empty()) continue;
    const auto [known, is_new] = numbers.try_emplace(each.entry.id, pages.size() + 1);
    if (is_new) pages.emplace_back(each.entry.id, each.entry.url);
    each.page = known->second;
    pages[each.page - 1].second = each.entry.url;
  }
  parts_.ids = encode_pages({pages.begin(), pages.end()});
}

/// Finds where each entry that comes stands among the old ones.
void Edit::place_entries() {
  for (Added& each : added_) {
    std::uint32_t low = 0, high = file_.size();
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      const StoredSuggestion old = file_.entry(middle);
      const bool comes_before = old.usefulness != each.entry.usefulness
                                    ? old.usefulness > each.entry.usefulness
                                    : old.folded < each.folded;
      comes_before ? low = middle + 1 : high = middle;
    }
    each.before = low;
  }
  std::ranges::sort(added_, [](const Added& a, const Added& b) {
    return std::tie(a.before, b.entry.usefulness, a.folded) <
           std::tie(b.before, a.entry.usefulness, b.folded);
  });
}

void Edit::keep(std::uint32_t begin, std::uint32_t end) {
  if (begin == end) return;
  const auto now = static_cast<std::uint32_t>(parts_.texts.size());
  const std::uint32_t first = file_.begin(begin);
  for (std::uint32_t i = begin; i < end; ++i) parts_.begins.push_back(file_.begin(i) - first + now);
  ranges_.push_back({first, file_.begin(end), now, true});
  parts_.texts += file_.texts().substr(first, file_.begin(end) - first);
}

void Edit::write(const Added& added) {
  const auto begin = static_cast<std::uint32_t>(parts_.texts.size());
  const SuggestionEdit::Entry& entry = added.entry;
  parts_.begins.push_back(begin);
  const bool is_of_page =
      entry.kind == SuggestionKind::title || entry.kind == SuggestionKind::heading;
  (is_of_page ? added_pages_ : added_terms_).push_back(begin);
  add_later_words(added_later_, added.folded, begin);
  put_entry(parts_.texts, added.folded, entry.kind, entry.usefulness, entry.pages, added.page,
            entry.anchor, entry.spelling);
}

void Edit::write_texts() {
  parts_.texts.reserve(file_.texts().size() + 256 * added_.size());
  parts_.begins.reserve(file_.size() + added_.size() + 1);
  std::uint32_t done = 0;
  auto gone = gone_.begin();
  const auto go_to = [&](std::uint32_t end) {
    for (; gone != gone_.end() && *gone < end; ++gone) {
      keep(done, *gone);
      ranges_.push_back({file_.begin(*gone), file_.begin(*gone + 1), 0, false});
      done = *gone + 1;
    }
    if (done < end) keep(done, end);
    done = std::max(done, end);
  };
  for (const Added& each : added_) {
    go_to(each.before);
    write(each);
  }
  go_to(file_.size());
  parts_.begins.push_back(static_cast<std::uint32_t>(parts_.texts.size()));
}

/// Old places that stay, where they are now, and those that come, in the order of their lines.
Places Edit::edited(const Places& old, Places added) const {
  Places places;
  places.reserve(old.size() + added.size());
  sort_places(added, parts_.texts);
  const std::string_view texts = parts_.texts;
  const auto line = [&](std::uint32_t place) {
    return texts.substr(place, texts.find('\n', place) - place);
  };
  const auto now = [&](std::uint32_t place) -> std::optional<std::uint32_t> {
    auto range = std::ranges::upper_bound(ranges_, place, {}, &Range::begin);
    if (range == ranges_.begin() || place >= std::prev(range)->end) {
      throw std::out_of_range("suggestions do not fit together");
    }
    --range;
    if (!range->stays) return std::nullopt;
    return place - range->begin + range->now;
  };
  auto done = old.begin();
  const auto take_until = [&](Places::const_iterator end) {
    for (; done < end; ++done) {
      if (const auto place = now(*done)) places.push_back(*place);
    }
  };
  for (const std::uint32_t place : added) {
    const std::string_view text = line(place);
    auto here = std::lower_bound(done, old.end(), text, [&](std::uint32_t each, std::string_view to) {
      return file_.line(each) < to;
    });
    // Equal lines stand in the order of their places.
    while (here != old.end() && file_.line(*here) == text && now(*here).value_or(0) < place) ++here;
    take_until(here);
    places.push_back(place);
  }
  take_until(old.end());
  return places;
}

}  // namespace

std::string edit_suggestions(const SuggestionsView& file, std::vector<SuggestionEdit> edits,
                             const std::vector<std::string>& gone) {
  return Edit(file, std::move(edits)).make(gone);
}

}  // namespace speur
