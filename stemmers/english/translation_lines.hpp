#pragma once

#include <string_view>

namespace speur {

/// What compile_translations.cpp wrote: lines `key TAB mark dutch,dutch LF`, sorted by the bytes of
/// their keys. A key is an English stem, or after = a word whose stem others have too. The mark is
/// d for a Dutch word, e for one that is only English.
extern const std::string_view translation_lines;

}  // namespace speur
