#include "indexer/site/mkdocs/mkdocs_blog.hpp"

#include "indexer/markdown/source/slug.hpp"
#include "indexer/site/mkdocs/mkdocs_settings.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/moments.hpp"
#include "indexer/site/rules/settings.hpp"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>
#include <vector>

namespace speur {
namespace {

using Kind = YamlNode::Kind;

/// Ends where the text is longer than any address.
void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos && text.size() <= max_address_bytes;
       at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
}

/// `date`, or what its map says of when the post was made.
std::string date_of(const YamlNode& keys) {
  const YamlNode* const date = keys.find("date");
  if (date == nullptr) return {};
  return date->kind == Kind::map ? text_of(*date, "created") : text_of(keys, "date");
}

std::string formatted(const Moment& moment, const std::string& pattern,
                      const std::string& language) {
  const icu::Locale locale(language.c_str());
  std::unique_ptr<icu::DateFormat> format;
  for (const auto& [name, style] : {std::pair("short", icu::DateFormat::kShort), std::pair("medium", icu::DateFormat::kMedium),
                                    std::pair("long", icu::DateFormat::kLong), std::pair("full", icu::DateFormat::kFull)}) {
    if (pattern == name) format.reset(icu::DateFormat::createDateInstance(style, locale));
  }
  UErrorCode status = U_ZERO_ERROR;
  if (!format) {
    format = std::make_unique<icu::SimpleDateFormat>(icu::UnicodeString::fromUTF8(pattern), locale, status);
  }
  if (U_FAILURE(status)) return {};
  format->adoptTimeZone(icu::TimeZone::createTimeZone("UTC"));
  Moment day = moment;
  const auto noon = static_cast<double>(
      parse_moment(fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day))->seconds);
  icu::UnicodeString text;
  format->format(noon * 1000, text);
  std::string result;
  return text.toUTF8String(result);
}

/// The function that `key` names; without it pymdownx's, which the plugin takes by itself.
std::optional<AnchorRules> slugs_of(const YamlNode& options, const std::string& key) {
  const YamlNode* const function = options.find(key);
  std::optional<AnchorRules> rules;
  if (function != nullptr) {
    rules = slug_rules(*function);
  } else {
    rules.emplace();
    rules->slug = SlugRule::pymdownx;
    rules->letter_case = LetterCase::lower;
  }
  if (rules) rules->separator = bounded_separator(text_of(options, key + "_separator", "-"));
  return rules;
}

/// The title that MkDocs makes of a file's name.
std::string title_of_name(std::string_view path) {
  std::string title(page_stem(path));
  std::ranges::replace_if(title, [](char c) { return c == '-' || c == '_'; }, ' ');
  return title;
}

}  // namespace

MkdocsBlog::MkdocsBlog(const YamlNode& options, std::string language)
    : folder_(clean_path(text_of(options, "blog_dir", "blog"))),
      posts_(text_of(options, "post_dir", "{blog}/posts")),
      authors_(text_of(options, "authors_file", "{blog}/.authors.yml")),
      format_(text_of(options, "post_url_format", "{date}/{slug}")),
      date_format_(text_of(options, "post_url_date_format", "yyyy/MM/dd")),
      language_(language.empty() ? "en" : std::move(language)),
      post_slugs_(slugs_of(options, "post_slugify")),
      category_slugs_(slugs_of(options, "categories_slugify")),
      drafts_(switch_of(options, "draft", false)),
      future_is_draft_(switch_of(options, "draft_if_future_date", false)) {
  replace_all(posts_, "{blog}", folder_);
  posts_ = clean_path(posts_);
  replace_all(authors_, "{blog}", folder_);
  authors_ = clean_path(authors_);
  const std::string most = text_of(options, "post_url_max_categories", "1");
  std::from_chars(most.data(), most.data() + most.size(), max_categories_);
}

bool MkdocsBlog::has_post(std::string_view path) const {
  return path.starts_with(posts_);
}

Publication MkdocsBlog::publication(const YamlNode& keys, std::int64_t now) const {
  if (drafts_) return {};
  Publication publication = draft_publication(keys);
  if (future_is_draft_ && publication.state == Publication::State::shown &&
      keys.find("draft") == nullptr) {
    const std::optional<Moment> date = parse_moment(date_of(keys));
    if (date && date->seconds > now) return {Publication::State::draft, date->seconds};
  }
  return publication;
}

std::optional<std::string> MkdocsBlog::path_of(const PageFacts& post, std::string& why) const {
  const std::optional<Moment> date = parse_moment(date_of(post.keys));
  if (!date) {
    why = "is a post without a date, which MkDocs Material refuses to build";
    return std::nullopt;
  }
  std::string slug = text_of(post.keys, "slug");
  if (slug.empty() && format_.find("{slug}") != std::string::npos) {
    if (!post_slugs_) {
      why = "has an address by `post_slugify`, which is a function that is not known";
      return std::nullopt;
    }
    std::string title = text_of(post.keys, "title");
    if (title.empty()) title = post.first_h1;
    if (title.empty()) title = title_of_name(post.path);
    slug = slugify(title, *post_slugs_);
  }
  std::vector<std::string> categories = texts_of(post.keys.find("categories"));
  categories.resize(std::min(categories.size(), max_categories_));
  if (!category_slugs_ && !categories.empty() && format_.find("{categories}") != std::string::npos) {
    why = "has an address by `categories_slugify`, which is a function that is not known";
    return std::nullopt;
  }
  for (std::string& category : categories) {
    if (category_slugs_) category = slugify(category, *category_slugs_);
  }

  std::string path = format_;
  replace_all(path, "{categories}", fmt::format("{}", fmt::join(categories, "/")));
  replace_all(path, "{date}", formatted(*date, date_format_, language_));
  replace_all(path, "{file}", page_stem(post.path));
  replace_all(path, "{slug}", slug);
  if (path.size() > max_address_bytes) {
    why = "has an address that is longer than the path of a file can be";
    return std::nullopt;
  }
  return joined_path(folder_, path);
}

void MkdocsBlog::complete(YamlNode& keys) {
  for (YamlMember& member : keys.members) {
    if (member.key.text != "date" || member.value.kind != Kind::map) continue;
    const YamlNode* const created = member.value.find("created");
    if (created == nullptr || created->kind != Kind::scalar) continue;
    YamlNode date = *created;
    YamlNode others = std::move(member.value);
    std::erase_if(others.members,
                  [](const YamlMember& other) { return other.key.text == "created"; });
    for (YamlMember& other : others.members) other.key.text = "date." + other.key.text;
    member.value = std::move(date);
    for (YamlMember& other : others.members) keys.members.push_back(std::move(other));
    return;
  }
}

std::string MkdocsBlog::fingerprint() const {
  const auto print = [](const std::optional<AnchorRules>& rules) {
    return !rules ? std::string("?")
                  : fmt::format("{} {} {} {}", static_cast<int>(rules->slug), static_cast<int>(rules->letter_case),
                                rules->percent_encode, rules->separator);
  };
  return fmt::format("blog {}|{}|{}|{}|{}|{}|{}|{}|{}|{}", folder_, posts_, format_, date_format_,
                     print(post_slugs_), print(category_slugs_), language_, max_categories_, drafts_,
                     future_is_draft_);
}

}  // namespace speur
