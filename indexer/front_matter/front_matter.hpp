#pragma once

#include "indexer/front_matter/facet_values.hpp"
#include "indexer/tree/yaml_tree.hpp"
#include "speur/error.hpp"
#include "speur/page.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Which forms of front matter a generator reads, beside lines between `---` and between `+++`.
struct FrontMatterForms {
  bool blank_lines = false;  ///< blank lines may stand above it
  bool json = true;          ///< an object in braces, as Hugo has it
  bool bare_keys = false;    ///< `key: value` on the first lines, as MkDocs has it
  bool org = false;          ///< `#+key: value` on the first lines, as Hugo has it
};

enum class FrontMatterForm : std::uint8_t { yaml, toml, json, bare_keys, org };

/// A page's text, cut at its front matter. Views of the text that was cut.
struct PageParts {
  std::string_view front_matter;  ///< the lines between the marks; empty where there is none
  std::size_t front_matter_line = 0;  ///< of its first line; 0 where there is none
  FrontMatterForm form = FrontMatterForm::yaml;
  std::string_view body;
  std::size_t body_line = 1;  ///< of the body's first line
};

/// Cuts `text` (as decode_text gives it) behind the front matter: a first line `---`, closed by
/// `---` or `...`, all with white space behind them allowed. One that is not closed is a Problem,
/// and all below its first line is body: whether its lines are data or text cannot be known. One
/// that is too long is a Problem and is left out. Hugo's `+++` encloses TOML. JSON is an object whose
/// first key follows its brace, with nothing but white space behind its end on that line.
[[nodiscard]] PageParts split_page(std::string_view text, std::size_t max_front_matter_bytes,
                                   const FrontMatterForms& forms,
                                   const std::filesystem::path& file,
                                   std::vector<Problem>& problems);

/// The keys of the front matter of `parts`, which were cut from `file`: a map, or a null node where
/// there are none. One that is no YAML or no map is a Problem, and says nothing of the page.
[[nodiscard]] YamlNode parse_front_matter(const PageParts& parts, const std::filesystem::path& file,
                                          std::vector<Problem>& problems);

/// What a front matter says of its page. All texts are one line; empty is: not said.
struct FrontMatter {
  std::string title, description, language;
  std::string definition;  ///< of the title's word, also part of the description
  std::vector<std::string> identifiers, synonyms;
  std::vector<Facet> facets;  ///< sorted by name
  double boost = 1;
  bool excluded = false;  ///< from the search
  bool draft = false;
  std::string url;   ///< the page's whole path or URL, as written
  std::string slug;  ///< the last part of its path, as written
  std::size_t url_line = 0;
};

/// Reads the keys that parse_front_matter() gave for `file`. What is wrong in them is a Problem, and
/// never more.
[[nodiscard]] FrontMatter read_front_matter(const YamlNode& keys, const FacetRules& rules,
                                            const std::filesystem::path& file,
                                            std::vector<Problem>& problems);

}  // namespace speur
