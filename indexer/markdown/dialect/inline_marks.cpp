#include "indexer/markdown/dialect/inline_translator.hpp"

#include "indexer/markdown/dialect/block_line.hpp"
#include "indexer/markdown/markers/emoji_names.hpp"
#include "indexer/markdown/markers/key_names.hpp"
#include "indexer/markdown/source/attribute_list.hpp"

namespace speur {

using namespace inline_signs;  // NOLINT(google-build-using-namespace): of this class alone

bool InlineTranslator::emoji() {
  // The ids of kramdown are older than the pictures, which a plugin puts into the page it has made.
  if (!features_.emoji || (heading_ && dialect_ == MarkdownDialect::kramdown)) return false;
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
  without_empty_pair();
  // The site shows the name of an icon that it does not have, and Docusaurus makes ids before pictures.
  const bool in_id = (icon && !features_.icons) || dialect_ == MarkdownDialect::mdx;
  if (in_id && heading_) id_text(std::string(text_.substr(begin, at_ - begin)));
  return true;
}

bool InlineTranslator::pair() {
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

bool InlineTranslator::script(char mark) {
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

bool InlineTranslator::keys() {
  if (critic_end()) return true;
  const std::size_t length = run_length(text_, at_);
  if (length != 2) {
    copy(length);
    return true;
  }
  std::size_t end = at_ + 2;
  bool quoted = false;
  while (end < text_.size() && (is_ascii_letter(text_[end]) || is_ascii_digit(text_[end]) ||
                                std::string_view("-_\"").find(text_[end]) != npos || (quoted && text_[end] == ' '))) {
    quoted = quoted != (text_[end] == '"');
    ++end;
    if (end + 1 < text_.size() && text_[end] == '+' && text_[end + 1] != '+') ++end;
  }
  if (end == at_ + 2 || quoted || text_.substr(end, 2) != "++" ||
      (end + 2 < text_.size() && text_[end + 2] == '+')) {
    copy(2);
    return true;
  }
  at_ += 2;
  if (dialect_ != MarkdownDialect::python_markdown) {
    copy(end - at_);
    at_ = end + 2;
    return true;
  }
  while (at_ < end) {
    const std::size_t next = std::min(text_.find('+', at_), end);
    const std::string_view key = text_.substr(at_, next - at_);
    const bool is_text = key.size() > 2 && key.front() == '"' && key.back() == '"';
    // What is on a key is no markup, be it a sign of Markdown.
    for (const char c : is_text ? std::string(key.substr(1, key.size() - 2)) : key_name(key)) {
      if (is_ascii_punctuation(c)) out_ += '\\';
      out_ += c;
    }
    if (next < end) out_ += '+';
    at_ = next + 1;
  }
  at_ = end + 2;
  return true;
}

}  // namespace speur
