#pragma once

#include <cstddef>
#include <string_view>

namespace speur {

/// How many bytes of `text` to keep, at most `most`, so that no letter is cut in two as a reader sees it: not
/// a character of UTF-8, not a letter from its accent, not an emoji from its colour or from those that it is
/// joined to. A letter that is longer than `most` is cut between characters.
[[nodiscard]] std::size_t whole_letters(std::string_view text, std::size_t most);

}  // namespace speur
