#pragma once

#include "searcher/http/page/parts/html_writer.hpp"
#include "searcher/http/page/model/page_view.hpp"

namespace speur::http {

/// What there is to choose from before anything was asked: the values of the first facets, and all
/// pages.
void write_start(HtmlWriter& html, const PageView& view);

}  // namespace speur::http
