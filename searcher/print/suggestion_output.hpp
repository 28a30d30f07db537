#pragma once

#include "searcher/print/terminal.hpp"
#include "speur/suggester.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// {"query", "suggestions": [{"text", "html", "kind", "pages", "id", "url"}]}; `html` is escaped,
/// with `<mark>` around what was typed; `id` and `url` only where it is one page.
[[nodiscard]] boost::json::object suggestions_json(std::string_view typed,
                                                   const std::vector<Suggestion>& suggestions);

/// A line each: the text, and for people its kind and where it leads.
[[nodiscard]] std::string suggestions_text(const std::vector<Suggestion>& suggestions,
                                           const Terminal& terminal, std::string_view site_url);

}  // namespace speur
