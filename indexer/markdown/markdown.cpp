#include "indexer/markdown/markdown.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/source/html_marks.hpp"
#include "indexer/markdown/source/html_tag.hpp"
#include "indexer/markdown/source/shortcode.hpp"
#include "indexer/markdown/tree/html_text.hpp"
#include "indexer/markdown/dialect/inline_dialect.hpp"
#include "indexer/markdown/dialect/markdown_dialect.hpp"
#include "indexer/markdown/mdx/mdx_page.hpp"
#include "indexer/markdown/mdx/page_import.hpp"
#include "indexer/markdown/mdx/vue_page.hpp"
#include "indexer/markdown/tree/markdown_tree.hpp"
#include "indexer/markdown/tree/section_builder.hpp"
#include "indexer/markdown/source/source_lines.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace speur {

namespace {

constexpr std::string_view::size_type npos = std::string_view::npos;
constexpr std::size_t max_tag_bytes = 8192;  // or open quotes are read to the end from each tag

/// Whether the block has an end tag of its own always. An HTML parser would also end it with what it stands in, a
/// quotation or an item, which Markdown may divide where the author does not.
bool has_end_tag(std::string_view name) {
  static constexpr auto names = std::to_array<std::string_view>(
      {"address", "article", "aside", "blockquote", "center", "details", "div", "dl", "fieldset", "figcaption", "figure",
       "footer", "form", "header", "main", "nav", "ol", "section", "summary", "table", "ul"});
  return std::ranges::binary_search(names, name);
}

/// Does the element end at its own end tag and nowhere else? Of other blocks, and those whose end tag
/// may be left out, an HTML parser knows the end.
bool ends_at_its_tag(const HtmlTag& tag) {
  // An HTML parser would end a <p> at the first Markdown paragraph in it.
  if (tag.name == "p") return !tag.closing && !tag.self_closing;
  return !tag.closing && !tag.self_closing && (!is_block_tag(tag.name) || has_end_tag(tag.name)) && !is_void_tag(tag.name) &&
         tag.name != "rp" && tag.name != "rt";
}

/// Takes out the content of excluded elements. An HTML parser would end inline and custom ones
/// with the paragraph that their start tag stands in, where the author has Markdown paragraphs up
/// to the end tag. The tags of blocks stay, so that what follows is in the right ones. False: an
/// element has no end tag, and the rest of the page is gone.
bool drop_excluded_elements(std::string& html, SectionBuilder& builder) {
  std::string kept;
  std::string name;          // of the excluded element that we are in
  std::size_t depth = 0;     // of elements of that name
  std::size_t headings = 0;  // that were opened in it
  std::size_t begin = 0;     // of what is not yet in `kept`
  std::array<bool, 2> has_end = {true, true};  // `style`, `script`: one of them may yet end
  const std::string_view all = html;
  for (std::size_t at = all.find('<'); at != npos; at = all.find('<', at)) {
    if (all.substr(at, 4) == "<!--") {
      const std::size_t end = all.find("-->", at + 4);
      if (end == npos) break;
      if (depth > 0) builder.excluded_text(mark_of_comment(all.substr(at + 4, end - at - 4)));
      at = end + 3;
      continue;
    }
    const HtmlTag tag = read_tag(all.substr(at, max_tag_bytes));
    if (tag.length == 0) {
      ++at;
      continue;
    }
    if (const bool script = tag.name == "script"; !tag.closing && (script || tag.name == "style") && has_end[script]) {
      const std::size_t end = all.find(script ? "</script" : "</style", at);  // what looks like tags in it is none
      has_end[script] = end != npos;
      at = has_end[script] ? end : at + tag.length;
      continue;
    }
    if (depth == 0) {
      if (tag.exclude && ends_at_its_tag(tag)) {
        kept += all.substr(begin, at - begin);
        name = tag.name;
        depth = 1;
        headings = 0;
      }
    } else if (tag.name == name) {
      if (tag.closing) {
        --depth;
      } else if (!tag.self_closing) {
        ++depth;
      }
      begin = at + tag.length;
    } else if (is_heading_tag(tag.name)) {
      if (!tag.closing) {
        ++headings;
      } else if (headings > 0) {
        --headings;
      } else {
        (kept += "</" + tag.name) += '>';
      }
    } else if (is_block_tag(tag.name)) {
      (kept += (tag.closing ? "</" : "<") + tag.name) += '>';
    }
    at += tag.length;
  }
  if (depth == 0) kept += all.substr(begin);
  html = std::move(kept);
  return depth == 0;
}

/// `{::options auto_ids="false" /}`: says it of the whole page, wherever it stands; the last one counts.
void apply_kramdown_options(std::string_view body, MarkdownOptions& options) {
  AnchorRules& anchors = options.anchors;
  bool has_ids = anchors.slug != SlugRule::none;
  SlugRule own = has_ids ? anchors.slug : SlugRule::kramdown;
  for (std::size_t at = body.find("{::options "); at != npos; at = body.find("{::options ", at)) {
    const std::size_t end = body.find("/}", at);
    if (end == npos) break;  // without an end it is text
    const std::string_view tag = body.substr(at, end - at);
    at = end;
    const auto value = [&](std::string_view name) {
      const std::size_t begin = tag.find(name);
      if (begin == npos) return std::string_view();
      const std::size_t quote = begin + name.size();
      return tag.substr(quote, std::min(tag.find('"', quote), tag.size()) - quote);
    };
    if (const std::string_view ids = value(" auto_ids=\""); !ids.empty()) has_ids = ids != "false";
    if (value(" parse_block_html=\"") == "true") options.features.blocks_in_html = true;
    if (value(" input=\"") == "kramdown") own = SlugRule::kramdown_plain;
    if (const std::string_view prefix = value(" auto_id_prefix=\""); !prefix.empty()) {
      anchors.prefix = prefix;
    }
  }
  anchors.slug = has_ids ? own : SlugRule::none;
}

/// The first line, from 0, with `sign` in it that is not between fences.
std::optional<std::size_t> line_with(std::string_view body, std::string_view sign) {
  char fence = 0;
  for (std::size_t line = 0; !body.empty(); ++line) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    const std::string_view text = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    const std::size_t first = std::min(text.find_first_not_of(" \t>"), text.size());
    const std::string_view opening = text.substr(first, 3);
    if (opening == "```" || opening == "~~~") {
      if (fence == 0 || fence == opening[0]) fence = fence == 0 ? opening[0] : '\0';
    } else if (fence == 0 && text.find(sign) != npos) {
      return line;
    }
  }
  return std::nullopt;
}

void report_unclosed_exclusion(const Where& start, std::vector<Problem>& problems) {
  problems.push_back({{start.file, 0},
                      "an element with data-search-exclude has no end tag: the rest of the page is excluded"});
}

MarkdownContent read_html_page(std::string_view body, const Where& start, std::vector<Problem>& problems) {
  const BlockDialect none;
  SectionBuilder builder(none);
  std::string without_conditions;
  if (may_hold_vue(body, VuePlace::html)) {
    body = without_conditions = plain_vue(body, VuePlace::html, start, problems);
  }
  std::string html = without_templates(body);
  budget::hold(html.size());
  if (!drop_excluded_elements(html, builder)) report_unclosed_exclusion(start, problems);
  read_html(html, {start.file, 0}, builder);
  return builder.finish();
}

}  // namespace

MarkdownContent read_markdown(std::string_view body, const MarkdownOptions& given,
                              const Where& start, std::vector<Problem>& problems) {
  if (given.dialect == MarkdownDialect::html) return read_html_page(body, start, problems);
  MarkdownOptions options = given;
  std::string without_code;
  if (options.dialect == MarkdownDialect::mdx) body = without_code = plain_mdx(body, start, problems, given.values);
  const VuePlace place = options.features.vue ? VuePlace::vitepress : VuePlace::markdown;
  if (options.dialect != MarkdownDialect::mdx && may_hold_vue(body, place)) {
    body = without_code = plain_vue(body, place, start, problems, given.values);
  }
  if (options.dialect == MarkdownDialect::kramdown) apply_kramdown_options(body, options);
  // A shortcode may show the HTML between its tags whatever the configuration says of the page's own.
  // And who excludes an element means its words, which a site without its tags would show.
  options.features.raw_html |= ascii_lower(body).find("data-search-exclude") != npos;
  options.features.raw_html |= body.find("{{< /") != npos || body.find("{{</") != npos;
  LineRules rules;
  rules.lazy_items = options.dialect == MarkdownDialect::kramdown;
  rules.backquotes = options.features.gfm;
  rules.endless_fences = options.dialect == MarkdownDialect::commonmark || options.dialect == MarkdownDialect::mdx;
  rules.comments_in_headings = options.dialect != MarkdownDialect::mdx;
  const BlockDialect blocks = translate_blocks(SourceLines(body, start, problems, rules), options);
  AnchorRules anchors = options.anchors;
  // Hugo numbers the headings within a shortcode by themselves, or not, as its template says.
  if (has_raw_ids(anchors.slug) &&
      (body.find("{{< /") != npos || body.find("{{</") != npos)) {
    anchors.numbers_equal = false;
  }
  // Docusaurus gives the headings of an imported page ids by themselves, which then may be there twice.
  if (anchors.slug == SlugRule::docusaurus && imports_a_page(body)) anchors.numbers_equal = false;
  std::optional<MarkdownTree> tree(std::in_place, translate_inlines(blocks, options), anchors);
  if (blocks.lost_exclusion || tree->has_lost_exclusion()) {
    throw Error(ExitCode::data, {start.file, 0},
                "data-search-exclude stands where it excludes nothing that "
                "can be told: the page is left out");
  }
  for (const std::string_view sign : tree->unread_markup()) {
    // Who writes `\{\{` or an entity wants the sign to be shown.
    const std::optional<std::size_t> line = line_with(body, sign);
    if (!line) continue;
    Problem problem{{start.file, start.line + *line},
                    "markup that is not understood may stand in the text: " + std::string(sign),
                    true};
    problem.once = true;
    problems.push_back(std::move(problem));
  }
  SectionBuilder builder(blocks);
  if (tree->has_html()) {
    std::string html = tree->to_html(builder);
    tree.reset();  // or two trees would be held
    budget::hold(html.size());
    if (!drop_excluded_elements(html, builder)) {
      report_unclosed_exclusion(start, problems);
    }
    read_html(html, {start.file, 0}, builder);
  } else {
    tree->feed(builder);
  }
  return builder.finish();
}

}  // namespace speur
