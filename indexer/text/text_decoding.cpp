#include "indexer/text/text_decoding.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unicode/ucnv.h>
#include <unicode/utf8.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>
#include <system_error>

namespace speur {
namespace {

namespace fs = std::filesystem;

class FileHandle {
 public:
  explicit FileHandle(int descriptor) : descriptor_(descriptor) {}
  ~FileHandle() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

std::string system_message(int error) {
  return std::generic_category().message(error);
}

[[noreturn]] void throw_too_large(const fs::path& path, std::uintmax_t size,
                                  std::uintmax_t max_bytes) {
  throw Error(ExitCode::data, {path, 0},
              fmt::format("has {} bytes, and at most {} are read", size, max_bytes));
}

std::size_t line_of(std::string_view bytes, std::size_t offset) {
  std::size_t line = 1;
  for (std::size_t i = 0; i < offset; ++i) {
    const bool lone_return = bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n');
    if (bytes[i] == '\n' || lone_return) ++line;
  }
  return line;
}

std::string convert(std::string_view bytes, const char* encoding, const fs::path& file) {
  UErrorCode status = U_ZERO_ERROR;
  const auto length = static_cast<int32_t>(bytes.size());
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(encoding, &status),
                                                                &ucnv_close);
  if (U_FAILURE(status)) {
    throw Error(ExitCode::data, {file, 0},
                fmt::format("cannot read {}: {}", encoding, u_errorName(status)));
  }
  // Without this half a pair, or a byte too many at the end, would become U+FFFD without a word.
  ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  status = U_ZERO_ERROR;
  const int32_t size =
      ucnv_toAlgorithmic(UCNV_UTF8, from.get(), nullptr, 0, bytes.data(), length, &status);
  if (status == U_INVALID_CHAR_FOUND || status == U_ILLEGAL_CHAR_FOUND ||
      status == U_TRUNCATED_CHAR_FOUND) {
    throw Error(ExitCode::data, {file, 0},
                fmt::format("is not {}, as its first bytes say that it is", encoding));
  }
  std::string text(static_cast<std::size_t>(size), '\0');
  status = U_ZERO_ERROR;
  ucnv_toAlgorithmic(UCNV_UTF8, from.get(), text.data(), size, bytes.data(), length, &status);
  if (U_FAILURE(status)) {
    throw Error(ExitCode::data, {file, 0},
                fmt::format("cannot read {}: {}", encoding, u_errorName(status)));
  }
  return text;
}

/// UTF-16 or UTF-32 by its byte order mark, as UTF-8 without the mark.
std::optional<std::string> decode_signed(std::string_view bytes, const fs::path& file) {
  if (bytes.size() < 2 || static_cast<unsigned char>(bytes[0]) < 0x80) {
    if (!bytes.starts_with(std::string_view("\0\0\xfe\xff", 4))) return std::nullopt;
  }
  UErrorCode status = U_ZERO_ERROR;
  int32_t signature = 0;
  const char* encoding = ucnv_detectUnicodeSignature(
      bytes.data(), static_cast<int32_t>(std::min<std::size_t>(bytes.size(), 8)), &signature,
      &status);
  if (U_FAILURE(status) || encoding == nullptr) return std::nullopt;
  const std::string_view name = encoding;
  if (!name.starts_with("UTF-16") && !name.starts_with("UTF-32")) return std::nullopt;
  return convert(bytes.substr(static_cast<std::size_t>(signature)), encoding, file);
}

/// Also moves what follows a dropped `\r` forward, in place.
void normalize_line_ends(std::string& text) {
  const auto first = static_cast<const char*>(std::memchr(text.data(), '\r', text.size()));
  if (first == nullptr) return;
  auto out = static_cast<std::size_t>(first - text.data());
  for (std::size_t in = out; in < text.size(); ++in) {
    if (text[in] != '\r') {
      text[out++] = text[in];
    } else if (in + 1 == text.size() || text[in + 1] != '\n') {
      text[out++] = '\n';
    }
  }
  text.resize(out);
}

/// Throws Error(data) where there are too many of them for a text.
void check_for_text(const std::string& text, const fs::path& file) {
  const auto count = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0'));
  if (count > 16 && count > text.size() / 100) {
    throw Error(ExitCode::data, {file, 0},
                fmt::format("is a binary file: {} of its {} bytes are NUL", count, text.size()));
  }
}

void replace_nuls(std::string& text, const fs::path& file, std::vector<Problem>& problems) {
  const std::size_t first = text.find('\0');
  if (first == std::string::npos) return;
  const auto count = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0'));
  problems.push_back({{file, line_of(text, first)},
                      count == 1
                          ? std::string("has a NUL byte, read as U+FFFD")
                          : fmt::format("has the first of {} NUL bytes, read as U+FFFD", count)});
  std::string clean;
  clean.reserve(text.size() + 2 * count);
  for (const char c : text) {
    if (c == '\0') {
      clean += "\xef\xbf\xbd";
    } else {
      clean += c;
    }
  }
  text = std::move(clean);
}

}  // namespace

std::string read_file(const fs::path& path, std::uintmax_t max_bytes) {
  const FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) {
    throw Error(ExitCode::no_input, {path, 0}, "cannot be opened: " + system_message(errno));
  }
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) {
    throw Error(ExitCode::no_input, {path, 0}, "cannot be read: " + system_message(errno));
  }
  if (!S_ISREG(status.st_mode)) throw Error(ExitCode::no_input, {path, 0}, "is no regular file");
  const auto size = static_cast<std::uintmax_t>(status.st_size);
  if (size > max_bytes) throw_too_large(path, size, max_bytes);
  // One byte more than it says: a file that grows in the meantime is read on, up to the bound.
  std::string bytes(static_cast<std::size_t>(size) + 1, '\0');
  std::size_t done = 0;
  while (true) {
    const ssize_t got = ::read(file.get(), bytes.data() + done, bytes.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      throw Error(ExitCode::no_input, {path, 0}, "cannot be read: " + system_message(errno));
    }
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
    if (done > max_bytes) throw_too_large(path, done, max_bytes);
    if (done == bytes.size()) bytes.resize(2 * bytes.size());
  }
  bytes.resize(done);
  return bytes;
}

std::string decode_text(std::string bytes, FallbackEncoding fallback, const fs::path& file,
                        std::vector<Problem>& problems) {
  if (std::optional<std::string> decoded = decode_signed(bytes, file)) {
    bytes = std::move(*decoded);
  } else if (bytes.starts_with("\xef\xbb\xbf")) {
    bytes.erase(0, 3);
  }
  // Before any decoding: Windows-1252 would make letters of whatever a picture holds.
  check_for_text(bytes, file);
  const std::size_t wrong = first_invalid_utf8(bytes);
  if (wrong != all_valid) {
    const std::size_t line = line_of(bytes, wrong);
    const std::string byte = fmt::format("byte 0x{:02X} at offset {} is not UTF-8",
                                         static_cast<unsigned char>(bytes[wrong]), wrong);
    if (fallback == FallbackEncoding::none) {
      throw Error(ExitCode::data, {file, line},
                  byte + "; --fallback-encoding windows-1252 reads such pages");
    }
    bytes = convert(bytes, "windows-1252", file);
    problems.push_back({{file, line}, byte + "; the file is read as Windows-1252", true});
  }
  replace_nuls(bytes, file, problems);
  normalize_line_ends(bytes);
  return bytes;
}

std::size_t first_invalid_utf8(std::string_view bytes) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const std::size_t size = bytes.size();
  std::size_t i = 0;
  while (i < size) {
    std::uint64_t eight = 0;
    while (i + sizeof eight <= size) {  // ASCII, eight bytes at a time
      std::memcpy(&eight, data + i, sizeof eight);
      if ((eight & 0x8080808080808080U) != 0) break;
      i += sizeof eight;
    }
    while (i < size && data[i] < 0x80) ++i;
    while (i < size && data[i] >= 0x80) {
      const std::size_t start = i;
      UChar32 c = 0;
      U8_NEXT(data, i, size, c);
      if (c < 0) return start;
    }
  }
  return all_valid;
}

std::string valid_utf8(std::string text) {
  for (std::size_t at = first_invalid_utf8(text); at != all_valid; at = first_invalid_utf8(text)) {
    text.replace(at, 1, "\xef\xbf\xbd");
  }
  return text;
}

bool is_clean_name(std::string_view name) {
  if (first_invalid_utf8(name) != all_valid) return false;
  return std::none_of(name.begin(), name.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
  char32_t c = 0;
  U8_NEXT_UNSAFE(text.data(), at, c);
  return c;
}

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (true) {
    if (!text.empty() && is_space(text.front())) {
      text.remove_prefix(1);
    } else if (text.starts_with("\xc2\xa0")) {
      text.remove_prefix(2);
    } else {
      break;
    }
  }
  while (true) {
    if (!text.empty() && is_space(text.back())) {
      text.remove_suffix(1);
    } else if (text.ends_with("\xc2\xa0")) {
      text.remove_suffix(2);
    } else {
      break;
    }
  }
  return text;
}

std::string one_line(std::string_view text) {
  text = trimmed(text);
  std::string line;
  line.reserve(text.size());
  for (const char c : text) {
    if (c == ' ' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      if (!line.ends_with(' ')) line += ' ';
    } else {
      line += c;
    }
  }
  return std::string(trimmed(line));
}

}  // namespace speur
