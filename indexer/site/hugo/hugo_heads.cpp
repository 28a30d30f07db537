#include "indexer/site/hugo/hugo_heads.hpp"

#include "indexer/site/rules/settings.hpp"

namespace speur {

HugoHeads::HugoHeads(const PageFiles& files, FrontMatterForms forms)
    : files_(files), forms_(forms), heads_(files.paths.size()), is_read_(files.paths.size()) {}

const YamlNode* HugoHeads::keys(std::size_t file) {
  const std::optional<FileHead>& read = head(file);
  return read ? &read->keys : nullptr;
}

bool HugoHeads::has_front_matter(std::size_t file) {
  const std::optional<FileHead>& read = head(file);
  return !read || read->has_front_matter;
}

const std::optional<FileHead>& HugoHeads::head(std::size_t file) {
  if (!is_read_[file]) {
    is_read_[file] = true;
    heads_[file] = read_file_head(files_.folder / files_.paths[file], forms_);
    if (heads_[file]) lower_keys(heads_[file]->keys);
  }
  return heads_[file];
}

}  // namespace speur
