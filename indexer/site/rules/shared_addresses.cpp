#include "indexer/site/rules/shared_addresses.hpp"

#include "indexer/site/rules/file_head.hpp"
#include "indexer/site/rules/settings.hpp"
#include "speur/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <string>
#include <unordered_map>

namespace speur {
namespace {

namespace fs = std::filesystem;

/// What stands before the line that ends front matter; all of a text that has no such line.
std::string_view front_matter_of(std::string_view text) {
  constexpr std::string_view blanks_and_mark = " \t\r\n\xEF\xBB\xBF", fence = "---";
  text.remove_prefix(std::min(text.find_first_not_of(blanks_and_mark), text.size()));
  const std::size_t begin = std::min(fence.size(), text.size());
  return text.substr(0, std::min(text.find("\n---", begin), text.find("\n+++", begin)));
}

class SharedAddresses {
 public:
  SharedAddresses(const SiteRules& rules, const PageFiles& files, std::int64_t now, bool drafts)
      : rules_(rules), files_(files), now_(now), drafts_(drafts), address_keys_(rules.address_keys()) {}

  void drop(std::vector<bool>& out, std::vector<Problem>& problems) {
    std::unordered_map<std::string, std::vector<std::size_t>> pages;  // by address
    std::vector<std::string> shared;
    for (std::size_t i = 0; i < files_.paths.size(); ++i) {
      if (out[i]) continue;
      std::string url = url_of(i);
      std::vector<std::size_t>& there = pages[url];
      there.push_back(i);
      if (there.size() == 2) shared.push_back(std::move(url));
    }
    for (const std::string& url : shared) drop_all_but_one(url, pages[url], out, problems);
  }

 private:
  struct Candidate {
    std::size_t file;
    YamlNode keys;
  };

  [[nodiscard]] fs::path path_of(std::size_t file) const { return files_.folder / files_.paths[file]; }

  /// Whether the front matter may name an address: a longer one than this has such keys at its start, where authors
  /// look for them.
  [[nodiscard]] bool may_name_address(std::size_t file) {
    std::ifstream stream(path_of(file), std::ios::binary);
    stream.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    const std::string start = ascii_lower(front_matter_of({buffer_.data(), static_cast<std::size_t>(stream.gcount())}));
    return std::ranges::any_of(address_keys_, [&](std::string_view key) { return start.find(key) != std::string::npos; });
  }

  [[nodiscard]] std::optional<FileHead> head_of(std::size_t file) const {
    std::optional<FileHead> head = read_file_head(path_of(file), rules_.forms());
    if (head && rules_.keys_in_any_case()) lower_keys(head->keys);
    return head;
  }

  [[nodiscard]] std::string url_of(std::size_t file) {
    YamlNode keys;
    if (may_name_address(file)) {
      if (std::optional<FileHead> head = head_of(file)) keys = std::move(head->keys);
    }
    rules_.complete(files_.paths[file], keys);
    std::vector<Problem> told_when_read;
    const FrontMatter none;
    return rules_.address({files_.paths[file], keys, none, {}, path_of(file)}, told_when_read).url;
  }

  /// The page's front matter, where the site shows it.
  [[nodiscard]] std::optional<YamlNode> shown_keys(std::size_t file) const {
    std::optional<FileHead> head = head_of(file);
    if (!head) return std::nullopt;
    rules_.complete(files_.paths[file], head->keys);
    std::vector<Problem> told_when_read;
    const PageHead page{files_.paths[file], head->keys, head->has_front_matter, now_, path_of(file), head->has_byte_order_mark};
    const Publication::State state = rules_.publication(page, told_when_read).state;
    if (state == Publication::State::hidden || (state == Publication::State::draft && !drafts_)) return std::nullopt;
    return std::move(head->keys);
  }

  void drop_all_but_one(const std::string& url, const std::vector<std::size_t>& there, std::vector<bool>& out,
                        std::vector<Problem>& problems) const {
    std::vector<Candidate> shown;
    for (const std::size_t file : there) {
      if (std::optional<YamlNode> keys = shown_keys(file)) shown.push_back({file, std::move(*keys)});
    }
    if (shown.size() < 2) return;
    const Candidate* last = &shown.front();
    for (const Candidate& each : shown) {
      if (rules_.overwrites({files_.paths[each.file], each.keys}, {files_.paths[last->file], last->keys})) last = &each;
    }
    for (const Candidate& each : shown) {
      if (&each == last) continue;
      out[each.file] = true;
      problems.push_back(doubt(path_of(each.file), 0,
                               fmt::format("is left out: {} shows {} at its address, /{}", rules_.name(),
                                           files_.paths[last->file], url)));
    }
  }

  const SiteRules& rules_;
  const PageFiles& files_;
  std::int64_t now_;
  bool drafts_;
  std::vector<std::string_view> address_keys_;
  std::array<char, 4096> buffer_{};
};

}  // namespace

void drop_overwritten_pages(const SiteRules& rules, const PageFiles& files, std::int64_t now, bool drafts,
                            std::vector<bool>& out, std::vector<Problem>& problems) {
  if (!rules.shows_one_page_an_address()) return;
  SharedAddresses(rules, files, now, drafts).drop(out, problems);
}

}  // namespace speur
