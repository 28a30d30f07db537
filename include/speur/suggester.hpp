#pragma once

#include "speur/searcher.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

enum class SuggestionKind : std::uint8_t {
  title,    ///< of one page, of several, or what the titles of several begin with
  heading,  ///< in a page
  phrase,   ///< words that stand together in several pages
  word,
};
/// "title", "heading", "phrase" or "word".
[[nodiscard]] constexpr std::string_view to_string(SuggestionKind kind) {
  switch (kind) {
    case SuggestionKind::title:
      return "title";
    case SuggestionKind::heading:
      return "heading";
    case SuggestionKind::phrase:
      return "phrase";
    case SuggestionKind::word:
      break;
  }
  return "word";
}

struct Suggestion {
  MarkedText text;  ///< as the pages write it; what of it was typed is marked
  SuggestionKind kind = SuggestionKind::title;
  std::string id, url;    ///< of the page, a heading's with its anchor; empty unless it is one page
  std::size_t pages = 0;  ///< that have it: of several local databases together
};

/// Completes what someone types from what the pages of an index say: of the revision that there is
/// when it is made. Any number of threads may share one.
class Suggester {
 public:
  /// `index`: as Searcher's. Error(no_input) if there is none; Error(config) if it is none of ours,
  /// has another schema, or holds no suggestions (an index on another host gives none); Error(io)
  /// if they are damaged. Of several databases those that have suggestions give theirs.
  explicit Suggester(const std::filesystem::path& index);
  ~Suggester();
  Suggester(Suggester&&) noexcept;
  Suggester& operator=(Suggester&&) noexcept;

  /// At most `limit` suggestions, the most useful first, none twice (accents and case apart). What
  /// begins with `typed` comes before what has it at a later word, then what has its words in
  /// another order, then what differs from it by one letter. Nothing for a `typed` without letters
  /// and digits, or longer than max_typed_bytes. Error(io) where the files turn out damaged.
  [[nodiscard]] std::vector<Suggestion> suggest(std::string_view typed,
                                                std::size_t limit = 10) const;

  static constexpr std::size_t max_typed_bytes = 200;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace speur
