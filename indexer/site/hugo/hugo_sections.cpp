#include "indexer/site/hugo/hugo_sections.hpp"

#include "indexer/site/hugo/hugo_settings.hpp"
#include "indexer/site/rules/addresses.hpp"
#include "indexer/site/rules/settings.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace speur {

using State = Publication::State;

bool is_hugo_draft(const YamlNode& keys) {
  if (keys.find("draft") != nullptr) return draft_publication(keys).state == State::draft;
  const YamlNode* const published = last_member(keys, "published");
  return published != nullptr && hugo_truth(*published) == false;
}

void HugoSections::add(std::string_view folder, const HugoTarget& page, YamlNode keys) {
  HugoSection& section = sections_[{std::string(page.language), std::string(folder)}];
  section.path = page.path;
  section.slug = hugo_text(keys, "slug");
  section.title = hugo_text(keys, "title");
  if (const YamlNode* const cascade = keys.find("cascade")) {
    cascade_.add(page.language, folder, *cascade);
    print_ += print_of(*cascade);
  }
  unsettled_.push_back({std::string(folder), std::string(page.path), std::string(page.kind),
                        std::string(page.language), std::move(keys)});
}

void HugoSections::settle(const HugoDates& dates) {
  for (Unsettled& page : unsettled_) {
    cascade_.complete(page.folder, {page.path, page.kind, page.language}, page.keys);
    HugoSection& section = sections_[{page.language, page.folder}];
    const HugoPageDates read = dates.read(page.keys, "_index");
    section.draft = is_hugo_draft(page.keys) && !build_drafts_;
    if (read.publish && !build_future_) section.publish = read.publish->seconds;
    if (read.expiry && !build_expired_) section.expiry = read.expiry->seconds;
    any_hidden_ = any_hidden_ || section.draft || section.publish || section.expiry;
    print_ += fmt::format("|{} {} {} {} {} {}", section.path, section.slug, section.title, section.draft,
                          section.publish.value_or(0), section.expiry.value_or(0));
  }
  unsettled_.clear();
}

const HugoSection* HugoSections::find(std::string_view language, std::string_view folder) const {
  const auto found = sections_.find({std::string(language), std::string(folder)});
  return found == sections_.end() ? nullptr : &found->second;
}

Publication HugoSections::publication(std::string_view language, std::string_view folder,
                                      std::int64_t now, std::string& why) const {
  Publication publication;
  if (!any_hidden_) return publication;
  const auto changes_at = [&](std::int64_t moment) {
    publication.until = std::min(publication.until.value_or(moment), moment);
  };
  for (;; folder = folder_around(folder)) {
    if (const HugoSection* const section = find(language, folder)) {
      const bool expired = section->expiry && *section->expiry <= now;
      const bool future = section->publish && *section->publish > now;
      if (expired || future || section->draft) why = section->path;
      if (expired) return {State::hidden};
      if (future) publication.state = State::hidden;
      if (section->draft && publication.state == State::shown) publication.state = State::draft;
      if (future) changes_at(*section->publish);
      if (section->expiry) changes_at(*section->expiry);
    }
    if (folder.empty()) return publication;
  }
}

}  // namespace speur
