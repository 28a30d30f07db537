#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace speur {

/// A part of a page that a result can link to: from its heading to the next heading.
struct Section {
  unsigned level = 0;   ///< 1-6; 0 is what stands before the first heading
  std::string heading;  ///< without markup, one line; empty at level 0
  std::string anchor;   ///< the fragment of its URL without `#`; empty at level 0
  std::string text;     ///< without markup; a line feed ends a block (paragraph, list item, cell),
                        ///< and nothing else is a line feed; never starts or ends with white space
};

enum class FacetType : std::uint8_t { keyword, number, date };

struct FacetValue {
  FacetType type = FacetType::keyword;
  std::string text;   ///< as shown and filtered; a date is "YYYY-MM-DD", a boolean "true" or "false"
  double number = 0;  ///< of type number only
};

/// A front-matter key and what a page says of it, in the page's order, none twice.
struct Facet {
  std::string name;  ///< dotted where the front matter nests: sources.ADR
  std::vector<FacetValue> values;
};

/// Where a definition stands, the most reliable first.
enum class DefinitionSource : std::uint8_t {
  entry,        ///< the page is about the term
  glossary,     ///< in a list, or below a heading, of a page of definitions
  list,         ///< in a definition list of any page
  abbreviation  ///< *[term]: text, where the text explains
};

/// What a page says a word means.
struct PageDefinition {
  std::string term;
  std::string text;    ///< one line, without markup
  std::string anchor;  ///< of the section that it stands in; may be empty
  DefinitionSource source = DefinitionSource::list;
};

/// What a title ends with that is the first words of the page's text, for want of another.
inline constexpr std::string_view opening_end = " …";

/// One page as the indexer reads it: UTF-8 (NFC not implied), no markup, nothing that is excluded.
struct Page {
  std::string id;           ///< path relative to the content folder, with '/'
  std::string url;          ///< relative to the site's, without a leading '/'; may be absolute
  std::string title;        ///< never empty
  std::string other_title;  ///< the first h1 where it differs from the title, else empty
  std::string description;
  std::string language;  ///< ISO 639-1, lower case
  std::vector<std::string> identifiers;  ///< from `id`: "urn:nl:ak:mtr:org-04"
  std::vector<Facet> facets;             ///< sorted by name, names unique, no empty values
  std::vector<Section> sections;         ///< in page order
  std::vector<std::pair<std::string, std::string>> abbreviations;  ///< *[short]: long
  std::vector<std::string> synonyms;  ///< from `synoniemen`: other names of the page's subject
  /// Words of its file's name that its title does not have, with spaces; of a folder's page those of the
  /// folder's name.
  std::string path_name;
  std::vector<std::string> folder_names;  ///< of the folders that it lies in, as words; none twice
  std::vector<PageDefinition> definitions;
  double boost = 1;                   ///< multiplies the page's score; in [0.01, 100]
};

}  // namespace speur
