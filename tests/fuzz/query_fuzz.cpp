#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "../searcher/same_query.hpp"
#include "speur/error.hpp"
#include "speur/query.hpp"

// Law: any UTF-8 of at most max_query_bytes gives a tree within the bounds, and the tree's text,
// where that is within them too, parses to the same tree.

namespace {

std::size_t depth_of_brackets(const std::string& text) {
  std::size_t depth = 0, deepest = 0;
  for (const char c : text) {
    if (c == '(') deepest = std::max(deepest, ++depth);
    if (c == ')' && depth > 0) --depth;
  }
  return deepest;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const speur::QueryFields fields{{"titel", "kop", "tekst", "id"}, {"r", "datum", "ë.A"}};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const speur::ParsedQuery parsed = speur::parse_query(text, fields);
    for (const speur::QueryIssue& issue : parsed.issues) {
      if (issue.column == 0 || issue.column > size + 1) std::abort();
    }
    const std::string printed = to_string(parsed.query);
    if (printed.size() > speur::max_query_bytes) return 0;
    if (depth_of_brackets(printed) > speur::max_query_depth) return 0;
    if (!same_query(speur::parse_query(printed, fields).query, parsed.query)) std::abort();
  } catch (const speur::Error& error) {
    if (error.code() != speur::ExitCode::data) std::abort();
  }
  return 0;
}
