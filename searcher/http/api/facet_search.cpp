#include "searcher/http/api/facet_search.hpp"

#include "stemmers/words/folded_text.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace speur::http {
namespace {

using Marks = std::vector<std::pair<std::size_t, std::size_t>>;

std::vector<std::string> words_of(std::string_view folded) {
  std::vector<std::string> words;
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    words.emplace_back(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return words;
}

/// The bytes of the label that became these of its folded text.
std::pair<std::size_t, std::size_t> in_label(const FoldedText& label, std::size_t begin,
                                             std::size_t end) {
  std::pair<std::size_t, std::size_t> bytes{0, 0};
  bool is_first = true;
  for (const FoldedPiece& piece : label.pieces) {
    if (piece.folded_end <= begin || piece.folded_begin >= end) continue;
    if (std::exchange(is_first, false)) bytes.first = piece.begin;
    bytes.second = piece.end;
  }
  return bytes;
}

std::optional<Marks> marks_in(const FoldedText& label, const std::vector<std::string>& words) {
  Marks marks;
  for (const std::string& word : words) {
    std::size_t at = label.text.find(word);
    while (at != label.text.npos && at != 0 && label.text[at - 1] != ' ') {
      at = label.text.find(word, at + 1);
    }
    if (at == label.text.npos) return std::nullopt;
    marks.push_back(in_label(label, at, at + word.size()));
  }
  std::ranges::sort(marks);
  Marks apart;
  for (const auto& mark : marks) {
    if (apart.empty() || mark.first >= apart.back().second) {
      apart.push_back(mark);
    } else {
      apart.back().second = std::max(apart.back().second, mark.second);
    }
  }
  return apart;
}

}  // namespace

std::vector<FacetMatch> search_facet_values(const FacetCounts& facet, std::string_view query,
                                            std::size_t limit) {
  const std::vector<std::string> words = words_of(fold_text(query).text);
  std::vector<FacetMatch> matches;
  for (const FacetCount& entry : facet.values) {
    if (matches.size() == limit) break;
    if (entry.count == 0) continue;
    auto marks = marks_in(fold_text(entry.value.label), words);
    if (marks) matches.push_back({&entry, *std::move(marks)});
  }
  return matches;
}

}  // namespace speur::http
