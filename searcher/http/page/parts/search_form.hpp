#pragma once

#include "searcher/http/page/parts/html_writer.hpp"
#include "searcher/http/page/model/page_view.hpp"

#include <string_view>

namespace speur::http {

/// The id of the form, for its fields that stand elsewhere: filters and sort order.
inline constexpr std::string_view form_id = "speur-form";

void write_search_form(HtmlWriter& html, const PageView& view);

/// Whether the key / goes to the form, which is a trap for who speaks to the computer (WCAG 2.1.4).
/// Hidden: only the script has that key.
void write_shortcut_choice(HtmlWriter& html, const PageView& view);

}  // namespace speur::http
