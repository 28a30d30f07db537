#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

namespace speur {

/// Which pages a query finds, and what they weigh: the first stage of a search, as a tree over terms.
/// It is evaluated over posting lists (page_finder.hpp), or as the Xapian query that means the same.
/// Trees are values; equal parts are shared.
class CandidateQuery {
 public:
  enum class Kind : std::uint8_t {
    nothing,
    everything,  ///< every page; weighs nothing
    term,        ///< by BM25
    any,         ///< some part; the sum of what they weigh
    all,         ///< every part; the sum
    filter,      ///< the first part that is in the second, which weighs nothing
    prefer,      ///< the first part; the second adds its weight where it is
    except,      ///< the first part without the second
    scale,       ///< the part, its weight times `factor`
    values,      ///< a range of values: asked of Xapian; weighs nothing
  };

  /// Finds nothing.
  CandidateQuery() = default;
  static CandidateQuery everything();
  static CandidateQuery term(std::string term);
  /// Empty parts are left out.
  static CandidateQuery any(std::vector<CandidateQuery> parts);
  static CandidateQuery all(std::vector<CandidateQuery> parts);
  static CandidateQuery filter(CandidateQuery query, CandidateQuery by);
  static CandidateQuery prefer(CandidateQuery must, CandidateQuery maybe);
  static CandidateQuery except(CandidateQuery query, CandidateQuery without);
  static CandidateQuery scale(CandidateQuery query, double factor);
  static CandidateQuery values(Xapian::Query range);

  [[nodiscard]] Kind kind() const noexcept { return node_ ? node_->kind : Kind::nothing; }
  [[nodiscard]] bool empty() const noexcept { return kind() == Kind::nothing; }
  [[nodiscard]] const std::vector<CandidateQuery>& parts() const { return node_->parts; }
  [[nodiscard]] const std::string& name() const { return node_->term; }  ///< of a term
  [[nodiscard]] double factor() const { return node_->factor; }
  [[nodiscard]] const Xapian::Query& range() const { return node_->range; }

  [[nodiscard]] Xapian::Query to_xapian() const;

 private:
  struct Node {
    Kind kind = Kind::nothing;
    std::vector<CandidateQuery> parts{};
    std::string term{};
    double factor = 1;
    Xapian::Query range{};
  };
  explicit CandidateQuery(Node node) : node_(std::make_shared<const Node>(std::move(node))) {}
  static CandidateQuery joined(Kind kind, std::vector<CandidateQuery> parts);

  std::shared_ptr<const Node> node_;
};

}  // namespace speur
