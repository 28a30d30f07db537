#include "indexer/suggestions/usefulness.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace speur::usefulness {
namespace {

double log_of(std::uint32_t count) { return std::log2(1.0 + count); }

}  // namespace

double of_title(std::uint32_t pages, std::uint32_t mentions) {
  return 3000 + 30 * log_of(pages) + 20 * log_of(mentions);
}

double of_heading(std::uint32_t pages, std::uint32_t mentions) {
  return 2000 + 30 * log_of(pages) + 20 * log_of(mentions);
}

double of_phrase(std::uint32_t pages) { return 1200 + 60 * log_of(pages); }

double of_word(std::uint32_t pages, std::uint32_t titles) {
  return 1000 + 30 * log_of(pages) + 60 * log_of(titles);
}

double of_page(std::string_view url, double boost) {
  const auto depth = std::count(url.begin(), url.end(), '/') - (url.ends_with('/') ? 1 : 0);
  return 60 * std::clamp(std::log2(boost), -3.0, 3.0) -
         15.0 * static_cast<double>(std::clamp<std::ptrdiff_t>(depth, 0, 4));
}

std::uint32_t stored(double usefulness, std::string_view folded) {
  usefulness -= std::min(250.0, 1.5 * static_cast<double>(folded.size()));
  return static_cast<std::uint32_t>(std::max(0.0, usefulness));
}

}  // namespace speur::usefulness
