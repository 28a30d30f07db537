#include "indexer/markdown/dialect/inline_translator.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/source/html_tag.hpp"
#include "indexer/markdown/source/shortcode.hpp"

namespace speur {

using namespace inline_signs;  // NOLINT(google-build-using-namespace): of this class alone

namespace {

/// After so many failed tags of a chunk, longer ones are not looked for.
constexpr std::size_t max_failed_tags = 100, max_bounded_tag_bytes = 1024;

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
  return std::string_view::npos;
}

/// Whether the text is that of an item that is a heading: `- ## Kop`.
bool is_item_heading(std::string_view text) {
  const std::size_t begin = list_marker_end(text.substr(0, 80));
  if (begin == std::string_view::npos) return false;
  const std::size_t end = text.find_first_not_of('#', begin);
  return end != begin && end != std::string_view::npos && text[end] == ' ';
}

}  // namespace

InlineTranslator::InlineTranslator(const BlockDialect& blocks, const MarkdownOptions& options)
    : all_(blocks.text),
      raw_(blocks.raw),
      excluding_names_(blocks.excluding_names),
      excluded_references_(blocks.excluded_references),
      named_ids_(blocks.named_ids),
      dialect_(options.dialect),
      slug_(options.anchors.slug),
      features_(options.features),
      values_(options.values) {
  for (std::size_t i = 0; i < blocks.footnotes.size(); ++i) {
    footnotes_.emplace(blocks.footnotes[i], i);
  }
}

InlineDialect InlineTranslator::run() {
  out_.reserve(all_.size() + all_.size() / 16);
  std::size_t begin = 0;
  while (begin < all_.size()) {
    const std::size_t end = chunk_end(begin);
    chunk(all_.substr(begin, end - begin));
    begin = end;
  }
  return {std::move(out_), std::move(lists_), {}, std::move(id_texts_)};
}

std::size_t InlineTranslator::chunk_end(std::size_t begin) const {
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
    if (c == '\n') return first + 1;  // a blank line of a quotation
    if ((c == '-' || c == '*' || c == '+' || is_ascii_digit(c)) &&
        list_marker_end(all_.substr(line, 80)) != npos) {
      return line;
    }
  }
}

void InlineTranslator::chunk(std::string_view text) {
  text_ = text;
  at_ = 0;
  chunk_begin_ = out_.size();
  ++chunk_number_;
  erasures_.clear();
  unclosed_ = {};
  open_marks_ = {};
  brackets_ = 0;
  label_begin_ = npos;
  failed_tags_ = 0;
  unpaired_quotes_ = false;
  angle_quotes_ = 0;
  label_ends_.clear();
  const std::size_t first = text.find_first_not_of(" >");
  heading_ = first != npos && (text[first] == '#' || is_item_heading(text) || text.find("\n==") != npos ||
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

bool InlineTranslator::is_raw() {
  const std::size_t place = static_cast<std::size_t>(text_.data() - all_.data()) + at_;
  while (next_raw_ < raw_.size() && raw_[next_raw_].second <= place) ++next_raw_;
  return next_raw_ < raw_.size() && raw_[next_raw_].first <= place;
}

bool InlineTranslator::translate_raw() {
  if (here("{{") || here("{%")) return braces();
  return here("<") && tag();
}

bool InlineTranslator::translate() {
  if (is_raw()) return translate_raw();
  switch (text_[at_]) {
    case '\\':
      return escape();
    case '`':
      return code();
    case '<':
      return angle_quote() || tag();
    case '{':
      return braces();
    case '[':
      return open_bracket();
    case ']':
      return close_bracket();
    case ':':
      return here(":::") ? colon_tag() : emoji() || directive();
    case '=':
    case '^':
    case '~':
      return pair();
    case '+':
      return keys();
    case '-':
    case '>':
      return angle_quote() || critic_end();
    case '$':
      return formula();
    case '&':
      return entity();
    default:
      return false;
  }
}

bool InlineTranslator::task_box() {
  const std::size_t end = list_marker_end(text_.substr(0, 80));
  if (end == npos || end + 3 >= text_.size() || text_[end] != '[' || text_[end + 2] != ']' ||
      text_[end + 3] != ' ') {
    return false;
  }
  const char box = text_[end + 1];
  if (box != ' ' && box != 'x' && box != 'X') return false;
  copy(end);
  at_ += 4;
  // What follows a box is text, although it may look like a heading or another item.
  if (std::string_view("#>-+").find(behind(0)) != npos) out_ += marks::nothing;
  return true;
}

bool InlineTranslator::angle_quote() {
  // At the start of a line `>>` is a quotation in another one.
  if (!features_.angle_quotes || !(here("<<") || (here(">>") && angle_quotes_ > 0))) return false;
  const bool opens = here("<<");
  angle_quotes_ += opens ? 1 : -1;
  out_ += opens ? "«" : "»";
  at_ += 2;
  return true;
}

bool InlineTranslator::formula() {
  if (dialect_ != MarkdownDialect::kramdown || !here("$$") || !comes_later("$$", formula_end)) return false;
  const std::size_t begin = at_ + 2;
  const std::size_t end = text_.find("$$", begin);
  if (end == npos) return false;
  const std::string_view source = text_.substr(begin, end - begin);
  if (source.find('`') != npos || source.find_first_not_of(" \n>") == npos) return false;
  // Nothing in it is Markdown.
  ((out_ += "`") += source) += "`";
  at_ = end + 2;
  return true;
}

bool InlineTranslator::escape() {
  if (dialect_ == MarkdownDialect::kramdown && behind(1) == '\\' && behind(2) == '\n') {
    at_ += 2;  // kramdown's end of a line
    return true;
  }
  const bool star = behind(1) == '*';
  copy(behind(1) == '\n' ? 1 : 2);
  if (star) out_ += marks::nothing;  // not one of a pair
  return true;
}

bool InlineTranslator::code() {
  const std::size_t length = run_length(text_, at_);
  if (length <= max_backticks && !no_code_[length].is(chunk_begin_)) {
    for (std::size_t i = text_.find('`', at_ + length); i != npos; i = text_.find('`', i)) {
      const std::size_t other = run_length(text_, i);
      i += other;
      budget::spend(other + 1);
      if (other == length) {
        copy(length);
        if (features_.code_languages) at_ += code_language_length();
        const std::string_view inside = text_.substr(at_, i - length - at_);
        if (dialect_ == MarkdownDialect::commonmark && has_raw_ids(slug_) && inside.find("{{") != npos) {
          out_ += code_without_shortcodes(inside);  // Hugo runs them in code, too
          at_ += inside.size();
        }
        copy(i - at_);
        return true;
      }
    }
    no_code_[length].set(chunk_begin_);
  }
  copy(length);
  return true;
}

std::size_t InlineTranslator::code_language_length() const {
  const std::size_t sign = here("#!") ? 2 : here(":::") ? 3 : 0;
  std::size_t end = at_ + sign;
  while (end < text_.size() && (is_ascii_letter(text_[end]) || is_ascii_digit(text_[end]) ||
                                std::string_view("_.+#-").find(text_[end]) != npos)) {
    ++end;
  }
  const std::size_t words = std::min(text_.find_first_not_of(" \n", end), text_.size());
  return sign == 0 || end == at_ + sign || words == end ? 0 : words - at_;
}

std::size_t InlineTranslator::find(std::string_view end, std::size_t from, std::size_t kind) {
  if (unclosed_[kind]) return npos;
  const std::size_t found = text_.find(end, from);
  budget::spend(std::min(found, text_.size()) - std::min(from, text_.size()));
  if (found == npos) unclosed_[kind] = true;
  return found;
}

bool InlineTranslator::comes_later(std::string_view end, std::size_t kind) {
  if (last_chunk_[kind] != chunk_number_) {
    last_chunk_[kind] = chunk_number_;
    last_place_[kind] = text_.rfind(end);
  }
  return last_place_[kind] != npos && last_place_[kind] > at_;
}

bool InlineTranslator::tag() {
  if (here("<<}")) return critic_end();
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
    const bool is_address = end != npos && text_[end] == '>';
    const bool is_mail = is_address && text_.substr(at_, end - at_).find('@') != npos;
    copy(is_address ? end + 1 - at_ : 1);
    // Python-Markdown writes it in entities, whose numbers stand in some versions' ids.
    if (is_mail && heading_ && dialect_ == MarkdownDialect::python_markdown) id_text(std::nullopt);
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
    const std::string_view written = text_.substr(at_, tag.length);
    copy(tag.length);
    // Of this component of VitePress the id has no words.
    if (heading_ && slug_ == SlugRule::vitepress && tag.name == "badge") {
      put_in_heading(attribute_of(written, "text").value_or(""));
    }
  }
  return true;
}

bool InlineTranslator::entity() {
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

bool InlineTranslator::id_text(std::optional<std::string> text) {
  out_ += marks::numbered(marks::id_text, id_texts_.size());
  id_texts_.push_back(std::move(text));
  return true;
}

void InlineTranslator::erase() {
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

}  // namespace speur
