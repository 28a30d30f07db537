#pragma once

#include "indexer/terms/page_document.hpp"

#include <string>
#include <vector>

namespace speur {

/// A page that any thread has made, for the one that writes it.
struct PreparedPage {
  std::string id;
  MadePage made;
  std::vector<std::string> facets;  ///< names, in the order of the page
};

}  // namespace speur
