#include "indexer/pipeline/chunks.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

TEST_CASE("pages are cut by number and by bytes, and a large one is alone", "[chunks]") {
  std::vector<FoundPage> pages;
  for (const std::uint64_t size : {10U, 10U, 10U, 10U, 60U, 50U, 500U, 10U}) {
    pages.push_back({std::to_string(pages.size()), {size, 0, 0, 0}});
  }
  std::string cuts;
  for (const Chunk& chunk : cut_chunks(pages, {3, 100})) {
    cuts += std::to_string(chunk.begin) + "-" + std::to_string(chunk.end) + ":" +
            std::to_string(chunk.bytes) + "/" + std::to_string(chunk.most_bytes) + " ";
  }
  CHECK(cuts == "0-3:30/10 3-5:70/60 5-6:50/50 6-7:500/500 7-8:10/10 ");
  CHECK(cut_chunks({}, {3, 100}).empty());
}

TEST_CASE("a small site has chunks for several threads", "[chunks]") {
  const auto sizes = [](std::size_t count) {
    std::vector<FoundPage> pages;
    for (std::size_t i = 0; i < count; ++i) pages.push_back({std::to_string(i), {10, 0, 0, 0}});
    std::vector<std::size_t> sizes;
    for (const Chunk& chunk : cut_chunks(pages, {})) sizes.push_back(chunk.end - chunk.begin);
    return sizes;
  };
  CHECK(sizes(20) == std::vector<std::size_t>{20});
  CHECK(sizes(100) == std::vector<std::size_t>{32, 32, 32, 4});
  CHECK(sizes(251) == std::vector<std::size_t>{63, 63, 63, 62});
  CHECK(sizes(800) == std::vector<std::size_t>(4, 200));
  CHECK(sizes(1'700) == std::vector<std::size_t>{200, 200, 200, 200, 200, 200, 200, 200, 100});
}
