#include "indexer/postings/postings_merge.hpp"

#include "indexer/postings/postings_builder.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <string>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

namespace {

using Pages = std::map<std::uint32_t, std::map<std::string, std::uint32_t>>;

std::string lists_of(const Pages& pages, std::uint32_t offset) {
  PostingsBuilder builder;
  for (const auto& [page, terms] : pages) {
    builder.begin_page(page - offset);
    // A term that comes twice counts as one.
    for (const auto& [term, wdf] : terms) builder.add(term, wdf / 2);
    for (const auto& [term, wdf] : terms) builder.add(term, wdf - wdf / 2);
  }
  std::string lists;
  builder.write([&](std::string_view bytes) { lists += bytes; });
  return lists;
}

/// What the lists say of each page; the order of terms is checked.
Pages pages_of(const Postings& lists) {
  Pages pages;
  for (std::uint32_t page = 1; page <= lists.last_page(); ++page) {
    if (lists.is_live(page)) pages[page];
  }
  std::vector<Posting> postings;
  std::string before;
  for (TermWalk walk(lists); walk.next();) {
    CHECK(before < walk.term());
    before = walk.term();
    lists.decode(walk.list(), postings);
    CHECK(postings.size() == walk.list().pages);
    CHECK_FALSE(postings.empty());  // a term that no page has is no term
    for (const Posting& posting : postings) pages[posting.page][walk.term()] = posting.wdf;
  }
  for (const auto& [page, terms] : pages) {
    std::uint32_t length = 0;
    for (const auto& [term, wdf] : terms) length += wdf;
    CHECK(lists.length(page) == length);
  }
  return pages;
}

}  // namespace

TEST_CASE("posting lists come out of the builder as they went in, and merged as one") {
  std::mt19937 random(11);
  for (int round = 0; round < 40; ++round) {
    Pages all, kept;
    std::vector<std::string> bytes;
    std::vector<std::uint32_t> offsets;
    std::uint32_t page = 0;
    for (std::size_t part = 0; part < 1 + random() % 7; ++part) {
      const std::uint32_t offset = page;
      Pages pages;
      for (std::size_t i = random() % 300; i > 0; --i) {
        page += 1 + (random() % 9 == 0 ? static_cast<std::uint32_t>(random() % 5) : 0);
        auto& terms = pages[page];
        for (std::size_t term = random() % 12; term > 0; --term) {
          terms["Z" + std::to_string(random() % 60)] = static_cast<std::uint32_t>(random() % 2000);
        }
        if (page % 5 == 0) terms["page" + std::to_string(page)] = 1;  // of this page alone
      }
      if (pages.empty()) page = offset;
      bytes.push_back(lists_of(pages, offset));
      offsets.push_back(offset);
      all.merge(pages);
    }
    PageSet keep(page);
    for (const auto& [number, terms] : all) {
      if (random() % 4 == 0) continue;
      keep.add(number);
      kept[number] = terms;
    }
    std::vector<Postings> lists;
    for (const std::string& each : bytes) lists.emplace_back(each);
    for (const bool is_filtered : {false, true}) {
      std::vector<PostingsPart> parts;
      for (std::size_t i = 0; i < lists.size(); ++i) {
        parts.push_back({&lists[i], offsets[i], is_filtered ? &keep : nullptr});
      }
      // Parts in any order give the same.
      if (round % 2 == 1) std::shuffle(parts.begin(), parts.end(), random);
      std::string merged;
      merge_postings(parts, [&](std::string_view piece) { merged += piece; });
      CHECK(pages_of(Postings(merged)) == (is_filtered ? kept : all));
    }
  }
}
