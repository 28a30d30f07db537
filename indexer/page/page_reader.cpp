#include "indexer/page/page_reader.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/front_matter/front_matter.hpp"
#include "indexer/page/glossary.hpp"
#include "indexer/page/page_title.hpp"
#include "indexer/markdown/markdown.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/settings.hpp"
#include "indexer/site/rules/site_rules.hpp"
#include "indexer/includes/include_expansion.hpp"
#include "indexer/includes/include_tag.hpp"
#include "indexer/page/page_values.hpp"
#include "indexer/text/text_decoding.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>

namespace speur {
namespace {

/// Equal but for case: "AI-verordening in het kort" and "AI-Verordening in het kort".
bool is_same_title(const std::string& a, const std::string& b) {
  if (a == b) return true;
  return icu::UnicodeString::fromUTF8(a).caseCompare(icu::UnicodeString::fromUTF8(b), 0) == 0;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) (text += text.empty() ? "" : " ") += word;
  return text;
}

/// Links and readers call a page by its file, too, and sections by their folders.
void name_by_path(std::string_view id, bool is_folder_page, Page& page) {
  std::string_view name = page_stem(id);
  std::string_view folder = folder_of(id);
  if (is_folder_page) {
    name = name_of(folder);
    folder = folder_around(folder);
  }
  page.path_name = joined(words_of_name(name));
  for (; !folder.empty(); folder = folder_around(folder)) {
    std::string words_of_folder = joined(words_of_name(name_of(folder)));
    if (words_of_folder.empty() || std::ranges::find(page.folder_names, words_of_folder) != page.folder_names.end()) {
      continue;
    }
    page.folder_names.push_back(std::move(words_of_folder));
  }
}

/// The Markdown that a page is written in: that of the site's generator, or what anchors that were asked
/// for tell.
MarkdownDialect dialect_of(std::string_view path, const YamlNode& keys, const SiteConfig& config) {
  if (config.rules->is_html(path, keys)) return MarkdownDialect::html;
  const MarkdownDialect dialect = config.rules->dialect(path);
  const bool github = config.anchors.style == AnchorStyle::github;
  return github && dialect == MarkdownDialect::python_markdown ? MarkdownDialect::commonmark : dialect;
}

/// Puts the words of `shown` before those of the page.
void put_above(const MarkdownContent& shown, MarkdownContent& content) {
  std::string text;
  for (const Section& section : shown.sections) {
    for (const std::string& part : {section.heading, section.text}) {
      if (!part.empty()) (text += text.empty() ? "" : "\n") += part;
    }
  }
  if (text.empty()) return;
  if (content.sections.empty() || content.sections.front().level != 0) {
    content.sections.insert(content.sections.begin(), Section{});
  }
  std::string& first = content.sections.front().text;
  first = first.empty() ? std::move(text) : text + "\n" + first;
}

/// A description as the site shows it: many authors write Markdown in it, and some generators read
/// it. One without such signs stays as it is.
std::string without_markup(std::string text, const MarkdownOptions& options, const Where& where) {
  static constexpr auto signs =
      std::to_array<std::string_view>({"](", "**", "__", "`", "{{", "{%", "==", "~~"});
  const bool marked = std::ranges::any_of(
      signs, [&](std::string_view sign) { return text.find(sign) != std::string::npos; });
  if (!marked) return text;
  std::vector<Problem> problems;  // of a line: what is odd in it is shown as it is
  std::string plain;
  for (const Section& section : read_markdown(text, options, where, problems).sections) {
    for (const std::string& part : {section.heading, section.text}) {
      if (!part.empty()) (plain += plain.empty() ? "" : " ") += one_line(part);
    }
  }
  return plain;
}

/// A title as it is read where the site puts it down as it is; one that is nothing but tags stays.
std::string without_html(std::string title, const std::filesystem::path& file) {
  if (title.find_first_of("<&") == std::string::npos) return title;
  std::vector<Problem> problems;  // of a title: what is odd in it is shown as it is
  std::string plain;
  for (const Section& section : read_markdown(title, {{}, MarkdownDialect::html, {}}, {file, 0}, problems).sections) {
    plain += one_line(section.text);
  }
  return plain.empty() ? title : plain;
}

/// Templates may make any text of a few bytes, and so their text gives the page no more to take. It is held more than
/// once on its way to a tree, which nothing else counts.
void hold_template_text(std::size_t bytes, std::size_t own_bytes) {
  constexpr std::size_t copies = 8;
  if (bytes > own_bytes) budget::hold(copies * (bytes - own_bytes));
}

}  // namespace

PageResult read_page(const SourceFile& source, std::string bytes, const SiteConfig& config,
                     std::vector<Problem>& problems) {
  PageBudget budget(source.path, bytes.size(), config.page_limits);
  const bool marked = bytes.starts_with("\xEF\xBB\xBF");
  const std::string text = decode_text(std::move(bytes), config.fallback, source.path, problems);
  const SiteRules& rules = *config.rules;
  const std::string path = config.rules_prefix + source.id;
  const PageParts parts = rules.is_data(path) ? PageParts{}
                                              : split_page(text, config.max_front_matter_bytes, rules.forms(),
                                                           source.path, problems);
  YamlNode keys = parse_front_matter(parts, source.path, problems);
  if (rules.keys_in_any_case()) lower_keys(keys);
  rules.complete(path, keys);
  const PageHead head{path, keys, parts.body_line > 1, config.now, source.path, marked};
  const Publication publication = rules.publication(head, problems);
  const bool timed = publication.until.has_value();
  if (publication.state == Publication::State::hidden) {
    return {std::nullopt, PageResult::Skipped::hidden, {}, timed};
  }
  const std::string shown = rules.take_shown_text(keys);
  FrontMatter front_matter = read_front_matter(keys, config.facets, source.path, problems);
  const bool is_draft = publication.state == Publication::State::draft && !config.drafts;
  if (front_matter.excluded) {
    std::vector<Problem> not_told;  // of an address that is not found
    std::string url = is_draft ? "" : page_address(config, {path, keys, front_matter, {}, source.path}, not_told).url;
    return {std::nullopt, PageResult::Skipped::excluded, {}, timed, std::move(url)};
  }
  if (is_draft) return {std::nullopt, PageResult::Skipped::draft, {}, timed};

  const Where body_start{source.path, parts.body_line};
  std::vector<std::filesystem::path> includes;
  const MarkdownDialect dialect = dialect_of(path, keys, config);
  const TemplateIncludes form = rules.includes(keys);
  const std::vector<PageValue> values = values_for_code(keys, parts.body);
  using Imports = SnippetOptions::Imports;
  const Imports imports = dialect == MarkdownDialect::mdx ? Imports::mdx : rules.features().vue ? Imports::vue : Imports::none;
  const auto run_macros = [&](std::string_view name) {
    std::vector<Problem> problems_of_name;  // a name that is not known is told by the reader of includes
    return rules.run_templates(std::string(name), keys, body_start, problems_of_name);
  };
  std::string body = expand_snippets(
      std::string(parts.body), source.path,
      {config.snippet_paths, form == TemplateIncludes::none ? std::vector<std::filesystem::path>() : config.template_paths,
       config.content, config.root, &includes, imports, form == TemplateIncludes::with_parameters, values, run_macros},
      body_start, problems);
  const std::size_t own_bytes = body.size() + config.appended.size();
  if (own_bytes > parts.body.size()) budget.add(own_bytes - parts.body.size());
  body = rules.run_templates(std::move(body), keys, body_start, problems);
  body += config.appended;
  hold_template_text(body.size(), own_bytes);
  MarkdownContent content = read_markdown(
      body, {config.anchors, dialect, rules.features(), values}, body_start, problems);

  if (!shown.empty()) {
    put_above(read_markdown(shown, {config.anchors, rules.dialect(path), rules.features()},
                            {source.path, parts.front_matter_line}, problems),
              content);
  }

  Page page;
  page.id = source.id;
  std::string first_h1 = one_line(content.first_h1);
  PageAddress address = page_address(config, {path, keys, front_matter, first_h1, source.path}, problems);
  page.url = std::move(address.url);
  if (!front_matter.title.empty()) {
    page.title = std::move(front_matter.title);
    if (rules.titles_are_html()) page.title = without_html(std::move(page.title), source.path);
    if (!is_same_title(page.title, first_h1)) page.other_title = std::move(first_h1);
  } else if (!first_h1.empty()) {
    page.title = std::move(first_h1);
  } else {
    page.title = other_title({source.id, config.site_name, rules.menu_title(path), keys, content.sections,
                              rules.is_folder_page(path)});
  }
  name_by_path(source.id, rules.is_folder_page(path), page);
  page.description = without_markup(std::move(front_matter.description),
                                    {config.anchors, rules.dialect(path), rules.features()},
                                    {source.path, parts.front_matter_line});
  page.language = config.language;
  if (!address.language.empty()) page.language = std::move(address.language);
  if (!front_matter.language.empty()) page.language = std::move(front_matter.language);
  page.identifiers = std::move(front_matter.identifiers);
  page.facets = std::move(front_matter.facets);
  page.sections = std::move(content.sections);
  page.abbreviations = std::move(content.abbreviations);
  page.synonyms = std::move(front_matter.synonyms);
  page.definitions = page_definitions(page, std::move(content.definitions),
                                      std::move(front_matter.definition));
  page.boost = front_matter.boost;
  return {std::move(page), PageResult::Skipped::no, std::move(includes), timed};
}

bool includes_files(std::string_view bytes) {
  return may_include(bytes);
}

}  // namespace speur
