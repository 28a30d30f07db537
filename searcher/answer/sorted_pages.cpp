#include "searcher/answer/sorted_pages.hpp"

#include "searcher/answer/page_order.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace speur {
namespace {

/// Fetches runs of pages with equal values, until there are enough.
class SortedMatch {
 public:
  SortedMatch(const Xapian::Database& database, const SortKey& key, std::size_t count, const Deadline& deadline,
              const PageDecision& decision)
      : database_(database), key_(key), count_(count), deadline_(deadline), decision_(decision) {}

  /// Adds the pages of `part`, which all have a value or all have none. Xapian orders equal values by docid, which
  /// tells when a page was indexed: so each run of equal values is fetched whole.
  void fetch(const Xapian::Query& part, bool has_value);
  [[nodiscard]] FoundPages take() { return std::move(found_); }

 private:
  struct KeyedPage {
    std::string value;
    RankedPage page;
  };
  [[nodiscard]] std::vector<KeyedPage> in_order(const Matches& matches, bool has_value) const;
  /// How many pages of `part` there are to the end of the run of this value.
  [[nodiscard]] std::size_t count_until(const Xapian::Query& part, const std::string& value) const;

  const Xapian::Database& database_;
  const SortKey& key_;
  std::size_t count_;
  const Deadline& deadline_;
  const PageDecision& decision_;
  FoundPages found_;
};

std::vector<SortedMatch::KeyedPage> SortedMatch::in_order(const Matches& matches, bool has_value) const {
  std::vector<KeyedPage> keyed;
  for (const RankedMatch& hit : matches.pages) {
    const Xapian::Document document = database_.get_document(hit.docid);
    keyed.push_back({has_value ? document.get_value(key_.slot) : std::string(),
                     {hit.docid, hit.weight, document.get_value(id_slot)}});
  }
  std::ranges::sort(keyed, [&](const KeyedPage& a, const KeyedPage& b) {
    if (a.value != b.value) return key_.descending ? b.value < a.value : a.value < b.value;
    return a.page.id < b.page.id;
  });
  return keyed;
}

std::size_t SortedMatch::count_until(const Xapian::Query& part, const std::string& value) const {
  using Op = Xapian::Query;
  const Op until_last(key_.descending ? Op::OP_VALUE_GE : Op::OP_VALUE_LE, key_.slot, value);
  Xapian::Enquire counter(database_);
  counter.set_weighting_scheme(Xapian::BoolWeight());
  counter.set_query(Op(Op::OP_FILTER, part, until_last));
  return match(database_, counter, 0, database_.get_doccount(), deadline_, decision_).total;
}

void SortedMatch::fetch(const Xapian::Query& part, bool has_value) {
  Xapian::Enquire enquire(database_);
  enquire.set_query(part);
  if (has_value) {
    enquire.set_sort_by_value_then_relevance(key_.slot, key_.descending);
  } else {
    enquire.set_sort_by_value(id_slot, false);
  }
  std::size_t depth = count_ > found_.pages.size() ? count_ - found_.pages.size() : 0;
  for (;;) {
    const Matches matches = match(database_, enquire, static_cast<Xapian::doccount>(depth), database_.get_doccount(),
                                  deadline_, decision_);
    std::vector<KeyedPage> keyed = in_order(matches, has_value);
    if (matches.is_cut) {
      found_.is_cut = true;  // those that were looked at until then, in their order
    } else if (has_value && depth > 0 && keyed.size() == depth) {
      // The last run may go on beyond what was fetched.
      const std::size_t whole_runs = count_until(part, keyed.back().value);
      if (whole_runs > depth) {
        depth = whole_runs;
        continue;
      }
    }
    found_.total += matches.total;
    for (KeyedPage& each : keyed) found_.pages.push_back(std::move(each.page));
    return;
  }
}

}  // namespace

SortKey sort_key(const IndexReader& index, const std::string& text) {
  const std::size_t colon = text.rfind(':');
  std::string field = text;
  std::string direction = "asc";
  if (colon != std::string::npos) {
    direction = text.substr(colon + 1);
    field.resize(colon);
  }
  if (direction != "asc" && direction != "desc") {
    throw Error(ExitCode::usage, fmt::format("sort goes asc or desc, not '{}'", direction));
  }
  const bool descending = direction == "desc";
  if (field == "title" || field == "titel") return {title_slot, descending};
  const IndexFacet* facet = index.find_facet(field);
  if (facet == nullptr) {
    std::string names = "title";
    for (const IndexFacet& known : index.facets()) names += ", " + known.name;
    throw Error(ExitCode::usage,
                fmt::format("there is no sort key '{}'; there are: {}", field, names));
  }
  const bool words = facet->type == FacetType::keyword;
  return {words ? facet_slot(facet->name) : sort_slot(facet->name), descending};
}

FoundPages sorted_pages(const IndexReader& index, const FirstStage::All& all, const SortKey& key, std::size_t count,
                        const Deadline& deadline) {
  FoundPages found;
  found.total = all.total;
  found.is_cut = all.is_cut;
  for (OrderedPage& page : order_by_value(index.database(), all.pages, key.slot, key.descending, count, deadline,
                                          found.is_cut)) {
    found.pages.push_back({page.docid, 0, std::move(page.id)});
  }
  return found;
}

FoundPages sorted_pages(const IndexReader& index, const Xapian::Query& query, const SortKey& key, std::size_t count,
                        const Deadline& deadline, const PageDecision& decision) {
  using Op = Xapian::Query;
  const Op having(Op::OP_VALUE_GE, key.slot, std::string(1, '\0'));
  SortedMatch sorted(index.database(), key, count, deadline, decision);
  sorted.fetch(Op(Op::OP_FILTER, query, having), true);
  sorted.fetch(Op(Op::OP_AND_NOT, query, having), false);
  return sorted.take();
}

}  // namespace speur
