#pragma once

#include "indexer/markdown/source/page_value.hpp"
#include "speur/page.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace speur {

/// The family of Markdown that a page is written in: Python-Markdown's, or CommonMark's as GitHub, Hugo,
/// Jekyll and Docusaurus have it. It also says how a second heading of the same text is told from the
/// first: `_1`, or `-1`.
enum class AnchorStyle : std::uint8_t { python_markdown, github };

/// How the text of a heading becomes an id.
enum class SlugRule : std::uint8_t {
  python_markdown,  ///< NFKD, ASCII only, lower case, white space to one separator
  python_unicode,   ///< the same with letters of any script (`slugify_unicode`)
  pymdownx,         ///< pymdownx.slugs: letters of any script, each space a separator
  github,           ///< github-slugger: each space a hyphen
  docfx,            ///< Markdig in DocFX: the same, "section" where nothing is left, and `## <a name="x"></a>` is x
  docusaurus,       ///< the same with the texts of pictures, where ids that an author wrote are not counted
  hugo,             ///< Goldmark in Hugo: as GitHub, but of the heading as it is written
  hugo_ascii,       ///< the same without accents and other scripts
  hugo_blackfriday,
  kramdown,         ///< kramdown with GFM, as in Jekyll
  kramdown_plain,   ///< kramdown without GFM: ASCII, from the first letter on
  vitepress,        ///< all signs become one hyphen
  none              ///< no heading has an id, but for those that say it
};
/// Whether ids are made of the heading's source, and not of its text.
[[nodiscard]] constexpr bool has_raw_ids(SlugRule rule) {
  return rule == SlugRule::hugo || rule == SlugRule::hugo_ascii ||
         rule == SlugRule::hugo_blackfriday || rule == SlugRule::kramdown_plain;
}
enum class LetterCase : std::uint8_t { as_is, lower, lower_ascii, fold };

/// The rules by which a generator makes the ids of headings.
struct AnchorRules {
  AnchorRules() = default;
  AnchorRules(AnchorStyle s)  // NOLINT(google-explicit-constructor): a style is its usual rules
      : style(s),
        slug(s == AnchorStyle::github ? SlugRule::github : SlugRule::python_markdown) {}
  AnchorRules(AnchorStyle s, SlugRule r) : style(s), slug(r) {}

  AnchorStyle style = AnchorStyle::python_markdown;
  SlugRule slug = SlugRule::python_markdown;
  std::string separator = "-";                 ///< of Python-Markdown and pymdownx
  LetterCase letter_case = LetterCase::as_is;  ///< of pymdownx
  bool percent_encode = false;                 ///< of pymdownx
  std::string normal_form = "NFC";             ///< of pymdownx; or NFD, NFKC, NFKD
  bool smart_dashes = false;   ///< of Python-Markdown: `--` is a dash, which no id has (`smarty`)
  bool smart_symbols = false;  ///< of Python-Markdown: `(c)` and the like are signs (`pymdownx.smartsymbols`)
  bool linked_mail = false;    ///< of Python-Markdown: addresses of mail become links (`pymdownx.magiclink`)
  std::string contents_marker = "[TOC]";  ///< of Python-Markdown: where the table of contents stands; empty: nowhere
  std::string prefix;                          ///< of kramdown: before each id
  bool numbers_equal = true;                   ///< false: which id a second equal heading gets is not known
  bool known = true;                           ///< false: a template of the site gives headings other ids, or none
  bool ids_of_h1 = true;                       ///< Docusaurus gives headings of level 1 none, not even that of the author

  bool operator==(const AnchorRules&) const = default;
};

/// The rules for where blocks end and what is code: Python-Markdown's, kramdown's, CommonMark's
/// (Goldmark, GitHub, markdown-it, Markdig), or those of MDX, where braces hold JavaScript. A page may also be
/// HTML and no Markdown at all.
enum class MarkdownDialect : std::uint8_t { python_markdown, kramdown, commonmark, mdx, html };

/// The rules for how an author names a block of code, and which of its comments are no code.
enum class CodeNames : unsigned char {
  none,        ///< blocks of code have no names that a reader sees
  pymdownx,    ///< `title="naam"` behind the language
  docusaurus,  ///< likewise; comments such as `// highlight-next-line` are no code
  vitepress,   ///< `[naam]` within a code group; comments such as `// [!code focus]` are no code
};

/// What a generator's configuration turns on or off in its Markdown.
struct MarkdownFeatures {
  bool emoji = true;     ///< `:smile:` is a picture, and not these words
  bool raw_html = true;  ///< false: the site leaves out HTML blocks, and the tags within lines
  bool icons = true;     ///< `:material-home:` is a picture, and no part of a heading's id
  bool attribute_lists = true;  ///< false: `{#id .class}` is text, unless it asks for exclusion
  bool abbreviations = true;    ///< false: `*[AVG]: …` is shown as it is written
  bool footnotes = true;        ///< false: `[^1]` is text, and its definition that of a link
  /// Whether the site knows these blocks, whose markers start a body in which headings are headings. The
  /// body of a block that it does not know is text or code.
  bool admonitions = true, details = true, tabs = true, definition_lists = true;
  bool markdown_in_html = true;  ///< false: `<div markdown>` is HTML like any other
  bool code_languages = false;   ///< `#!python` at the start of code within a line is no text
  bool spaced_headings = false;  ///< `##kop` is text in Python-Markdown too
  bool fancy_lists = false;      ///< `#. een` is an item of a numbered list
  bool heading_attributes = true;  ///< false: lists of attributes at the end of headings alone are text
  bool angle_quotes = false;  ///< `<<naam>>` is a word between guillemets, and no tag
  bool attributes_end_blocks = false;  ///< markdown-it: a list at the end of a block needs no blank before it
  bool directives = false;  ///< `:naam[woorden]{a=b}` shows its words alone
  bool vue = false;  ///< elements have conditions of Vue, and `{{ }}` its expressions
  CodeNames code_names = CodeNames::none;
  // Of kramdown:
  bool gfm = true;  ///< false: backquotes enclose no block of code, and `##x` is a heading
  bool blocks_end_paragraphs = true;  ///< false: a heading needs a blank line above it
  bool blocks_in_html = false;  ///< the content of HTML blocks is Markdown

  bool operator==(const MarkdownFeatures&) const = default;
};

/// The features without what Python-Markdown and its extensions alone know.
[[nodiscard]] inline MarkdownFeatures without_python_markdown(MarkdownFeatures features) {
  features.admonitions = features.details = features.tabs = false;
  features.definition_lists = features.markdown_in_html = false;
  return features;
}

struct MarkdownOptions {
  AnchorRules anchors;
  MarkdownDialect dialect = MarkdownDialect::python_markdown;
  MarkdownFeatures features = {};
  std::vector<PageValue> values = {};  ///< that code in the page may name
};

/// What a page says, without markup and without what is excluded from search.
struct MarkdownContent {
  /// In page order. Before the first heading only if there is text; a heading without text stays.
  std::vector<Section> sections;
  std::string first_h1;  ///< of those that are not excluded; empty if there is none
  /// `*[short]: long`, in page order. One that was defined in excluded text is there only if the
  /// rest of the page uses it: then the site shows it there.
  std::vector<std::pair<std::string, std::string>> abbreviations;
  /// What definition lists define, in page order; all of source `list`.
  std::vector<PageDefinition> definitions;
};

}  // namespace speur
