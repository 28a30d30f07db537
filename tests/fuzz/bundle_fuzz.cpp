#include "indexer/terms/vocabulary.hpp"
#include "searcher/finder/posting_cursor.hpp"
#include "include/postings/index_postings.hpp"
#include "include/texts/page_texts.hpp"
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

// Laws: whatever the bytes of a site file are, they are read or refused with std::out_of_range; and
// pages are read from blocks of texts as they were put there. The first byte says which kind they are of.

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

/// A number of bytes, the lists of so many bytes, and the lists that have changed since.
void read_changes(std::string_view payload) {
  std::uint32_t base_bytes = 0;
  if (payload.size() < 2 * sizeof base_bytes) return;
  std::memcpy(&base_bytes, payload.data(), sizeof base_bytes);
  payload.remove_prefix(2 * sizeof base_bytes);  // so that what follows stays aligned
  if (base_bytes > payload.size()) return;
  const speur::IndexPostings lists(payload.substr(0, base_bytes), payload.substr(base_bytes));
  if (!lists.has_changes()) return;
  static_cast<void>(lists.mean_length());
  if (lists.live_pages() > lists.last_page()) std::abort();
  std::size_t seen = 0;
  lists.for_each("", [&](const std::string& term, std::uint32_t) {
    for (const std::uint32_t page : lists.pages_of(term)) {
      if (page > lists.last_page()) std::abort();
    }
    static_cast<void>(lists.pages_with(term));
    return ++seen < 50;
  });
}

void read_texts(std::string_view payload) {
  const speur::PageTexts texts{payload};
  speur::TextBlock block;
  std::size_t bytes = 0;
  for (std::uint32_t page = 0; page <= std::min(texts.pages(), 2000U) + 1; ++page) {
    bytes += texts.get(page, block).size();
    if (bytes > (1U << 26U)) return;  // many pages may claim the same large block
  }
}

/// The lines are the pages.
void write_texts(std::string_view lines) {
  speur::TextBlocks blocks;
  std::vector<std::string_view> pages;
  while (!lines.empty()) {
    pages.push_back(lines.substr(0, lines.find('\n')));
    lines.remove_prefix(std::min(pages.back().size() + 1, lines.size()));
    blocks.add(pages.back());
  }
  blocks.finish();
  std::string file = blocks.blocks();
  file.resize((file.size() + 7) / 8 * 8);
  const auto append = [&](const void* bytes, std::size_t size) {
    file.append(static_cast<const char*>(bytes), size);
  };
  append(blocks.places().data(), blocks.places().size() * sizeof(speur::TextPlace));
  file.resize((file.size() + 7) / 8 * 8);
  std::uint64_t begin = 0;
  append(&begin, sizeof begin);
  for (const std::uint64_t size : blocks.sizes()) {
    begin += size;
    append(&begin, sizeof begin);
  }
  const speur::TextsTail tail{static_cast<std::uint32_t>(pages.size()),
                              static_cast<std::uint32_t>(blocks.sizes().size())};
  append(&tail, sizeof tail);
  const speur::PageTexts texts{std::string_view(file)};
  speur::TextBlock block;
  for (std::uint32_t page = 1; page <= pages.size(); ++page) {
    if (texts.get(page, block) != pages[page - 1]) std::abort();
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
    switch (data[0] % 6) {
      case 0:
        read_postings(payload);
        break;
      case 1:
        read_words(payload);
        break;
      case 2:
        read_suggestions(payload);
        break;
      case 3:
        read_texts(payload);
        break;
      case 4:
        read_changes(payload);
        break;
      default:
        write_texts(payload);
        break;
    }
  } catch (const std::out_of_range&) {
  }
  return 0;
}
