#include "indexer/site/jekyll/highlighted_code.hpp"

#include "speur/npos.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace speur {
namespace {

constexpr std::string_view tag_blanks = "- \t\n";

/// Where the tag begins whose name begins at `name`; npos where something else stands before it.
std::size_t begin_of_tag(std::string_view text, std::size_t name) {
  const std::size_t sign = text.find_last_not_of(tag_blanks, name - 1);
  return name > 0 && sign != npos && sign > 0 && text.substr(sign - 1, 2) == "{%" ? sign - 1 : npos;
}

/// The place behind a tag whose name ends at `name_end`; npos where something else stands behind it.
std::size_t end_of_tag(std::string_view text, std::size_t name_end) {
  const std::size_t sign = text.find_first_not_of(tag_blanks, name_end);
  return sign != npos && text.substr(sign, 2) == "%}" ? sign + 2 : npos;
}

/// The line of a page that is looked at, which goes forward only, so that all of it takes linear time.
class Line {
 public:
  explicit Line(std::string_view text) : text_(text) { read(); }

  void move_to(std::size_t place) {
    if (place <= end_) return;
    for (; end_ < place; end_ = text_.find('\n', begin)) begin = end_ + 1;
    read();
  }

  std::size_t begin = 0;
  std::size_t open = npos;      ///< its first tag, or the first behind it
  std::size_t open_end = npos;  ///< the place behind that
  bool opens_code = false;      ///< that is one of `highlight`

 private:
  void read() {
    open = text_.find("{%", begin);
    open_end = text_.find("%}", open);
    if (open_end != npos) open_end += 2;
    if (open != npos) opens_code = text_.substr(std::min(text_.find_first_not_of("- \t", open + 2), text_.size())).starts_with("highlight");
  }

  std::string_view text_;
  std::size_t end_ = text_.find('\n');
};

}  // namespace

std::string with_code_on_lines(std::string text) {
  constexpr std::string_view end_word = "endhighlight";
  std::string made;
  std::size_t from = 0;
  Line line(text);
  for (std::size_t at = text.find(end_word); at != npos; at = text.find(end_word, at + 1)) {
    const std::size_t closing = begin_of_tag(text, at), behind = end_of_tag(text, at + end_word.size());
    if (closing == npos || behind == npos) continue;
    line.move_to(closing);
    if (!line.opens_code || line.open_end > closing || line.begin < from) continue;
    made.append(text, from, line.open - from);
    if (line.open != line.begin) made += '\n';
    made.append(text, line.open, line.open_end - line.open) += '\n';
    made.append(text, line.open_end, closing - line.open_end) += '\n';
    made.append(text, closing, behind - closing);
    from = behind;
    if (from < text.size() && text[from] != '\n') made += '\n';
  }
  return from == 0 ? text : made.append(text, from);
}

}  // namespace speur
