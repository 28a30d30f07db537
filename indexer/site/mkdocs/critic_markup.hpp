#pragma once

#include <string>
#include <string_view>

namespace speur {

/// The text without the changes that Critic Markup proposes, as pymdownx.critic shows it with the mode
/// `accept` (`accept` is true: `{++new++}` stays and `{--old--}` goes) or `reject` (the other way round).
/// Comments (`{>>so<<}`) go, marked words (`{==these==}`) stay. As there, code is no exception, and a
/// change may go on over many paragraphs. Linear in the text.
[[nodiscard]] std::string without_critic_markup(std::string_view text, bool accept);

}  // namespace speur
