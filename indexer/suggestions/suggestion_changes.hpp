#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace speur {

/// What a page says that suggestions are made of.
struct PageLine {
  enum class Source : std::uint8_t { title, other_title, heading, phrase };
  Source source = Source::title;
  std::string text, anchor;
  std::string id, url;  ///< of the page
  double boost = 1;
  auto operator<=>(const PageLine&) const = default;
};

/// What the pages of an update say more and less than before: of a page that changed a little, little.
class SuggestionChanges {
 public:
  void remove(const Xapian::Document& page) { count(page, -1); }
  void add(const Xapian::Document& page) { count(page, 1); }

  /// How many pages changed, came or went.
  [[nodiscard]] std::size_t pages() const noexcept { return ids_.size(); }
  /// How many pages more say each line; not 0.
  [[nodiscard]] std::vector<std::pair<PageLine, int>> lines() const;
  /// Pages that were there before and are no more.
  [[nodiscard]] std::vector<std::string> gone() const;

 private:
  void count(const Xapian::Document& page, int change);

  std::map<PageLine, int> lines_;
  std::map<std::string, int, std::less<>> ids_;
};

}  // namespace speur
