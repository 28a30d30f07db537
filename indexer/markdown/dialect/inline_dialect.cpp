#include "indexer/markdown/dialect/inline_dialect.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/text/byte_set.hpp"
#include "indexer/markdown/source/html_tag.hpp"
#include "indexer/markdown/source/marks.hpp"
#include "indexer/markdown/markers/emoji_names.hpp"
#include "indexer/markdown/markers/quote_alert.hpp"
#include "indexer/markdown/markers/shortcode.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace speur {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t max_backticks = 80;  // as in cmark
constexpr std::size_t max_kramdown_tag_bytes = 200;
constexpr std::size_t max_emphasis = 3;  ///< signs before the words
/// After so many failed tags of a chunk, longer ones are not looked for.
constexpr std::size_t max_failed_tags = 100, max_bounded_tag_bytes = 1024;

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
/// A letter of any script counts, which is all that UTF-8 bytes can tell.
bool is_word(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}
bool is_space(char c) {
  return c == ' ' || c == '\n';
}

std::size_t run_length(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(text[at], at), text.size()) - at;
}

std::size_t list_marker_end(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && (line[at] == ' ' || line[at] == '>')) ++at;
  std::size_t end = at;
  while (end < line.size() && is_ascii_digit(line[end])) ++end;
  if (end > at ? end < line.size() && (line[end] == '.' || line[end] == ')')
               : end < line.size() && (line[end] == '-' || line[end] == '*' || line[end] == '+')) {
    if (end + 1 < line.size() && line[end + 1] == ' ') {
      return std::min(line.find_first_not_of(' ', end + 1), line.size());
    }
  }
  return npos;
}

/// Translates one paragraph, heading or list item after the other: nothing inline goes beyond.
class Translator {
 public:
  Translator(const BlockDialect& blocks, const MarkdownOptions& options)
      : all_(blocks.text),
        excluding_names_(blocks.excluding_names),
        named_ids_(blocks.named_ids),
        dialect_(options.dialect),
        slug_(options.anchors.slug),
        emoji_(options.features.emoji),
        icons_(options.features.icons),
        attribute_lists_(options.features.attribute_lists) {
    for (std::size_t i = 0; i < blocks.footnotes.size(); ++i) {
      footnotes_.emplace(blocks.footnotes[i], i);
    }
  }

  InlineDialect run() {
    out_.reserve(all_.size() + all_.size() / 16);
    std::size_t begin = 0;
    while (begin < all_.size()) {
      const std::size_t end = chunk_end(begin);
      chunk(all_.substr(begin, end - begin));
      begin = end;
    }
    return {std::move(out_), std::move(lists_), {}, std::move(id_texts_)};
  }

 private:
  /// A chunk goes up to a blank line or the next list item.
  std::size_t chunk_end(std::size_t begin) const {
    std::size_t line = begin;
    for (;;) {
      const std::size_t end = all_.find('\n', line);
      if (end == npos) return all_.size();
      line = end + 1;
      if (line >= all_.size()) return line;
      if (all_[line] == '\n') return line + 1;
      std::size_t first = line;
      while (first + 1 < all_.size() && (all_[first] == ' ' || all_[first] == '>')) ++first;
      const char c = all_[first];
      if ((c == '-' || c == '*' || c == '+' || is_ascii_digit(c)) &&
          list_marker_end(all_.substr(line, 80)) != npos) {
        return line;
      }
    }
  }

  void chunk(std::string_view text) {
    text_ = text;
    at_ = 0;
    chunk_begin_ = out_.size();
    ++chunk_number_;
    erasures_.clear();
    unclosed_ = {};
    open_marks_ = {};
    brackets_ = 0;
    failed_tags_ = 0;
    unpaired_quotes_ = false;
    const std::size_t first = text.find_first_not_of(" >");
    heading_ = first != npos && (text[first] == '#' || text.find("\n==") != npos ||
                                 text.find("\n--") != npos);
    task_box();
    while (at_ < text_.size()) {
      const std::size_t next = std::min(special.find_in(text_, at_), text_.size());
      out_.append(text_, at_, next - at_);
      at_ = next;
      if (at_ < text_.size() && !translate()) out_ += text_[at_++];
    }
    erase();
  }

  /// Translates what is at at_, and moves behind it. False: it is nothing but its character.
  bool translate() {
    switch (text_[at_]) {
      case '\\':
        return escape();
      case '`':
        return code();
      case '<':
        return tag();
      case '{':
        return braces();
      case '[':
        return open_bracket();
      case ']':
        return close_bracket();
      case ':':
        return here(":::") ? colon_tag() : emoji();
      case '=':
      case '^':
      case '~':
        return pair();
      case '+':
        return keys();
      case '-':
      case '>':
        return critic_end();
      case '&':
        return entity();
      default:
        return false;
    }
  }

  /// The character before this one; a mark of ours is none of the text.
  char before() const {
    return at_ == 0 || (at_ >= 3 && marks::at(text_, at_ - 3)) ? '\n' : text_[at_ - 1];
  }
  char behind(std::size_t offset) const {
    return at_ + offset < text_.size() ? text_[at_ + offset] : '\n';
  }
  bool here(std::string_view what) const { return text_.substr(at_, what.size()) == what; }

  void copy(std::size_t length) {
    length = std::min(length, text_.size() - at_);
    out_.append(text_, at_, length);
    at_ += length;
  }

  bool task_box() {
    const std::size_t end = list_marker_end(text_.substr(0, 80));
    if (end == npos || end + 3 >= text_.size() || text_[end] != '[' || text_[end + 2] != ']' ||
        text_[end + 3] != ' ') {
      return false;
    }
    const char box = text_[end + 1];
    if (box != ' ' && box != 'x' && box != 'X') return false;
    copy(end);
    at_ += 4;
    return true;
  }

  bool escape() {
    const bool star = behind(1) == '*';
    copy(behind(1) == '\n' ? 1 : 2);
    if (star) out_ += marks::nothing;  // not one of a pair
    return true;
  }

  bool code() {
    const std::size_t length = run_length(text_, at_);
    if (length <= max_backticks && !no_code_[length].is(chunk_begin_)) {
      for (std::size_t i = text_.find('`', at_ + length); i != npos; i = text_.find('`', i)) {
        const std::size_t other = run_length(text_, i);
        i += other;
        budget::spend(other + 1);
        if (other == length) {
          copy(i - at_);
          return true;
        }
      }
      no_code_[length].set(chunk_begin_);
    }
    copy(length);
    return true;
  }

  /// Looks for `end` in the rest of the chunk. What was not found once is not looked for again.
  std::size_t find(std::string_view end, std::size_t from, std::size_t kind) {
    if (unclosed_[kind]) return npos;
    const std::size_t found = text_.find(end, from);
    budget::spend(std::min(found, text_.size()) - std::min(from, text_.size()));
    if (found == npos) unclosed_[kind] = true;
    return found;
  }

  /// Does `end` stand anywhere behind? Its last place in the chunk is looked up once.
  bool comes_later(std::string_view end, std::size_t kind) {
    if (last_chunk_[kind] != chunk_number_) {
      last_chunk_[kind] = chunk_number_;
      last_place_[kind] = text_.rfind(end);
    }
    return last_place_[kind] != npos && last_place_[kind] > at_;
  }

  bool tag() {
    if (!(is_ascii_letter(behind(1)) || behind(1) == '/')) return false;
    if (!comes_later(">", tag_end)) return false;
    // Much may look like tags that go on to the end, and none be one.
    const bool bounded = failed_tags_ >= max_failed_tags;
    const HtmlTag tag = read_tag(text_.substr(at_, bounded ? max_bounded_tag_bytes : npos));
    if (tag.length == 0) {
      ++failed_tags_;
      if (here("<xref:")) return cross_reference();
      // An address between angle brackets: copied, for `~` and `=` are part of it.
      const std::size_t end = text_.find_first_of(" <>\n", at_ + 1);
      if (end != npos && text_[end] == '>')
        copy(end + 1 - at_);
      else
        copy(1);
      return true;
    }
    if (tag.loose) {
      // Written anew as a tag that CommonMark takes, with what matters here.
      const auto name_end = std::find_if_not(tag.name.begin(), tag.name.end(), [](char c) {
        return is_ascii_letter(c) || is_ascii_digit(c) || c == '-';
      });
      out_ += tag.closing ? "</" : "<";
      out_.append(tag.name.begin(), name_end);
      if (tag.exclude && !tag.closing) out_ += " data-search-exclude";
      out_ += tag.self_closing ? " />" : ">";
      at_ += tag.length;
    } else {
      copy(tag.length);
    }
    return true;
  }

  /// DocFX's `<xref:uid?text=Words>`, which becomes the words, or the title of the page with that uid.
  bool cross_reference() {
    const std::size_t end = text_.find_first_of(" <>\n", at_ + 1);
    if (end == npos || text_[end] != '>') return false;
    constexpr std::string_view key = "text=";
    const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    const std::size_t words = inside.find(key, std::min(inside.find('?'), inside.size()));
    if (words != npos) {
      for (const char c : inside.substr(words + key.size(), inside.find('&', words) - words - key.size())) {
        out_ += c == '+' ? ' ' : c;
      }
    }
    at_ = end + 1;
    return true;
  }

  bool braces() {
    if (here("{{<")) return shortcode(">}}", shortcode_tag);
    if (here("{{%")) return shortcode("%}}", template_tag);
    if (here("{{")) return here("{{{") ? false : shortcode("}}", macro);
    if (here("{%")) return shortcode("%}", tag_block);
    if (critic_begin()) return true;
    if (here("{::") || here("{:/")) return kramdown_tag();
    const std::size_t length = attribute_list_length(text_.substr(at_));
    AttributeList list;
    if (length != 0) {
      list = parse_attribute_list(text_.substr(at_, length));
      list.exclude = list.exclude || names_any(list.source, excluding_names_);
      for (const auto& [name, id] : named_ids_) {
        if (list.id.empty() && names_any(list.source, {name})) list.id = id;
      }
    }
    if (dialect_ == MarkdownDialect::mdx && !list.exclude && !here("{#")) return expression();
    if (length == 0 || !may_be_attributes(list) || (!attribute_lists_ && !list.exclude)) return false;
    if (dialect_ == MarkdownDialect::kramdown && heading_ && here("{:") && before() == ' ' &&
        !list.exclude && text_[text_.find_first_not_of(" >")] == '#') {
      copy(length);  // kramdown shows it
      return true;
    }
    out_ += '{';
    out_ += marks::numbered(marks::attribute_list, lists_.size());
    out_ += '}';
    budget::hold(2 * sizeof(AttributeList) + length);
    lists_.push_back(std::move(list));
    at_ += length;
    return true;
  }

  /// `{::nomarkdown}`, `{:/}`: kramdown's extensions, which are no text.
  bool kramdown_tag() {
    const std::size_t end = text_.substr(at_, max_kramdown_tag_bytes).find('}');
    if (end == npos) return false;
    at_ += end + 1;
    return true;
  }

  /// `{props.name}` of MDX is code; `{'words'}` is a string that the reader sees.
  bool expression() {
    if (unclosed_[expression_end]) return false;
    std::size_t depth = 0;
    std::size_t end = at_;
    for (; end < text_.size(); ++end) {
      if (text_[end] == '{') ++depth;
      if (text_[end] == '}' && --depth == 0) break;
    }
    if (end == text_.size()) {
      unclosed_[expression_end] = true;
      return false;
    }
    std::string_view code = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    if (heading_) return id_text(std::string(code));  // the site's id has the code itself
    code = code.substr(std::min(code.find_first_not_of(" \n"), code.size()));
    code = code.substr(0, code.find_last_not_of(" \n") + 1);
    const bool is_string = code.size() > 2 && std::string_view("'\"`").find(code[0]) != npos &&
                           code.find(code[0], 1) == code.size() - 1 && code.find("${") == npos;
    if (is_string) {
      out_ += code.substr(1, code.size() - 2);
    } else {
      without_empty_pair();
    }
    return true;
  }

  /// Where a macro gave nothing, the signs of emphasis around it have no words: `**{{ x }}**`.
  void without_empty_pair() {
    if (out_.size() <= chunk_begin_) return;
    const auto is_sign = [](char c) { return c == '*' || c == '_'; };
    const char sign = out_.back();
    if (sign == ' ' && is_sign(behind(0))) {
      // The words before it are emphasized, and no blank may stand before the signs that end that.
      const char after = behind(run_length(text_, at_));
      if (!is_word(after)) out_.pop_back();
      return;
    }
    if (!is_sign(sign)) return;
    if (behind(0) == ' ') {
      const std::size_t words = out_.find_last_not_of(sign);
      const bool opens = words == npos || words < chunk_begin_ || is_space(out_[words]);
      if (opens) ++at_;
      return;
    }
    if (behind(0) != sign) return;
    const std::size_t open = out_.size() - 1 - out_.find_last_not_of(sign);
    if (open > max_emphasis || run_length(text_, at_) != open || !erasures_.empty()) return;
    if (out_.size() - open < chunk_begin_) return;
    out_.resize(out_.size() - open);
    at_ += open;
  }

  /// Python-Markdown takes any words in braces. Those with markup in them are a formula, and stay
  /// for cmark, unless they ask for exclusion.
  static bool may_be_attributes(const AttributeList& list) {
    return list.source.find_first_of("<>*`[]\\&$") == npos || list.exclude ||
           list.source.find('"') != npos;
  }

  bool shortcode(std::string_view end, std::size_t kind) {
    std::size_t found = npos;
    if (kind == shortcode_tag || kind == template_tag) {
      // The end may stand in a string, too. Where the quotes do not pair up, the first one counts.
      if (!unpaired_quotes_) found = shortcode_end(text_.substr(at_), end);
      if (found == npos) unpaired_quotes_ = true;
      if (found != npos) found += at_;
    }
    if (found == npos) found = find(end, at_ + 2, kind);
    if (found == npos) return false;
    if (heading_ && kind == macro && slug_ == SlugRule::vitepress) {
      const std::size_t begin = std::exchange(at_, found + end.size());
      return id_text(std::string(text_.substr(begin, at_ - begin)));
    }
    const std::string words = shortcode_words(text_.substr(at_, found - at_));
    const bool in_word = words.empty() && is_word(before());
    at_ = found + end.size();
    out_ += words;
    if (words.empty()) without_empty_pair();
    // Something stands there on the site, so that these are two words.
    if (in_word && is_word(behind(0))) out_ += ' ';
    if (heading_) id_text(std::nullopt);
    // A shortcode that has its line for itself is a block.
    const std::size_t line = text_.find_first_not_of(' ', at_);
    if (!words.empty() && (line == npos || text_[line] == '\n')) out_ += '\n';
    return true;
  }

  /// `{++`, `{--`, `{==`, `{>>`, `{~~` of Critic Markup; its ends are taken off where they stand.
  bool critic_begin() {
    for (std::size_t i = 0; i < critic.size(); ++i) {
      if (!here(critic[i].first)) continue;
      if (!comes_later(critic[i].second, critic_ends + i)) return false;
      ++critic_open_[i].count;
      critic_open_[i].chunk = chunk_begin_;
      at_ += 3;
      return true;
    }
    return false;
  }

  bool critic_end() {
    for (std::size_t i = 0; i < critic.size(); ++i) {
      if (!here(critic[i].second)) continue;
      if (critic_open_[i].chunk != chunk_begin_ || critic_open_[i].count == 0) continue;
      --critic_open_[i].count;
      at_ += 3;
      return true;
    }
    return false;
  }

  bool open_bracket() {
    if (here("[^")) {
      const std::size_t end = at_ + 2 + text_.substr(at_ + 2, 200).find_first_of("] \n");
      if (end > at_ + 2 && end < text_.size() && text_[end] == ']') {
        const auto known = footnotes_.find(text_.substr(at_ + 2, end - at_ - 2));
        if (known != footnotes_.end()) {
          out_ += marks::numbered(marks::footnote_reference, known->second);
        }
        if (heading_ && slug_ == SlugRule::vitepress) {  // which knows no footnotes
          id_text(std::string(text_.substr(at_, end + 1 - at_)));
        }
        at_ = end + 1;
        return true;
      }
    }
    if (here("[!")) {
      const std::size_t length = docfx_tag_length(text_.substr(at_));
      at_ += length;
      if (length != 0) return true;
    }
    ++brackets_;
    return false;
  }

  /// DocFX's `:::image alt-text="…":::` within a line: the words that a reader sees of it.
  bool colon_tag() {
    if (at_ + 3 >= text_.size() || !is_ascii_letter(text_[at_ + 3])) return false;
    const std::size_t end = find(":::", at_ + 3, colon_end);
    if (end == npos || text_.substr(at_, end - at_).find('=') == npos) return false;
    out_ += shortcode_words(text_.substr(at_, end - at_));
    at_ = end + 3;
    return true;
  }

  /// Drops a link's target: it is no text, and Python-Markdown takes spaces in it where
  /// CommonMark takes none.
  bool close_bracket() {
    if (brackets_ == 0) return false;
    --brackets_;
    if (behind(1) != '(' || unclosed_[link_end]) return false;
    const std::size_t end = target_end(at_ + 1);
    if (end == npos) {
      unclosed_[link_end] = true;
      return false;
    }
    out_ += "]()";
    at_ = end;
    return true;
  }

  /// Place behind the `)` that pairs with the `(` at `open`, titles in quotes left out; npos if
  /// there is none.
  std::size_t target_end(std::size_t open) const {
    std::size_t depth = 0;
    for (std::size_t i = open; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == '\\') {
        ++i;
      } else if (c == '(') {
        ++depth;
      } else if (c == ')') {
        if (--depth == 0) return i + 1;
      } else if ((c == '"' || c == '\'') && is_space(text_[i - 1])) {
        // A quote is a title's only if another one closes it before the bracket.
        const std::size_t close = text_.find(c, i + 1);
        if (close != npos) {
          const std::size_t after = text_.find_first_not_of(" \n", close + 1);
          if (after != npos && text_[after] == ')') i = close;
        }
      }
    }
    return npos;
  }

  bool emoji() {
    // The ids of kramdown are older than the pictures, which a plugin puts into the page it has made.
    if (!emoji_ || (heading_ && dialect_ == MarkdownDialect::kramdown)) return false;
    if (is_word(before()) || before() == ':' || before() == '/') return false;
    std::size_t end = at_ + 1;
    bool letter = false;
    while (end < text_.size() && end - at_ < 100 &&
           (is_lower(text_[end]) || is_ascii_digit(text_[end]) || text_[end] == '_' ||
            text_[end] == '-' || text_[end] == '+')) {
      letter = letter || is_lower(text_[end]);
      ++end;
    }
    const bool thumb =
        text_.substr(at_, end - at_) == ":+1" || text_.substr(at_, end - at_) == ":-1";
    if (end >= text_.size() || text_[end] != ':' || (!letter && !thumb)) return false;
    if (end + 1 < text_.size() && (is_word(text_[end + 1]) || text_[end + 1] == ':')) return false;
    const std::string_view name = text_.substr(at_ + 1, end - at_ - 1);
    const bool icon = is_icon_name(name);
    if (!icon && !is_emoji_name(name)) return false;
    const std::size_t begin = std::exchange(at_, end + 1);
    // The attributes of an icon: `:material-clock:{ .lg .middle }`.
    if (behind(0) == '{' && behind(1) != '{' && behind(1) != '%') {
      at_ += attribute_list_length(text_.substr(at_));
    }
    // The site shows the name of an icon that it does not have.
    if (icon && !icons_ && heading_) id_text(std::string(text_.substr(begin, at_ - begin)));
    return true;
  }

  /// `==mark==`, `^^ins^^`, `~~del~~`, `^sup^`, `~sub~`.
  bool pair() {
    if (critic_end()) return true;
    const char c = text_[at_];
    const std::size_t length = run_length(text_, at_);
    if (c == '~' && here("~>") && critic_open_[critic_change].chunk == chunk_begin_ &&
        critic_open_[critic_change].count > 0) {
      out_ += ' ';
      at_ += 2;
      return true;
    }
    if (length == 1 && c != '=') return script(c);
    if (length != 2) {
      copy(length);
      return true;
    }
    auto& open = open_marks_[c == '=' ? 0 : c == '^' ? 1 : 2];
    const char next = behind(2);
    if (open.has && !is_space(before()) && !is_word(next)) {
      erasures_.emplace_back(open.place, 2);
      open.has = false;
      at_ += 2;
      return true;
    }
    if (!is_space(next) && !is_word(before())) open = {true, out_.size()};
    copy(2);
    return true;
  }

  /// `H~2~O`: no spaces between the marks.
  bool script(char mark) {
    std::size_t end = at_ + 1;
    while (end < text_.size() && !is_space(text_[end]) && text_[end] != mark) ++end;
    if (end >= text_.size() || text_[end] != mark || end == at_ + 1 ||
        (end + 1 < text_.size() && text_[end + 1] == mark)) {
      copy(1);
      return true;
    }
    const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    if (inside.find_first_of("`<{[]\\") != npos) {
      copy(1);
      return true;
    }
    out_ += inside;
    at_ = end + 1;
    return true;
  }

  /// `++ctrl+alt+del++`: what is on the keys.
  bool keys() {
    if (critic_end()) return true;
    const std::size_t length = run_length(text_, at_);
    if (length != 2) {
      copy(length);
      return true;
    }
    std::size_t end = at_ + 2;
    while (end < text_.size() && (is_ascii_letter(text_[end]) || is_ascii_digit(text_[end]) ||
                                  text_[end] == '-' || text_[end] == '_' || text_[end] == '"')) {
      ++end;
      if (end + 1 < text_.size() && text_[end] == '+' && text_[end + 1] != '+') ++end;
    }
    if (end == at_ + 2 || text_.substr(end, 2) != "++" ||
        (end + 2 < text_.size() && text_[end + 2] == '+')) {
      copy(2);
      return true;
    }
    at_ += 2;
    copy(end - at_);
    at_ = end + 2;
    return true;
  }

  bool entity() {
    if (!heading_) return false;
    std::size_t end = at_ + 1;
    while (end < text_.size() && end - at_ < 40 &&
           (is_ascii_letter(text_[end]) || is_ascii_digit(text_[end]) || text_[end] == '#')) {
      ++end;
    }
    if (end >= text_.size() || text_[end] != ';' || end == at_ + 1) return false;
    const std::size_t begin = at_;
    copy(end + 1 - at_);
    out_ += marks::entity;
    // VitePress makes the id of the entity as it is written.
    if (slug_ == SlugRule::vitepress) id_text(std::string(text_.substr(begin, at_ - begin)));
    return true;
  }

  /// Puts down what only the id of the heading that we are in has: nothing is not known.
  bool id_text(std::optional<std::string> text) {
    out_ += marks::numbered(marks::id_text, id_texts_.size());
    id_texts_.push_back(std::move(text));
    return true;
  }

  void erase() {
    if (erasures_.empty()) return;
    std::sort(erasures_.begin(), erasures_.end());
    std::size_t to = erasures_.front().first;
    for (std::size_t i = 0; i < erasures_.size(); ++i) {
      const std::size_t from = erasures_[i].first + erasures_[i].second;
      const std::size_t end = i + 1 < erasures_.size() ? erasures_[i + 1].first : out_.size();
      std::copy(out_.data() + from, out_.data() + end, out_.data() + to);
      to += end - from;
    }
    out_.resize(to);
  }

  /// True in one chunk only, so that nothing has to be reset at the next.
  struct InChunk {
    std::size_t chunk = npos;
    [[nodiscard]] bool is(std::size_t now) const { return chunk == now; }
    void set(std::size_t now) { chunk = now; }
  };
  struct Open {
    bool has = false;
    std::size_t place = 0;  ///< in out_
  };
  struct CriticOpen {
    std::size_t chunk = npos;
    std::size_t count = 0;
  };

  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> critic = {
      {{"{++", "++}"}, {"{--", "--}"}, {"{==", "==}"}, {"{>>", "<<}"}, {"{~~", "~~}"}}};
  static constexpr std::size_t critic_change = 4;
  enum Unclosed : std::size_t {
    tag_end,
    shortcode_tag,
    template_tag,
    macro,
    tag_block,
    link_end,
    colon_end,
    expression_end,
    critic_ends,
    unclosed_kinds = critic_ends + critic.size()
  };
  static constexpr ByteSet special{"\\`<{[]:=^~+->&"};

  const std::string_view all_;
  const std::vector<std::string>& excluding_names_;
  const std::vector<std::pair<std::string, std::string>>& named_ids_;
  const MarkdownDialect dialect_;
  const SlugRule slug_;
  const bool emoji_, icons_, attribute_lists_;
  std::unordered_map<std::string_view, std::size_t> footnotes_;
  std::string out_;
  std::vector<AttributeList> lists_;
  std::vector<std::optional<std::string>> id_texts_;

  // Of the chunk.
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t chunk_begin_ = 0;
  bool heading_ = false;
  std::size_t brackets_ = 0;
  std::size_t failed_tags_ = 0;
  bool unpaired_quotes_ = false;  ///< of a shortcode: its strings do not end
  std::array<bool, unclosed_kinds> unclosed_{};
  std::size_t chunk_number_ = 0;
  std::array<std::size_t, unclosed_kinds> last_chunk_{};
  std::array<std::size_t, unclosed_kinds> last_place_{};
  std::array<Open, 3> open_marks_{};
  std::array<InChunk, max_backticks + 1> no_code_{};
  std::array<CriticOpen, critic.size()> critic_open_{};
  std::vector<std::pair<std::size_t, std::size_t>> erasures_;  ///< place and length in out_
};

}  // namespace

InlineDialect translate_inlines(const BlockDialect& blocks,
                                const MarkdownOptions& options) {
  InlineDialect inlines = Translator(blocks, options).run();
  inlines.headings = blocks.headings;
  inlines.raw_html = options.features.raw_html;
  inlines.has_footnotes = !blocks.footnotes.empty();
  inlines.numbers_footnote_headings = options.dialect != MarkdownDialect::kramdown &&
                                      options.dialect != MarkdownDialect::python_markdown;
  return inlines;
}

}  // namespace speur
