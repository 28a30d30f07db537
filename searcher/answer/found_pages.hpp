#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

namespace speur {

struct RankedPage {
  Xapian::docid docid = 0;
  double score = 0;
  std::string id{};  ///< where it was needed already
};

/// The first pages of an answer, in its order.
struct FoundPages {
  std::vector<RankedPage> pages{};
  std::size_t total = 0;  ///< of all that were found, be they in `pages` or not
  bool is_exact = true;   ///< else the total is an estimate
  bool is_cut = false;    ///< the time was up
};

}  // namespace speur
