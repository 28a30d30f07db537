#pragma once

#include "speur/analyzer.hpp"
#include "speur/error.hpp"
#include "speur/searcher.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// The answer as every outlet gives it. A snippet is HTML: escaped, with `<mark>` around what
/// matched; everything else is plain text, which its reader escapes.
[[nodiscard]] boost::json::object result_json(const SearchResult& result);

/// What the index holds of a page.
[[nodiscard]] boost::json::object page_json(const PageRecord& page);

[[nodiscard]] boost::json::object status_json(const IndexStatus& status);

/// {"tokens": …}; `text` is what was analyzed. `explanations`: none, or one a token.
[[nodiscard]] boost::json::object tokens_json(
    std::string_view text, const std::vector<Token>& tokens,
    const std::vector<WordExplanation>& explanations = {});

/// {"error": {"code", "message"}}
[[nodiscard]] boost::json::object error_json(ExitCode code, std::string_view message);

/// The five characters of HTML escaped, and `<mark>` around each mark.
[[nodiscard]] std::string marked_html(const MarkedText& text);

/// keyword, number or date.
[[nodiscard]] std::string_view to_string(FacetType type);

}  // namespace speur
