#pragma once

#include "speur/query.hpp"

#include <algorithm>

namespace speur {

/// Equality of query trees, for tests of the law that a tree's text parses to that tree.
inline bool same_query(const Query& a, const Query& b);

inline bool same_node(const AllOf& a, const AllOf& b) {
  return std::equal(a.clauses.begin(), a.clauses.end(), b.clauses.begin(), b.clauses.end(),
                    [](const Clause& x, const Clause& y) {
                      return x.occur == y.occur && same_query(x.query, y.query);
                    });
}
inline bool same_node(const AnyOf& a, const AnyOf& b) {
  return std::equal(a.options.begin(), a.options.end(), b.options.begin(), b.options.end(),
                    same_query);
}
inline bool same_node(const Word& a, const Word& b) {
  return a.field == b.field && a.text == b.text;
}
inline bool same_node(const Phrase& a, const Phrase& b) {
  return a.field == b.field && a.text == b.text && a.slop == b.slop;
}
inline bool same_node(const Prefix& a, const Prefix& b) {
  return a.field == b.field && a.text == b.text;
}
inline bool same_node(const Fuzzy& a, const Fuzzy& b) {
  return a.field == b.field && a.text == b.text && a.distance == b.distance;
}
inline bool same_node(const Range& a, const Range& b) {
  return a.field == b.field && a.from == b.from && a.to == b.to;
}
template <typename A, typename B>
bool same_node(const A& /*a*/, const B& /*b*/) {
  return false;
}

inline bool same_query(const Query& a, const Query& b) {
  return std::visit([](const auto& x, const auto& y) { return same_node(x, y); }, a.node, b.node);
}

}  // namespace speur
