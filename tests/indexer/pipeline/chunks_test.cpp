#include "indexer/pipeline/chunks.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <vector>

using namespace speur;  // NOLINT(google-build-using-namespace): a test of the whole namespace

TEST_CASE("pages are cut by number and by bytes, and a large one is alone", "[chunks]") {
  std::vector<FoundPage> pages;
  for (const std::uint64_t size : {10, 10, 10, 10, 60, 50, 500, 10}) {
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
