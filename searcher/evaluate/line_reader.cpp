#include "searcher/evaluate/line_reader.hpp"

#include <cstdint>
#include <cstring>
#include <utility>

namespace speur {
namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 20;
constexpr std::size_t max_line_bytes = std::size_t{64} << 20;

/// Bytes of the sequence that starts at `at`, 0 if it is not well-formed.
std::size_t sequence_bytes(const unsigned char* at, const unsigned char* end) {
  const unsigned char lead = *at;
  if (lead < 0x80) return 1;
  const std::size_t bytes = lead >= 0xc2 && lead < 0xe0   ? 2
                            : lead >= 0xe0 && lead < 0xf0 ? 3
                            : lead >= 0xf0 && lead < 0xf5 ? 4
                                                          : 0;
  if (bytes == 0 || static_cast<std::size_t>(end - at) < bytes) return 0;
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((at[i] & 0xc0) != 0x80) return 0;
  }
  const bool overlong = (lead == 0xe0 && at[1] < 0xa0) || (lead == 0xf0 && at[1] < 0x90);
  const bool surrogate = lead == 0xed && at[1] >= 0xa0;
  const bool too_high = lead == 0xf4 && at[1] >= 0x90;
  return overlong || surrogate || too_high ? 0 : bytes;
}

/// How many bytes at the start are ASCII, eight at a time; it may stop up to seven early.
std::size_t ascii_prefix(std::string_view text) {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + i, 8);
    if ((word & 0x8080808080808080U) != 0) break;
  }
  return i;
}

}  // namespace

bool is_utf8(std::string_view text) {
  text.remove_prefix(ascii_prefix(text));
  const auto* at = reinterpret_cast<const unsigned char*>(text.data());
  const auto* const end = at + text.size();
  while (at != end) {
    const std::size_t bytes = sequence_bytes(at, end);
    if (bytes == 0) return false;
    at += bytes;
  }
  return true;
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t most = 60;
  if (text.size() <= most) return "\"" + std::string(text) + "\"";
  std::size_t cut = most;  // not within a character
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80) --cut;
  return "\"" + std::string(text.substr(0, cut)) + "…\"";
}

LineReader::LineReader(std::filesystem::path file) : file_(std::move(file)) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file_, ignored)) {
    throw Error(ExitCode::no_input, {file_}, "is a folder, not a file");
  }
  in_.open(file_, std::ios::binary);
  if (!in_) throw Error(ExitCode::no_input, {file_}, "cannot be opened");
}

void LineReader::fail(std::string_view message) const {
  throw Error(ExitCode::data, where(), message);
}

bool LineReader::fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ > max_line_bytes) {
    ++line_;
    fail("the line is longer than 64 MiB");
  }
  if (buffer_.size() < end_ + block_bytes) buffer_.resize(2 * end_ + block_bytes);
  in_.read(buffer_.data() + end_, static_cast<std::streamsize>(buffer_.size() - end_));
  if (in_.bad()) throw Error(ExitCode::io, {file_}, "reading failed");
  end_ += static_cast<std::size_t>(in_.gcount());
  return in_.gcount() > 0;
}

std::optional<std::string_view> LineReader::next_raw() {
  std::size_t searched = 0;
  while (true) {
    const char* const from = buffer_.data() + begin_;
    const std::size_t left = end_ - begin_;
    const void* const feed =
        left > searched ? std::memchr(from + searched, '\n', left - searched) : nullptr;
    if (feed != nullptr) {
      const auto bytes = static_cast<std::size_t>(static_cast<const char*>(feed) - from);
      begin_ += bytes + 1;
      ++line_;
      return std::string_view(from, bytes);
    }
    searched = left;
    if (fill()) continue;
    if (left == 0) return std::nullopt;
    const std::string_view last(buffer_.data() + begin_, left);  // fill() moved it
    begin_ = end_;
    ++line_;
    return last;
  }
}

std::optional<std::string_view> LineReader::next() {
  while (std::optional<std::string_view> line = next_raw()) {
    if (line_ == 1 && line->starts_with("\xEF\xBB\xBF")) line->remove_prefix(3);
    if (line->ends_with('\r')) line->remove_suffix(1);
    if (!is_utf8(*line)) fail("is not UTF-8");
    if (std::memchr(line->data(), 0, line->size()) != nullptr) fail("holds a zero byte");
    if (line->find_first_not_of(blanks) != std::string_view::npos) return line;
  }
  return std::nullopt;
}

}  // namespace speur
