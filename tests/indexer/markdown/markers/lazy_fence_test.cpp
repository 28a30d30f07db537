#include "indexer/markdown/markers/lazy_fence.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string_view>

namespace speur {

TEST_CASE("a fence right below an item's text is kramdown's only up to a blank line", "[kramdown]") {
  struct Row {
    std::string_view body;
    bool lazy;
  };
  for (const Row& row : std::to_array<Row>({
           {"1. Stap:\n```\na\n\nb\n```\n## Kop\n", true},
           {"- Stap\nverder:\n```json\na\n\nb\n```\n", true},
           {"1. Stap:\n```\na\nb\n```\n## Kop\n", false},
           {"1. Stap:\n\n```\na\n\nb\n```\n", false},
           {"Tekst:\n```\na\n\nb\n```\n", false},
           {"```\n- a\n```\n```\na\n\nb\n```\n", false},
           {"1. Stap:\n   ```\n   a\n\n   b\n   ```\n", false},
           {"", false},
       })) {
    CAPTURE(row.body);
    CHECK(has_lazy_fence(row.body) == row.lazy);
  }
}

}  // namespace speur
