#include "indexer/includes/include_expansion.hpp"

#include "include/files/path_inside.hpp"
#include "indexer/budget/page_budget.hpp"
#include "indexer/includes/include_line.hpp"
#include "indexer/includes/include_tag.hpp"
#include "indexer/markdown/mdx/mdx_page.hpp"
#include "indexer/markdown/mdx/page_import.hpp"
#include "indexer/text/text_decoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

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
    InCode code;
    if (has_imports()) take_imports(lines);
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
            text_line(with_whole_tag(lines, i), indent, code, here);
          }
          break;
      }
    }
  }

  std::string result;

 private:
  /// Where tags are examples and no tags.
  struct InCode {
    char fence = 0;    ///< the sign of the fence that is open
    bool raw = false;  ///< the line ends between `{% raw %}` and `{% endraw %}`
    std::vector<std::pair<std::size_t, std::size_t>> raw_parts;  ///< of the line

    void look_at(std::string_view line) {
      const std::string_view text = trimmed(line);
      const bool is_fence = text.starts_with("```") || text.starts_with("~~~");
      if (is_fence && (fence == 0 || fence == text[0])) fence = fence == 0 ? text[0] : '\0';
      raw_parts.clear();
      std::size_t begin = 0;
      for (std::size_t at = line.find("{%"); at != std::string_view::npos; at = line.find("{%", at + 2)) {
        std::string_view word = line.substr(std::min(line.find_first_not_of(" -+", at + 2), line.size()));
        word = word.substr(0, word.find_first_of(" -+%"));
        if (word != (raw ? "endraw" : "raw")) continue;
        if (raw) raw_parts.emplace_back(begin, at);
        begin = at;
        raw = !raw;
      }
      if (raw) raw_parts.emplace_back(begin, line.size());
    }
    [[nodiscard]] bool hides(const IncludeTag& tag) const {
      const bool is_template = tag.kind == IncludeTag::Kind::templates || tag.kind == IncludeTag::Kind::page;
      if (tag.kind == IncludeTag::Kind::vitepress) return false;  // which knows no code when it puts in files
      if (!is_template) return fence != 0;
      const auto behind = std::ranges::upper_bound(raw_parts, tag.begin, {}, [](const auto& part) { return part.first; });
      return behind != raw_parts.begin() && tag.begin < std::prev(behind)->second;
    }
  };

  void report(const Where& where, const std::string& message) {
    problems_.push_back({where, message});
  }

  /// Tells of what the generator may well find, and this program does not.
  void tell(const Where& where, std::string message) {
    Problem problem{where, std::move(message), true};
    problem.once = true;
    problems_.push_back(std::move(problem));
  }

  /// The line, with the next ones where a tag that names a file goes on in them: `i` becomes the last.
  std::string_view with_whole_tag(const std::vector<std::string_view>& lines, std::size_t& i) {
    constexpr std::size_t most_bytes = 1024;
    const std::size_t open = lines[i].rfind("{%");
    if (open == std::string_view::npos || lines[i].find("%}", open) != std::string_view::npos) return lines[i];
    std::string whole(lines[i]);
    for (std::size_t next = i + 1; next < lines.size() && whole.size() < open + most_bytes; ++next) {
      (whole += ' ') += lines[next];
      if (lines[next].find("%}") == std::string_view::npos) continue;
      if (!find_include_tag(whole, open)) break;
      i = next;
      return joined_.emplace_back(std::move(whole));
    }
    return lines[i];
  }

  void text_line(std::string_view line, const std::string& indent, InCode& code,
                 const Where& where) {
    code.look_at(line);
    if (has_imports() && code.fence == 0 && imported_line(line, indent, where)) return;
    if (code.fence == 0 && code_line(line, indent, where)) return;
    const auto has = [&](std::string_view sign) { return line.find(sign) != std::string_view::npos; };
    if (!has("nclude") && !has("NCLUDE") && !has("{!")) {
      return put(indent, line);
    }
    std::string text;
    std::size_t begin = 0;
    while (const std::optional<IncludeTag> tag = find_include_tag(line, begin)) {
      text += line.substr(begin, tag->begin - begin);
      begin = tag->end;
      const std::string_view written = line.substr(tag->begin, tag->end - tag->begin);
      const bool is_template =
          tag->kind == IncludeTag::Kind::templates || tag->kind == IncludeTag::Kind::page;
      if (code.hides(*tag) || (is_template && options_.template_paths.empty())) {
        text += written;
        continue;
      }
      const bool alone = trimmed(line) == written;
      const std::optional<std::string> of_file = file_of(*tag, written, where);
      if (is_template && options_.with_parameters && !tag->is_markdown_include) {
        text += of_file ? in_marks(*tag, *of_file) : std::string(written);
        continue;
      }
      add_text(text, of_file.value_or(""), alone);
      if (is_template && !tag->is_markdown_include) {
        // The tag stays behind its text, for a reader sees some of its arguments.
        if (alone) text += '\n';
        text += written;
      }
    }
    if (begin == 0) return put(indent, line);
    text += line.substr(begin);
    if (options_.with_parameters) return put(indent, text);
    const std::string all = indent + std::string(line.substr(0, line.find_first_not_of(" \t")));
    std::string_view rest = text;
    const bool many = text.find('\n') != std::string::npos;
    for (const std::string_view each : many ? split_lines(rest) : std::vector{rest}) {
      put(many ? all : indent, many && each.data() == rest.data() ? trimmed(each) : each);
    }
  }

  [[nodiscard]] bool has_imports() const { return options_.imports != SnippetOptions::Imports::none; }

  /// Takes the imports of pages, which count above them, too.
  void take_imports(const std::vector<std::string_view>& lines) {
    for (const std::string_view line : lines) {
      const std::optional<PageImport> import = read_page_import(line);
      if (import) imports_.insert_or_assign(import->name, import->file);
    }
  }

  /// Puts in the text of the imported pages that the line uses.
  bool imported_line(std::string_view line, const std::string& indent, const Where& where) {
    if (imports_.empty() || read_page_import(line)) return false;
    for (std::size_t at = line.find('<'); at != std::string_view::npos; at = line.find('<', at + 1)) {
      const std::string_view rest = line.substr(at + 1);
      const auto known = imports_.find(rest.substr(0, rest.find_first_of(" />\t")));
      const std::size_t end = rest.find('>');
      const bool is_code = line.substr(0, at).find('`') != std::string_view::npos;
      if (known == imports_.end() || end == std::string_view::npos || is_code) continue;
      IncludeTag tag;
      tag.kind = IncludeTag::Kind::docfx;  // from the page's folder
      tag.name.file = known->second;
      if (tag.name.file.starts_with("@site/")) tag.name.file.erase(1, 4);
      // What the page has imported is not known in the file, and the other way round.
      auto of_page = std::exchange(imports_, {});
      const std::string text = file_of(tag, line.substr(at, end + 2), where).value_or("");
      imports_ = std::move(of_page);
      const std::string own = indent + std::string(line.substr(0, line.find_first_not_of(" \t")));
      const std::string_view before = line.substr(0, at), behind = line.substr(at + end + 2);
      const bool has_before = !trimmed(before).empty(), has_behind = !trimmed(behind).empty();
      // In emphasis and in the cell of a table the line stays one.
      const bool is_whole = has_before && has_behind && before.find_first_of("*_~|") != std::string_view::npos;
      const std::string_view words = trimmed(text);
      const bool fits = is_whole && words.find('\n') == std::string_view::npos;
      if (is_whole) {
        put(indent, joined_.emplace_back(fmt::format("{}{}{}", before, fits ? words : std::string_view(" "), behind)));
        if (fits) return true;
      } else if (has_before) {
        put(indent, before);
      }
      put({}, {});
      for (const std::string_view each : split_lines(text)) put(own, each);
      put({}, {});
      if (has_behind && !is_whole && !imported_line(trimmed(behind), own, where)) put(indent, behind);
      return true;
    }
    return false;
  }

  /// Puts in a block with the code of the file that the line names.
  bool code_line(std::string_view line, const std::string& indent, const Where& where) {
    const bool is_vue = options_.imports == SnippetOptions::Imports::vue;
    const std::optional<CodeImport> code = is_vue ? read_code_import(line) : read_docfx_code(line);
    if (!code) return false;
    IncludeTag tag;
    tag.kind = IncludeTag::Kind::vitepress;
    tag.name = code->name;
    const std::optional<std::string> text = file_of(tag, line, where);
    if (!text) return true;
    constexpr std::string_view fence = "``````````";  // longer than those that a file of code may hold
    const std::string own = indent + std::string(line.substr(0, line.find_first_not_of(" \t")));
    put(own, code->label.empty() ? fmt::format("{}{}", fence, code->language)
                                 : fmt::format("{}{} [{}]", fence, code->language, code->label));
    for (const std::string_view each : split_lines(*text)) put(own, each);
    put(own, fence);
    return true;
  }

  static std::string in_marks(const IncludeTag& tag, std::string_view text) {
    return fmt::format("{{%{} {} {} %}}{}{{% {} {}%}}", tag.strips_before ? "-" : "", included_begin, tag.arguments,
                       text, included_end, tag.strips_after ? "-" : "");
  }

  /// The text of a file within a line: as one line if it has but one, else with its own lines.
  static void add_text(std::string& to, std::string_view text, bool alone) {
    while (text.ends_with('\n')) text.remove_suffix(1);
    if (!alone && text.find('\n') != std::string_view::npos) {
      (to += '\n') += text;
      to += '\n';
    } else {
      to += text;
    }
  }

  /// The text of the file that a tag names, with what it includes itself; nothing where it is not read.
  std::optional<std::string> file_of(IncludeTag tag, std::string_view written, const Where& where) {
    if (tag.has_macros) {
      tag.name.file = options_.run_macros ? std::string(trimmed(options_.run_macros(tag.name.file))) : std::string();
      if (tag.name.file.find("{{") != std::string::npos) tag.name.file.clear();
    }
    if (tag.name.file.empty() || (tag.is_variable && !options_.with_parameters)) {
      tell(where, "the file that an include names is known to the generator alone: left out");
      return std::nullopt;
    }
    if (tag.name.file.starts_with("http://") || tag.name.file.starts_with("https://")) {
      report(where, "the include '" + tag.name.file + "' is on another site: left out");
      return std::nullopt;
    }
    const std::optional<fs::path> file = find_file(tag, where);
    if (!file || !may_read(*file, tag.name.file, where)) return std::nullopt;
    std::string outer = std::move(result);
    result.clear();
    try {
      const std::string whole =
          decode_text(read_file(*file, max_bytes), FallbackEncoding::none, *file, problems_);
      read_ += whole.size();
      const bool is_template = tag.kind == IncludeTag::Kind::templates;
      const bool as_it_is = options_.with_parameters && (is_template || tag.kind == IncludeTag::Kind::page);
      if (is_template && !as_it_is && holds_template_code(whole)) {
        tell(where, "the include '" + tag.name.file +
                        "' is a template, which only the generator can run: left out");
      } else {
        files_.push_back(*file);
        std::string_view text = as_it_is ? whole : without_front_matter(whole);
        if (tag.kind == IncludeTag::Kind::page) text = between(text, tag);
        // The text of a page in MDX is put in without its code, which may hold anything.
        std::string plain;
        if (options_.imports == SnippetOptions::Imports::mdx) text = plain = plain_mdx(text, {*file, 1}, problems_);
        expand_part(split_lines(text), tag.name, *file, {}, where);
        if (as_it_is && !text.ends_with('\n') && result.ends_with('\n')) result.pop_back();
        files_.pop_back();
      }
    } catch (const Error& e) {
      report(where, "the include " + std::string(written) + ": " + e.what());
    }
    std::swap(outer, result);
    if (result.size() + outer.size() > max_bytes) {
      report_full(where);
      full_ = true;
      return std::nullopt;
    }
    return outer;
  }

  static std::string_view between(std::string_view text, const IncludeTag& tag) {
    if (!tag.start.empty()) {
      const std::size_t start = text.find(tag.start);
      if (start != std::string_view::npos) text.remove_prefix(start + tag.start.size());
    }
    return tag.stop.empty() ? text : text.substr(0, text.find(tag.stop));
  }

  static std::string_view without_front_matter(std::string_view text) {
    if (!text.starts_with("---\n")) return text;
    const std::size_t end = text.find("\n---\n", 3);
    return end == std::string_view::npos ? text : text.substr(end + 5);
  }

  std::optional<fs::path> find_file(const IncludeTag& tag, const Where& where) {
    const fs::path here = files_.back().parent_path();
    const std::string& name = tag.name.file;
    std::vector<fs::path> candidates;
    if (name.starts_with("~/") || name.starts_with("@/")) {
      candidates.push_back((name[0] == '@' ? options_.content : root_) / name.substr(2));
    } else if (name.starts_with('/')) {
      candidates.push_back(options_.content / name.substr(1));
      candidates.push_back(root_ / name.substr(1));
    } else {
      if (tag.kind == IncludeTag::Kind::templates) {
        for (const fs::path& folder : options_.template_paths) candidates.push_back(folder / name);
      }
      candidates.push_back(here / name);
    }
    bool outside = false;
    for (const fs::path& candidate : candidates) {
      if (std::optional<fs::path> file = look_up(candidate, outside)) return file;
    }
    tell(where, "the include '" + name + (outside ? "' is outside the site's folder: left out"
                                                  : "' is not there: left out"));
    return std::nullopt;
  }

  /// Whether one file more may be read; tells it if not.
  bool may_read(const fs::path& file, const std::string& name, const Where& where) {
    if (std::find(files_.begin(), files_.end(), file) != files_.end()) {
      report(where, "snippet '" + name + "' includes itself: left out");
      return false;
    }
    if (files_.size() > max_depth || ++count_ > max_files || result.size() > max_bytes ||
        read_ > 4 * max_bytes) {
      report_full(where);
      full_ = true;
      return false;
    }
    return true;
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
    budget::hold(indent.size() + line.size() + 1);
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
    if (!may_read(*file, parts.file, where)) return;
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
      if (parts.ranges.empty()) expand(lines, start, indent);
      for (const SnippetRange& range : parts.ranges) {
        const auto place = [&](long line) {
          const long from_start = line < 0 ? static_cast<long>(lines.size()) + line + 1 : line;
          return static_cast<std::size_t>(std::max(from_start, 1L));
        };
        const std::size_t last = range.last == 0 ? lines.size() : place(range.last);
        expand(lines, start, indent, range.first == 0 ? 0 : place(range.first) - 1, last);
      }
      return;
    }
    bool found = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto is_edge = [&](std::string_view text, SnippetLine::Kind kind) {
        const SnippetLine line = read_snippet_line(text);
        return (line.kind == kind && line.name == parts.section) ||
               is_region_line(text, parts.section, kind == SnippetLine::Kind::end);
      };
      if (!is_edge(lines[i], SnippetLine::Kind::start)) continue;
      std::size_t end = i + 1;
      while (end < lines.size() && !is_edge(lines[end], SnippetLine::Kind::end)) ++end;
      // VitePress' lines are those of the part: `a.md#part{1,3}`.
      const SnippetRange range = parts.ranges.empty() ? SnippetRange{} : parts.ranges.front();
      const std::size_t first = i + static_cast<std::size_t>(std::max(range.first, 1L));
      const std::size_t last = range.last <= 0 ? end : std::min(end, i + 1 + static_cast<std::size_t>(range.last));
      if (first < last) expand(lines, start, indent, first, last);
      found = true;
      i = end;
    }
    if (found) return;
    const std::string message = "snippet '" + parts.file + "' has no section '" + parts.section + "'";
    if (options_.imports != SnippetOptions::Imports::vue) return report(where, message);
    // VitePress shows all of a file in which it does not find the part.
    tell(where, message + ": all of it is put in");
    SnippetName all = parts;
    all.section.clear();
    expand_part(lines, all, file, indent, where);
  }

  /// The file at `candidate`, with links resolved, if the site has it; sets `outside` of one that it does not have.
  std::optional<fs::path> look_up(const fs::path& candidate, bool& outside) const {
    std::error_code error;
    if (options_.looked_up != nullptr) options_.looked_up->push_back(candidate);
    if (!fs::is_regular_file(candidate, error)) return std::nullopt;
    fs::path file = fs::canonical(candidate, error);
    if (error) return std::nullopt;
    if (!root_.empty() && is_inside(file, root_)) return file;
    outside = true;
    return std::nullopt;
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
      if (std::optional<fs::path> file = look_up(candidate, outside)) return file;
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
  std::deque<std::string> joined_;  ///< lines with whole tags
  std::map<std::string, std::string, std::less<>> imports_;  ///< of the file that we are in
  std::size_t count_ = 0;        ///< files read
  std::size_t read_ = 0;         ///< their bytes
  bool full_ = false;
  bool full_told_ = false;
};

}  // namespace

std::string expand_snippets(std::string body, const fs::path& page, const SnippetOptions& options,
                            const Where& where, std::vector<Problem>& problems) {
  if (!may_include(body)) return body;
  Expander expander(page, options, problems);
  if (options.imports == SnippetOptions::Imports::mdx) body = plain_mdx(body, where, problems, options.values);
  expander.expand(split_lines(body), where, {});
  return std::move(expander.result);
}

}  // namespace speur
