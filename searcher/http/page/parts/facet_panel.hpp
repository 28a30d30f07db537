#pragma once

#include "searcher/http/page/parts/html_writer.hpp"
#include "searcher/http/page/model/page_view.hpp"

namespace speur::http {

/// The filters: a fieldset a facet, with its values and their counts, or with from and to.
void write_facet_panel(HtmlWriter& html, const PageView& view);

}  // namespace speur::http
