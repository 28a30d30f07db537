#include "indexer/site/liquid/liquid.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/includes/include_expansion.hpp"
#include "indexer/markdown/source/shown_signs.hpp"
#include "indexer/site/liquid/liquid_condition.hpp"
#include "indexer/site/liquid/liquid_scope.hpp"
#include "indexer/site/liquid/liquid_tags.hpp"
#include "indexer/site/rules/site_rules.hpp"
#include "speur/npos.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace speur {
namespace {

constexpr std::size_t max_depth = 100;
constexpr std::size_t max_loops = 8;  ///< within each other

/// Bytes that loops of a page may go over in all their rounds. A loop that would go on longer is left out and told, like
/// one whose items only Jekyll knows.
constexpr std::size_t most_looped_bytes = std::size_t{1} << 20;

/// What the runs of a page and of the bodies of its loops share.
struct LiquidState {
  LiquidScope scope;
  const Where& where;
  std::vector<Problem>& problems;
  std::size_t looped = 0;  ///< bytes that loops went over
  std::set<std::pair<std::size_t, std::string_view>> told;  ///< lines and names of tags

  /// Whether a doubt about this tag is told. After some it is not: they would take more memory than the page.
  bool tells(std::size_t line, std::string_view tag) {
    constexpr std::size_t most = 100;
    return told.size() < most && told.emplace(line, tag).second;
  }
};

class LiquidRun {
 public:
  LiquidRun(std::string_view text, LiquidState& state)
      : text_(text), tags_(text, state.scope.language()), state_(state), scope_(state.scope) {}

  [[nodiscard]] bool breaks() const { return breaks_; }

  std::string run() {
    out_.reserve(text_.size());
    for (auto tag = tags_.next(at_); tag && !stops_; tag = tags_.next(at_)) {
      copy_to(tag->begin);
      strips_ = tag->strips_before;
      if (strips_ && is_shown()) strip_end();
      last_ = *tag;
      if (tag->output) {
        output(*tag);
      } else if (tag->name == jinja_comment) {
        skip_to(tag->end);
      } else if (tag->name == "raw") {
        raw(*tag);
      } else if (tag->name == "comment") {
        comment(*tag);
      } else {
        statement(*tag);
      }
      strips_ = last_.strips_after;
      text_begin_ = out_.size();
    }
    if (!stops_) copy_to(text_.size());
    // A capture that does not end is none.
    for (const Block& block : blocks_) {
      if (block.name == "capture" && block.shown) out_ += block.kept;
    }
    if (strips_at_end_) strip_end();
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

  /// Nothing of a comment is shown; one that does not end is none.
  void comment(const LiquidTag& tag) {
    if (const std::optional<std::size_t> end = end_of_verbatim(tag)) return skip_to(*end);
    copy_to(tag.end);
  }

  /// Its text stays as it is, without the tags around it.
  void raw(const LiquidTag& tag) {
    const std::optional<std::size_t> end = end_of_verbatim(tag);
    if (!end) return copy_to(text_.size());
    skip_to(tag.end);
    strips_ = false;
    if (is_shown()) {
      const std::string_view shown = text_.substr(at_, last_.begin - at_);
      if (!scope_.is_in_include()) line_ += lines_in(shown);
      put(with_signs_apart(shown));
      at_ = last_.begin;
    }
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
    if (!words) {
      if (is_shown() && !is_in_address(tag)) tell_output(tag);
      return copy_to(tag.end);
    }
    budget::hold(words->size());
    out_ += *words;
    skip_to(tag.end);
  }

  /// Whether the tag stands in an address or an attribute, where it shows no words.
  [[nodiscard]] bool is_in_address(const LiquidTag& tag) const {
    const char before = tag.begin > 0 ? text_[tag.begin - 1] : ' ';
    const char behind = tag.end < text_.size() ? text_[tag.end] : ' ';
    constexpr std::string_view signs_before = "(\"'=/<:&?", signs_behind = "\"'/#?&=";
    return signs_before.find(before) != npos || signs_behind.find(behind) != npos;
  }

  void tell_output(const LiquidTag& tag) {
    if (scope_.language() != TemplateLanguage::liquid || !state_.tells(line_, tag.rest)) return;
    state_.problems.push_back(doubt(state_.where.file, state_.where.line + line_,
                                    "words are left out that `{{ … }}` shows: only Jekyll knows them"));
  }

  void statement(const LiquidTag& tag) {
    if (opens_liquid_block(tag.name)) {
      if (blocks_.size() >= max_depth) return copy_to(tag.end);
      const bool is_run = tag.name == "for" && is_shown() && loop(tag);
      if (!is_run) open(tag);
      return;
    }
    if (tag.name == "assign") {
      if (is_shown()) scope_.assign(tag.rest);
      return skip_to(tag.end);
    }
    if (loops_ > 0 && (tag.name == "break" || tag.name == "continue")) {
      if (is_shown()) stops_ = true;
      breaks_ = stops_ && tag.name == "break";
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
    if (tag.name == "elsif" && block.name == "if") return branch(tag, liquid_holds(scope_, tag.rest));
    if (tag.name == "when" && block.name == "case") {
      return branch(tag, is_one_of_liquid(scope_, block.argument, tag.rest));
    }
    if (tag.name == "else" && block.name != "capture") return branch(tag, true);
    if (tag.name.starts_with("end") && tag.name.substr(3) == block.name) return close(tag);
    copy_to(tag.end);
  }

  void open(const LiquidTag& tag) {
    Block block{.name = tag.name, .argument = tag.rest, .shown = is_shown()};
    std::optional<bool> holds;
    if (tag.name == "if" || tag.name == "unless") {
      holds = liquid_holds(scope_, tag.rest);
      if (holds && tag.name == "unless") holds = !*holds;
    } else if (tag.name == "capture") {
      block.now = true;
      block.kept = std::exchange(out_, {});
    } else if (tag.name != "case") {
      const std::optional<LiquidLoop> loop = scope_.loop(tag.rest);
      if (loop && loop->items.empty()) holds = false;
    }
    skip_to(tag.end);
    blocks_.push_back(std::move(block));
    if (tag.name != "capture" && tag.name != "case") choose(tag, holds);
  }

  /// Runs a loop whose items are known; false where they are not.
  bool loop(const LiquidTag& tag) {
    if (loops_ >= max_loops) return false;
    const std::optional<LiquidLoop> loop = scope_.loop(tag.rest);
    const std::optional<LiquidLoopText> text = loop ? liquid_loop_text(text_, tags_, tag) : std::nullopt;
    if (!text) return false;
    if (loop->items.size() > (most_looped_bytes - state_.looped) / (text->body.size() + 1)) return false;
    state_.looped += loop->items.size() * (text->body.size() + 1);
    const std::size_t line = line_ + lines_in(text_.substr(at_, tag.end - at_));
    std::string made;
    if (loop->items.empty()) {
      made = part(text->otherwise, line + lines_in(text->body), text->body_end, text->end).run();
    }
    scope_.enter_loop(*loop);
    for (std::size_t round = 0; round < loop->items.size(); ++round) {
      scope_.next_item();
      LiquidRun body = part(text->body, line, tag, text->body_end);
      made += body.run();
      if (body.breaks()) break;
    }
    scope_.leave_loop();
    put_loop(made, text->end);
    return true;
  }

  /// A run of a part of a loop between two tags.
  LiquidRun part(std::string_view text, std::size_t line, const LiquidTag& before, const LiquidTag& after) {
    LiquidRun run(text, state_);
    run.line_ = line;
    run.strips_ = before.strips_after;
    run.strips_at_end_ = after.strips_before;
    run.loops_ = loops_ + 1;
    return run;
  }

  /// Puts the text of a loop in the place of its source, which goes on behind `end`.
  void put_loop(std::string_view made, const LiquidTag& end) {
    const std::size_t lines = lines_in(text_.substr(at_, end.end - at_));
    if (!scope_.is_in_include()) line_ += lines;
    budget::hold(made.size());
    out_ += made;
    owed_lines_ += lines - std::min(lines, lines_in(made));
    at_ = end.end;
    last_ = end;
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
    if (!state_.tells(line_, tag.name)) return;
    state_.problems.push_back(doubt(state_.where.file, state_.where.line + line_,
                              fmt::format("text is left out that stands in `{{% {} %}}`: only {} knows whether it is shown",
                                          tag.name, scope_.language() == TemplateLanguage::liquid ? "Jekyll" : "MkDocs")));
  }

  std::string_view text_;
  LiquidTags tags_;
  LiquidState& state_;
  LiquidScope& scope_;
  std::string out_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;  ///< lines before at_
  bool strips_ = false;   ///< white space at at_
  bool strips_at_end_ = false;
  std::size_t loops_ = 0;  ///< that the text stands in
  bool stops_ = false;     ///< a tag ended this round of the loop
  bool breaks_ = false;    ///< and the loop
  std::size_t text_begin_ = 0;  ///< in out_: of the text behind the last tag
  std::size_t owed_lines_ = 0;
  LiquidTag last_;        ///< that was read, with what it ends
  std::vector<Block> blocks_;
};

}  // namespace

std::string run_liquid(std::string text, const LiquidValues& values, const Where& where,
                       std::vector<Problem>& problems) {
  const bool comments = values.language == TemplateLanguage::jinja && text.find("{#") != std::string::npos;
  if (text.find("{%") == std::string::npos && text.find("{{") == std::string::npos && !comments) return text;
  LiquidState state{LiquidScope(values.page, values.site, values.language), where, problems, 0, {}};
  return LiquidRun(text, state).run();
}

}  // namespace speur
