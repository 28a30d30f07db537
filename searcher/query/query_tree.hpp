#pragma once

#include "speur/query.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace speur {

/// An operand, or an operator between two, in the order of the query.
struct QueryItem {
  enum class Kind : std::uint8_t { operand, any, all };
  Kind kind = Kind::operand;
  std::size_t at = 0;  ///< bytes in the query
  Query query;  ///< of an operand; of AND and OR the word that they are without two sides
  Occur occur = Occur::wanted;
  bool word = false;  ///< AND and OR have a word, `|` has none
};

/// The tree of what stands between two brackets, or in the whole query: AND binds more than OR, and what nothing joins
/// is wanted side by side. Operators without two sides become words, or are left out; `tell` is told of both, and where.
[[nodiscard]] AllOf join_items(std::vector<QueryItem> items,
                               const std::function<void(std::size_t at, const char* message)>& tell);

/// The same query without brackets around all of it, or around one thing.
[[nodiscard]] AllOf whole_query(AllOf all);

}  // namespace speur
