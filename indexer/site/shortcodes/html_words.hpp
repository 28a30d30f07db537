#pragma once

#include <string>
#include <string_view>

namespace speur {

/// The words of HTML, on one line: also the `alt` of pictures. The marks stay.
[[nodiscard]] std::string words_of_html(std::string_view html, bool with_alt = true);

}  // namespace speur
