#pragma once

#include "searcher/index/bundle.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// A word of the site. `text` is a view into the files; as WordForm::exact.
struct SiteWord {
  std::string_view text;
  std::size_t pages = 0;        ///< that have it
  std::size_t title_pages = 0;  ///< that have it in their title
};

/// A word within some edits of another.
struct SimilarWord {
  SiteWord word;
  unsigned edits = 0;  ///< optimal string alignment distance in code points
};

/// The words file of one database (words_layout.hpp).
class WordsFile {
 public:
  /// Error(io) for a file whose parts do not fit in it. From here on std::out_of_range for what is damaged.
  explicit WordsFile(SiteFile file);

  [[nodiscard]] std::size_t size() const noexcept { return words_; }
  [[nodiscard]] SiteWord word(std::size_t index) const;
  /// `length`: of `text` in code points.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view text, std::size_t length) const;
  /// How the word is written, where that is mostly with accents.
  [[nodiscard]] std::optional<std::string_view> spelling(std::size_t index) const;
  /// Adds the words within `bound` edits of `word` (code points), nearest or not.
  void find_similar(std::u32string_view word, unsigned bound,
                    std::vector<SimilarWord>& found) const;
  /// Adds the words that begin with `start`, which has `length` code points.
  void find_beginning(std::string_view start, std::size_t length,
                      std::vector<SiteWord>& found) const;

 private:
  void check(std::string_view part) const;
  template <class Number>
  [[nodiscard]] Number checked_number(std::size_t array, std::size_t index) const;
  [[nodiscard]] std::pair<std::size_t, std::size_t> of_length(std::size_t length) const;
  [[nodiscard]] std::string_view text(std::size_t begin, std::size_t end) const;

  SiteFile file_;
  std::string_view bytes_;  // the payload
  std::shared_ptr<const PieceSums> sums_;
  std::size_t words_ = 0, longest_ = 0, spellings_ = 0;
  // Where the arrays begin in the payload.
  std::size_t signatures_ = 0, first_of_length_ = 0, pages_ = 0, text_begin_ = 0,
              spelling_entries_ = 0, title_pages_ = 0, texts_ = 0;
};

/// The words of all databases of an index, as one list. Not by itself aware of newer revisions:
/// whoever opens the index anew makes it anew. May be used by several threads at once, and copies
/// share the files.
class SiteWords {
 public:
  SiteWords() = default;  ///< no words
  /// What is damaged in one of the files is left out.
  explicit SiteWords(SiteFileSet files);

  /// Nothing is known, since no database has a words file; not that the site has no words.
  [[nodiscard]] bool empty() const noexcept { return files_->empty(); }
  /// The words of all files, those of several more than once.
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::optional<SiteWord> find(std::string_view word) const;
  /// Each word within `edits` edits of `word` (1 or 2) once, in no order. Nothing for a word of
  /// more than longest_site_word code points.
  [[nodiscard]] std::vector<SimilarWord> similar(std::string_view word, unsigned edits) const;
  /// The words that begin with `start`, at most `limit`: those that most pages have, by text.
  [[nodiscard]] std::vector<SiteWord> beginning(std::string_view start, std::size_t limit) const;
  /// The word as the site mostly writes it: coordinatie is coördinatie.
  [[nodiscard]] std::string spelling(std::string_view word) const;

 private:
  std::shared_ptr<const std::vector<WordsFile>> files_ =
      std::make_shared<const std::vector<WordsFile>>();
  std::size_t size_ = 0;
};

}  // namespace speur
