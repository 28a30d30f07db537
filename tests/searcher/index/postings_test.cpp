#include "include/postings/postings.hpp"

#include "searcher/finder/posting_cursor.hpp"
#include "searcher/index/bundle.hpp"
#include "support/database_postings.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <xapian.h>

#include <random>
#include <stdexcept>
#include <string>
#include <vector>

using namespace speur;

namespace {

Xapian::WritableDatabase some_pages(std::size_t pages) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (std::size_t i = 0; i < pages; ++i) {
    Xapian::Document page;
    page.add_term("Zvaak", static_cast<Xapian::termcount>(1 + i % 7));
    if (i % 50 == 0) page.add_term("Zsoms", 40);
    page.add_term(fmt::format("Zeigen{}", i));
    page.add_term(fmt::format("Zgelijk begin {}", i));  // more than blocks of names and their guides tell apart
    page.add_boolean_term(fmt::format("Q{}.md", i));
    database.add_document(page);
  }
  return database;
}

/// All pages of a term by a cursor, with their wdfs told by their weights: as (docid, weight > 0).
std::vector<std::uint32_t> pages_of(const Postings& postings, std::string_view term) {
  PostingCursor cursor(postings, postings.find(term).value_or(PostingList{}),
                       TermWeight({1, 0, 100, 1}, 1, 1), {});
  std::vector<std::uint32_t> pages;
  PageWindow window;
  for (std::uint32_t begin = 0; begin <= postings.last_page(); begin += PageWindow::most) {
    window.clear(begin, begin + PageWindow::most);
    cursor.add_to(window);
    for (std::uint32_t page = begin; page < window.end; ++page) {
      if (window.has(page)) pages.push_back(page);
    }
  }
  return pages;
}

}  // namespace

TEST_CASE("a postings file holds the lists of the database's terms") {
  const TemporaryFolder folder;
  const Xapian::WritableDatabase database = some_pages(3000);
  const std::string name = make_postings_file(folder.path(), database);
  const SiteFile file(folder.path() / name, postings_kind);
  const Postings postings(file.payload());
  CHECK(postings.last_page() == 3000);
  CHECK(postings.live_pages() == 3000);
  CHECK(postings.length(1) == 43);
  CHECK(postings.length(2) == 4);
  CHECK(postings.find("Zvaak").value().pages == 3000);
  CHECK(postings.find("Zsoms").value().pages == 60);
  CHECK_FALSE(postings.find("Znooit"));
  CHECK_FALSE(postings.find(""));
  CHECK_FALSE(postings.find("zzz"));
  CHECK_FALSE(postings.find("Zgelijk"));
  CHECK_FALSE(postings.find("Zgelijk b"));
  CHECK_FALSE(postings.find("Q17.md"));  // a page's own path is Xapian's
  for (std::size_t i = 0; i < 3000; ++i) {
    REQUIRE(postings.find(fmt::format("Zgelijk begin {}", i)).value().pages == 1);
    REQUIRE_FALSE(postings.find(fmt::format("Zgelijk begin {}x", i)));
    const std::string term = fmt::format("Zeigen{}", i);
    REQUIRE(postings.find(term).value().pages == 1);
    if (i % 100 == 0) CHECK(pages_of(postings, term) == std::vector{static_cast<std::uint32_t>(i + 1)});
  }
  std::vector<std::uint32_t> some, all;
  for (std::uint32_t page = 1; page <= 3000; ++page) {
    all.push_back(page);
    if (page % 50 == 1) some.push_back(page);
  }
  CHECK(pages_of(postings, "Zvaak") == all);
  CHECK(pages_of(postings, "Zsoms") == some);

  std::vector<std::string> terms;
  IndexPostings(file.payload()).for_each("Zeigen29", [&](const std::string& term, std::uint32_t pages) {
    CHECK(pages == 1);
    terms.push_back(term);
    return terms.size() < 12;
  });
  REQUIRE(terms.size() == 12);
  CHECK(terms[0] == "Zeigen29");
  CHECK(terms[1] == "Zeigen290");
  CHECK(terms[2] == "Zeigen2900");
}

TEST_CASE("blocks of any width come out as they went in") {
  std::mt19937 generator(5);
  const auto random = [&] { return static_cast<std::uint32_t>(generator()); };
  for (int round = 0; round < 500; ++round) {
    std::vector<Posting> block;
    std::uint32_t page = random() % 1000;
    const std::uint32_t before = page;
    const unsigned page_bits = random() % 25, wdf_bits = random() % 33;
    for (std::size_t i = 0; i < 1 + random() % postings_a_block; ++i) {
      page += 1 + (random() & ((1U << page_bits) - 1));
      const std::uint64_t mask = (std::uint64_t{1} << wdf_bits) - 1;
      block.push_back({page, static_cast<std::uint32_t>(random() & mask)});
    }
    std::string bytes;
    postings::encode_block(block, before, bytes);
    const std::string padded = bytes + std::string(8, '\xff');
    std::array<std::uint32_t, postings_a_block> pages{}, wdfs{};
    const char* packed = nullptr;
    unsigned bits = 0;
    postings::decode_pages(std::string_view(padded).substr(0, bytes.size()), block.size(), before,
                           page, pages.data(), packed, bits);
    postings::unpack(packed, bits, block.size(), wdfs.data());
    for (std::size_t i = 0; i < block.size(); ++i) {
      REQUIRE(pages[i] == block[i].page);
      REQUIRE(wdfs[i] == block[i].wdf);
    }
    CHECK_THROWS_AS(
        postings::decode_pages(std::string_view(padded).substr(0, bytes.size()), block.size(),
                               before, page - 1, pages.data(), packed, bits),
        std::out_of_range);
  }
}

TEST_CASE("a damaged postings file gives an error or other pages, and no crash") {
  const TemporaryFolder folder;
  const std::string name = make_postings_file(folder.path(), some_pages(700));
  const SiteFile file(folder.path() / name, postings_kind);
  const std::string bytes(file.payload());
  std::mt19937 random(11);
  std::size_t refused = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string damaged = bytes;
    for (int flip = 0; flip < 1 + round % 8; ++flip) {
      damaged[random() % damaged.size()] ^= static_cast<char>(1U << random() % 8);
    }
    damaged.resize(damaged.size() - (round % 3 == 0 ? random() % damaged.size() : 0));
    try {
      const Postings postings(damaged);
      for (const char* term : {"Zvaak", "Zsoms", "Zeigen1", "Zeigen699", "a", "zz"}) {
        for (const std::uint32_t page : pages_of(postings, term)) {
          CHECK(page <= postings.last_page());
        }
      }
      IndexPostings(damaged).for_each("Ze", [](const std::string&, std::uint32_t) { return true; });
    } catch (const std::out_of_range&) {
      ++refused;
    }
  }
  CHECK(refused > 0);
}
