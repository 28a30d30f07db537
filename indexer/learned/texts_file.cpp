#include "indexer/learned/texts_file.hpp"

#include <span>
#include <string_view>

namespace fs = std::filesystem;

namespace speur {
namespace {

template <typename Value>
std::string_view bytes_of(const std::vector<Value>& values) {
  const auto bytes = std::as_bytes(std::span(values));
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

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
  draft_.put(bytes_of(places_));
  draft_.align();
  draft_.put(bytes_of(begins_));
  const TextsTail tail{static_cast<std::uint32_t>(places_.size()),
                       static_cast<std::uint32_t>(begins_.size() - 1)};
  draft_.put({reinterpret_cast<const char*>(&tail), sizeof tail});
  return draft_.finish();
}

}  // namespace speur
