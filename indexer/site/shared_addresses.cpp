#include "indexer/site/shared_addresses.hpp"

#include "indexer/site/rules/file_head.hpp"
#include "indexer/site/rules/pages_by_address.hpp"
#include "indexer/site/rules/settings.hpp"
#include "indexer/site/rules/site_rules.hpp"
#include "speur/ascii.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

namespace speur {
namespace {

namespace fs = std::filesystem;

/// Whether front matter of which this is the start may have one of the words, which are in lower case: certain
/// only where it ends here. `whole`: the file has no more.
bool may_have(std::string_view start, bool whole, const std::vector<std::string_view>& words) {
  constexpr std::string_view mark = "\xEF\xBB\xBF", other_encodings = "\xFE\xFF", signs = "-+{";
  if (start.starts_with(mark)) start.remove_prefix(mark.size());
  start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
  if (start.empty()) return !whole;
  if (other_encodings.find(start[0]) != std::string_view::npos) return true;
  if (signs.find(start[0]) == std::string_view::npos) return false;  // it has none
  constexpr std::size_t fence = 3;
  const std::size_t begin = std::min(fence, start.size());
  const std::size_t end = std::min(start.find("\n---", begin), start.find("\n+++", begin));
  if (end == std::string_view::npos && !whole) return true;
  const std::string keys = ascii_lower(start.substr(0, end));
  return std::ranges::any_of(words, [&](std::string_view word) { return keys.find(word) != std::string::npos; });
}

class SharedAddresses {
 public:
  SharedAddresses(const SiteConfig& config, const std::vector<FoundPage>& pages)
      : config_(config), rules_(*config.rules), pages_(pages), address_keys_(rules_.address_keys()), out_(pages.size()) {}

  std::vector<bool> overwritten(const KnownAddresses& known, std::vector<Problem>& problems) {
    std::vector<std::pair<std::uint64_t, std::size_t>> addresses;
    addresses.reserve(pages_.size());
    for (std::size_t page = 0; page < pages_.size(); ++page) {
      const std::uint64_t address = !known.empty() && known[page] ? *known[page] : address_hash(url_of(page));
      if (address != 0) addresses.emplace_back(address, page);
    }
    std::ranges::sort(addresses);
    std::vector<std::vector<std::size_t>> shared;
    for (auto begin = addresses.begin(); begin != addresses.end();) {
      const auto end = std::find_if(begin, addresses.end(), [&](const auto& each) { return each.first != begin->first; });
      if (end - begin > 1) {
        std::vector<std::size_t>& there = shared.emplace_back();
        for (auto each = begin; each != end; ++each) there.push_back(each->second);
      }
      begin = end;
    }
    std::ranges::sort(shared);  // problems come in the order of paths
    for (const std::vector<std::size_t>& there : shared) drop_all_but_one(there, problems);
    return std::move(out_);
  }

 private:
  struct Candidate {
    std::size_t page;
    std::string path;
    YamlNode keys;
    std::string url;
  };

  [[nodiscard]] std::string path_of(std::size_t page) const { return config_.rules_prefix + pages_[page].id; }
  [[nodiscard]] fs::path file_of(std::size_t page) const { return source_file(pages_[page], config_).path; }

  [[nodiscard]] bool may_name_address(std::size_t page) {
    std::ifstream stream(file_of(page), std::ios::binary);
    stream.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    return may_have({buffer_.data(), static_cast<std::size_t>(stream.gcount())}, stream.eof(), address_keys_);
  }

  [[nodiscard]] std::optional<FileHead> head_of(std::size_t page) const {
    std::optional<FileHead> head = read_file_head(file_of(page), rules_.forms());
    if (head && rules_.keys_in_any_case()) lower_keys(head->keys);
    return head;
  }

  [[nodiscard]] std::string url_of(std::size_t page) {
    YamlNode keys;
    if (may_name_address(page)) {
      if (std::optional<FileHead> head = head_of(page)) keys = std::move(head->keys);
    }
    const std::string path = path_of(page);
    rules_.complete(path, keys);
    return url_of(page, path, keys);
  }

  [[nodiscard]] std::string url_of(std::size_t page, const std::string& path, const YamlNode& keys) const {
    std::vector<Problem> told_when_read;
    const FrontMatter not_asked;
    return page_address(config_, {path, keys, not_asked, {}, file_of(page)}, told_when_read).url;
  }

  /// The page with its front matter, where the site shows it.
  [[nodiscard]] std::optional<Candidate> shown(std::size_t page) const {
    std::optional<FileHead> head = head_of(page);
    if (!head) return std::nullopt;
    Candidate candidate{page, path_of(page), std::move(head->keys), {}};
    rules_.complete(candidate.path, candidate.keys);
    std::vector<Problem> told_when_read;
    const fs::path file = file_of(page);
    const Publication::State state =
        rules_.publication({candidate.path, candidate.keys, head->has_front_matter, config_.now, file, head->has_byte_order_mark},
                           told_when_read).state;
    if (state == Publication::State::hidden || (state == Publication::State::draft && !config_.drafts)) return std::nullopt;
    candidate.url = url_of(page, candidate.path, candidate.keys);
    return candidate;
  }

  void drop_all_but_one(const std::vector<std::size_t>& there, std::vector<Problem>& problems) {
    std::vector<Candidate> candidates;
    for (const std::size_t page : there) {
      if (std::optional<Candidate> candidate = shown(page)) candidates.push_back(std::move(*candidate));
    }
    // Two addresses may have one hash.
    std::erase_if(candidates, [url = candidates.empty() ? std::string() : candidates[0].url](const Candidate& each) { return each.url != url; });
    if (candidates.size() < 2) return;
    const Candidate* last = &candidates.front();
    for (const Candidate& each : candidates) {
      if (rules_.overwrites({each.path, each.keys}, {last->path, last->keys})) last = &each;
    }
    for (const Candidate& each : candidates) {
      if (&each == last) continue;
      out_[each.page] = true;
      problems.push_back(overwritten_problem(file_of(each.page), rules_.name(), last->path, last->url));
    }
  }

  const SiteConfig& config_;
  const SiteRules& rules_;
  const std::vector<FoundPage>& pages_;
  std::vector<std::string_view> address_keys_;
  std::vector<bool> out_;
  std::array<char, 4096> buffer_{};
};

}  // namespace

std::uint64_t address_hash(std::string_view url) {
  return XXH3_64bits(url.data(), url.size());
}

std::vector<bool> overwritten_pages(const SiteConfig& config, const std::vector<FoundPage>& pages,
                                    const KnownAddresses& known, std::vector<Problem>& problems) {
  if (!config.rules->shows_one_page_an_address()) return std::vector<bool>(pages.size());
  return SharedAddresses(config, pages).overwritten(known, problems);
}

}  // namespace speur
