#include "searcher/finder/candidate_query.hpp"

#include <algorithm>
#include <utility>

namespace speur {

CandidateQuery CandidateQuery::everything() {
  return CandidateQuery(Node{.kind = Kind::everything});
}

CandidateQuery CandidateQuery::term(std::string term) {
  return CandidateQuery(Node{.kind = Kind::term, .term = std::move(term)});
}

CandidateQuery CandidateQuery::joined(Kind kind, std::vector<CandidateQuery> parts) {
  if (parts.empty()) return {};
  if (parts.size() == 1) return std::move(parts.front());
  return CandidateQuery(Node{.kind = kind, .parts = std::move(parts)});
}

CandidateQuery CandidateQuery::any(std::vector<CandidateQuery> parts) {
  std::erase_if(parts, [](const CandidateQuery& part) { return part.empty(); });
  return joined(Kind::any, std::move(parts));
}

CandidateQuery CandidateQuery::all(std::vector<CandidateQuery> parts) {
  if (std::ranges::any_of(parts, &CandidateQuery::empty)) return {};
  return joined(Kind::all, std::move(parts));
}

CandidateQuery CandidateQuery::filter(CandidateQuery query, CandidateQuery by) {
  if (query.empty() || by.empty()) return {};
  return CandidateQuery(Node{.kind = Kind::filter, .parts = {std::move(query), std::move(by)}});
}

CandidateQuery CandidateQuery::prefer(CandidateQuery must, CandidateQuery maybe) {
  if (must.empty() || maybe.empty()) return must;
  return CandidateQuery(Node{.kind = Kind::prefer, .parts = {std::move(must), std::move(maybe)}});
}

CandidateQuery CandidateQuery::except(CandidateQuery query, CandidateQuery without) {
  if (query.empty() || without.empty()) return query;
  return CandidateQuery(Node{.kind = Kind::except, .parts = {std::move(query), std::move(without)}});
}

CandidateQuery CandidateQuery::scale(CandidateQuery query, double factor) {
  if (query.empty()) return {};
  return CandidateQuery(Node{.kind = Kind::scale, .parts = {std::move(query)}, .factor = factor});
}

CandidateQuery CandidateQuery::values(Xapian::Query range) {
  return CandidateQuery(Node{.kind = Kind::values, .range = std::move(range)});
}

Xapian::Query CandidateQuery::to_xapian() const {
  using Op = Xapian::Query;
  const auto join = [&](Op::op op) {
    std::vector<Op> made;
    for (const CandidateQuery& part : parts()) made.push_back(part.to_xapian());
    return Op(op, made.begin(), made.end());
  };
  switch (kind()) {
    case Kind::nothing:
      return {};
    case Kind::everything:  // the static MatchAll is shared between threads
      return {Op::OP_SCALE_WEIGHT, Op(std::string()), 0.0};
    case Kind::term:
      return Op(name());
    case Kind::any:
      return join(Op::OP_OR);
    case Kind::all:
      return join(Op::OP_AND);
    case Kind::filter:
      return join(Op::OP_FILTER);
    case Kind::prefer:
      return join(Op::OP_AND_MAYBE);
    case Kind::except:
      return join(Op::OP_AND_NOT);
    case Kind::scale:
      return {Op::OP_SCALE_WEIGHT, parts().front().to_xapian(), factor()};
    case Kind::values:
      return range();
  }
  return {};
}

}  // namespace speur
