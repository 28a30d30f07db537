#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace speur {

/// The language whose rules tags, names, conditions and filters follow.
enum class TemplateLanguage : unsigned char { liquid, jinja };

/// `{% name rest %}` or `{{ rest }}`, with or without hyphens. A tag of Jinja has the name of that of Liquid which does
/// the same.
struct LiquidTag {
  std::size_t begin = 0, end = 0;
  bool output = false;
  std::string_view name, rest;
  bool strips_before = false, strips_after = false;  ///< white space, by hyphens
};

/// The name of `{# … #}`.
inline constexpr std::string_view jinja_comment = "#";

/// Finds one tag of a text after the other.
class LiquidTags {
 public:
  LiquidTags(std::string_view text, TemplateLanguage language)
      : text_(text), jinja_(language == TemplateLanguage::jinja) {}

  /// The first tag at `from` or behind it.
  [[nodiscard]] std::optional<LiquidTag> next(std::size_t from);

 private:
  std::size_t end_of(char sign, std::size_t from);

  std::string_view text_;
  bool jinja_;
  std::array<bool, 3> none_left_{};  ///< ends of tags that were not found once are not looked for again
};

/// Whether a tag of this name begins what goes on to an `end` of it.
[[nodiscard]] bool opens_liquid_block(std::string_view name);

/// A loop in a text, from behind its first tag on.
struct LiquidLoopText {
  std::string_view body, otherwise;
  LiquidTag end;       ///< `endfor`
  LiquidTag body_end;  ///< `else`, or the same
};

/// The loop that `tag` of `text` begins; nothing where it does not end. `tags`: those of `text`.
[[nodiscard]] std::optional<LiquidLoopText> liquid_loop_text(std::string_view text, LiquidTags tags, const LiquidTag& tag);

/// The words of a condition or a loop; a string in quotes is one word.
[[nodiscard]] std::vector<std::string_view> liquid_words(std::string_view text);

/// The parts between signs that stand in no quotes, without blanks around them; there is always one.
[[nodiscard]] std::vector<std::string_view> split_outside_quotes(std::string_view text, char sign);

}  // namespace speur
