#pragma once

#include <string>
#include <string_view>

namespace speur {

/// Appends `text` so that HTML takes all of it as text, in an element or in a quoted attribute.
void append_escaped(std::string& html, std::string_view text);

/// Appends text with marks (marks.hpp) for an element. An HTML parser replaces noncharacters, so a
/// numbered mark becomes a comment; the page has no others, for they were taken out before.
void append_text(std::string& html, std::string_view text);

/// Appends raw HTML with marks in it: in its text they become comments, too; in its tags they go.
void mark_raw_html(std::string& html, std::string_view raw);

/// The mark that a comment stands for; empty if it stands for none.
[[nodiscard]] std::string mark_of_comment(std::string_view comment);

}  // namespace speur
