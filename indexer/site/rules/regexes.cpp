#include "indexer/site/rules/regexes.hpp"

#include <fmt/format.h>
#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <utility>

namespace speur {
namespace {

constexpr std::int32_t most_steps = 1000;           // of ICU's, which take about a millisecond each
constexpr std::int32_t stack_bytes = 4 * 1024 * 1024;

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

}  // namespace

struct Regexes::Impl {
  std::vector<std::unique_ptr<icu::RegexPattern>> patterns;
};

Regexes::Regexes(const std::vector<std::string>& patterns, const Where& where,
                 std::vector<Problem>& problems)
    : impl_(std::make_unique<Impl>()) {
  for (const std::string& text : patterns) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError at{};
    std::unique_ptr<icu::RegexPattern> pattern(
        icu::RegexPattern::compile(from_utf8(text), 0, at, status));
    if (U_SUCCESS(status)) {
      impl_->patterns.push_back(std::move(pattern));
    } else {
      problems.push_back(
          {where, fmt::format("\"{}\" cannot be read as a regular expression: it is ignored", text)});
    }
  }
}

Regexes::Regexes() : impl_(std::make_unique<Impl>()) {}
Regexes::~Regexes() = default;
Regexes::Regexes(Regexes&&) noexcept = default;
Regexes& Regexes::operator=(Regexes&&) noexcept = default;

bool Regexes::empty() const {
  return impl_->patterns.empty();
}

bool Regexes::matches(std::string_view text) const {
  if (empty()) return false;
  const icu::UnicodeString subject = from_utf8(text);
  for (const auto& pattern : impl_->patterns) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::RegexMatcher> matcher(pattern->matcher(subject, status));
    if (U_FAILURE(status)) return true;
    matcher->setTimeLimit(most_steps, status);
    matcher->setStackLimit(stack_bytes, status);
    const bool found = matcher->find(status) != 0;
    if (found || U_FAILURE(status)) return true;
  }
  return false;
}

}  // namespace speur
