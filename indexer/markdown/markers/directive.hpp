#pragma once

#include <cstddef>
#include <string_view>

namespace speur {

/// Length of the name of a directive at the start of `text`, as behind the colon of `:naam[woorden]{a=b}`; 0: there is
/// none.
[[nodiscard]] std::size_t directive_name_length(std::string_view text);

/// Length of the attributes in braces at the start of `text`, which may be empty; 0: there are none.
[[nodiscard]] std::size_t directive_list_length(std::string_view text);

}  // namespace speur
