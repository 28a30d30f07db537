#include "indexer/markdown/source/source_lines.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/source/marks.hpp"
#include "indexer/markdown/source/shortcode.hpp"
#include "indexer/text/byte_set.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace speur {

namespace {

constexpr ByteSet line_ends("\r\n");
constexpr ByteSet hidden_starts("<{");
constexpr ByteSet scrub_stops("<{`\\");
constexpr ByteSet fence_signs("`~");

std::vector<std::string_view> split_lines(std::string_view body) {
  std::vector<std::string_view> lines;
  std::size_t begin = 0;
  if (body.find('\r') == npos) {
    while (begin < body.size()) {
      const std::size_t end = std::min(body.find('\n', begin), body.size());
      budget::hold_growth(lines);
      lines.push_back(body.substr(begin, end - begin));
      begin = end + 1;
    }
    return lines;
  }
  while (begin < body.size()) {
    const std::size_t end = std::min(line_ends.find_in(body, begin), body.size());
    budget::hold_growth(lines);
    lines.push_back(body.substr(begin, end - begin));
    begin = end + 1;
    if (end + 1 < body.size() && body[end] == '\r' && body[end + 1] == '\n') ++begin;
  }
  return lines;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

constexpr auto suspects = [] {
  std::array<char, 34> bytes{};
  for (std::size_t i = 0; i < 0x20; ++i) bytes[i] = static_cast<char>(i);
  bytes[32] = '\x7f';
  bytes[33] = '\xEF';
  return bytes;
}();
constexpr ByteSet suspect_set(std::string_view(suspects.data(), suspects.size()));
/// A line without any of these is as it should be, and neither a fence nor hidden in part.
constexpr ByteSet eventful = [] {
  std::array<char, suspects.size() + 4> bytes{'<', '{', '`', '~'};
  std::copy(suspects.begin(), suspects.end(), bytes.begin() + 4);
  return ByteSet(std::string_view(bytes.data(), bytes.size()));
}();

/// Is the line as it should be: no tab or other control character, none of our marks?
bool is_plain(std::string_view line) {
  const std::size_t suspect = suspect_set.find_in(line);
  if (suspect == npos) return true;
  return std::none_of(line.begin(), line.end(), is_control) && marks::find(line) == npos;
}

std::string make_plain(std::string_view line) {
  std::string plain;
  const std::size_t sign = line.find_first_not_of(" \t>");
  const bool is_heading = sign != npos && line[sign] == '#';
  const std::size_t words = is_heading ? line.find_first_not_of("# \t", sign) : npos;
  const std::size_t last_word = line.find_last_not_of(" \t\r");
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (marks::at(line, i)) {
      i += 2;
    } else if (line[i] == '\t') {
      const std::size_t width = 4 - column % 4;
      plain.append(width, ' ');
      column += width;
      if (words != npos && i > words && i < last_word) plain += marks::tab;
    } else if (!is_control(line[i])) {
      plain += line[i];
      if ((static_cast<unsigned char>(line[i]) & 0xC0) != 0x80) ++column;
    }
  }
  return plain;
}

std::string_view trim_right(std::string_view line) {
  // Two spaces are a hard break, which is a space like any other line end in text.
  const std::size_t last = line.find_last_not_of(' ');
  return last == npos ? std::string_view{} : line.substr(0, last + 1);
}

/// A line that may open or close fenced code.
struct Fence {
  char character = 0;  ///< 0: it is none
  std::size_t length = 0;
  std::size_t indent = 0;  ///< columns before it
  std::size_t quotes = 0;  ///< `>` before it
  bool bare = false;       ///< nothing follows: it can close
};

Fence read_fence(std::string_view line) {
  Fence fence;
  std::size_t at = 0;
  while (at < line.size() && (line[at] == ' ' || line[at] == '>')) {
    if (line[at] == '>') ++fence.quotes;
    ++at;
  }
  // The first line of a list item or of a definition can be a fence: "1. ```".
  std::size_t marker = at;
  while (marker < line.size() && line[marker] >= '0' && line[marker] <= '9') ++marker;
  const bool numbered =
      marker > at && marker < line.size() && (line[marker] == '.' || line[marker] == ')');
  if (numbered || (marker == at && at < line.size() &&
                   std::string_view("-*+:").find(line[at]) != npos)) {
    const std::size_t text = line.find_first_not_of(' ', marker + 1);
    if (text != npos && text > marker + 1) at = text;
  }
  fence.indent = at;
  if (at >= line.size() || (line[at] != '`' && line[at] != '~')) return fence;
  std::size_t end = at;
  while (end < line.size() && line[end] == line[at]) ++end;
  if (end - at < 3) return fence;
  // The end of an element follows: the fence belongs to code that opened within that element.
  if (line.substr(end, 2) == "</") return fence;
  // "```a```" is a code span.
  if (line[at] == '`' && line.find('`', end) != npos) return fence;
  fence.character = line[at];
  fence.length = end - at;
  fence.bare = line.find_first_not_of(' ', end) == npos;
  return fence;
}

bool is_mdx_block(std::string_view fence) {
  const std::size_t info = fence.find_first_not_of(" >`~");
  return info != npos && fence.substr(info).starts_with("mdx-code-block");
}

/// Finds the end of fenced code. Remembers where there was none, so that many fences which nobody
/// closed do not each read the rest of the page.
class FenceFinder {
 public:
  explicit FenceFinder(const std::vector<std::string_view>& lines) : lines_(lines) {}

  /// The line that closes the fence of line `open`; npos if there is none.
  std::size_t close_of(std::size_t open, const Fence& fence) {
    Memo& memo = memos_[fence.character == '`' ? 0 : 1];
    const std::size_t floor = fence.indent < 4 ? 0 : fence.indent - 3;
    if (open < memo.end && fence.length >= memo.length && floor >= memo.floor) return npos;
    for (std::size_t i = open + 1; i < lines_.size(); ++i) {
      const std::string_view line = lines_[i];
      const std::size_t text = line.find_first_not_of(" \t");
      if (text == npos) continue;
      if (text < floor && line[text] != '>' && line[0] != '\t') {
        memo = {i, fence.length, floor};
        return npos;
      }
      if (line[text] != fence.character && line[text] != '>') continue;
      const Fence other = read_fence(line);
      if (other.character == fence.character && other.bare && other.length >= fence.length &&
          other.quotes == fence.quotes) {
        return i;
      }
    }
    memo = {lines_.size(), fence.length, floor};
    return npos;
  }

 private:
  struct Memo {
    std::size_t end = 0;  ///< up to this line nothing closes a fence
    std::size_t length = 0;
    std::size_t floor = 0;
  };
  const std::vector<std::string_view>& lines_;
  std::array<Memo, 2> memos_;
};

/// Finds the lines of `<pre>` elements that start a line: fences in them are text like any other.
class PreElements {
 public:
  explicit PreElements(const std::vector<std::string_view>& lines) : lines_(lines) {}

  /// The line behind the element that starts on the line `number`; `known` if none does, or if it
  /// has no end.
  std::size_t end_of(std::size_t number, std::size_t known) {
    const std::string_view line = lines_[number];
    const std::size_t text = line.find_first_not_of(" \t");
    if (number < known || text == npos || !line.substr(text).starts_with("<pre")) return known;
    if (number < endless_) return known;
    for (std::size_t i = number; i < lines_.size(); ++i) {
      if (lines_[i].find("</pre") != npos) return i + 1;
    }
    endless_ = lines_.size();
    return known;
  }

 private:
  const std::vector<std::string_view>& lines_;
  std::size_t endless_ = 0;  ///< up to this line none ends
};

/// Whether the line starts a list item, a quote or a definition.
bool starts_container(std::string_view line) {
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  line.remove_prefix(begin);
  if (line.size() < 2) return line == ">";
  if (line[0] == '>') return true;
  if (std::string_view("-*+:").find(line[0]) != npos) return line[1] == ' ' || line[1] == '\t';
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  return digits > 0 && line.substr(digits).starts_with(". ");
}

bool is_blank_text(std::string_view line) {
  return line.find_first_not_of(" \t\r") == npos;
}

/// Whether a fence at the margin on line `open` goes on with the text of an item above it, which ends at the
/// first blank line and so before the code does.
bool ends_with_its_item(const std::vector<std::string_view>& lines, std::size_t open,
                        std::size_t close, std::size_t first) {
  constexpr std::size_t most_lines = 1000;
  bool in_item = false;
  for (std::size_t i = open; i > first && open - i < most_lines && !in_item; --i) {
    if (is_blank_text(lines[i - 1])) break;
    in_item = starts_container(lines[i - 1]);
  }
  return in_item && std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(open),
                                lines.begin() + static_cast<std::ptrdiff_t>(close), is_blank_text);
}

/// Longer ones are not looked for, or much that does not end would be read again and again.
constexpr std::size_t max_tag_bytes = 1000;

/// Something that hides all between its start and its end.
struct Hidden {
  std::string_view begin;
  std::string_view end;
  bool element = false;     ///< an HTML element: another spelling of its name is the same
  bool to_the_end = false;  ///< a browser hides the rest of the page if it does not end
  bool extension = false;   ///< kramdown's, which also ends at `{:/}`
};

constexpr std::array hidden_kinds = {
    Hidden{"<!--", "-->"},
    Hidden{"<script", "</script", true, true},
    Hidden{"<style", "</style", true, true},
    Hidden{"<?", "?>"},
    Hidden{"<![CDATA[", "]]>"},
    Hidden{"<!", ">"},
    Hidden{"{/*", "*/}"},
    Hidden{"{{/*", "*/}}"},
    Hidden{"{{</*", "*/>}}"},
    Hidden{"{% comment %}", "{% endcomment %}"},
    Hidden{"{%- comment -%}", "{%- endcomment -%}"},
    Hidden{"{::comment", "{:/comment}", false, false, true},
    Hidden{"{# ", "#}"},
};

bool starts_with(std::string_view text, std::string_view prefix, bool any_case) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    const char c = any_case && text[i] >= 'A' && text[i] <= 'Z'
                       ? static_cast<char>(text[i] - 'A' + 'a')
                       : text[i];
    if (c != prefix[i]) return false;
  }
  return true;
}

/// Where a comment of kramdown ends, which may say what it ends.
std::size_t find_extension_end(std::string_view text, std::size_t from) {
  for (std::size_t i = text.find("{:/", from); i != npos; i = text.find("{:/", i + 1)) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("{:/}") || rest.starts_with("{:/comment}")) return i;
  }
  return npos;
}

std::size_t find_end(std::string_view text, const Hidden& kind, std::size_t from) {
  if (kind.extension) return find_extension_end(text, from);
  if (!kind.element) return text.find(kind.end, from);
  for (std::size_t i = text.find('<', from); i != npos; i = text.find('<', i + 1)) {
    if (starts_with(text.substr(i), kind.end, true)) return i;
  }
  return npos;
}

bool is_heading(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" >");
  return first != npos && line[first] == '#';
}

/// The id in `{/* #id */}`, with which MDX gives a heading its id; empty if there is none.
std::string heading_id(std::string_view line, std::size_t at) {
  std::string_view comment = line.substr(at);
  if (!comment.starts_with("{/*") || !comment.ends_with("*/}")) return {};
  if (line.find_first_not_of(" >") != line.find('#')) return {};
  comment = comment.substr(3, comment.size() - 6);
  comment = comment.substr(std::min(comment.find_first_not_of(' '), comment.size()));
  if (!comment.starts_with('#')) return {};
  const std::size_t end = comment.find_first_of(" \"'{}", 1);
  if (end != npos && comment.find_first_not_of(' ', end) != npos) return {};
  return std::string(comment.substr(1, end == npos ? npos : end - 1));
}

const Hidden* hidden_at(std::string_view text) {
  for (const Hidden& kind : hidden_kinds) {
    if (!starts_with(text, kind.begin, kind.element)) continue;
    if (kind.element) {
      const std::size_t next = kind.begin.size();
      if (next < text.size() && text[next] != ' ' && text[next] != '>' && text[next] != '/') {
        continue;  // <styled>
      }
    }
    if (kind.extension) {
      const std::string_view rest = text.substr(kind.begin.size());
      const std::size_t end = rest.substr(0, max_tag_bytes).find('}');
      if (end == npos || (end != 0 && (rest[0] != ' ' || rest[end - 1] == '/'))) continue;
    }
    if (kind.begin == "<!" && (text.size() < 3 || text[2] < 'A' || text[2] > 'Z')) continue;
    return &kind;
  }
  return nullptr;
}

/// Whether the line has nothing but an end of kramdown's comment, as that of a whole block must.
bool is_extension_end(std::string_view line) {
  const std::size_t begin = std::min(line.find_first_not_of(" \t>"), line.size());
  const std::string_view text = line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin);
  return text == "{:/comment}" || text == "{:/}";
}

/// Whether kramdown's comment that starts at `at` has its line for itself, so that it is a block.
bool is_extension_block(std::string_view line, std::size_t at) {
  return line.find_first_not_of(" >*+-:.0123456789") == at &&
         line.find_first_not_of(" \t\r", line.find('}', at) + 1) == npos;
}

bool starts_shortcode(std::string_view text) {
  return text.starts_with("{{<") || text.starts_with("{{%");
}

/// The length of the shortcode of Hugo that `text` starts with; 0 if it does not end.
std::size_t shortcode_length(std::string_view text) {
  const std::size_t end = shortcode_end(text, text[2] == '<' ? ">}}" : "%}}");
  return end == npos ? 0 : end + 3;
}

/// Whether `before`, or where that says nothing `kept` before it, ends within a tag or a value of one: a
/// shortcode there is no text, and its own quotes would end the value.
bool is_in_tag(std::string_view kept, std::string_view before) {
  if (before.ends_with("=\"") || before.ends_with("='")) return true;
  for (std::string_view text : {before, kept}) {
    text = text.substr(text.size() - std::min(text.size(), max_tag_bytes));
    const std::size_t sign = text.find_last_of("<>");
    if (sign == npos) continue;
    return text[sign] == '<' && sign + 1 < text.size() && is_ascii_letter(text[sign + 1]);
  }
  return false;
}

/// What both lines begin with of indentation and signs of quotes.
std::string_view common_lead(std::string_view a, std::string_view b) {
  std::size_t size = 0;
  while (size < std::min(a.size(), b.size()) && a[size] == b[size] &&
         (a[size] == ' ' || a[size] == '>')) {
    ++size;
  }
  return a.substr(0, size);
}

/// Takes the hidden parts out of lines that come one by one.
class Scrubber {
 public:
  Scrubber(const std::vector<std::string_view>& lines, const Where& start,
           std::vector<Problem>& problems, bool comments_in_headings)
      : lines_(lines), start_(start), problems_(problems), comments_in_headings_(comments_in_headings) {}

  [[nodiscard]] bool inside() const { return kind_ != nullptr; }

  /// The line without what is hidden; nothing if all of it stays.
  bool scrub(std::size_t number, std::string_view line, std::string& kept) {
    if (kind_ == nullptr && hidden_starts.find_in(line) == npos) return false;
    std::size_t at = 0;
    bool changed = false;
    kept.clear();
    std::size_t copied = 0;
    if (kind_ != nullptr) {
      changed = true;
      at = std::min(line.find_first_not_of(' ', leave(line, 0)), line.size());
      copied = at;
      // What follows stays in the block, quote or container that the hidden part stands in.
      if (at < line.size()) kept = common_lead(begin_line_, line);
    }
    while (kind_ == nullptr && (at = scrub_stops.find_in(line, at)) != npos) {
      if (line[at] == '\\') {
        at += 2;
        continue;
      }
      if (line[at] == '`') {
        at = skip_code(line, at);
        continue;
      }
      const Hidden* kind = hidden_at(line.substr(at));
      if (kind != nullptr && !comments_in_headings_ && kind->begin == "{/*" && is_heading(line) && heading_id(line, at).empty()) {
        kind = nullptr;
      }
      if (kind == nullptr) {
        const bool in_tag = starts_shortcode(line.substr(at)) &&
                            is_in_tag(kept, line.substr(copied, at - copied));
        const std::size_t length = in_tag ? shortcode_length(line.substr(at, max_tag_bytes)) : 0;
        if (length != 0) {
          changed = true;
          kept.append(line, copied, at - copied);
          copied = at + length;
        }
        at += std::max<std::size_t>(length, 1);
        continue;
      }
      if (!ends(number, line, at, *kind)) {
        if (kind->to_the_end) {
          problems_.push_back({{start_.file, start_.line + number},
                               std::string(kind->begin) + "> is not closed: the rest of the page "
                                                          "is no text"});
        } else {
          // Left as text. Escaped, for to cmark it would be an HTML block without end.
          kept.append(line, copied, at - copied);
          kept += '\\';
          copied = at++;
          changed = true;
          continue;
        }
      }
      changed = true;
      kept.append(line, copied, at - copied);
      if (const std::string id = heading_id(line, at); !id.empty()) ((kept += "{#") += id) += '}';
      kind_ = kind;
      begin_line_ = line;
      is_block_ = kind->extension && is_extension_block(line, at) && last_extension_end() > number;
      at = leave(line, at + kind->begin.size() - (kind->begin == "<!--" ? 2 : 0));
      copied = at;
    }
    if (kind_ == nullptr) kept.append(line, std::min(copied, line.size()));
    return changed;
  }

 private:
  /// Looks for the end of the hidden part from `from` on; what follows it starts at the result.
  std::size_t leave(std::string_view line, std::size_t from) {
    std::size_t end = find_end(line, *kind_, std::min(from, line.size()));
    if (end == npos || (is_block_ && !is_extension_end(line))) return line.size();
    end = kind_->extension ? line.find('}', end) + 1 : end + kind_->end.size();
    if (kind_->element) end = std::min(line.find('>', end), line.size() - 1) + 1;
    kind_ = nullptr;
    return std::min(end, line.size());
  }

  /// Does what starts at `at` end anywhere? Each kind's last end on the page is looked up once.
  bool ends(std::size_t number, std::string_view line, std::size_t at, const Hidden& kind) {
    if (kind.extension) return extension_ends(number, line, at);
    const auto index = static_cast<std::size_t>(&kind - hidden_kinds.data());
    if (endless_line_[index] != number + 1) {
      const std::size_t from = at + kind.begin.size() - (kind.begin == "<!--" ? 2 : 0);
      if (find_end(line, kind, from) != npos) return true;
      endless_line_[index] = number + 1;
    }
    if (!last_end_known_[index]) {
      last_end_known_[index] = true;
      last_end_[index] = 0;
      for (std::size_t i = lines_.size(); i > 0; --i) {
        if (find_end(lines_[i - 1], kind, 0) != npos) {
          last_end_[index] = i - 1;
          break;
        }
      }
    }
    return last_end_[index] > number;
  }

  /// A comment of kramdown that is no block ends in its paragraph, or is no comment.
  bool extension_ends(std::size_t number, std::string_view line, std::size_t at) {
    if (is_extension_block(line, at) && last_extension_end() > number) return true;
    if (number < no_extension_end_) return false;
    if (find_extension_end(line, at) != npos) return true;
    std::size_t i = number + 1;
    for (; i < lines_.size() && lines_[i].find_first_not_of(" \t\r>") != npos; ++i) {
      if (find_extension_end(lines_[i], 0) != npos) return true;
    }
    no_extension_end_ = i;
    return false;
  }

  /// The last line that ends a block of kramdown's comments; 0 if there is none.
  std::size_t last_extension_end() {
    if (last_extension_end_ == npos) {
      last_extension_end_ = lines_.empty() ? 0 : lines_.size() - 1;
      while (last_extension_end_ > 0 && !is_extension_end(lines_[last_extension_end_])) {
        --last_extension_end_;
      }
    }
    return last_extension_end_;
  }

  static std::size_t skip_code(std::string_view line, std::size_t at) {
    std::size_t end = at;
    while (end < line.size() && line[end] == '`') ++end;
    const std::string_view ticks = line.substr(at, end - at);
    if (ticks.size() > 80) return end;  // nor does cmark take longer ones
    // Only a code span that ends on the line: a wrong guess here hides text or shows a comment.
    for (std::size_t i = line.find(ticks, end); i != npos; i = line.find(ticks, i)) {
      std::size_t after = i + ticks.size();
      if (after >= line.size() || line[after] != '`') return after;
      while (after < line.size() && line[after] == '`') ++after;
      i = after;
    }
    return end;
  }

  const std::vector<std::string_view>& lines_;
  const Where& start_;
  std::vector<Problem>& problems_;
  const bool comments_in_headings_;
  const Hidden* kind_ = nullptr;  ///< what we are in
  std::string_view begin_line_;   ///< where that begins
  bool is_block_ = false;         ///< it is a comment of kramdown that is a block
  std::size_t last_extension_end_ = npos;
  std::size_t no_extension_end_ = 0;  ///< up to this line no comment of kramdown ends
  std::array<std::size_t, hidden_kinds.size()> last_end_{};
  std::array<bool, hidden_kinds.size()> last_end_known_{};
  std::array<std::size_t, hidden_kinds.size()> endless_line_{};  ///< from 1: no end further on
};

/// Code between the tags of generators, which have their lines for themselves: `{% highlight ruby %}` of Jekyll and
/// `{{< highlight go >}}` of Hugo.
class TaggedCode {
 public:
  explicit TaggedCode(const std::vector<std::string_view>& lines) : lines_(lines) {}

  /// The line that ends the code which line `number` starts; npos if it starts none.
  std::size_t close_of(std::size_t number) {
    const std::string_view name = tag_of(lines_[number]);
    if (name != "highlight") return npos;
    if (!looked_) {
      looked_ = true;
      for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (tag_of(lines_[i]) == "/highlight") closes_.push_back(i);
      }
    }
    const auto next = std::ranges::upper_bound(closes_, number);
    return next == closes_.end() ? npos : *next;
  }

 private:
  /// "highlight" of a line that is nothing but `{%- highlight ruby -%}`, "/highlight" of one that ends such code;
  /// empty for other lines.
  static std::string_view tag_of(std::string_view line) {
    line = line.substr(std::min(line.find_first_not_of(" \t>"), line.size()));
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    if (const auto tag = next_shortcode(line, 0); tag && tag->begin == 0 && tag->end == line.size()) {
      return tag->closes && tag->name == "highlight" ? "/highlight" : tag->name;
    }
    if (!line.starts_with("{%") || line.find("%}") + 2 != line.size()) return {};
    line = line.substr(std::min(line.find_first_not_of(" \t-", 2), line.size()));
    const std::string_view name = line.substr(0, line.find_first_of(" \t-%"));
    return name == "endhighlight" ? "/highlight" : name;
  }

  const std::vector<std::string_view>& lines_;
  std::vector<std::size_t> closes_;  ///< lines that end such code
  bool looked_ = false;
};

/// Whether the line has nothing but the sign of an item or of a definition.
bool is_bare_marker(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(" >"), line.size()));
  if (line == "-" || line == "*" || line == "+" || line == ":") return true;
  const std::size_t digits = line.find_first_not_of("0123456789");
  return digits != npos && digits > 0 && digits + 1 == line.size() && (line[digits] == '.' || line[digits] == ')');
}

}  // namespace

SourceLines::SourceLines(std::string_view body, const Where& start,
                         std::vector<Problem>& problems, const LineRules& rules) {
  const std::vector<std::string_view> raw = split_lines(body);
  budget::hold(raw.size() * sizeof(SourceLine));
  lines_.reserve(raw.size());
  FenceFinder fences(raw);
  Scrubber scrubber(raw, start, problems, rules.comments_in_headings);
  PreElements pre(raw);
  TaggedCode tagged(raw);
  std::size_t fence_end = 0;  // while below it, lines are code
  std::size_t mdx_close = npos;
  std::size_t pre_end = 0;    // while below it, no line is a fence
  std::string kept;
  std::string_view missing_end;  // of a fence that nothing closes
  for (std::size_t number = 0; number < raw.size(); ++number) {
    std::string_view line = raw[number];
    const auto in_file = static_cast<std::uint32_t>(start.line + number);
    if (number >= fence_end && !scrubber.inside() && eventful.find_in(line) == npos) {
      lines_.push_back({trim_right(line), LineKind::text, in_file});
      continue;
    }
    budget::hold(sizeof(std::string) + line.size());  // if the line is changed
    if (line.find('\t') != npos) {
      const std::size_t first = line.find_first_not_of(" >");
      if (first != npos && line[first] == '#') written_headings_.emplace(in_file, line.substr(first));
    }
    if (!is_plain(line)) line = changed_.emplace_back(make_plain(line));
    line = trim_right(line);
    LineKind kind = LineKind::text;
    if (number == mdx_close) {
      line = {};
    } else if (number < fence_end) {
      kind = number + 1 == fence_end ? LineKind::fence_close : LineKind::fence_body;
    } else {
      if (!scrubber.inside() && line.find("<pre") != npos) pre_end = pre.end_of(number, pre_end);
      if (!scrubber.inside() && number >= pre_end && fence_signs.find_in(line) != npos) {
        const Fence fence = read_fence(line);
        const bool none = fence.character == 0 || (fence.character == '`' && !rules.backquotes);
        std::size_t close = none ? npos : fences.close_of(number, fence);
        if (rules.lazy_items && close != npos && fence.indent == 0 &&
            ends_with_its_item(raw, number, close, fence_end)) {
          close = npos;
        }
        if (close != npos && is_mdx_block(line)) {
          // Docusaurus: not code, but a block that is read as MDX although the file is Markdown.
          mdx_close = close;
          lines_.push_back({{}, LineKind::text, in_file});
          continue;
        }
        if (close != npos) {
          kind = LineKind::fence_open;
          fence_end = close + 1;
          if (line.substr(std::min(line.find_first_not_of(" >"), line.size())).starts_with(':')) {
            // The definition begins by itself, and the code on a line in it.
            const std::string_view sign = line.substr(0, fence.indent);
            lines_.push_back({changed_.emplace_back(sign).append(marks::nothing), LineKind::text, in_file});
            std::string& code = changed_.emplace_back(line);
            code[sign.find(':')] = ' ';
            line = code;
          }
        } else if (rules.endless_fences && !none && fence.indent == 0 && fence.quotes == 0) {
          kind = LineKind::fence_open;
          fence_end = raw.size() + 1;  // behind the last line, where a line that closes it is put
          missing_end = changed_.emplace_back(fence.length, fence.character);
        }
      }
      if (kind == LineKind::text && !scrubber.inside() && number >= pre_end && line.find("highlight") != npos) {
        if (const std::size_t close = tagged.close_of(number); close != npos) {
          kind = LineKind::fence_open;
          fence_end = close + 1;
        }
      }
      const bool inside = scrubber.inside();
      if (kind == LineKind::text && scrubber.scrub(number, line, kept)) {
        const std::size_t first = line.find_first_not_of(" >");
        if (!inside && first != npos && line[first] == '#' && line.find("<!--") != npos) {
          written_headings_.emplace(in_file, line.substr(first));
        }
        line = trim_right(changed_.emplace_back(kept));
        // A comment does not end the paragraph that it stands in.
        if (inside && line.empty()) continue;
        // Nor does it make of an item that is nothing else the sign alone, which may be an underline or begin no item.
        if (is_bare_marker(line)) line = changed_.emplace_back(kept).append(marks::nothing);
      }
    }
    lines_.push_back({line, kind, in_file});
  }
  if (!missing_end.empty()) {
    lines_.push_back({missing_end, LineKind::fence_close, static_cast<std::uint32_t>(start.line + raw.size())});
  }
}

}  // namespace speur
