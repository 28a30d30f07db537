#include "indexer/page/page_reader.hpp"

#include "indexer/front_matter/front_matter.hpp"
#include "indexer/page/glossary.hpp"
#include "indexer/markdown/markdown.hpp"
#include "indexer/site/page_url.hpp"
#include "indexer/includes/include_expansion.hpp"
#include "indexer/includes/include_tag.hpp"
#include "indexer/text/text_decoding.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <utility>

namespace speur {
namespace {

/// Equal but for case: "AI-verordening in het kort" and "AI-Verordening in het kort".
bool is_same_title(const std::string& a, const std::string& b) {
  if (a == b) return true;
  return icu::UnicodeString::fromUTF8(a).caseCompare(icu::UnicodeString::fromUTF8(b), 0) == 0;
}

std::string with_capital(const std::string& text) {
  std::size_t end = 0;
  const char32_t first = next_code_point(text, end);
  std::string capital;
  icu::UnicodeString(u_toupper(static_cast<UChar32>(first))).toUTF8String(capital);
  return capital + text.substr(end);
}

/// The Markdown that a page is written in: that of the site's generator.
MarkdownDialect dialect_of(std::string_view id, const SiteConfig& config) {
  if (id.ends_with(".mdx")) return MarkdownDialect::mdx;
  if (config.urls.generator == Generator::jekyll) return MarkdownDialect::kramdown;
  return config.anchors == AnchorStyle::python_markdown ? MarkdownDialect::python_markdown
                                                        : MarkdownDialect::commonmark;
}

}  // namespace

PageResult read_page(const SourceFile& source, std::string bytes, const SiteConfig& config,
                     std::vector<Problem>& problems) {
  const std::string text = decode_text(std::move(bytes), config.fallback, source.path, problems);
  const PageParts parts = split_page(text, config.max_front_matter_bytes, source.path, problems);
  FrontMatter front_matter = read_front_matter(parts, config.facets, source.path, problems);
  if (front_matter.excluded) return {std::nullopt, PageResult::Skipped::excluded};
  if (front_matter.draft && !config.drafts) return {std::nullopt, PageResult::Skipped::draft};

  const Where body_start{source.path, parts.body_line};
  std::vector<std::filesystem::path> includes;
  std::string body =
      expand_snippets(std::string(parts.body), source.path,
                      {config.snippet_paths, config.template_paths, config.content, config.root,
                       &includes},
                      body_start, problems);
  body += config.appended;
  MarkdownContent content = read_markdown(
      body, {config.anchors, dialect_of(source.id, config)}, body_start, problems);

  Page page;
  page.id = source.id;
  page.url = page_url(source.id, front_matter, config.urls, source.path, problems);
  std::string first_h1 = one_line(content.first_h1);
  if (!front_matter.title.empty()) {
    page.title = std::move(front_matter.title);
    if (!is_same_title(page.title, first_h1)) page.other_title = std::move(first_h1);
  } else if (!first_h1.empty()) {
    page.title = std::move(first_h1);
  } else {
    page.title = title_of_path(source.id, config.site_name, config.urls.generator);
  }
  page.description = std::move(front_matter.description);
  page.language =
      front_matter.language.empty() ? config.language : std::move(front_matter.language);
  page.identifiers = std::move(front_matter.identifiers);
  page.facets = std::move(front_matter.facets);
  page.sections = std::move(content.sections);
  page.abbreviations = std::move(content.abbreviations);
  page.synonyms = std::move(front_matter.synonyms);
  page.definitions = page_definitions(page, std::move(content.definitions),
                                      std::move(front_matter.definition));
  page.boost = front_matter.boost;
  return {std::move(page), PageResult::Skipped::no, std::move(includes)};
}

bool includes_files(std::string_view bytes) {
  return may_include(bytes);
}

std::string title_of_path(std::string_view id, std::string_view site_name, Generator generator) {
  std::string_view name = page_stem(id);
  if (is_folder_page(name, generator)) {
    const std::size_t end = id.rfind('/');
    if (end == std::string_view::npos) return site_name.empty() ? "Index" : std::string(site_name);
    id = id.substr(0, end);
    name = id.substr(id.rfind('/') + 1);  // npos + 1 is 0
  }
  std::string title;
  for (const char c : name) title += c == '-' || c == '_' ? ' ' : c;
  title = one_line(title);
  return title.empty() ? std::string(name) : with_capital(title);
}

}  // namespace speur
