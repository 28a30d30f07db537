#include "indexer/site/jekyll/jekyll_addresses.hpp"

#include "indexer/site/jekyll/jekyll_permalink.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/text/text_decoding.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace speur {
namespace {

std::string categories_of(const PageFacts& page, const JekyllFile& file, bool slugs) {
  std::vector<std::string> categories;
  const auto add = [&](std::string_view category) {
    std::string name = slugs ? jekyll_slug(category, false, false) : jekyll_lower(category);
    if (!name.empty() && std::ranges::find(categories, name) == categories.end()) {
      categories.push_back(std::move(name));
    }
  };
  for (const std::string_view part : parts_of(file.folder_of_posts)) add(part);
  for (const char* const key : {"categories", "category"}) {
    const YamlNode* const node = page.keys.find(key);
    if (node == nullptr) continue;
    if (node->kind == Kind::scalar && std::string_view(key) == "categories") {
      std::string_view rest = node->text;  // words
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        add(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    } else {
      for (const std::string& each : texts_of(node)) add(each);
    }
  }
  return fmt::format("{}", fmt::join(categories, "/"));
}

/// ISO 8601's year and number of the week.
std::pair<int, unsigned> week_of(const Moment& date) {
  const unsigned weekday = weekday_of(date);
  const int thursday = static_cast<int>(day_of_year(date)) + 4 -
                       static_cast<int>(weekday == 0 ? 7 : weekday);
  const int year = static_cast<int>(date.year);
  if (thursday < 1) {
    Moment last = date;
    --last.year;
    last.month = 12;
    last.day = 31;
    return week_of(last);
  }
  Moment end = date;
  end.month = 12;
  end.day = 31;
  if (thursday > static_cast<int>(day_of_year(end))) return {year + 1, 1};
  return {year, static_cast<unsigned>(thursday - 1) / 7 + 1};
}

std::optional<std::string> date_value(std::string_view name, const Moment& date) {
  if (name == "year") return fmt::format("{:04}", date.year);
  if (name == "short_year") return fmt::format("{:02}", date.year % 100);
  if (name == "month") return fmt::format("{:02}", date.month);
  if (name == "i_month") return fmt::format("{}", date.month);
  if (name == "short_month") return std::string(english_month(date.month).substr(0, 3));
  if (name == "long_month") return std::string(english_month(date.month));
  if (name == "day") return fmt::format("{:02}", date.day);
  if (name == "i_day") return fmt::format("{}", date.day);
  if (name == "y_day") return fmt::format("{:03}", day_of_year(date));
  if (name == "hour") return fmt::format("{:02}", date.hour);
  if (name == "minute") return fmt::format("{:02}", date.minute);
  if (name == "second") return fmt::format("{:02}", date.second);
  const unsigned weekday = weekday_of(date);
  if (name == "short_day") return std::string(english_weekday(weekday).substr(0, 3));
  if (name == "long_day") return std::string(english_weekday(weekday));
  if (name == "w_day") return fmt::format("{}", weekday == 0 ? 7 : weekday);
  if (name == "week") return fmt::format("{:02}", week_of(date).second);
  if (name == "w_year") return fmt::format("{:04}", week_of(date).first);
  return std::nullopt;
}

}  // namespace

std::optional<Moment> time_of_change(const std::filesystem::path& file) {
  struct stat status{};
  if (::stat(file.c_str(), &status) != 0) return std::nullopt;
  return moment_in_zone(status.st_mtime, "UTC");
}

std::string jekyll_pattern(const JekyllFile& file, bool is_folder_page, const JekyllSettings& settings) {
  if (file.kind == JekyllFile::Kind::page) {
    if (is_folder_page) return "/:path/";
    return with_jekyll_suffix("/:path/:basename", settings.permalink);
  }
  const auto known = settings.collections.find(file.collection);
  const std::string own = known == settings.collections.end() ? "" : known->second.permalink;
  if (file.kind == JekyllFile::Kind::document) {
    return own.empty() ? with_jekyll_suffix("/:collection/:path", settings.permalink) : own;
  }
  return jekyll_post_pattern(own.empty() ? settings.permalink : own);
}

std::optional<std::string> jekyll_value(std::string_view name, const PageFacts& page, const JekyllFile& file,
                                        const JekyllSettings& settings) {
  if (name == "output_ext") return has_extension(page.path, {".htm"}) ? ".htm" : ".html";
  if (file.kind == JekyllFile::Kind::page) {
    if (name == "path") return std::string(folder_of(page.path));
    if (name == "basename") return std::string(page_stem(page.path));
    return std::nullopt;
  }
  const auto post = read_post_name(page_stem(page.path));
  const std::string_view stem = post ? post->second : page_stem(page.path);
  std::string slug = text_of(page.keys, "slug");
  if (slug.empty()) slug = stem;
  if (name == "title") return jekyll_slug(slug, true, true);
  if (name == "slug") return jekyll_slug(slug, false, false);
  if (name == "name") return jekyll_slug(page_stem(page.path), false, false);
  if (name == "collection") return std::string(file.collection);
  if (name == "path") return std::string(file.inside.substr(0, file.inside.rfind('.')));
  if (name == "basename") return std::string(page_stem(page.path));
  if (name == "categories" || name == "slugified_categories") {
    return categories_of(page, file, name == "slugified_categories");
  }
  std::optional<Moment> date = parse_ruby_moment(text_of(page.keys, "date"));
  if (!date && post) date = post->first;
  if (!date && file.kind == JekyllFile::Kind::draft) date = time_of_change(page.file);
  // What YAML takes for a time has a zone, UTC if it says none; without seconds it is a text.
  if (date && (date->has_zone || date->has_second)) {
    date = moment_in_zone(date->seconds, settings.time_zone);
  }
  return date ? date_value(name, *date) : std::nullopt;
}

}  // namespace speur
