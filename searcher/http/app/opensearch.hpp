#pragma once

#include "speur/suggester.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace speur::http {

/// The description by which a browser adds the site's search (OpenSearch 1.1 draft 6). `base`: of
/// this server, without a slash at the end.
[[nodiscard]] std::string opensearch_description(std::string_view site_name, std::string_view base);

/// What a browser completes while someone types: [typed, [text…], [description…], [url…]] of the
/// OpenSearch suggestions extension. What is no page leads to its search on this server.
[[nodiscard]] boost::json::array opensearch_suggestions(std::string_view typed,
                                                        const std::vector<Suggestion>& suggestions,
                                                        std::string_view site_url,
                                                        std::string_view base);

}  // namespace speur::http
