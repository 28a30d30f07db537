#include "indexer/terms/words_merge.hpp"

#include "speur/code_points.hpp"
#include "speur/words_layout.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace speur {
namespace {

constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

struct Change {
  std::string_view text;
  std::size_t length = 0;  // code points
  std::uint64_t signature = 0;
  std::uint32_t pages = 0, title_pages = 0;  // more; of fewer pages the count below zero, modulo 2^32
};

class Merge {
 public:
  Merge(std::string_view payload, const Vocabulary& changes)
      : old_(WordsPayload::parse(payload)), index_(old_.words(), nowhere) {
    sort_changes(changes);
    merge_words();
    merge_spellings(changes);
  }
  MergedWords take() { return {std::move(new_), std::move(changed_)}; }

 private:
  void sort_changes(const Vocabulary& changes);
  void merge_words();
  void copy(std::size_t begin, std::size_t end);
  void merge_spellings(const Vocabulary& changes);
  [[nodiscard]] std::uint32_t place_of(const std::string& word) const;

  WordsPayload old_, new_;
  std::vector<std::uint32_t> index_;  // of each old word in the new file
  std::vector<Change> changes_;
  std::unordered_map<std::string_view, std::uint32_t> added_;  // words that the old file lacks
  std::vector<WordChange> changed_;
};

void Merge::sort_changes(const Vocabulary& changes) {
  std::u32string points;
  for (const auto& [text, word] : changes.words()) {
    if (word.pages == 0 && word.title_pages == 0) continue;
    decode_utf8(text, points);
    if (!is_site_word(points)) continue;
    changes_.push_back(
        {text, points.size(), letter_signature(points), word.pages, word.title_pages});
  }
  std::ranges::sort(changes_, [](const Change& a, const Change& b) {
    return std::tie(a.length, a.text) < std::tie(b.length, b.text);
  });
}

void Merge::copy(std::size_t begin, std::size_t end) {
  const auto take_over = [&](auto& to, const auto& from) {
    to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(begin),
              from.begin() + static_cast<std::ptrdiff_t>(end));
  };
  for (std::size_t i = begin; i < end; ++i) {
    index_[i] = static_cast<std::uint32_t>(new_.words() + i - begin);
    new_.text_begin.push_back(old_.text_begin[i] - old_.text_begin[begin] +
                              static_cast<std::uint32_t>(new_.texts.size()));
  }
  take_over(new_.signatures, old_.signatures);
  take_over(new_.pages, old_.pages);
  take_over(new_.title_pages, old_.title_pages);
  new_.texts += old_.text(old_.text_begin[begin], old_.text_begin[end]);
}

void Merge::merge_words() {
  std::vector<std::uint32_t> lengths(longest_site_word + 1);
  for (std::size_t n = 0; n + 1 < old_.first_of_length.size(); ++n) {
    lengths[std::min(n, longest_site_word)] += old_.first_of_length[n + 1] - old_.first_of_length[n];
  }
  std::size_t done = 0;
  for (const Change& change : changes_) {
    const std::size_t place = old_.lower_bound(change.length, change.text);
    if (place < done) throw std::out_of_range("a words file is damaged");
    copy(done, place);
    done = place;
    const bool is_known = place < old_.words() && old_.word(place) == change.text;
    const std::uint32_t before = is_known ? old_.pages[place] : 0;
    const std::uint32_t pages = before + change.pages;
    const std::uint32_t title_pages = (is_known ? old_.title_pages[place] : 0) + change.title_pages;
    if (pages > 0) {
      if (is_known) {
        index_[place] = static_cast<std::uint32_t>(new_.words());
      } else {
        added_.emplace(change.text, static_cast<std::uint32_t>(new_.words()));
      }
      new_.put_word(change.text, change.signature, pages, title_pages);
    }
    if (is_known) ++done;
    lengths[change.length] += (pages > 0 ? 1U : 0U) - (is_known ? 1U : 0U);
    changed_.push_back({std::string(change.text), before, pages, title_pages});
  }
  copy(done, old_.words());
  new_.count_lengths(lengths);
}

/// Where the new file has a word; nowhere if it does not.
std::uint32_t Merge::place_of(const std::string& word) const {
  if (const auto added = added_.find(word); added != added_.end()) return added->second;
  std::u32string points;
  decode_utf8(word, points);
  const std::size_t place = old_.lower_bound(points.size(), word);
  return place < old_.words() && old_.word(place) == word ? index_[place] : nowhere;
}

void Merge::merge_spellings(const Vocabulary& changes) {
  std::vector<WordsPayload::Spelling> spellings;
  std::unordered_map<std::string_view, const Vocabulary::Accented*> changed;
  for (const auto& [text, accented] : changes.accented()) {
    if (accented.pages != 0) changed.emplace(text, &accented);
  }
  for (const SpellingEntry& entry : old_.spellings) {
    const std::string_view text = old_.text(entry.text_begin, entry.text_end);
    std::uint32_t pages = entry.pages;
    if (const auto change = changed.find(text); change != changed.end()) {
      pages += change->second->pages;
      changed.erase(change);
    }
    if (pages > 0 && index_[entry.word] != nowhere) {
      spellings.push_back({index_[entry.word], pages, text});
    }
  }
  for (const auto& [text, accented] : changed) {
    const std::uint32_t word = place_of(accented->plain);
    if (word != nowhere) spellings.push_back({word, accented->pages, text});
  }
  new_.put_spellings(std::move(spellings));
}

}  // namespace

MergedWords merge_words(std::string_view payload, const Vocabulary& changes) {
  return Merge(payload, changes).take();
}

}  // namespace speur
