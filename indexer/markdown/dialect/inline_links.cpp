#include "indexer/markdown/dialect/inline_translator.hpp"

#include "indexer/markdown/markers/quote_alert.hpp"
#include "indexer/markdown/source/attribute_list.hpp"
#include "indexer/markdown/source/shortcode.hpp"

namespace speur {

using namespace inline_signs;  // NOLINT(google-build-using-namespace): of this class alone

namespace {

constexpr std::size_t max_label_of_bar = 500, max_wiki_link = 500, max_label = 500;  // bytes

}  // namespace

bool InlineTranslator::cross_reference() {
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

bool InlineTranslator::open_bracket() {
  if (here("[^") && features_.footnotes) {
    const std::size_t end = at_ + 2 + text_.substr(at_ + 2, 200).find_first_of("] \n");
    if (end > at_ + 2 && end < text_.size() && text_[end] == ']') {
      const auto known = footnotes_.find(text_.substr(at_ + 2, end - at_ - 2));
      if (known != footnotes_.end()) {
        out_ += marks::numbered(marks::footnote_reference, known->second);
      } else if (heading_ && std::ranges::find(excluded_references_, text_.substr(at_ + 2, end - at_ - 2)) == excluded_references_.end()) {
        id_text(std::string(text_.substr(at_, end + 1 - at_)));  // a note that the page has not is text
      }
      at_ = end + 1;
      return true;
    }
  }
  if (dialect_ == MarkdownDialect::python_markdown && (progress_bar() || wiki_link())) return true;
  if (here("[!")) {
    const std::size_t length = docfx_tag_length(text_.substr(at_));
    at_ += length;
    if (length != 0) return true;
  }
  ++brackets_;
  return false;
}

bool InlineTranslator::progress_bar() {
  if (!here("[=")) return false;
  const std::size_t digit = std::min(text_.find_first_not_of(' ', at_ + 2), text_.size());
  std::size_t end = std::min(text_.find_first_not_of("0123456789./ ", digit), text_.size());
  if (digit == end || !is_ascii_digit(text_[digit])) return false;
  if (end < text_.size() && text_[end] == '%') ++end;
  end = std::min(text_.find_first_not_of(' ', end), text_.size());
  std::string_view label;
  if (end < text_.size() && (text_[end] == '"' || text_[end] == '\'')) {
    const std::size_t close = text_.substr(0, end + max_label_of_bar).find(text_[end], end + 1);
    if (close == npos) return false;
    label = text_.substr(end + 1, close - end - 1);
    end = close + 1;
  }
  if (end >= text_.size() || text_[end] != ']' || label.find('\n') != npos) return false;
  at_ = end + 1;
  const std::size_t list = behind(0) == '{' ? attribute_list_length(text_.substr(at_)) : 0;
  if (list == 0 || !parse_attribute_list(text_.substr(at_, list)).exclude) out_ += label;
  at_ += list;
  return true;
}

bool InlineTranslator::wiki_link() {
  if (!here("[[")) return false;
  const std::size_t end = text_.substr(0, at_ + max_wiki_link).find_first_of("[]\n", at_ + 2);
  if (end == npos || end == at_ + 2 || text_.substr(end, 2) != "]]") return false;
  const char next = behind(end + 2 - at_);
  if (next == '(' || next == '[' || next == ':') return false;  // the words of a link stand in brackets
  const std::string_view inside = text_.substr(at_ + 2, end - at_ - 2);
  out_ += inside.substr(inside.find('|') + 1);  // npos + 1 is 0
  at_ = end + 2;
  return true;
}

bool InlineTranslator::colon_tag() {
  if (at_ + 3 >= text_.size() || !is_ascii_letter(text_[at_ + 3])) return false;
  const std::size_t end = find(":::", at_ + 3, colon_end);
  if (end == npos || text_.substr(at_, end - at_).find('=') == npos) return false;
  out_ += shortcode_words(text_.substr(at_, end - at_));
  at_ = end + 3;
  return true;
}

bool InlineTranslator::close_bracket() {
  if (label_end()) return true;
  if (brackets_ == 0) return false;
  --brackets_;
  const bool is_name = label_begin_ != npos && text_.substr(0, at_).rfind('[') == label_begin_;
  label_begin_ = behind(1) == '[' && !is_name ? at_ + 1 : npos;
  if (dialect_ == MarkdownDialect::python_markdown && !is_name && is_space(behind(1)) && behind(2) == '[' && is_reference(at_ + 2)) {
    // A blank may stand before the name of the link's target, which CommonMark does not know.
    out_ += ']';
    at_ += 2;
    label_begin_ = at_;
    return true;
  }
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

bool InlineTranslator::is_reference(std::size_t open) {
  const std::size_t end = text_.substr(0, open + max_label).find_first_of("[]", open + 1);
  if (end == npos || text_[end] != ']') return false;
  if (!references_) {
    references_.emplace();
    for (std::size_t line = 0; line < all_.size(); line = std::min(all_.find('\n', line), all_.size() - 1) + 1) {
      const std::size_t begin = std::min(all_.find_first_not_of(" >", line), all_.size());
      if (all_.substr(begin, 1) != "[") continue;
      const std::size_t close = all_.substr(0, begin + max_label).find_first_of("]\n", begin);
      if (close != npos && all_.substr(close, 2) == "]:") references_->insert(ascii_lower(all_.substr(begin + 1, close - begin - 1)));
    }
  }
  return references_->contains(ascii_lower(text_.substr(open + 1, end - open - 1)));
}

std::size_t InlineTranslator::target_end(std::size_t open) const {
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

}  // namespace speur
