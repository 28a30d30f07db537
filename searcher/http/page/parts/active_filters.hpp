#pragma once

#include "searcher/http/page/parts/html_writer.hpp"
#include "searcher/http/page/model/page_view.hpp"

#include <string>

namespace speur::http {

/// "Rol: Jurist"
[[nodiscard]] std::string filter_name(const PageView& view, const FacetFilter& filter);
/// One of kept_ranges(): "Datum van 1 januari 2025 tot en met 31 december 2025"
[[nodiscard]] std::string filter_name(const PageView& view, const RangeInput& range);

/// A link for each filter that takes it away, and one for all.
void write_active_filters(HtmlWriter& html, const PageView& view);

}  // namespace speur::http
