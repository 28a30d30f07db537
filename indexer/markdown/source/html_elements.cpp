#include "indexer/markdown/source/html_elements.hpp"

#include "speur/ascii.hpp"

#include <string_view>

namespace speur {

namespace {

/// Whether `text` starts with `name`, in whatever case, and the name ends there.
bool has_name(std::string_view text, std::string_view name) {
  if (text.size() < name.size() || ascii_lower(text.substr(0, name.size())) != name) return false;
  return text.size() == name.size() || !(is_ascii_letter(text[name.size()]) ||
                                         is_ascii_digit(text[name.size()]) ||
                                         text[name.size()] == '-');
}

bool closes_itself(std::string_view tag) {
  const std::size_t end = tag.find('>');
  return end != std::string_view::npos && end > 0 && tag[end - 1] == '/';
}

}  // namespace

std::size_t HtmlElements::end_of(const std::string& name, std::size_t line) {
  auto known = ends_.find(name);
  if (known == ends_.end()) known = ends_.emplace(name, pair_tags(name)).first;
  const auto end = known->second.find(line);
  return end == known->second.end() ? 0 : end->second;
}

std::map<std::size_t, std::size_t> HtmlElements::pair_tags(const std::string& name) const {
  std::map<std::size_t, std::size_t> ends;
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const std::string_view text = lines_[i].text;
    if (lines_[i].kind != LineKind::text) continue;
    for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at)) {
      ++at;
      const bool closing = at < text.size() && text[at] == '/';
      const std::string_view tag = text.substr(closing ? at + 1 : at);
      if (!has_name(tag, name)) continue;
      if (!closing && !closes_itself(tag.substr(0, 2048))) {
        open.push_back(i);
      } else if (closing && !open.empty()) {
        ends[open.back()] = i;  // the last that ends is the first that started on its line
        open.pop_back();
      }
    }
  }
  return ends;
}

}  // namespace speur
