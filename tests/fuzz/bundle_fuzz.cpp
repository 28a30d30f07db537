#include "indexer/terms/vocabulary.hpp"
#include "searcher/candidates/posting_cursor.hpp"
#include "include/postings/index_postings.hpp"
#include "searcher/suggest/suggestion_table.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Law: whatever the bytes of a site file are, they are read or refused with std::out_of_range. The
// first byte says which kind they are of.

namespace {

void read_postings(std::string_view payload) {
  const speur::Postings postings(payload);
  std::size_t seen = 0;
  auto window = std::make_unique<speur::PageWindow>();
  std::vector<speur::Posting> decoded;
  speur::IndexPostings(payload).for_each("", [&](const std::string& term, std::uint32_t) {
    const auto list = postings.find(term);
    if (!list) return ++seen < 50;  // of terms in a wrong order the search may miss one
    postings.decode(*list, decoded);
    speur::PostingCursor cursor(postings, *list, speur::TermWeight({6, 0.4, 100, 50}, 3, 1), {});
    const std::uint32_t last = std::min(postings.last_page(), 20'000U);
    for (std::uint32_t begin = 0; begin <= last; begin += speur::PageWindow::most) {
      window->clear(begin, begin + speur::PageWindow::most);
      static_cast<void>(cursor.bound(window->begin, window->end));
      cursor.add_to(*window);
    }
    cursor.restart();
    for (std::uint32_t page = 1; page <= last; page += 7) {
      static_cast<void>(cursor.weight_of(page));
    }
    return ++seen < 50;
  });
}

void read_words(std::string_view payload) {
  speur::Vocabulary vocabulary;
  vocabulary.read(payload);
  static_cast<void>(vocabulary.encode());
}

void read_suggestions(std::string_view payload) {
  const speur::SuggestionTable table(payload);
  for (const char* typed : {"a", "be", "ver", "wet op", "zoeken"}) {
    for (const speur::SuggestionMatch& match : table.find(speur::TypedText(typed), 10)) {
      static_cast<void>(table.suggestion(match));
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  // As a mapped file, a payload is aligned for any number.
  std::vector<std::uint64_t> aligned(size / sizeof(std::uint64_t) + 1);
  std::memcpy(aligned.data(), data + 1, size - 1);
  const std::string_view payload(reinterpret_cast<const char*>(aligned.data()), size - 1);
  try {
    switch (data[0] % 3) {
      case 0:
        read_postings(payload);
        break;
      case 1:
        read_words(payload);
        break;
      default:
        read_suggestions(payload);
        break;
    }
  } catch (const std::out_of_range&) {
  }
  return 0;
}
