#pragma once

#include "indexer/budget/page_budget.hpp"
#include "indexer/front_matter/facet_values.hpp"
#include "indexer/markdown/source/markdown_content.hpp"
#include "indexer/site/generators/plain.hpp"
#include "indexer/site/rules/site_rules.hpp"
#include "indexer/site/synonyms_file.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/error.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace speur {

/// What the command line says of a site. All but `content` may be left alone.
struct IndexOptions {
  std::filesystem::path content;  ///< the folder with the pages, or one with the generator's file
  std::filesystem::path index;    ///< never read as content
  std::filesystem::path config;   ///< a speur.yaml; empty: looked for
  bool drafts = false;
  bool flat_urls = false;
  std::optional<AnchorRules> anchors;
  FallbackEncoding fallback = FallbackEncoding::none;
  std::vector<std::filesystem::path> snippet_paths;  ///< beside those of the site's own file
  std::vector<std::string> analyzer;  ///< for AnalyzerRecipe::set: other steps than the standard
};

/// All that decides what is read and what becomes of it. Each thing is decided by the command
/// line, else speur.yaml, else the generator's file, else a default.
struct SiteConfig {
  std::filesystem::path content;  ///< the folder with the pages
  std::filesystem::path root;     ///< nothing outside this folder is read; not a symbolic link
  std::filesystem::path index;    ///< not walked; may be empty
  std::string site_name, site_url;
  std::string language = "nl";  ///< ISO 639-1
  std::shared_ptr<SiteRules> rules = plain_rules();  ///< never null
  std::string rules_prefix;  ///< what the rules' paths have before an id, with its slash
  std::string rules_origin;  ///< the configuration's name; empty: the generator is not known
  std::string url_prefix;    ///< before each relative URL: the site's path where its host is not told
  AnchorRules anchors;
  std::vector<std::filesystem::path> snippet_paths;
  std::vector<std::filesystem::path> template_paths;  ///< of `{% include %}`; none: no such tags
  std::string appended;  ///< text that stands below every page, without its abbreviations
  std::vector<std::pair<std::string, std::string>> abbreviations;  ///< of what is appended
  std::filesystem::path synonyms_file;
  std::vector<SynonymRule> synonyms;
  std::vector<std::string> exclude;  ///< pages that are not read; for matches_patterns()
  bool drafts = false;
  std::int64_t now = 0;  ///< seconds since 1970: what is published by then
  FallbackEncoding fallback = FallbackEncoding::none;
  FacetRules facets;
  std::uintmax_t max_page_bytes = 16U << 20U;
  std::size_t max_front_matter_bytes = 1U << 20U;
  PageLimits page_limits;
};

/// Finds and reads the site's own files.
///
/// `options.content` is the folder of a generator's configuration, whose pages are read where it says
/// that they are, or the pages' own folder, or one in it; then a configuration in the folders above
/// whose content holds it is read too.
///
/// speur.yaml is `options.config`, else the first that stands in `options.content`, in the root or
/// beside the content folder:
///
///     site_name: Handboek                # also site_url, language
///     urls: directory                    # or flat
///     anchors: python-markdown           # or github
///     snippets: [../includes]            # folders for --8<--, from this file
///     append: [begrippen.md]             # in those folders: below every page
///     exclude: [intern/, "*.bak.md"]     # pages that are not read, as in a .gitignore
///     synonyms: synoniemen.txt           # from this file; read_synonyms() says what it holds
///     rename: {rol: rollen}              # a key of the front matter: the key it is read as
///     drop: [redactie]                   # keys that are no facet
///     facets:                            # shown in this order; all of it may be left out
///       rollen:
///         label: Rol
///         order: [jurist, ontwikkelaar]  # of its values, before the others
///         values: {jurist: Jurist}       # labels of its values
///       versie: {type: keyword}          # or number, date, none (no facet)
///
/// Nothing outside of the root is read, symbolic links resolved, whatever these files say: the root
/// is the generator's folder, or else the one that the content folder stands in. Only the command
/// line can name other places: the content and speur.yaml, beside which a synonyms file may lie.
///
/// Throws Error(no_input) where the content is no folder, and Error(config) with file and line for
/// a mistake in speur.yaml or in the synonyms file, and for pages outside of the root. A mistake in a generator's file is a Problem:
/// it is not ours.
[[nodiscard]] SiteConfig load_site_config(const IndexOptions& options,
                                          std::vector<Problem>& problems);

/// Gives values labels where they have none.
void add_labels(FacetRules& facets, const FacetLabels& labels);

/// The page's address, as Page::url has it.
[[nodiscard]] PageAddress page_address(const SiteConfig& config, const PageFacts& page, std::vector<Problem>& problems);

/// Equal for two configurations exactly if they make the same of every page. Synonyms make nothing
/// of a page: the searcher reads them. To be asked when the pages have been found.
[[nodiscard]] std::string fingerprint(const SiteConfig& config);

}  // namespace speur
