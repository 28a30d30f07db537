#include "searcher/index/stub_file.hpp"

#include "include/files/output_folder.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <system_error>
#include <utility>

namespace fs = std::filesystem;

namespace speur {
namespace {

constexpr std::size_t max_stub_bytes = 65'536;
constexpr std::size_t max_parts = 256;

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool is_generation_name(std::string_view name) {
  if (!name.starts_with(generation_prefix)) return false;
  name.remove_prefix(generation_prefix.size());
  return !name.empty() && name.size() <= 20 &&
         std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

/// `2001:db8::7`, or with the name of an interface: `fe80::7%eth0`.
bool is_ipv6(std::string_view text) {
  in6_addr address{};
  return ::inet_pton(AF_INET6, std::string(text.substr(0, text.find('%'))).c_str(), &address) == 1;
}

/// `zoek.example.nl:8080`, `192.0.2.7:8080` or `[2001:db8::7]:8080`.
bool parse_host(std::string_view text, IndexPart& part) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return false;
  std::string_view host = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  const bool has_brackets = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (has_brackets) host = host.substr(1, host.size() - 2);
  const auto is_allowed = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '.' || c == '-' || c == '_' || (has_brackets && (c == ':' || c == '%'));
  };
  if (host.empty() || !std::ranges::all_of(host, is_allowed)) return false;
  if (has_brackets && !is_ipv6(host)) return false;
  const char* end = port.data() + port.size();
  const auto [stop, error] = std::from_chars(port.data(), end, part.port);
  if (error != std::errc() || stop != end || part.port == 0) return false;
  part.host = host;
  return true;
}

/// Reads one stub, and those of the index folders that it names.
class StubReader {
 public:
  /// `strict`: only generations of the stub's own folder are allowed.
  StubReader(fs::path stub, bool strict) : stub_(std::move(stub)), strict_(strict) {}

  void read(std::vector<IndexPart>& parts) {
    const std::string text = read_small_file(stub_, max_stub_bytes, strict_ ? Links::refuse : Links::follow);
    std::string_view rest = text;
    const std::size_t before = parts.size();
    for (line_ = 1; !rest.empty(); ++line_) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (line.ends_with('\r')) line.remove_suffix(1);
      read_line(line, parts);
      if (parts.size() > max_parts) {
        fail(fmt::format("an index has at most {} databases", max_parts));
      }
    }
    // The number of a generation that is cut can be that of another.
    if (strict_ && !text.empty() && !text.ends_with('\n')) {
      line_ -= 1;
      fail("is cut short: speur-index ends each line");
    }
    line_ = 0;
    if (parts.size() == before) fail("names no database");
  }

 private:
  [[noreturn]] void fail(std::string_view message) const {
    throw Error(ExitCode::config, {stub_, line_}, message);
  }

  void read_line(std::string_view line, std::vector<IndexPart>& parts) const {
    if (line.empty() || line.front() == '#') return;
    const std::size_t space = line.find(' ');
    const std::string_view type = line.substr(0, space);
    std::string_view value = space == std::string_view::npos ? "" : line.substr(space + 1);
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    if (type == "auto" || type == "glass") {
      if (value.empty() || has_control_character(value)) fail("`auto` lacks the name of a folder");
      strict_ ? add_generation(value, parts) : add_folder(value, parts);
    } else if (type == "remote") {
      if (value.starts_with(':')) {
        fail("names a program, and programs are never run: `remote HOST:PORT` is allowed");
      }
      if (strict_) fail("names another host, which an index of speur-index does not do");
      IndexPart part;
      if (!parse_host(value, part)) fail("`remote` lacks a HOST:PORT");
      parts.push_back(std::move(part));
    } else {
      fail("is no line of a stub, which are `auto FOLDER` and `remote HOST:PORT`");
    }
  }

  void add_generation(std::string_view name, std::vector<IndexPart>& parts) const {
    if (!is_generation_name(name)) {
      fail(fmt::format("names something else than `{}N` in the index folder", generation_prefix));
    }
    const fs::path folder = stub_.parent_path() / name;
    struct stat status {};
    if (::lstat(folder.c_str(), &status) != 0) fail(fmt::format("there is no folder {}", name));
    if (!S_ISDIR(status.st_mode)) fail(fmt::format("{} is no folder of the index folder", name));
    parts.push_back({.folder = folder});
  }

  void add_folder(std::string_view name, std::vector<IndexPart>& parts) const {
    const fs::path folder = stub_.parent_path() / name;
    std::error_code error;
    if (!fs::is_directory(folder, error)) {
      fail(fs::exists(folder, error)
               ? "names a file: a stub names folders, and no other stub"
               : fmt::format("there is no folder {}", name));
    }
    const fs::path inner = folder / stub_file;
    if (fs::exists(fs::symlink_status(inner, error))) {
      StubReader(inner, true).read(parts);
    } else {
      parts.push_back({.folder = folder});
    }
  }

  fs::path stub_;
  bool strict_;
  std::size_t line_ = 0;
};

/// Error(no_input) where the system does not let this user see what is in the folder of the index.
void refuse_unreadable(const fs::path& index, const std::error_code& error) {
  if (error != std::errc::permission_denied) return;
  throw Error(ExitCode::no_input, {index, 0}, "the index cannot be opened: Permission denied");
}

}  // namespace

std::string IndexPart::name() const {
  if (is_local()) return folder.string();
  return host.find(':') == std::string::npos ? fmt::format("remote {}:{}", host, port)
                                             : fmt::format("remote [{}]:{}", host, port);
}

std::vector<IndexPart> index_parts(const fs::path& index, IndexChoice choice) {
  std::error_code error;
  const bool is_there = fs::exists(index, error);
  refuse_unreadable(index, error);
  if (!is_there) {
    throw Error(ExitCode::no_input, {index, 0},
                fmt::format("there is no index here; make one: speur-index CONTENT --index {}",
                            index.string()));
  }
  std::vector<IndexPart> parts;
  const bool is_found = choice == IndexChoice::found;
  if (!fs::is_directory(index, error)) {
    StubReader(index, is_found).read(parts);
    return parts;
  }
  const fs::path stub = index / stub_file;
  const bool has_stub = fs::exists(fs::symlink_status(stub, error));
  refuse_unreadable(index, error);
  if (has_stub) {
    const bool is_ours = fs::exists(fs::symlink_status(index / lock_file, error));
    StubReader(stub, is_found || is_ours).read(parts);
  } else if (fs::exists(index / "iamglass", error)) {
    parts.push_back({.folder = index});
  } else {
    throw Error(ExitCode::config, {index, 0},
                fmt::format("is not an index: the folder holds no {}; give the folder that speur-index made", stub_file));
  }
  return parts;
}

Xapian::Database open_part(const IndexPart& part, std::chrono::milliseconds remote_timeout) {
  if (!part.is_local()) {
    const auto limit = static_cast<unsigned>(remote_timeout.count());
    return Xapian::Remote::open(part.host, part.port, limit, limit);
  }
  // Without a backend's name Xapian would take a folder with a stub in it for that stub.
  return Xapian::Database(part.folder.string(), Xapian::DB_BACKEND_GLASS);
}

}  // namespace speur
