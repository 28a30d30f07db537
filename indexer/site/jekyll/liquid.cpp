#include "indexer/site/jekyll/liquid.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/includes/include_expansion.hpp"
#include "indexer/site/jekyll/liquid_condition.hpp"
#include "indexer/site/rules/site_rules.hpp"
#include "indexer/text/text_decoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace speur {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t max_depth = 100;

/// `{% name rest %}` or `{{ rest }}`, with or without hyphens.
struct LiquidTag {
  std::size_t begin = 0, end = 0;
  bool output = false;
  std::string_view name, rest;
  bool strips_before = false, strips_after = false;  ///< white space, by hyphens
};

/// Finds one tag after the other.
class LiquidTags {
 public:
  explicit LiquidTags(std::string_view text) : text_(text) {}

  /// The first tag at `from` or behind it.
  std::optional<LiquidTag> next(std::size_t from) {
    for (std::size_t at = text_.find('{', from); at != npos; at = text_.find('{', at + 1)) {
      const char sign = at + 1 < text_.size() ? text_[at + 1] : '\0';
      if (sign != '%' && sign != '{') continue;
      const std::size_t close = end_of(sign == '%', at + 2);
      if (close == npos) continue;
      std::string_view inside = text_.substr(at + 2, close - at - 2);
      const bool before = inside.starts_with('-');
      if (before) inside.remove_prefix(1);
      const bool after = inside.ends_with('-');
      if (after) inside.remove_suffix(1);
      inside = trimmed(inside);
      LiquidTag tag{at, close + 2, sign == '{', {}, inside, before, after};
      if (!tag.output) {
        const std::size_t word = std::min(inside.find_first_of(" \t\n"), inside.size());
        tag.name = inside.substr(0, word);
        tag.rest = trimmed(inside.substr(word));
        // The reader of Markdown finds code by tags that have their lines for themselves.
        if (tag.name.ends_with("highlight")) tag.strips_before = tag.strips_after = false;
      }
      return tag;
    }
    return std::nullopt;
  }

 private:
  /// What was not found once is not looked for again.
  std::size_t end_of(bool tag, std::size_t from) {
    if (none_left_[tag ? 1 : 0]) return npos;
    const std::size_t end = text_.find(tag ? "%}" : "}}", from);
    none_left_[tag ? 1 : 0] = end == npos;
    return end;
  }

  std::string_view text_;
  std::array<bool, 2> none_left_{};
};

bool opens_block(std::string_view name) {
  return name == "if" || name == "unless" || name == "case" || name == "for" || name == "tablerow" ||
         name == "capture";
}

class LiquidRun {
 public:
  LiquidRun(std::string_view text, const LiquidValues& values, const Where& where,
            std::vector<Problem>& problems)
      : text_(text), tags_(text), scope_(values.page, values.site), where_(where), problems_(problems) {}

  std::string run() {
    out_.reserve(text_.size());
    for (auto tag = tags_.next(at_); tag; tag = tags_.next(at_)) {
      copy_to(tag->begin);
      strips_ = tag->strips_before;
      if (strips_ && is_shown()) strip_end();
      last_ = *tag;
      if (tag->output) {
        output(*tag);
      } else if (tag->name == "raw") {
        raw(*tag);
      } else if (tag->name == "comment") {
        const std::optional<std::size_t> end = end_of_verbatim(*tag);
        end ? skip_to(*end) : copy_to(tag->end);
      } else {
        statement(*tag);
      }
      strips_ = last_.strips_after;
      text_begin_ = out_.size();
    }
    copy_to(text_.size());
    // A capture that does not end is none.
    for (const Block& block : blocks_) {
      if (block.name == "capture" && block.shown) out_ += block.kept;
    }
    return std::move(out_);
  }

 private:
  struct Block {
    std::string_view name, argument;
    bool shown = false;     ///< the text around it is
    bool known = true;      ///< whether its branches are shown can be told
    bool done = false;      ///< a branch was shown
    bool now = false;       ///< this branch is shown
    std::string kept = {};  ///< the text before a capture
  };

  /// The place behind the tag that ends `raw` or `comment`, in which nothing is run. A comment may hold other ones,
  /// and `raw`.
  std::optional<std::size_t> end_of_verbatim(const LiquidTag& tag) {
    const bool is_comment = tag.name == "comment";
    std::size_t depth = 1;
    bool raw = !is_comment;
    for (auto next = tags_.next(tag.end); next; next = tags_.next(next->end)) {
      if (raw) {
        if (next->name != "endraw") continue;
        last_ = *next;
        if (!is_comment) return next->end;
        raw = false;
      } else if (next->name == "raw") {
        raw = true;
      } else if (next->name == "comment") {
        ++depth;
      } else if (next->name == "endcomment" && --depth == 0) {
        last_ = *next;
        return next->end;
      }
    }
    return std::nullopt;
  }

  /// Its text stays as it is, without the tags around it.
  void raw(const LiquidTag& tag) {
    const std::optional<std::size_t> end = end_of_verbatim(tag);
    if (!end) return copy_to(text_.size());
    skip_to(tag.end);
    strips_ = false;
    copy_to(last_.begin);
    skip_to(*end);
  }

  [[nodiscard]] bool is_shown() const { return blocks_.empty() || (blocks_.back().shown && blocks_.back().now); }

  /// Goes to `place`, with the text up to there if it is shown, else with its ends of lines alone.
  void copy_to(std::size_t place) {
    if (!is_shown()) return skip_to(place);
    const std::string_view passed = text_.substr(at_, place - at_);
    if (!scope_.is_in_include()) line_ += lines_in(passed);
    put(passed);
    at_ = place;
  }

  void skip_to(std::size_t place) {
    const std::size_t lines = lines_in(text_.substr(at_, place - at_));
    if (!scope_.is_in_include()) line_ += lines;
    if (strips_) {
      owed_lines_ += lines;
    } else {
      out_.append(lines, '\n');
    }
    at_ = place;
  }

  /// Puts text down, without the white space that it begins with where the tag before it strips that. Ends of lines
  /// that went by it follow at the next blank line, so that later lines keep their numbers.
  void put(std::string_view text) {
    if (strips_) {
      const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
      owed_lines_ += lines_in(text.substr(0, begin));
      text.remove_prefix(begin);
    }
    const std::size_t blank = owed_lines_ == 0 ? npos : text.find("\n\n");
    if (blank != npos) {
      out_ += text.substr(0, blank);
      out_.append(std::exchange(owed_lines_, 0), '\n');
      text.remove_prefix(blank);
    }
    out_ += text;
  }

  /// Takes white space off that the page's text has before a tag: not off what the tag before it gave.
  void strip_end() {
    const std::size_t end = std::max(out_.find_last_not_of(" \t\r\n") + 1, text_begin_);  // npos + 1 is 0
    owed_lines_ += lines_in(std::string_view(out_).substr(end));
    out_.resize(end);
  }

  static std::size_t lines_in(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count(text, '\n'));
  }

  void output(const LiquidTag& tag) {
    const std::optional<std::string> words = is_shown() ? scope_.words(tag.rest) : std::nullopt;
    if (!words) return copy_to(tag.end);
    budget::hold(words->size());
    out_ += *words;
    skip_to(tag.end);
  }

  void statement(const LiquidTag& tag) {
    if (opens_block(tag.name)) {
      if (blocks_.size() >= max_depth) return copy_to(tag.end);
      return open(tag);
    }
    if (tag.name == "assign") {
      if (is_shown()) scope_.assign(tag.rest);
      return skip_to(tag.end);
    }
    if (tag.name == included_begin) {
      skip_to(tag.end);
      return scope_.enter_include(tag.rest);
    }
    if (tag.name == included_end) {
      skip_to(tag.end);
      return scope_.leave_include();
    }
    if (blocks_.empty()) return copy_to(tag.end);
    Block& block = blocks_.back();
    if (tag.name == "elsif" && block.name == "if") return branch(tag, scope_.holds(tag.rest));
    if (tag.name == "when" && block.name == "case") {
      return branch(tag, scope_.is_one_of(block.argument, tag.rest));
    }
    if (tag.name == "else" && block.name != "capture") return branch(tag, true);
    if (tag.name.starts_with("end") && tag.name.substr(3) == block.name) return close(tag);
    copy_to(tag.end);
  }

  void open(const LiquidTag& tag) {
    Block block{.name = tag.name, .argument = tag.rest, .shown = is_shown()};
    std::optional<bool> holds;
    if (tag.name == "if" || tag.name == "unless") {
      holds = scope_.holds(tag.rest);
      if (holds && tag.name == "unless") holds = !*holds;
    } else if (tag.name == "capture") {
      block.now = true;
      block.kept = std::exchange(out_, {});
    } else if (tag.name != "case") {
      holds = scope_.goes_through(tag.rest);
      if (holds == true) holds = std::nullopt;  // its body is a form of what Jekyll puts in
    }
    skip_to(tag.end);
    blocks_.push_back(std::move(block));
    if (tag.name != "capture" && tag.name != "case") choose(tag, holds);
  }

  void branch(const LiquidTag& tag, std::optional<bool> holds) {
    skip_to(tag.end);
    choose(tag, holds);
  }

  /// Once it cannot be told whether a branch is shown, no other can be told, either.
  void choose(const LiquidTag& tag, std::optional<bool> holds) {
    Block& block = blocks_.back();
    if (block.known && !block.done && !holds) {
      block.known = false;
      if (block.shown) tell(tag);
    }
    block.now = block.known && !block.done && *holds;
    block.done = block.done || block.now;
  }

  void close(const LiquidTag& tag) {
    Block block = std::move(blocks_.back());
    blocks_.pop_back();
    if (block.name != "capture") return skip_to(tag.end);
    const std::string words = std::exchange(out_, std::move(block.kept));
    out_.append(lines_in(words), '\n');
    if (block.shown) scope_.keep(block.argument, words);
    skip_to(tag.end);
  }

  void tell(const LiquidTag& tag) {
    problems_.push_back(doubt(where_.file, where_.line + line_,
                              fmt::format("text is left out that stands in `{{% {} %}}`: only Jekyll knows whether "
                                          "it is shown", tag.name)));
  }

  std::string_view text_;
  LiquidTags tags_;
  LiquidScope scope_;
  const Where& where_;
  std::vector<Problem>& problems_;
  std::string out_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;  ///< lines before at_
  bool strips_ = false;   ///< white space at at_
  std::size_t text_begin_ = 0;  ///< in out_: of the text behind the last tag
  std::size_t owed_lines_ = 0;
  LiquidTag last_;        ///< that was read, with what it ends
  std::vector<Block> blocks_;
};

}  // namespace

std::string run_liquid(std::string text, const LiquidValues& values, const Where& where,
                       std::vector<Problem>& problems) {
  if (text.find("{%") == std::string::npos && text.find("{{") == std::string::npos) return text;
  return LiquidRun(text, values, where, problems).run();
}

}  // namespace speur
