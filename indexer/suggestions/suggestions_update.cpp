#include "indexer/suggestions/suggestions_update.hpp"

#include "indexer/suggestions/suggestion_line.hpp"
#include "indexer/suggestions/suggestions_edit.hpp"
#include "indexer/suggestions/suggestions_encoding.hpp"
#include "indexer/suggestions/usefulness.hpp"
#include "stemmers/words/folded_text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace speur {
namespace {

using From = PageLine::Source;
using Entry = SuggestionEdit::Entry;

/// All that changes about one folded text.
struct Change {
  std::vector<std::pair<const PageLine*, int>> lines;
  int series = 0;  ///< titles that begin so
  const WordChange* word = nullptr;

  [[nodiscard]] int sum(From source) const {
    int sum = 0;
    for (const auto& [line, change] : lines) sum += line->source == source ? change : 0;
    return sum;
  }
  [[nodiscard]] int titles() const { return sum(From::title) + sum(From::other_title); }
  /// A line that pages say now.
  [[nodiscard]] const PageLine* added(bool is_title) const {
    for (const auto& [line, change] : lines) {
      const bool fits = is_title ? line->source == From::title || line->source == From::other_title
                                 : line->source == From::heading;
      if (fits && change > 0) return line;
    }
    return nullptr;
  }
  [[nodiscard]] bool is_said_no_more_by(std::string_view id) const {
    return std::ranges::any_of(
        lines, [&](const auto& line) { return line.second < 0 && line.first->id == id; });
  }
};

class Update {
 public:
  Update(std::string_view payload, const MergedWords& words, std::uint32_t site_pages)
      : file_(payload), pages_(file_.pages()), words_(words),
        limits_(SuggestionLimits::of_site(site_pages)) {}

  std::string make(const SuggestionChanges& changes);

 private:
  [[nodiscard]] std::optional<Entry> changed(const std::string& folded,
                                             const std::optional<StoredSuggestion>& before,
                                             const Change& change) const;
  [[nodiscard]] std::optional<Entry> of_page(const StoredSuggestion& before,
                                             const Change& change) const;
  [[nodiscard]] Entry title(const PageLine& line, int titles, int headings) const;
  static void describe(Entry& entry, const PageLine& line, bool only, double useful);
  [[nodiscard]] static Entry heading(const PageLine& line, int headings);
  [[nodiscard]] std::optional<Entry> word(const std::string& folded, std::uint32_t pages,
                                          std::uint32_t titles) const;
  [[nodiscard]] Entry as_before(const StoredSuggestion& before, int pages) const;
  [[nodiscard]] bool is_series(std::string_view title) const;

  SuggestionsView file_;
  std::vector<std::pair<std::string, std::string>> pages_;
  const MergedWords& words_;
  SuggestionLimits limits_;
};

bool Update::is_series(std::string_view title) const {
  const std::string series = fold_text(series_of(title)).text;
  if (series.empty()) return false;
  const std::optional<std::uint32_t> index = file_.find(series);
  if (!index) return false;
  const StoredSuggestion entry = file_.entry(*index);
  return entry.kind == SuggestionKind::title && entry.pages >= limits_.series_pages;
}

/// `only`: no other page has the line, so that it leads there.
void Update::describe(Entry& entry, const PageLine& line, bool only, double useful) {
  if (only) {
    entry.id = line.id;
    entry.url = line.url;
    entry.anchor = line.anchor;
    useful += usefulness::of_page(line.url, line.boost);
  }
  entry.usefulness = usefulness::stored(useful, fold_text(line.text).text);
  entry.spelling = encode_spelling(line.text);
}

Entry Update::title(const PageLine& line, int titles, int headings) const {
  Entry entry{SuggestionKind::title};
  entry.pages = static_cast<std::uint32_t>(titles + std::max(0, headings));
  double useful = usefulness::of_title(entry.pages, 0);
  if (is_series(line.text)) useful += usefulness::member_of_series;
  describe(entry, line, titles == 1, useful);
  return entry;
}

Entry Update::heading(const PageLine& line, int headings) {
  Entry entry{SuggestionKind::heading};
  entry.pages = static_cast<std::uint32_t>(headings);
  describe(entry, line, headings == 1, usefulness::of_heading(entry.pages, 0));
  return entry;
}

std::optional<Entry> Update::word(const std::string& folded, std::uint32_t pages,
                                  std::uint32_t titles) const {
  constexpr std::size_t short_word = 3;
  if (pages < limits_.least_pages || !can_be_suggested(folded)) return std::nullopt;
  if (folded.size() <= short_word && titles == 0) return std::nullopt;
  Entry entry{SuggestionKind::word};
  entry.pages = pages;
  entry.usefulness = usefulness::stored(usefulness::of_word(pages, titles), folded);
  entry.spelling = encode_spelling(folded);
  return entry;
}

Entry Update::as_before(const StoredSuggestion& before, int pages) const {
  Entry entry{before.kind, before.usefulness, static_cast<std::uint32_t>(pages)};
  if (before.page > 0) std::tie(entry.id, entry.url) = pages_.at(before.page - 1);
  entry.anchor = before.anchor;
  entry.spelling = before.spelling;
  const double more = 30 * (std::log2(1.0 + pages) - std::log2(1.0 + before.pages));
  entry.usefulness = static_cast<std::uint32_t>(std::max(0.0, before.usefulness + more));
  return entry;
}

/// What was a title or heading.
std::optional<Entry> Update::of_page(const StoredSuggestion& before, const Change& change) const {
  const int titles = change.titles(), headings = change.sum(From::heading);
  const int pages = static_cast<int>(before.pages) + titles + headings + change.series;
  if (pages <= 0) return std::nullopt;
  const bool was_title = before.kind == SuggestionKind::title;
  const PageLine* const new_title = change.added(true);
  const PageLine* const new_heading = change.added(false);
  if (!was_title && titles > 0 && new_title != nullptr) return title(*new_title, titles, pages - titles);
  Entry entry = as_before(before, pages);
  const bool led_to_page = !entry.id.empty();
  const bool has_lost_it = led_to_page && change.is_said_no_more_by(entry.id);
  if (was_title) {
    if (led_to_page && has_lost_it && titles < 0) {
      // Its one title has gone; what is left are headings.
      if (new_heading != nullptr && headings == pages) return heading(*new_heading, pages);
      entry.kind = SuggestionKind::heading;
    }
    if (titles != 0 || has_lost_it) entry.id = entry.url = entry.anchor = "";
    if (led_to_page && has_lost_it && titles == 0 && new_title != nullptr) {
      return title(*new_title, 1, pages - 1);
    }
  } else {
    if (pages != 1 || has_lost_it) entry.id = entry.url = entry.anchor = "";
    if (pages == 1 && new_heading != nullptr) return heading(*new_heading, 1);
  }
  return entry;
}

std::optional<Entry> Update::changed(const std::string& folded,
                                     const std::optional<StoredSuggestion>& before,
                                     const Change& change) const {
  const bool was_of_page = before && (before->kind == SuggestionKind::title ||
                                      before->kind == SuggestionKind::heading);
  const bool was_phrase = before && before->kind == SuggestionKind::phrase;
  const bool was_word = before && before->kind == SuggestionKind::word;
  const int titles = change.titles(), headings = change.sum(From::heading);
  const PageLine* const new_title = change.added(true);
  const PageLine* const new_heading = change.added(false);
  std::optional<Entry> after;
  if (was_of_page) {
    after = of_page(*before, change);
  } else if (titles > 0 && new_title != nullptr) {
    after = title(*new_title, titles, headings);
  } else if (was_phrase) {
    // A heading that most pages have is a phrase, too.
    const bool is_boilerplate = before->pages > limits_.most_pages;
    const int pages = static_cast<int>(before->pages) +
                      (is_boilerplate && headings != 0 ? headings : change.sum(From::phrase));
    if (headings > 0 && new_heading != nullptr && !is_boilerplate) {
      after = heading(*new_heading, headings);
    } else if (pages >= static_cast<int>(limits_.least_pages)) {
      after = as_before(*before, pages);
    }
  } else if (headings > 0 && new_heading != nullptr) {
    after = heading(*new_heading, headings);
  } else if (was_word) {
    const std::uint32_t pages = change.word != nullptr ? change.word->after : before->pages;
    if (pages >= limits_.least_pages) after = as_before(*before, static_cast<int>(pages));
  }
  if (after || was_word) return after;
  // What is no more than a word may still be one.
  if (before) {
    const auto [pages, title_pages] = words_.file.counts(folded);
    return word(folded, pages, title_pages);
  }
  if (change.word == nullptr || change.word->before >= limits_.least_pages) return std::nullopt;
  return word(folded, change.word->after, change.word->title_pages);
}

std::string Update::make(const SuggestionChanges& changes) {
  std::map<std::string, Change> by_text;
  const std::vector<std::pair<PageLine, int>> lines = changes.lines();
  for (const auto& [line, change] : lines) {
    if (line.text.size() > limits_.text_bytes) continue;
    const std::string folded = fold_text(line.text).text;
    if (!folded.empty()) by_text[folded].lines.emplace_back(&line, change);
    if (line.source != From::title) continue;
    const std::string series = fold_text(series_of(line.text)).text;
    if (!series.empty()) by_text[series].series += change;
  }
  for (const WordChange& word : words_.changed) by_text[word.word].word = &word;

  std::vector<SuggestionEdit> edits;
  for (const auto& [folded, change] : by_text) {
    SuggestionEdit edit{folded, file_.find(folded), {}};
    std::optional<StoredSuggestion> before;
    if (edit.before) before = file_.entry(*edit.before);
    // A series is known by its entry; other titles than its own have that entry, too.
    const bool is_of_series_only = change.lines.empty() && change.word == nullptr;
    if (is_of_series_only && (!before || before->page > 0 || before->kind != SuggestionKind::title)) {
      continue;
    }
    edit.after = changed(folded, before, change);
    if (edit.before || edit.after) edits.push_back(std::move(edit));
  }
  return edit_suggestions(file_, std::move(edits), changes.gone());
}

}  // namespace

std::string update_suggestions(std::string_view payload, const SuggestionChanges& changes,
                               const MergedWords& words, std::uint32_t site_pages) {
  return Update(payload, words, site_pages).make(changes);
}

}  // namespace speur
