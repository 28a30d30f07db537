#pragma once

#include "searcher/http/page/parts/html_writer.hpp"
#include "searcher/http/page/model/page_view.hpp"

namespace speur::http {

/// The number of hits, the definition, the hits and the links to more of them; or what to do where
/// there are none.
void write_results(HtmlWriter& html, const PageView& view);

}  // namespace speur::http
