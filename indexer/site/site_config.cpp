#include "indexer/site/site_config.hpp"

#include "include/files/path_inside.hpp"
#include "indexer/site/generators/generators.hpp"
#include "indexer/site/hugo/hugo.hpp"
#include "indexer/site/speur_config.hpp"
#include "indexer/includes/include_expansion.hpp"
#include "indexer/markdown/markdown.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <string_view>
#include <system_error>

namespace speur {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t max_appended_bytes = 4U << 20U;

fs::path canonical_or_same(const fs::path& path) {
  std::error_code error;
  fs::path canonical = fs::weakly_canonical(path, error);
  return error ? path : canonical;
}

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

/// A speur.yaml that cannot be read is an error wherever it lies, and never as if it was not there: it may
/// say what is not to be found.
bool is_there(const fs::path& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error));
}

/// The folder that `folder` stands in, as the user would write it.
fs::path parent_of(const fs::path& folder) {
  const fs::path normal = (folder / "").lexically_normal().parent_path();  // without the last '/'
  if (normal.has_filename() && normal.filename() != "." && normal.filename() != "..") {
    return normal.has_parent_path() ? normal.parent_path() : fs::path(".");
  }
  return (normal / "..").lexically_normal();
}

std::optional<fs::path> first_file(const fs::path& folder,
                                   std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (is_there(folder / name)) return folder / name;
  }
  return std::nullopt;
}

/// The folder of the site that a configuration describes.
fs::path site_folder(const ConfigFile& config) {
  const fs::path folder = config.folder.empty() ? config.file.parent_path() : config.folder;
  return folder.empty() ? fs::path(".") : folder;
}

/// What `inner`, which is `outer` or lies in it, has behind it, with a slash at its end.
std::string path_below(const fs::path& inner, const fs::path& outer) {
  if (inner == outer) return {};
  const std::string path = inner.lexically_relative(outer).generic_string();
  return path.empty() || path == "." ? std::string() : path + "/";
}

/// That of the content folder itself, or of a folder above whose content it is or lies in. `prefix`: where
/// it lies there.
std::optional<ConfigFile> find_generator_config(const fs::path& content, std::string& prefix,
                                                std::vector<Problem>& problems) {
  if (std::optional<ConfigFile> config = read_generator_config(content, problems)) {
    const fs::path root = canonical_or_same(content);
    if (!resolve_inside(config->content, root)) {
      throw Error(ExitCode::config,
                  config->content_line == 0 ? Where{config->content, 0}
                                            : Where{config->file, config->content_line},
                  fmt::format("the folder of the pages is outside of {}: only a folder that the "
                              "command line names is read there",
                              root.string()));
    }
    if (is_folder(config->content)) return config;
    problems.push_back({{config->file, 0},
                        fmt::format("its content folder is not there: {}; the pages of {} are read",
                                    config->content.string(), content.string())});
    config->content = content;
    return config;
  }
  const fs::path wanted = canonical_or_same(content);
  fs::path folder = content;
  for (int up = 0; up < 4; ++up) {
    folder = parent_of(folder);
    std::vector<Problem> found_problems;
    std::optional<ConfigFile> config = read_generator_config(folder, found_problems);
    if (!config || !is_folder(config->content)) continue;
    const fs::path whole = canonical_or_same(config->content);
    if (!is_inside(wanted, whole)) continue;
    const std::string below = path_below(wanted, whole);
    if (!below.empty() && !config->rules->enters(below.substr(0, below.size() - 1))) continue;
    problems.insert(problems.end(), found_problems.begin(), found_problems.end());
    prefix = below;
    config->content = content;
    return config;
  }
  return std::nullopt;
}

std::optional<fs::path> find_speur_config(const IndexOptions& options, const SiteConfig& config) {
  if (!options.config.empty()) return options.config;
  for (const fs::path& folder :
       {options.content, config.content, parent_of(config.content), config.root}) {
    if (const auto file = first_file(folder, {"speur.yaml", "speur.yml"})) return file;
  }
  return std::nullopt;
}

/// Whether `path`, which `file` names, may be read: it lies in the site's root or in the folder of
/// the configuration that names it, all symbolic links resolved.
bool may_read(const fs::path& path, const ConfigFile& file, const SiteConfig& config) {
  const fs::path folder = file.file.parent_path();
  return resolve_inside(path, config.root) ||
         resolve_inside(path, canonical_or_same(folder.empty() ? fs::path(".") : folder));
}

/// Takes over what `file` says. Called for the weakest first, when the root is known.
void apply(ConfigFile file, SiteConfig& config, std::vector<ConfiguredPath>& append,
           std::vector<Problem>& problems) {
  const auto take = [](std::string& from, std::string& to) {
    if (!from.empty()) to = std::move(from);
  };
  take(file.site_name, config.site_name);
  if (!file.site_url.empty()) config.url_prefix.clear();  // it has the path that the site has there
  take(file.site_url, config.site_url);
  take(file.language, config.language);
  take(file.url_prefix, config.url_prefix);
  if (file.rules) config.rules = file.rules;
  if (file.directory_urls) config.rules->set_directory_urls(*file.directory_urls);
  if (file.anchors) config.anchors = *file.anchors;
  for (const ConfiguredPath& path : file.snippet_paths) {
    if (resolve_inside(path.path, config.root)) {
      config.snippet_paths.push_back(path.path);
    } else {
      problems.push_back({path.where, fmt::format("the snippet folder {} is outside of {}: it is "
                                                  "not read",
                                                  path.path.string(), config.root.string())});
    }
  }
  for (const ConfiguredPath& path : file.template_paths) {
    if (resolve_inside(path.path, config.root)) config.template_paths.push_back(path.path);
  }
  append.insert(append.end(), file.append.begin(), file.append.end());
  config.exclude.insert(config.exclude.end(), file.exclude.begin(), file.exclude.end());
  if (!file.synonyms.path.empty()) {
    if (!may_read(file.synonyms.path, file, config)) {
      throw Error(ExitCode::config, file.synonyms.where,
                  fmt::format("the synonyms file {} is outside of {}: it is not read",
                              file.synonyms.path.string(), config.root.string()));
    }
    config.synonyms = read_synonyms(file.synonyms.path);
    config.synonyms_file = std::move(file.synonyms.path);
  }
  if (!file.facets.blank_separated.empty()) {
    config.facets.blank_separated = file.facets.blank_separated;
  }
  if (!file.facets.facets.empty() || !file.facets.rename.empty()) {
    file.facets.blank_separated = config.facets.blank_separated;
    config.facets = std::move(file.facets);
  }
}

/// To a generator for which `Title` and `title` are one key, speur.yaml names the keys in any case, too.
void lower_facet_names(FacetRules& facets) {
  std::map<std::string, std::string, std::less<>> rename;
  for (const auto& [from, to] : facets.rename) rename[ascii_lower(from)] = ascii_lower(to);
  facets.rename = std::move(rename);
  for (FacetRule& rule : facets.facets) rule.name = ascii_lower(rule.name);
}

void check_site_url(SiteConfig& config, std::vector<Problem>& problems) {
  const std::string_view url = config.site_url;
  if (url.empty() || url.starts_with("https://") || url.starts_with("http://")) return;
  if (!url.starts_with('/')) {  // Hugo's baseURL may be a path
    problems.push_back(
        {{}, fmt::format("site_url \"{}\" is no address with http or https: it is ignored", url)});
  }
  config.site_url.clear();
}

/// Where the first snippet folder that has it has `name`, if that is inside the root.
std::optional<fs::path> find_snippet(const std::string& name, const SiteConfig& config) {
  for (const fs::path& folder : config.snippet_paths) {
    fs::path file = (folder / name).lexically_normal();
    if (is_file(file) && resolve_inside(file, config.root)) return file;
  }
  return std::nullopt;
}

void drop_abbreviation_lines(std::string& text) {
  std::string kept;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end);
    if (!trimmed(line).starts_with("*[")) kept += line;
  }
  text = trimmed(kept).empty() ? std::string() : std::move(kept);
}

void read_appended(const std::vector<ConfiguredPath>& names, SiteConfig& config,
                   std::vector<Problem>& problems) {
  for (const ConfiguredPath& name : names) {
    const std::optional<fs::path> file = find_snippet(name.path.string(), config);
    if (!file) {
      problems.push_back(
          {name.where, fmt::format("{}, to be appended to every page, is in no snippet folder",
                                   name.path.string())});
      continue;
    }
    try {
      std::string text =
          decode_text(read_file(*file, max_appended_bytes), config.fallback, *file, problems);
      text = expand_snippets(std::move(text), *file, {config.snippet_paths, {}, {}, config.root},
                             {*file, 1}, problems);
      MarkdownContent content = read_markdown(text, {config.anchors}, {*file, 1}, problems);
      config.abbreviations.insert(config.abbreviations.end(), content.abbreviations.begin(),
                                  content.abbreviations.end());
      drop_abbreviation_lines(text);
      if (!text.empty()) config.appended += "\n\n" + text;
    } catch (const Error& e) {
      problems.push_back({{}, e.what()});
    }
  }
}

void check_snippet_paths(SiteConfig& config, std::vector<Problem>& problems) {
  std::erase_if(config.snippet_paths, [&](const fs::path& path) {
    if (resolve_inside(path, config.root)) return false;
    problems.push_back({{path, 0},
                        fmt::format("this snippet folder is outside of {}: it is not "
                                    "read",
                                    config.root.string())});
    return true;
  });
  if (config.snippet_paths.empty()) config.snippet_paths.push_back(config.root);
}

}  // namespace

SiteConfig load_site_config(const IndexOptions& options, std::vector<Problem>& problems) {
  std::error_code error;
  const fs::file_status status = fs::status(options.content, error);
  if (!fs::exists(status)) {
    throw Error(ExitCode::no_input, {options.content, 0}, "is not there");
  }
  if (!fs::is_directory(status)) {
    throw Error(ExitCode::no_input, {options.content, 0}, "is no folder: give the one that it is in, or that of the pages");
  }
  SiteConfig config;
  config.content = options.content;
  config.index = options.index;
  config.drafts = options.drafts;
  config.fallback = options.fallback;

  std::vector<ConfiguredPath> append;
  fs::path project = parent_of(config.content);
  config.now = std::chrono::duration_cast<std::chrono::seconds>(
                   std::chrono::system_clock::now().time_since_epoch())
                   .count();
  std::optional<ConfigFile> generator =
      find_generator_config(options.content, config.rules_prefix, problems);
  if (generator) {
    config.content = generator->content;
    config.rules_origin = generator->file.filename().string();
    project = site_folder(*generator);
  } else if (is_file(config.content / "_index.md")) {  // a name that only Hugo gives
    config.rules = hugo_rules_without_config();
    config.anchors = AnchorRules(AnchorStyle::github, SlugRule::hugo);
  }
  config.root = canonical_or_same(project.empty() ? fs::path(".") : project);
  const fs::path content = canonical_or_same(config.content);
  // Only where the command line names the content, and a link leads elsewhere.
  if (!is_inside(content, config.root)) config.root = content;
  FacetLabels labels;
  if (generator) labels = std::move(generator->facet_labels);
  if (generator) apply(std::move(*generator), config, append, problems);

  if (const std::optional<fs::path> file = find_speur_config(options, config)) {
    const fs::path folder = canonical_or_same(file->parent_path() / "");
    if (options.config.empty() && !resolve_inside(*file, config.root) &&
        !resolve_inside(*file, folder)) {
      throw Error(ExitCode::config, {*file, 0},
                  fmt::format("is a symbolic link to a place outside of {}: it is not read",
                              config.root.string()));
    }
    apply(read_speur_config(*file), config, append, problems);
  }
  if (options.flat_urls) config.rules->set_directory_urls(false);
  if (config.rules->keys_in_any_case()) lower_facet_names(config.facets);
  add_labels(config.facets, labels);
  if (options.anchors) config.anchors = *options.anchors;
  config.snippet_paths.insert(config.snippet_paths.end(), options.snippet_paths.begin(),
                              options.snippet_paths.end());
  check_site_url(config, problems);
  check_snippet_paths(config, problems);
  read_appended(append, config, problems);
  return config;
}

void add_labels(FacetRules& facets, const FacetLabels& labels) {
  for (const auto& [name, of_values] : labels) {
    auto rule = std::ranges::find(facets.facets, name, &FacetRule::name);
    if (rule == facets.facets.end()) {
      rule = facets.facets.insert(facets.facets.end(), FacetRule{});
      rule->name = name;
    }
    rule->labels.insert(of_values.begin(), of_values.end());
  }
}

PageAddress page_address(const SiteConfig& config, const PageFacts& page, std::vector<Problem>& problems) {
  PageAddress address = config.rules->address(page, problems);
  if (scheme_of(address.url).empty()) address.url.insert(0, config.url_prefix);
  return address;
}

std::string fingerprint(const SiteConfig& config) {
  // Each text is preceded by its length, so that no two configurations write the same.
  std::string print;
  const auto add = [&](std::string_view text) {
    print += fmt::format("{}:{};", text.size(), text);
  };
  add(config.site_name);
  add(config.language);
  add(config.rules->fingerprint());
  add(config.rules_prefix);
  add(config.url_prefix);
  const AnchorRules& anchors = config.anchors;
  add(fmt::format("{} {} {} {} {} {} {} {} {} {:d}{:d}{:d} {}", static_cast<int>(anchors.style),
                  static_cast<int>(anchors.slug), anchors.separator,
                  static_cast<int>(anchors.letter_case), anchors.percent_encode, anchors.prefix,
                  anchors.known, anchors.ids_of_h1, anchors.normal_form, anchors.smart_dashes,
                  anchors.smart_symbols, anchors.linked_mail, anchors.contents_marker));
  add(fmt::format("{} {} {} {}", config.drafts, static_cast<int>(config.fallback),
                  config.max_page_bytes, config.max_front_matter_bytes));
  // Folders count from the root: a site that has been moved is the same site.
  add(fmt::format("snippets {}", config.snippet_paths.size()));
  for (const fs::path& path : config.snippet_paths) add(path.lexically_relative(config.root).string());
  add(fmt::format("templates {}", config.template_paths.size()));
  for (const fs::path& path : config.template_paths) add(path.lexically_relative(config.root).string());
  add(config.appended);
  add(fmt::format("abbreviations {}", config.abbreviations.size()));
  for (const auto& [brief, full] : config.abbreviations) {
    add(brief);
    add(full);
  }
  add(fmt::format("rename {}", config.facets.rename.size()));
  for (const auto& [from, to] : config.facets.rename) {
    add(from);
    add(to);
  }
  for (const FacetRule& rule : config.facets.facets) {
    add(rule.name);
    add(rule.label);
    add(fmt::format("{} {} {}", rule.type ? static_cast<int>(*rule.type) : -1, rule.drop,
                    rule.labels.size()));
    for (const auto& [value, label] : rule.labels) {
      add(value);
      add(label);
    }
  }
  return print;
}

}  // namespace speur
