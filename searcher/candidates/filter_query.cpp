#include "searcher/candidates/filter_query.hpp"

#include "searcher/candidates/query_compiler.hpp"
#include "searcher/candidates/value_range.hpp"
#include "speur/schema.hpp"

#include <string>
#include <vector>

namespace speur {
namespace {

using Op = Xapian::Query;

struct Compiler {
  const IndexReader& index;

  Op operator()(const FacetValues& some) const {
    const IndexFacet& facet = index.facet(some.facet);
    if (!some.values.empty()) return facet_filter(facet, some.values);
    return {Op::OP_VALUE_GE, facet_slot(facet.name), std::string(1, '\0')};
  }
  Op operator()(const Range& range) const {
    return range_query(index, index.facet(range.field), range);
  }
  Op operator()(const FilterAll& all) const { return joined(Op::OP_AND, all.parts); }
  Op operator()(const FilterAny& any) const { return joined(Op::OP_OR, any.parts); }
  Op operator()(const FilterNot& negated) const {
    return {Op::OP_AND_NOT, Op(std::string()), filter_query(index, negated.part.front())};
  }

  Op joined(Op::op op, const std::vector<Filter>& parts) const {
    std::vector<Op> compiled;
    compiled.reserve(parts.size());
    for (const Filter& part : parts) compiled.push_back(filter_query(index, part));
    return {op, compiled.begin(), compiled.end()};
  }
};

}  // namespace

Xapian::Query filter_query(const IndexReader& index, const Filter& filter) {
  return std::visit(Compiler{index}, filter.node);
}

}  // namespace speur
