#include "searcher/index/site_words.hpp"

#include "searcher/index/edit_distance.hpp"
#include "speur/code_points.hpp"
#include "speur/error.hpp"
#include "speur/words_layout.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace speur {
namespace {

/// Whether at most `most` bits are set; without a branch, so that compilers take many at once.
[[nodiscard]] bool has_few_bits(std::uint64_t bits, unsigned most) {
  for (unsigned i = 0; i < most; ++i) bits &= bits - 1;
  return bits == 0;
}

}  // namespace

WordsFile::WordsFile(SiteFile file) : file_(std::move(file)), bytes_(file_.payload()), sums_(file_.sums()) {
  WordsHeader header;
  if (bytes_.size() >= sizeof header) {
    check(bytes_.substr(0, sizeof header));
    std::memcpy(&header, bytes_.data(), sizeof header);
  }
  words_ = header.words;
  longest_ = header.longest;
  spellings_ = header.spellings;
  signatures_ = sizeof header;
  first_of_length_ = signatures_ + words_ * sizeof(std::uint64_t);
  pages_ = first_of_length_ + (longest_ + 2) * sizeof(std::uint32_t);
  title_pages_ = pages_ + words_ * sizeof(std::uint32_t);
  text_begin_ = title_pages_ + words_ * sizeof(std::uint32_t);
  spelling_entries_ = text_begin_ + (words_ + 1) * sizeof(std::uint32_t);
  texts_ = spelling_entries_ + spellings_ * sizeof(SpellingEntry);
  if (bytes_.size() < sizeof header || bytes_.size() != texts_ + header.text_bytes) {
    throw Error(ExitCode::io, {file_.path(), 0}, "is damaged: speur-index --rebuild makes it anew");
  }
}

void WordsFile::check(std::string_view part) const {
  if (sums_ != nullptr) (void)sums_->check(part);
}

template <class Number>
Number WordsFile::checked_number(std::size_t array, std::size_t index) const {
  Number result;
  const std::string_view bytes = bytes_.substr(array + index * sizeof result, sizeof result);
  check(bytes);
  std::memcpy(&result, bytes.data(), sizeof result);
  return result;
}

/// The words of `length` code points: [first, second).
std::pair<std::size_t, std::size_t> WordsFile::of_length(std::size_t length) const {
  if (length > longest_) return {0, 0};
  const std::size_t begin = checked_number<std::uint32_t>(first_of_length_, length);
  const std::size_t end = checked_number<std::uint32_t>(first_of_length_, length + 1);
  return begin <= end && end <= words_ ? std::pair(begin, end)
                                       : std::pair<std::size_t, std::size_t>();
}

std::string_view WordsFile::text(std::size_t begin, std::size_t end) const {
  const std::string_view texts = bytes_.substr(texts_);
  if (begin > end || end > texts.size()) return {};
  const std::string_view found = texts.substr(begin, end - begin);
  check(found);
  return found;
}

SiteWord WordsFile::word(std::size_t index) const {
  return {text(checked_number<std::uint32_t>(text_begin_, index),
               checked_number<std::uint32_t>(text_begin_, index + 1)),
          checked_number<std::uint32_t>(pages_, index), checked_number<std::uint32_t>(title_pages_, index)};
}

std::optional<std::size_t> WordsFile::find(std::string_view text, std::size_t length) const {
  auto [begin, end] = of_length(length);
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    const int order = word(middle).text.compare(text);
    if (order == 0) return middle;
    (order < 0 ? begin : end) = order < 0 ? middle + 1 : middle;
  }
  return std::nullopt;
}

std::optional<std::string_view> WordsFile::spelling(std::size_t index) const {
  std::size_t begin = 0, end = spellings_;
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    const auto entry = checked_number<SpellingEntry>(spelling_entries_, middle);
    (entry.word < index ? begin : end) = entry.word < index ? middle + 1 : middle;
  }
  if (begin == spellings_) return std::nullopt;
  const auto usual = checked_number<SpellingEntry>(spelling_entries_, begin);
  const bool is_mostly_so =
      usual.word == index && 2 * usual.pages > checked_number<std::uint32_t>(pages_, index);
  if (!is_mostly_so) return std::nullopt;
  return text(usual.text_begin, usual.text_end);
}

void WordsFile::find_similar(std::u32string_view wanted, unsigned bound,
                             std::vector<SimilarWord>& found) const {
  const EditDistance distance(wanted);
  const std::uint64_t signature = letter_signature(wanted);
  const std::size_t shortest = wanted.size() > bound ? wanted.size() - bound : 1;
  std::u32string points;
  for (std::size_t length = shortest; length <= wanted.size() + bound; ++length) {
    const std::size_t apart =
        length > wanted.size() ? length - wanted.size() : wanted.size() - length;
    // A letter more or less changes one bit, and takes one edit.
    const unsigned most = 2 * bound - static_cast<unsigned>(apart);
    const auto [begin, end] = of_length(length);
    const std::string_view of_words =
        bytes_.substr(signatures_ + begin * sizeof signature, (end - begin) * sizeof signature);
    check(of_words);
    for (std::size_t i = begin; i < end; ++i) {
      std::uint64_t of_word = 0;
      std::memcpy(&of_word, of_words.data() + (i - begin) * sizeof of_word, sizeof of_word);
      if (!has_few_bits(of_word ^ signature, most)) continue;
      const SiteWord candidate = word(i);
      unsigned edits = 0;
      if (candidate.text.size() == length) {
        edits = distance.to(candidate.text, bound);
      } else {
        decode_utf8(candidate.text, points);
        edits = distance.to(points, bound);
      }
      if (edits <= bound && !candidate.text.empty()) found.push_back({candidate, edits});
    }
  }
}

void WordsFile::find_beginning(std::string_view start, std::size_t length,
                               std::vector<SiteWord>& found) const {
  for (std::size_t each = length; each <= longest_; ++each) {
    auto [begin, end] = of_length(each);
    const std::size_t last = end;
    while (begin < end) {  // words of one length are sorted by their bytes
      const std::size_t middle = begin + (end - begin) / 2;
      const bool is_before = word(middle).text < start;
      (is_before ? begin : end) = is_before ? middle + 1 : middle;
    }
    for (; begin < last; ++begin) {
      const SiteWord candidate = word(begin);
      if (!candidate.text.starts_with(start)) break;
      found.push_back(candidate);
    }
  }
}

SiteWords::SiteWords(SiteFileSet files) {
  std::vector<WordsFile> read;
  for (SiteFile& file : files.files) {
    try {
      size_ += read.emplace_back(std::move(file)).size();
    } catch (const Error&) {
      // `speur status` tells of it.
    }
  }
  files_ = std::make_shared<const std::vector<WordsFile>>(std::move(read));
}

std::optional<SiteWord> SiteWords::find(std::string_view word) const {
  std::u32string points;
  decode_utf8(word, points);
  std::optional<SiteWord> result;
  for (const WordsFile& file : *files_) {
    const std::optional<std::size_t> index = file.find(word, points.size());
    if (!index) continue;
    const SiteWord found = file.word(*index);
    if (!result) {
      result = found;
    } else {
      result->pages += found.pages;
      result->title_pages += found.title_pages;
    }
  }
  return result;
}

std::vector<SimilarWord> SiteWords::similar(std::string_view word, unsigned edits) const {
  std::vector<SimilarWord> found;
  std::u32string points;
  decode_utf8(word, points);
  if (points.empty() || points.size() > longest_site_word) return found;
  for (const WordsFile& file : *files_) file.find_similar(points, edits, found);
  if (files_->size() < 2) return found;
  std::ranges::sort(found, {}, [](const SimilarWord& similar) { return similar.word.text; });
  auto last = found.begin();
  for (auto similar = found.begin(); similar != found.end(); ++similar) {
    if (similar == last) continue;
    if (similar->word.text == last->word.text) {
      last->word.pages += similar->word.pages;
      last->word.title_pages += similar->word.title_pages;
    } else {
      *++last = *similar;
    }
  }
  if (!found.empty()) found.erase(std::next(last), found.end());
  return found;
}

std::vector<SiteWord> SiteWords::beginning(std::string_view start, std::size_t limit) const {
  std::vector<SiteWord> found;
  std::u32string points;
  decode_utf8(start, points);
  if (points.empty() || points.size() > longest_site_word) return found;
  for (const WordsFile& file : *files_) file.find_beginning(start, points.size(), found);
  std::ranges::sort(found, [](const SiteWord& a, const SiteWord& b) {
    return a.pages != b.pages ? a.pages > b.pages : a.text < b.text;
  });
  if (found.size() > limit) found.resize(limit);
  std::ranges::sort(found, {}, &SiteWord::text);
  // Clang 14 cannot read the subrange of std::ranges::unique of this library.
  const auto is_same = [](const SiteWord& a, const SiteWord& b) { return a.text == b.text; };
  found.erase(std::unique(found.begin(), found.end(), is_same), found.end());
  return found;
}

std::string SiteWords::spelling(std::string_view word) const {
  std::u32string points;
  decode_utf8(word, points);
  std::string result(word);
  std::size_t most = 0;
  for (const WordsFile& file : *files_) {
    const std::optional<std::size_t> index = file.find(word, points.size());
    if (!index || file.word(*index).pages <= most) continue;
    most = file.word(*index).pages;
    result = file.spelling(*index).value_or(word);
  }
  return result;
}

}  // namespace speur
