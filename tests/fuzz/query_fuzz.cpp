#include "speur/query.hpp"

#include "speur/error.hpp"
#include "tests/support/same_query.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

// Law: any UTF-8 of at most max_query_bytes gives a tree within the bounds, and the tree's text,
// where that is within them too, parses to the same tree.

namespace {

/// Brackets that only the text has, around what AND and OR join, may be too deep to be read.
bool is_too_deep(const speur::ParsedQuery& parsed) {
  return std::any_of(
      parsed.issues.begin(), parsed.issues.end(),
      [](const speur::QueryIssue& issue) { return issue.message.starts_with("brackets deeper"); });
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
    const speur::ParsedQuery again = speur::parse_query(printed, fields);
    if (!is_too_deep(again) && !same_query(again.query, parsed.query)) std::abort();
  } catch (const speur::Error& error) {
    if (error.code() != speur::ExitCode::data) std::abort();
  }
  return 0;
}
