#include "indexer/includes/include_expansion.hpp"

#include "include/files/path_inside.hpp"
#include "indexer/includes/include_line.hpp"
#include "indexer/text/text_decoding.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <system_error>

namespace speur {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_depth = 32;
constexpr std::size_t max_bytes = std::size_t{64} << 20;  ///< of a page with all its snippets
constexpr std::size_t max_files = 10'000;                 ///< read for one page

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

class Expander {
 public:
  Expander(const fs::path& page, const SnippetOptions& options, std::vector<Problem>& problems)
      : options_(options), problems_(problems) {
    std::error_code error;
    if (!options.root.empty()) root_ = fs::weakly_canonical(options.root, error);
    files_.push_back(fs::weakly_canonical(page, error));
  }

  void expand(const std::vector<std::string_view>& lines, const Where& where,
              const std::string& indent, std::size_t first = 0,
              std::size_t last = std::string_view::npos) {
    bool block = false;
    const bool whole_page = files_.size() == 1;
    for (std::size_t i = first; i < std::min(last, lines.size()); ++i) {
      const SnippetLine line = read_snippet_line(lines[i]);
      const Where here{where.file, where.line == 0 ? 0 : where.line + i};
      switch (line.kind) {
        case SnippetLine::Kind::single:
          // In a block a line of this kind is skipped, as pymdownx does.
          if (!block)
            include(line.name, indent + std::string(lines[i].substr(0, line.indent)), here);
          break;
        case SnippetLine::Kind::block:
          block = !block;
          break;
        case SnippetLine::Kind::start:
        case SnippetLine::Kind::end:
          if (whole_page) put(indent, lines[i]);
          break;
        case SnippetLine::Kind::escaped: {
          std::string text(lines[i]);
          put(indent, text.erase(line.escape, 1));
          break;
        }
        case SnippetLine::Kind::text:
          if (block) {
            name_line(lines[i], indent, here);
          } else {
            put(indent, lines[i]);
          }
          break;
      }
    }
  }

  std::string result;

 private:
  void report(const Where& where, const std::string& message) {
    problems_.push_back({where, message});
  }

  void report_full(const Where& where) {
    if (!full_told_) report(where, "too many or too large snippets: the rest is left out");
    full_told_ = true;
  }

  /// Indentation can make much of little: what is too much is left out, and include() tells.
  void put(std::string_view indent, std::string_view line) {
    if (files_.size() > 1 && result.size() > max_bytes) {
      full_ = true;
      return;
    }
    if (!line.empty()) result += indent;
    result += line;
    result += '\n';
  }

  void name_line(std::string_view line, const std::string& indent, const Where& where) {
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos) {
      put(indent, {});
      return;
    }
    const std::string_view name = line.substr(begin, line.find_last_not_of(" \t") - begin + 1);
    // A name behind a semicolon is commented out.
    if (name[0] != ';') include(name, indent + std::string(line.substr(0, begin)), where);
  }

  void include(std::string_view name, const std::string& indent, const Where& where) {
    if (name.starts_with("http://") || name.starts_with("https://")) {
      report(where, "snippet '" + std::string(name) + "' is on another site: left out");
      return;
    }
    const SnippetName parts = split_snippet_name(name);
    const std::optional<fs::path> file = find(parts.file, where);
    if (!file) return;
    if (std::find(files_.begin(), files_.end(), *file) != files_.end()) {
      report(where, "snippet '" + parts.file + "' includes itself: left out");
      return;
    }
    if (files_.size() > max_depth || ++count_ > max_files || result.size() > max_bytes ||
        read_ > 4 * max_bytes) {
      report_full(where);
      full_ = true;
      return;
    }
    const bool was_full = full_;
    try {
      const std::string text =
          decode_text(read_file(*file, max_bytes), FallbackEncoding::none, *file, problems_);
      read_ += text.size();
      files_.push_back(*file);
      expand_part(split_lines(text), parts, *file, indent, where);
      files_.pop_back();
      if (!was_full && full_) report_full(where);
    } catch (const Error& e) {
      report(where, "snippet '" + parts.file + "': " + e.what());
    }
  }

  void expand_part(const std::vector<std::string_view>& lines, const SnippetName& parts,
                   const fs::path& file, const std::string& indent, const Where& where) {
    const Where start{file, 1};
    if (parts.section.empty()) {
      const std::size_t last = parts.last == 0 ? lines.size() : parts.last;
      expand(lines, start, indent, parts.first == 0 ? 0 : parts.first - 1, last);
      return;
    }
    bool found = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const SnippetLine line = read_snippet_line(lines[i]);
      if (line.kind != SnippetLine::Kind::start || line.name != parts.section) continue;
      std::size_t end = i + 1;
      while (end < lines.size()) {
        const SnippetLine other = read_snippet_line(lines[end]);
        if (other.kind == SnippetLine::Kind::end && other.name == parts.section) break;
        ++end;
      }
      expand(lines, start, indent, i + 1, end);
      found = true;
      i = end;
    }
    if (!found)
      report(where, "snippet '" + parts.file + "' has no section '" + parts.section + "'");
  }

  std::optional<fs::path> find(const std::string& name, const Where& where) {
    bool outside = false;
    for (const fs::path& base : options_.base_paths) {
      std::error_code error;
      fs::path candidate = base / name;
      if (fs::is_regular_file(base, error)) {
        if (base.filename() != name) continue;
        candidate = base;
      }
      if (options_.looked_up != nullptr) options_.looked_up->push_back(candidate);
      if (!fs::is_regular_file(candidate, error)) continue;
      fs::path file = fs::canonical(candidate, error);
      if (error) continue;
      if (!root_.empty() && is_inside(file, root_)) return file;
      outside = true;
    }
    report(where, "snippet '" + name +
                      (outside ? "' is outside the site's folder: left out"
                               : "' is in no snippet folder: left out"));
    return std::nullopt;
  }

  const SnippetOptions& options_;
  std::vector<Problem>& problems_;
  fs::path root_;
  std::vector<fs::path> files_;  ///< that we are in, the page first
  std::size_t count_ = 0;        ///< files read
  std::size_t read_ = 0;         ///< their bytes
  bool full_ = false;
  bool full_told_ = false;
};

}  // namespace

std::string expand_snippets(std::string body, const fs::path& page, const SnippetOptions& options,
                            const Where& where, std::vector<Problem>& problems) {
  if (body.find("8<-") == std::string::npos) return body;
  Expander expander(page, options, problems);
  expander.expand(split_lines(body), where, {});
  return std::move(expander.result);
}

}  // namespace speur
