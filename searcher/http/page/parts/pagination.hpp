#pragma once

#include "searcher/http/page/parts/html_writer.hpp"
#include "searcher/http/page/model/page_view.hpp"

namespace speur::http {

/// Links to the other pages of hits; nothing where there is one page.
void write_pagination(HtmlWriter& html, const PageView& view);

/// The pages of hits, of which at most `depth` hits can be seen.
[[nodiscard]] std::size_t page_count(std::size_t hits, std::size_t depth);

}  // namespace speur::http
