#include "searcher/query/query_tree.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

namespace speur {
namespace {

/// Drops operators without two sides, or makes words of them.
std::vector<QueryItem> settled_operators(std::vector<QueryItem> items, const std::function<void(std::size_t, const char*)>& tell) {
  std::vector<QueryItem> settled;
  for (std::size_t i = 0; i < items.size(); ++i) {
    QueryItem& item = items[i];
    if (item.kind != QueryItem::Kind::operand) {
      const bool left = !settled.empty() && settled.back().kind == QueryItem::Kind::operand;
      const bool last = i + 1 == items.size();
      const bool doubled = !last && items[i + 1].kind != QueryItem::Kind::operand;
      if (doubled || !item.word) {
        if (doubled || last || !left) {
          tell(item.at, "an operator without words on both sides is ignored");
          continue;
        }
      } else if (last || !left) {
        tell(item.at, "an operator without words on both sides is read as a word");
        item.kind = QueryItem::Kind::operand;
      }
    }
    settled.push_back(std::move(item));
  }
  return settled;
}

/// From `first`, the operands of `items` that AND joins; `first` moves behind them.
std::vector<QueryItem> take_joined(std::vector<QueryItem>& items, std::size_t& first) {
  std::vector<QueryItem> joined;
  joined.push_back(std::move(items[first++]));
  while (first < items.size() && items[first].kind == QueryItem::Kind::all) {
    joined.push_back(std::move(items[first + 1]));
    first += 2;
  }
  if (joined.size() > 1) {
    for (QueryItem& item : joined) {
      if (item.occur == Occur::wanted) item.occur = Occur::must;
    }
  }
  return joined;
}

AllOf all_of(std::vector<QueryItem> items) {
  AllOf all;
  for (QueryItem& item : items) all.clauses.push_back({item.occur, std::move(item.query)});
  return all;
}

/// Brackets around one thing are that thing, unless they exclude it.
Query simplified(Query query) {
  while (auto* all = std::get_if<AllOf>(&query.node)) {
    if (all->clauses.size() != 1 || all->clauses.front().occur == Occur::must_not) break;
    Query only = std::move(all->clauses.front().query);
    query = std::move(only);
  }
  return query;
}

void simplify(AllOf& all) {
  for (Clause& clause : all.clauses) clause.query = simplified(std::move(clause.query));
}

Query as_option(AllOf all) {
  simplify(all);
  return simplified(Query{std::move(all)});
}

}  // namespace

AllOf join_items(std::vector<QueryItem> items, const std::function<void(std::size_t, const char*)>& tell) {
  items = settled_operators(std::move(items), tell);
  AllOf all;
  for (std::size_t i = 0; i < items.size();) {
    AllOf option = all_of(take_joined(items, i));
    if (i == items.size() || items[i].kind != QueryItem::Kind::any) {
      std::move(option.clauses.begin(), option.clauses.end(), std::back_inserter(all.clauses));
      continue;
    }
    AnyOf any;
    any.options.push_back(as_option(std::move(option)));
    while (i < items.size() && items[i].kind == QueryItem::Kind::any) {
      any.options.push_back(as_option(all_of(take_joined(items, ++i))));
    }
    all.clauses.push_back({Occur::wanted, Query{std::move(any)}});
  }
  // One wanted group is left as it is: if nothing stands around it, it is the whole query.
  if (all.clauses.size() != 1 || all.clauses.front().occur != Occur::wanted) simplify(all);
  return all;
}

AllOf whole_query(AllOf all) {
  while (all.clauses.size() == 1 && all.clauses.front().occur == Occur::wanted) {
    auto* inner = std::get_if<AllOf>(&all.clauses.front().query.node);
    if (inner == nullptr) break;
    AllOf taken = std::move(*inner);
    all = std::move(taken);
  }
  simplify(all);
  return all;
}

}  // namespace speur
