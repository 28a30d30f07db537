#include "searcher/suggest/suggestion_table.hpp"
#include "stemmers/words/word_lists.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <map>
#include <optional>
#include <queue>

namespace speur {
namespace {

// What a match adds to its entry's usefulness.
constexpr double at_start = 700, is_whole = 2000, ends_word = 150;

constexpr std::size_t own_places_from = 5;  ///< suggestions; from then on some are phrases or words
constexpr std::size_t own_places = 2;
constexpr std::size_t few_matches = 3;  ///< then a letter may be wrong
constexpr std::size_t long_enough_to_differ = 4;
constexpr std::size_t first_letter_differs = 5;  ///< in shorter texts the first letter is right
constexpr std::size_t all_looked_at = 2048;   ///< entries with a word, whose other words are read
constexpr std::size_t best_looked_at = 1024;  ///< where more have it
constexpr std::size_t max_steps = 6000;       ///< of looking for a wrong letter

/// Entries, or words in them, that have the same bytes from a place on.
struct PlaceRange {
  const PlaceArray* places = nullptr;
  std::size_t begin = 0, end = 0;
  [[nodiscard]] bool empty() const { return begin >= end; }
  [[nodiscard]] std::size_t size() const { return empty() ? 0 : end - begin; }
};

/// The places of a range from the best entry on. Each costs the logarithm of the range.
class BestFirst {
 public:
  explicit BestFirst(const PlaceRange& range) : places_(*range.places) {
    push(range.begin, range.end);
  }
  [[nodiscard]] std::optional<std::uint32_t> next() {
    if (queue_.empty()) return std::nullopt;
    const Part part = queue_.top();
    queue_.pop();
    push(part.begin, part.least.index);
    push(part.least.index + 1, part.end);
    return part.least.place;
  }

 private:
  struct Part {
    PlaceArray::Least least;
    std::size_t begin = 0, end = 0;
    bool operator>(const Part& other) const { return least.place > other.least.place; }
  };
  void push(std::size_t begin, std::size_t end) {
    if (begin < end) queue_.push({places_.least(begin, end), begin, end});
  }
  const PlaceArray& places_;
  std::priority_queue<Part, std::vector<Part>, std::greater<>> queue_;
};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

/// Where a word of `text` begins with `beginning`.
std::size_t find_word(std::string_view text, std::string_view beginning) {
  for (std::size_t at = 0; at != std::string_view::npos;) {
    if (text.substr(at).starts_with(beginning)) return at;
    at = text.find(' ', at);
    if (at != std::string_view::npos) ++at;
  }
  return std::string_view::npos;
}

}  // namespace

/// One look-up in one table.
class SuggestionSearch {
 public:
  SuggestionSearch(const SuggestionTable& table, const TypedText& typed, std::size_t limit)
      : table_(table), typed_(typed), limit_(limit) {}

  std::vector<SuggestionMatch> find() {
    if (typed_.text.empty() || limit_ == 0) return {};
    for (const PlaceArray* places : arrays()) find_as_typed(*places);
    if (matches_.size() < limit_) find_words();
    found_as_typed_ = !matches_.empty();
    const bool few = matches_.empty() ||
                     (matches_.size() < few_matches && typed_.text.size() > first_letter_differs);
    if (few && typed_.text.size() >= long_enough_to_differ) {
      for (const PlaceArray* places : arrays()) find_differing(*places);
    }
    return best();
  }

 private:
  [[nodiscard]] std::array<const PlaceArray*, 3> arrays() const {
    return {&table_.pages_, &table_.terms_, &table_.later_};
  }
  [[nodiscard]] bool is_start(const PlaceArray& places) const { return &places != &table_.later_; }
  [[nodiscard]] PlaceRange all(const PlaceArray& places) const {
    return {&places, 0, places.size()};
  }

  /// The byte of a suffix; behind the end of its text bytes are no letters, and not looked for.
  [[nodiscard]] unsigned char byte(const PlaceRange& range, std::size_t i,
                                   std::size_t depth) const {
    const std::size_t place = std::size_t{(*range.places)[i]} + depth;
    return place < table_.texts_.size() ? static_cast<unsigned char>(table_.texts_.part(place, place + 1).front()) : 0;
  }
  [[nodiscard]] std::size_t first_not_below(const PlaceRange& range, std::size_t depth,
                                            unsigned c) const {
    std::size_t low = range.begin, high = range.end;
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (byte(range, middle, depth) < c) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
  /// Those that have `letter` there.
  [[nodiscard]] PlaceRange narrow(PlaceRange range, std::size_t depth, char letter) const {
    const auto c = static_cast<unsigned char>(letter);
    range.begin = first_not_below(range, depth, c);
    range.end = first_not_below(range, depth, c + 1U);
    return range;
  }
  [[nodiscard]] PlaceRange narrow(PlaceRange range, std::size_t depth,
                                  std::string_view letters) const {
    for (const char letter : letters) {
      if (range.empty()) break;
      range = narrow(range, depth++, letter);
    }
    return range;
  }

  void find_as_typed(const PlaceArray& places);
  void find_words();
  void find_differing(const PlaceArray& places);
  void take_best(const PlaceRange& range, std::size_t length, unsigned distance, double bonus);
  void take(std::uint32_t place, std::size_t length, unsigned distance, double bonus);
  std::vector<SuggestionMatch> best();

  const SuggestionTable& table_;
  const TypedText& typed_;
  std::size_t limit_;
  bool found_as_typed_ = false;
  std::map<std::uint32_t, SuggestionMatch> matches_;  // by entry
};

void SuggestionSearch::take(std::uint32_t place, std::size_t length, unsigned distance,
                            double bonus) {
  const std::uint32_t entry = table_.entry_at(place);
  const auto [known, is_new] = matches_.try_emplace(entry);
  SuggestionMatch& match = known->second;
  const double score = table_.usefulness(entry) + bonus;
  if (!is_new && (match.distance < distance || match.score >= score)) return;
  const std::size_t begin = place - std::min(place, table_.begin_of(entry));
  const std::size_t size = table_.folded(entry).size();
  match = {entry, distance, score, {}};
  if (begin < size) match.marks.emplace_back(begin, std::min(begin + length, size));
}

void SuggestionSearch::take_best(const PlaceRange& range, std::size_t length, unsigned distance,
                                 double bonus) {
  BestFirst best(range);
  std::uint32_t last = 0;
  std::size_t entries = 0;
  // An entry may be in the range by several of its words: those come one after the other.
  while (entries < limit_) {
    const std::optional<std::uint32_t> place = best.next();
    if (!place) return;
    const std::uint32_t entry = table_.entry_at(*place);
    if (entries > 0 && entry == last) continue;
    last = entry;
    ++entries;
    take(*place, length, distance, bonus);
  }
}

void SuggestionSearch::find_as_typed(const PlaceArray& places) {
  const double bonus = is_start(places) ? at_start : 0;
  const std::string_view text = typed_.text;
  const PlaceRange range = narrow(all(places), 0, text);
  if (range.empty()) return;
  // A word that is there already is no help; the page of that title is.
  const double whole = &places == &table_.pages_ ? is_whole : 0;
  take_best(narrow(range, text.size(), '\n'), text.size(), 0, bonus + ends_word + whole);
  take_best(narrow(range, text.size(), ' '), text.size(), 0, bonus + ends_word);
  if (typed_.open) take_best(range, text.size(), 0, bonus);
}

/// All words of what is typed, in any order. Function words are not asked for.
void SuggestionSearch::find_words() {
  const std::vector<std::string_view> typed = words_of(typed_.text);
  if (typed.size() < 2) return;
  std::vector<std::string_view> words;
  for (const std::string_view& word : typed) {
    const bool may_go_on = &word == &typed.back() && typed_.open;
    if (may_go_on || !word_lists::contains(word_lists::stop_words_nl, word)) words.push_back(word);
  }
  struct Choice {
    std::array<PlaceRange, 3> ranges;
    std::string_view word;
    [[nodiscard]] std::size_t size() const {
      return ranges[0].size() + ranges[1].size() + ranges[2].size();
    }
  };
  Choice rarest;
  for (const std::string_view word : words) {
    Choice choice;
    choice.word = word;
    for (std::size_t i = 0; i < choice.ranges.size(); ++i) {
      choice.ranges[i] = narrow(all(*arrays()[i]), 0, word);
    }
    if (rarest.word.empty() || choice.size() < rarest.size()) rarest = choice;
  }
  if (words.empty() || rarest.size() == 0) return;
  const auto look_at = [&](std::uint32_t place) {
    const std::uint32_t entry = table_.entry_at(place);
    const std::string_view text = table_.folded(entry);
    std::vector<std::pair<std::size_t, std::size_t>> marks;
    for (const std::string_view word : words) {
      const std::size_t at = find_word(text, word);
      if (at == std::string_view::npos) return false;
      marks.emplace_back(at, at + word.size());
    }
    std::ranges::sort(marks);
    for (std::size_t i = 1; i < marks.size(); ++i) {
      marks[i].first = std::max(marks[i].first, marks[i - 1].second);
    }
    std::erase_if(marks, [](const auto& mark) { return mark.first >= mark.second; });
    const double bonus = marks.front().first == 0 ? at_start : 0;
    matches_.try_emplace(
        entry, SuggestionMatch{entry, 1, table_.usefulness(entry) + bonus, std::move(marks)});
    return true;
  };
  const bool look_at_all = rarest.size() <= all_looked_at;
  for (const PlaceRange& range : rarest.ranges) {
    if (range.empty()) continue;
    if (look_at_all) {
      for (std::size_t i = range.begin; i < range.end; ++i) look_at((*range.places)[i]);
      continue;
    }
    BestFirst best(range);
    std::size_t found = 0;
    for (std::size_t looked = 0; looked < best_looked_at && found < limit_; ++looked) {
      const std::optional<std::uint32_t> place = best.next();
      if (!place) break;
      if (look_at(*place)) ++found;
    }
  }
}

/// One letter too many, too few or another one, or two neighbours that changed places. The ranges
/// of every beginning are known, so that only what follows the mistake is looked up for each.
void SuggestionSearch::find_differing(const PlaceArray& places) {
  const double bonus = is_start(places) ? at_start : 0;
  const std::string_view text = typed_.text;
  std::size_t steps = 0;
  const auto look_up = [&](const PlaceRange& range, std::size_t depth, std::string_view rest) {
    ++steps;
    const PlaceRange found = narrow(range, depth, rest);
    if (!found.empty()) take_best(found, depth + rest.size(), 2, bonus);
  };
  PlaceRange range = all(places);
  for (std::size_t i = 0; i < text.size() && !range.empty() && steps < max_steps;
       range = narrow(range, i, text[i]), ++i) {
    if (i == 0 && text.size() < first_letter_differs) continue;
    const std::string_view rest = text.substr(i);
    // Where the last letter is another one, most often a longer text is being typed.
    const bool is_last = rest.size() == 1;
    if (is_last && found_as_typed_) break;
    look_up(range, i, rest.substr(1));
    if (!is_last && rest[0] != rest[1]) {
      const std::array<char, 2> swapped = {rest[1], rest[0]};
      const PlaceRange both = narrow(range, i, std::string_view(swapped.data(), 2));
      if (!both.empty()) look_up(both, i + 2, rest.substr(2));
    }
    for (PlaceRange other = range; !other.empty() && steps < max_steps;) {
      const unsigned char letter = byte(other, other.begin, i);
      other.end = first_not_below(other, i, letter + 1U);
      if (letter >= ' ' && letter != static_cast<unsigned char>(rest[0])) {
        if (!is_last) look_up(other, i + 1, rest.substr(1));
        look_up(other, i + 1, rest);
      }
      other = {range.places, other.end, range.end};
    }
  }
}

std::vector<SuggestionMatch> SuggestionSearch::best() {
  std::vector<SuggestionMatch> best;
  best.reserve(matches_.size());
  for (auto& [entry, match] : matches_) best.push_back(std::move(match));
  std::ranges::sort(best, [](const SuggestionMatch& a, const SuggestionMatch& b) {
    if (a.distance != b.distance) return a.distance < b.distance;
    return a.score != b.score ? a.score > b.score : a.entry < b.entry;
  });
  if (best.size() > limit_) {
    // The last places are for phrases and words that begin as typed, unless they have better ones.
    const auto is_term = [&](const SuggestionMatch& match) {
      return match.distance == 0 && match.marks.size() == 1 && match.marks[0].first == 0 &&
             table_.kind(match.entry) > SuggestionKind::heading;
    };
    const auto end = best.begin() + static_cast<std::ptrdiff_t>(limit_);
    auto wanted = static_cast<std::ptrdiff_t>(limit_ < own_places_from ? 0 : own_places);
    wanted -= std::count_if(best.begin(), end, is_term);
    std::vector<SuggestionMatch> terms;
    for (auto match = end; match != best.end() && std::ssize(terms) < wanted; ++match) {
      if (is_term(*match)) terms.push_back(*match);
    }
    best.resize(limit_ - terms.size());
    best.insert(best.end(), terms.begin(), terms.end());
  }
  return best;
}

std::vector<SuggestionMatch> SuggestionTable::find(const TypedText& typed,
                                                   std::size_t limit) const {
  return SuggestionSearch(*this, typed, limit).find();
}

}  // namespace speur
