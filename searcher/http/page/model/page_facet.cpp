#include "searcher/http/page/model/page_facet.hpp"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <string>
#include <vector>

namespace speur::http {
namespace {

constexpr std::size_t most_number_values = 10;  ///< to choose from, instead of a range
constexpr std::size_t most_values = 500;        ///< of a facet that people choose from

void capitalize(std::string& text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
}

bool is_slug(std::string_view text) {
  const bool plain = std::ranges::all_of(
      text, [](char c) { return c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
  return plain && std::ranges::count(text, '-') > 1;
}

/// A hash or a UUID: many hexadecimal digits, some of them figures, in groups or not.
bool is_hash(std::string_view text) {
  const auto is_hex = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  };
  const auto digits = std::ranges::count_if(text, is_hex);
  const bool other = std::ranges::any_of(text, [&](char c) { return !is_hex(c) && c != '-'; });
  const bool has_figure = std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 12 && !other && has_figure;
}

/// Whether it is the name of a file that a site is made of, as `layout: page.html` has it. `.pdf` and `.docx`
/// are kinds of documents, `Node.js` and `ASP.NET` are names.
bool is_site_file(std::string_view value) {
  if (value.find(' ') != value.npos) return false;
  for (const std::string_view ending : {".html", ".htm", ".md", ".liquid", ".hbs", ".tmpl", ".css", ".scss", ".yml",
                                        ".yaml", ".json", ".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif"}) {
    if (value.size() > ending.size() && value.ends_with(ending)) return true;
  }
  return false;
}

/// Whether nobody would choose pages by this value: an address, a hash, a mark of a template, a file of the
/// site, a text.
bool is_noise(std::string_view value) {
  constexpr std::size_t longest_choice = 100;  // bytes
  for (const std::string_view mark : {"://", "{{", "{%", "${", "<%", "mailto:"}) {
    if (value.find(mark) != value.npos) return true;
  }
  return value.size() > longest_choice || value.starts_with("www.") || is_hash(value) || is_site_file(value);
}

/// The words of a name such as `show_lastmod`, `showLastmod` or `params.show-lastmod`, in lower case.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  bool was_lower = false;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool sign = c == '_' || c == '-' || c == '.' || c == ' ';
    if ((sign || (upper && was_lower)) && !words.back().empty()) words.emplace_back();
    if (!sign) words.back() += upper ? static_cast<char>(c - 'A' + 'a') : c;
    was_lower = !upper && !sign;
  }
  return words;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, word) != list.end();
}

/// Whether a key tells machines something of the page: what names it, where a file of it lies.
bool names_noise(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  return is_one_of(words.back(),
                   {"id", "ids", "uid", "uuid", "guid", "hash", "checksum", "sha", "commit", "etag",
                    "url", "urls", "uri", "href", "link", "image", "images", "img", "afbeelding",
                    "thumbnail", "avatar", "cover", "icon", "css", "class", "color", "colour"});
}

/// Whether a key turns on or off something that the page shows, as Hugo's themes have them in cascades:
/// `show_lastmod`, `hideToc`, `toc.enable`.
bool names_switch(std::string_view name) {
  const std::vector<std::string> words = words_of(name);
  const auto turns = [](std::string_view word) {
    return is_one_of(word, {"show", "hide", "enable", "enabled", "disable", "disabled", "display",
                            "toc", "sidebar", "nav", "navbar", "breadcrumb", "breadcrumbs", "no",
                            "toon", "verberg"});
  };
  return std::ranges::any_of(words, turns);
}

bool are_switches(const std::vector<FacetCount>& values) {
  return std::ranges::all_of(values, [](const FacetCount& count) {
    return count.value.value == "true" || count.value.value == "false";
  });
}

bool is_configured(const IndexFacet& facet) {
  return facet.label != facet.name || !facet.order.empty() || !facet.labels.empty();
}

}  // namespace

std::vector<PageFacet> page_facets(Searcher& searcher, const std::vector<IndexFacet>& facets) {
  const SearchResult all =
      searcher.search({.facets = {"all"}, .offset = 0, .limit = 0, .snippets = false});
  std::vector<PageFacet> result;
  for (const FacetCounts& counts : all.facets) {
    const auto known = std::ranges::find(facets, counts.name, &IndexFacet::name);
    if (known == facets.end()) continue;
    PageFacet& facet = result.emplace_back();
    facet.name = counts.name;
    facet.label = known->label;
    facet.type = counts.type;
    for (const FacetCount& count : counts.values) facet.uses += count.count;
    facet.total_values = counts.values.size();
    facet.is_ordered = !known->order.empty() || counts.type == FacetType::number;
    facet.is_noise = !is_configured(*known) &&
                     (names_noise(known->name) ||
                      (are_switches(counts.values) && names_switch(known->name)));
    facet.is_range = counts.type == FacetType::date ||
                     (counts.type == FacetType::number && facet.total_values > most_number_values);
    if (facet.is_range) continue;
    const auto noise = std::ranges::count_if(
        counts.values, [](const FacetCount& count) { return is_noise(count.value.value); });
    facet.is_noise = facet.is_noise || (!is_configured(*known) &&
                                        2 * static_cast<std::size_t>(noise) > counts.values.size());
    for (const FacetCount& count : counts.values) {
      if (facet.values.size() == max_listed_values) break;
      facet.values.push_back(count.value);
    }
    if (counts.type == FacetType::number && known->order.empty()) {
      std::ranges::sort(facet.values, {}, [](const LabelledValue& value) {
        return std::strtod(value.value.c_str(), nullptr);
      });
    }
  }
  return result;
}

bool is_useful(const PageFacet& facet) {
  if (facet.total_values < 2 || facet.is_noise) return false;
  if (facet.is_range) return true;
  return facet.total_values <= most_values && 2 * facet.total_values <= facet.uses;
}

std::string facet_label(const PageFacet& facet) {
  std::string label = facet.label;
  if (label == facet.name) std::ranges::replace(label, '_', ' ');
  capitalize(label);
  return label;
}

std::string value_label(const LabelledValue& value, const PageFacet& facet, const Words& words) {
  if (facet.type == FacetType::date) return words.date(value.value);
  std::string label = value.label;
  if (label == value.value) {
    if (label == "true") return std::string(words(Message::yes));
    if (label == "false") return std::string(words(Message::no));
    if (is_slug(label)) std::ranges::replace(label, '-', ' ');
  }
  capitalize(label);
  return label;
}

}  // namespace speur::http
