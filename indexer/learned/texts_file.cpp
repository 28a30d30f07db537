#include "indexer/learned/texts_file.hpp"

#include "speur/raw_bytes.hpp"

namespace fs = std::filesystem;

namespace speur {

TextsFile::TextsFile(const fs::path& folder, const TextDictionary& dictionary)
    : draft_(folder, texts_kind), begins_{dictionary.bytes().size()} {
  draft_.put(dictionary.bytes());
}

void TextsFile::add(const TextBlocks& pages) {
  const auto before = static_cast<std::uint32_t>(begins_.size() - 1);
  draft_.put(pages.blocks());
  for (const std::uint64_t size : pages.sizes()) begins_.push_back(begins_.back() + size);
  for (const TextPlace& place : pages.places()) {
    places_.push_back({before + place.block, place.begin, place.size});
  }
}

std::string TextsFile::finish() {
  draft_.align();
  draft_.put(array_bytes(places_));
  draft_.align();
  draft_.put(array_bytes(begins_));
  const TextsTail tail{static_cast<std::uint32_t>(places_.size()),
                       static_cast<std::uint32_t>(begins_.size() - 1)};
  draft_.put(value_bytes(tail));
  return draft_.finish();
}

}  // namespace speur
