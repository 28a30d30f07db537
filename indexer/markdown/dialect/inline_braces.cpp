#include "indexer/markdown/dialect/inline_translator.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/dialect/block_line.hpp"
#include "indexer/markdown/source/shortcode.hpp"
#include "indexer/text/text_decoding.hpp"

namespace speur {

using namespace inline_signs;  // NOLINT(google-build-using-namespace): of this class alone

namespace {

constexpr std::size_t max_kramdown_tag_bytes = 200;
constexpr std::size_t max_emphasis = 3;  ///< signs before the words

}  // namespace

bool InlineTranslator::braces() {
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
  // To kramdown `#2024` is no id, and the list is one for all that.
  if (dialect_ == MarkdownDialect::kramdown && !list.id.empty() && !is_ascii_letter(list.id.front()) &&
      list.source.find("#" + list.id) != npos) {
    list.id.clear();
  }
  if (dialect_ == MarkdownDialect::mdx && !list.exclude && !here("{#")) return expression();
  bool reads = features_.attribute_lists && (!heading_ || features_.heading_attributes);
  if (heading_ && dialect_ == MarkdownDialect::commonmark && has_raw_ids(slug_)) {  // Goldmark: the last one alone
    const std::size_t next = text_.find_first_not_of(' ', at_ + length);
    reads = reads && (next == npos || text_[next] == '\n') && is_goldmark_list(text_.substr(at_, length));
  }
  if (dialect_ == MarkdownDialect::kramdown && !here("{:")) reads = heading_ && is_kramdown_id(text_.substr(at_, length));
  if (length == 0 || !may_be_attributes(list) || (!reads && !list.exclude)) return false;
  if (!list.exclude && heading_ && dialect_ == MarkdownDialect::python_markdown && is_shown_list(length)) {
    copy(length);
    return true;
  }
  if (dialect_ == MarkdownDialect::kramdown && heading_ && here("{:") && before() == ' ' &&
      !list.exclude && text_[text_.find_first_not_of(" >")] == '#') {
    copy(length);  // kramdown shows it
    return true;
  }
  if (features_.attributes_end_blocks && !heading_ && !list.exclude &&
      text_.find_first_not_of(" \n", at_ + length) == npos) {
    at_ += length;
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

bool InlineTranslator::is_shown_list(std::size_t length) const {
  const std::size_t next = text_.find_first_not_of(' ', at_ + length);
  const bool ends = next == npos || text_[next] == '\n';
  const char c = before();
  if (c == ' ') return !ends;
  if (c != ']') return is_word(c);
  // The end of `[text][reference]` is that of a link.
  const std::size_t open = text_.substr(0, at_).rfind('[');
  return open == npos || open == 0 || text_[open - 1] != ']';
}

bool InlineTranslator::kramdown_tag() {
  const std::size_t end = text_.substr(at_, max_kramdown_tag_bytes).find('}');
  if (end == npos) return false;
  at_ += end + 1;
  return true;
}

bool InlineTranslator::expression() {
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
  const std::string_view written = code;
  code = code.substr(std::min(code.find_first_not_of(" \n"), code.size()));
  code = code.substr(0, code.find_last_not_of(" \n") + 1);
  const bool is_string = code.size() > 2 && std::string_view("'\"`").find(code[0]) != npos &&
                         code.find(code[0], 1) == code.size() - 1 && code.find("${") == npos;
  const std::string_view inside = is_string ? code.substr(1, code.size() - 2) : std::string_view();
  // The site makes the id of a heading of the code itself, which has no other letters than a string that it is.
  if (heading_ && (!is_string || inside.find_first_of("\\{}<>&") != npos)) {
    heading_value(code);
    return id_text(std::string(written));
  }
  if (is_string) {
    out_ += inside;
  } else {
    without_empty_pair();
  }
  return true;
}

void InlineTranslator::heading_value(std::string_view code) {
  code = without_spaces(code);
  const bool is_mdx = dialect_ == MarkdownDialect::mdx;
  for (const std::string_view root : {"$frontmatter.", "frontmatter.", "frontMatter."}) {
    if (!code.starts_with(root) || (root == "frontMatter.") != is_mdx) continue;
    const std::string_view name = code.substr(root.size());
    const auto value = std::ranges::find(values_, name, &PageValue::name);
    if (value == values_.end()) return;
    return put_in_heading(value->text);
  }
  const bool is_string = code.size() > 2 && (code[0] == '"' || code[0] == '\'') && code.find(code[0], 1) == code.size() - 1;
  if (is_string && !is_mdx) put_in_heading(code.substr(1, code.size() - 2));
}

void InlineTranslator::put_in_heading(std::string_view words) {
  if (!words.empty()) ((out_ += marks::shown_begin) += escaped_for_cmark(one_line(words))) += marks::shown_end;
}

void InlineTranslator::without_empty_pair() {
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

bool InlineTranslator::may_be_attributes(const AttributeList& list) {
  return list.source.find_first_of("<>*`[]\\&$") == npos || list.exclude ||
         list.source.find('"') != npos;
}

bool InlineTranslator::shortcode(std::string_view end, std::size_t kind) {
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
    heading_value(text_.substr(begin + 2, found - begin - 2));
    return id_text(std::string(text_.substr(begin, at_ - begin)));
  }
  const std::string words = shortcode_words(text_.substr(at_, found - at_));
  const bool in_word = words.empty() && is_word(before());
  at_ = found + end.size();
  if (!words.empty() && is_word(before()) && is_word(words.front())) out_ += ' ';
  out_ += words;
  if (!words.empty() && is_word(words.back()) && is_word(behind(0))) out_ += ' ';
  if (words.empty()) without_empty_pair();
  // Something stands there on the site, so that these are two words.
  if (in_word && is_word(behind(0))) out_ += ' ';
  if (heading_) id_text(std::nullopt);
  // A shortcode that has its line for itself is a block.
  const std::size_t line = text_.find_first_not_of(' ', at_);
  if (!words.empty() && (line == npos || text_[line] == '\n')) out_ += '\n';
  return true;
}

bool InlineTranslator::critic_begin() {
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

bool InlineTranslator::critic_end() {
  for (std::size_t i = 0; i < critic.size(); ++i) {
    if (!here(critic[i].second)) continue;
    if (critic_open_[i].chunk != chunk_begin_ || critic_open_[i].count == 0) continue;
    --critic_open_[i].count;
    at_ += 3;
    return true;
  }
  return false;
}

}  // namespace speur
