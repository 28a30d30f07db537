#pragma once

#include <boost/json/fwd.hpp>

#include <string>

namespace speur {

/// JSON as people read it: numbers in their shortest form (Boost.JSON would write 1.5E1), and with
/// `indented` one member a line. Without a line feed at the end.
[[nodiscard]] std::string json_text(const boost::json::value& value, bool indented = false);

}  // namespace speur
