#include "searcher/candidates/filter_query.hpp"

#include "searcher/candidates/facet_values.hpp"
#include "searcher/candidates/query_compiler.hpp"
#include "searcher/candidates/value_range.hpp"
#include "speur/schema.hpp"

#include <string>
#include <utility>
#include <vector>

namespace speur {
namespace {

using Op = CandidateQuery;

struct FilterCompiler {
  const IndexReader& index;

  Op operator()(const FacetValues& some) const {
    const IndexFacet& facet = index.facet(some.facet);
    std::vector<std::string> values;
    for (const std::string& value : some.values) {
      for (std::string& meant : meant_values(index, facet, value)) values.push_back(std::move(meant));
    }
    if (!values.empty()) return facet_filter(index, facet, values);
    return Op::values({Xapian::Query::OP_VALUE_GE, facet_slot(facet.name), std::string(1, '\0')});
  }
  Op operator()(const Range& range) const {
    return range_query(index, index.facet(range.field), range);
  }
  Op operator()(const FilterAll& all) const { return Op::all(compiled(all.parts)); }
  Op operator()(const FilterAny& any) const { return Op::any(compiled(any.parts)); }
  Op operator()(const FilterNot& negated) const {
    return Op::except(Op::everything(), filter_query(index, negated.part.front()));
  }

  std::vector<Op> compiled(const std::vector<Filter>& parts) const {
    std::vector<Op> made;
    made.reserve(parts.size());
    for (const Filter& part : parts) made.push_back(filter_query(index, part));
    return made;
  }
};

}  // namespace

CandidateQuery filter_query(const IndexReader& index, const Filter& filter) {
  return std::visit(FilterCompiler{index}, filter.node);
}

}  // namespace speur
