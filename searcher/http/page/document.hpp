#pragma once

#include "searcher/http/page/model/page_view.hpp"

#include <string>

namespace speur::http {

/// What the script replaces, and the element on other sites shows: the form, the filters and the
/// results, or what stands there at the beginning.
[[nodiscard]] std::string region_html(const PageView& view);

/// The whole document around it.
[[nodiscard]] std::string document_html(const PageView& view);

/// For when there is nothing to search.
[[nodiscard]] std::string failure_html(Language language);

}  // namespace speur::http
