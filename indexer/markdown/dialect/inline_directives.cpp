#include "indexer/markdown/dialect/inline_translator.hpp"

#include "indexer/markdown/markers/colon_box.hpp"
#include "indexer/markdown/markers/directive.hpp"
#include "indexer/markdown/source/attribute_list.hpp"

namespace speur {

using namespace inline_signs;  // NOLINT(google-build-using-namespace): of this class alone

namespace {

/// The longest label that is looked for the end of: many may open, and none close.
constexpr std::size_t max_label_bytes = 2000;

}  // namespace

bool InlineTranslator::directive() {
  if (!features_.directives || before() == ':') return false;
  const std::size_t colons = here("::") ? 2 : 1;
  const std::size_t name = directive_name_length(text_.substr(at_ + colons));
  if (name == 0) return false;
  const std::size_t open = at_ + colons + name;
  if (behind(colons + name) == ':') return false;
  const std::string_view after = text_.substr(open, max_label_bytes);
  const std::size_t label = after.starts_with('[') ? label_length(after) : 0;
  const std::size_t list = directive_list_length(text_.substr(std::min(open + label, text_.size())));
  const std::size_t end = open + label + list;
  const std::string_view attributes = text_.substr(open + label, list);
  if (colons == 2) {
    // A leaf has its line for itself.
    std::size_t line = at_;
    while (line > 0 && (text_[line - 1] == ' ' || text_[line - 1] == '>')) --line;
    const std::size_t rest = std::min(text_.find_first_not_of(' ', end), text_.size());
    const bool begins = line == 0 || text_[line - 1] == '\n';
    if (!begins || (rest != text_.size() && text_[rest] != '\n')) return false;
  } else if (label <= 2 && list <= 2) {
    return false;  // Docusaurus shows `:naam` as it is written
  }
  if (label <= 2 || (list > 2 && parse_attribute_list(attributes).exclude)) {
    at_ = end;
    return true;
  }
  at_ = open + 1;
  label_ends_.emplace_back(open + label - 1, end);
  return true;
}

bool InlineTranslator::label_end() {
  while (!label_ends_.empty() && label_ends_.back().first < at_) label_ends_.pop_back();  // it was in code
  if (label_ends_.empty() || label_ends_.back().first != at_) return false;
  at_ = label_ends_.back().second;
  label_ends_.pop_back();
  return true;
}

}  // namespace speur
