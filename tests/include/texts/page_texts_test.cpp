#include "include/texts/page_texts.hpp"

#include <catch2/catch.hpp>

#include <cstring>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

namespace {

std::vector<std::string> some_pages(std::mt19937& random) {
  std::vector<std::string> pages;
  for (std::size_t i = 0; i < 1 + random() % 60; ++i) {
    std::string& page = pages.emplace_back();
    if (random() % 7 == 0) continue;  // a docid without a page
    const std::size_t words = random() % 30 == 0 ? 20'000 : random() % 900;
    for (std::size_t word = 0; word < words + 1; ++word) {
      page += "woord" + std::to_string(random() % 500) + ' ';
    }
  }
  return pages;
}

/// The payload as TextsFile writes it, of all pages as one piece.
std::string payload_of(const TextBlocks& blocks, const TextDictionary& dictionary = {}) {
  std::string bytes = std::string(dictionary.bytes()) + blocks.blocks();
  const auto align = [&] { bytes.resize((bytes.size() + 7) / 8 * 8); };
  const auto put = [&](const auto& value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
  };
  align();
  for (const TextPlace& place : blocks.places()) put(place);
  align();
  std::uint64_t begin = dictionary.bytes().size();
  put(begin);
  for (const std::uint64_t size : blocks.sizes()) put(begin += size);
  put(TextsTail{static_cast<std::uint32_t>(blocks.places().size()),
                static_cast<std::uint32_t>(blocks.sizes().size())});
  return bytes;
}

}  // namespace

TEST_CASE("the texts of pages come out as they went in, in any order", "[texts]") {
  std::mt19937 random(4);
  for (int round = 0; round < 30; ++round) {
    const std::vector<std::string> pages = some_pages(random);
    const TextDictionary dictionary =
        round % 2 == 0 ? TextDictionary() : TextDictionary::learned(some_pages(random));
    TextBlocks blocks(dictionary);
    for (const std::string& page : pages) blocks.add(page);
    blocks.finish();
    const std::string payload = payload_of(blocks, dictionary);
    const PageTexts texts{std::string_view(payload)};
    CHECK(texts.pages() == pages.size());
    TextBlock block;
    for (std::size_t i = 0; i < pages.size(); ++i) {
      CHECK(texts.get(static_cast<std::uint32_t>(i + 1), block) == pages[i]);
    }
    for (std::size_t i = 0; i < 50; ++i) {
      const std::size_t page = random() % pages.size();
      CHECK(texts.get(static_cast<std::uint32_t>(page + 1), block) == pages[page]);
    }
    CHECK(texts.get(0, block).empty());
    CHECK(texts.get(static_cast<std::uint32_t>(pages.size() + 1), block).empty());
  }
}

TEST_CASE("a dictionary of texts is the same each time, and makes blocks smaller", "[texts]") {
  std::mt19937 random(6);
  std::vector<std::string> pages;
  for (int i = 0; i < 400; ++i) {
    std::string& page = pages.emplace_back();
    for (int word = 0; word < 200; ++word) page += "samenstelling" + std::to_string(random() % 3'000) + ' ';
  }
  const TextDictionary dictionary = TextDictionary::learned(pages);
  REQUIRE_FALSE(dictionary.empty());
  CHECK(dictionary.bytes() == TextDictionary::learned(pages).bytes());
  const auto bytes = [&](const TextDictionary& with) {
    TextBlocks blocks(with);
    for (const std::string& page : pages) blocks.add(page);
    blocks.finish();
    return std::pair(blocks.sizes().size(), blocks.blocks().size() / blocks.sizes().size());
  };
  const auto [blocks, mean] = bytes({});
  const auto [with_blocks, with_mean] = bytes(dictionary);
  CHECK(blocks == with_blocks);
  CHECK(with_mean < mean);
  CHECK(TextDictionary::learned(std::vector<std::string>{"te", "weinig"}).empty());
  CHECK(TextDictionary::learned({}).empty());
}

TEST_CASE("a page that would reach behind its block is no page", "[texts]") {
  TextBlocks blocks{TextDictionary()};
  blocks.add("een fiets");
  blocks.add("een stalling");
  blocks.finish();
  const TextPlace last = blocks.places().back();
  TextPlace longer = last;
  ++longer.size;
  const auto bytes_of = [](const TextPlace& place) {
    return std::string(reinterpret_cast<const char*>(&place), sizeof place);
  };
  std::string payload = payload_of(blocks);
  TextBlock block;
  CHECK(PageTexts(std::string_view(payload)).get(2, block) == "een stalling");
  const std::size_t at = payload.rfind(bytes_of(last));
  REQUIRE(at != std::string::npos);
  payload.replace(at, sizeof last, bytes_of(longer));
  const PageTexts texts{std::string_view(payload)};
  TextBlock another;
  CHECK(texts.get(1, another) == "een fiets");
  CHECK_THROWS_AS(texts.get(2, another), std::out_of_range);
}

TEST_CASE("a page is never made of a block or a dictionary whose bytes have changed", "[texts]") {
  const bool has_dictionary = GENERATE(false, true);
  std::mt19937 random(8);
  const std::vector<std::string> pages = some_pages(random);
  const TextDictionary dictionary = has_dictionary ? TextDictionary::learned(pages) : TextDictionary();
  REQUIRE(dictionary.empty() != has_dictionary);
  TextBlocks blocks(dictionary);
  for (const std::string& page : pages) blocks.add(page);
  blocks.finish();
  const std::string payload = payload_of(blocks, dictionary);
  const std::size_t begin_of_blocks = dictionary.bytes().size();
  std::size_t told = 0, same = 0;
  for (std::size_t round = 0; round < 3'000; ++round) {
    // Half of the changes are in the dictionary, which is longer.
    const bool in_dictionary = has_dictionary && round % 2 == 0;
    const std::size_t first = in_dictionary ? 0 : begin_of_blocks;
    const std::size_t bytes = in_dictionary ? begin_of_blocks : blocks.blocks().size();
    std::string damaged = payload;
    for (std::size_t flip = 0; flip < 1 + round % 3; ++flip) {
      damaged[first + random() % bytes] ^= static_cast<char>(1U << random() % 8);
    }
    try {
      const PageTexts texts{std::string_view(damaged)};
      TextBlock block;
      for (std::size_t page = random() % 4; page < pages.size(); page += 4) {
        try {
          const bool is_same = texts.get(static_cast<std::uint32_t>(page + 1), block) == pages[page];
          REQUIRE(is_same);
          ++same;
        } catch (const std::out_of_range&) {
          ++told;
        }
      }
    } catch (const std::out_of_range&) {
      ++told;
    }
  }
  CHECK(told > 500);
  CHECK(same > 500);
}

TEST_CASE("damaged texts give an error or other bytes, and no crash", "[texts]") {
  const bool has_dictionary = GENERATE(false, true);
  std::mt19937 random(5);
  const TextDictionary dictionary =
      has_dictionary ? TextDictionary::learned(some_pages(random)) : TextDictionary();
  TextBlocks blocks(dictionary);
  for (const std::string& page : some_pages(random)) blocks.add(page);
  blocks.finish();
  const std::string payload = payload_of(blocks, dictionary);
  std::size_t refused = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string damaged = payload;
    for (std::size_t flip = 0; flip < 1 + random() % 4; ++flip) {
      damaged[random() % damaged.size()] ^= static_cast<char>(1U << random() % 8);
    }
    if (round % 3 == 0) damaged.resize(random() % damaged.size());
    // Tables are damaged more often than by chance.
    if (round % 5 == 0 && damaged.size() > 64) {
      damaged[damaged.size() - 1 - random() % 64] = static_cast<char>(random());
    }
    try {
      const PageTexts texts{std::string_view(damaged)};
      TextBlock block;
      for (std::uint32_t page = 1; page <= std::min(texts.pages(), 200U); ++page) {
        const std::string_view data = texts.get(page, block);
        CHECK(data.size() <= block.bytes.size());
      }
    } catch (const std::out_of_range&) {
      ++refused;
    }
  }
  CHECK(refused > 0);
}
