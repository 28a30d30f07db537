#pragma once

#include "indexer/front_matter/front_matter.hpp"
#include "indexer/markdown/source/markdown_content.hpp"
#include "indexer/tree/yaml_tree.hpp"
#include "speur/error.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Whether a site shows a page at all.
struct Publication {
  enum class State : std::uint8_t {
    shown,
    draft,  ///< not shown, but by --drafts
    hidden
  };
  State state = State::shown;
  /// Seconds since 1970 at which the answer will be another one: the page expires, or is published.
  std::optional<std::int64_t> until = std::nullopt;
};

/// What is shown for the values of facets: facet → value → label.
using FacetLabels = std::map<std::string, std::map<std::string, std::string>>;

/// How a site puts in the files that `{% include %}` names.
enum class TemplateIncludes : std::uint8_t {
  none,
  as_text,
  with_parameters  ///< run_templates() runs them, with the parameters of their tags
};

/// What of a page decides whether the site shows it.
struct PageHead {
  std::string_view path;    ///< as SiteRules has it
  const YamlNode& keys;     ///< the front matter: a map, or a null node
  bool has_front_matter;    ///< also an empty one
  std::int64_t now;         ///< seconds since 1970
  const std::filesystem::path& file;  ///< for problems
  bool has_byte_order_mark = false;
};

/// What of a page decides its address.
struct PageFacts {
  std::string_view path;          ///< as SiteRules has it
  const YamlNode& keys;           ///< the front matter: a map, or a null node
  const FrontMatter& front_matter;  ///< the same, read
  std::string_view first_h1;      ///< plain text; empty where there is none
  const std::filesystem::path& file;  ///< for problems
};

/// A page that shares its address with another one.
struct AddressedPage {
  std::string_view path;  ///< as SiteRules has it
  const YamlNode& keys;   ///< the front matter: a map, or a null node
};

/// Where a site has a page.
struct PageAddress {
  /// Relative to the site's URL, without a slash before it, percent encoded; or a whole URL.
  std::string url;
  std::string language;  ///< ISO 639-1, where the generator knows it; else empty
};

/// The files that may be pages.
struct PageFiles {
  const std::filesystem::path& folder;         ///< that the paths are relative to
  const std::vector<std::string_view>& paths;  ///< sorted
};

/// Which files are pages of a site, and where it shows them: the rules of one generator, with its
/// configuration. Paths are relative to the folder that the rules were read for, with `/` between their
/// parts. Once prepare() has run, an object never changes, and all threads may use it.
class SiteRules {
 public:
  virtual ~SiteRules() = default;

  /// "Hugo": for messages.
  [[nodiscard]] virtual std::string_view name() const = 0;

  /// Whether files and folders whose names begin with a dot are asked for at all.
  [[nodiscard]] virtual bool sees_hidden() const { return false; }
  /// Whether pages may lie in a folder (without a slash at its end), by its path alone.
  [[nodiscard]] virtual bool enters(std::string_view /*folder*/) const { return true; }
  /// Whether a file may be a page, by its path alone.
  [[nodiscard]] virtual bool may_be_page(std::string_view path) const = 0;

  /// Looks at all files that may be pages, once, before the others are asked. Sets `out[i]` for those
  /// that are no pages because of the others, and reads what pages inherit. What is in doubt is a
  /// harmless Problem, once a kind.
  virtual void prepare(const PageFiles& /*files*/, std::vector<bool>& /*out*/,
                       std::vector<Problem>& /*problems*/) {}

  /// Facets of whose values pages of their own tell the labels, once prepare() has run.
  [[nodiscard]] virtual std::vector<std::string> labelled_facets() const { return {}; }
  /// The label of a value of such a facet; empty where it has none.
  [[nodiscard]] virtual std::string label_of(std::string_view /*facet*/, std::string_view /*value*/) const { return {}; }

  /// In which forms a page has front matter.
  [[nodiscard]] virtual FrontMatterForms forms() const { return {}; }
  /// Whether `Title` and `title` are one key.
  [[nodiscard]] virtual bool keys_in_any_case() const { return false; }

  /// Whether the site puts titles of front matter down as they are, so that `&amp;` is a sign to the reader.
  [[nodiscard]] virtual bool titles_are_html() const { return false; }

  /// Whether a file has no text to be read as a page's: complete() says all that the page has.
  [[nodiscard]] virtual bool is_data(std::string_view /*path*/) const { return false; }

  /// The Markdown that a page is written in.
  [[nodiscard]] virtual MarkdownDialect dialect(std::string_view /*path*/) const {
    return MarkdownDialect::python_markdown;
  }

  /// Whether a page is written in HTML. `keys`: its front matter.
  [[nodiscard]] virtual bool is_html(std::string_view /*path*/, const YamlNode& /*keys*/) const { return false; }

  /// What of that Markdown the configuration turns on or off.
  [[nodiscard]] virtual MarkdownFeatures features() const { return {}; }

  [[nodiscard]] virtual TemplateIncludes includes(const YamlNode& /*keys*/) const { return TemplateIncludes::as_text; }

  /// Runs what of the generator's templates stands in a page's text: the whole text, as it is shown.
  /// `where`: its file, and the line of its first line.
  [[nodiscard]] virtual std::string run_templates(std::string text, const YamlNode& /*keys*/,
                                                  const Where& /*where*/,
                                                  std::vector<Problem>& /*problems*/) const {
    return text;
  }

  /// Adds to a page's front matter what the configuration and its folders give it.
  virtual void complete(std::string_view /*path*/, YamlNode& /*keys*/) const {}

  /// Takes out of a page's front matter what the site shows above the page's text: paragraphs of Markdown.
  [[nodiscard]] virtual std::string take_shown_text(YamlNode& /*keys*/) const { return {}; }

  /// Whether the site shows the page.
  [[nodiscard]] virtual Publication publication(const PageHead& page,
                                                std::vector<Problem>& problems) const = 0;

  [[nodiscard]] virtual PageAddress address(const PageFacts& page,
                                            std::vector<Problem>& problems) const = 0;

  /// Whether it is known which of two pages of one address the site shows: overwrites() tells.
  [[nodiscard]] virtual bool shows_one_page_an_address() const { return false; }
  /// Words of which front matter has one, in any case, where it decides the page's address;
  /// an empty one: any front matter may.
  [[nodiscard]] virtual std::vector<std::string_view> address_keys() const { return {}; }
  /// Whether the site shows `page` at the address of `other`, which is that of both.
  [[nodiscard]] virtual bool overwrites(const AddressedPage& /*page*/, const AddressedPage& /*other*/) const { return false; }

  /// What the configuration calls a page in the site's menu; empty where it does not.
  [[nodiscard]] virtual std::string menu_title(std::string_view /*path*/) const { return {}; }

  /// Whether the page stands for its folder: index.md, _index.md, README.md.
  [[nodiscard]] virtual bool is_folder_page(std::string_view path) const = 0;

  /// Takes the command line's word, or that of speur.yaml, for the form of addresses.
  virtual void set_directory_urls(bool /*on*/) {}

  /// Equal for rules that say the same of every page, what was prepared included.
  [[nodiscard]] virtual std::string fingerprint() const = 0;
};

/// The labels of values that have pages of their own. `values_of`: the values that pages give a facet.
[[nodiscard]] FacetLabels page_labels(
    const SiteRules& rules, const std::function<std::set<std::string, std::less<>>(const std::string& facet)>& values_of);

/// Whether the front matter of any generator says that its page is a draft: `draft` or `unlisted` …
[[nodiscard]] Publication draft_publication(const YamlNode& keys);

/// A harmless problem that is told once, with the number of places.
[[nodiscard]] Problem doubt(const std::filesystem::path& file, std::size_t line,
                            std::string message);

}  // namespace speur
