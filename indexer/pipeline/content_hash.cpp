#include "indexer/pipeline/content_hash.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <new>
#include <string>

namespace speur {

struct Hasher::State {
  std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> xxh3{XXH3_createState(),
                                                                &XXH3_freeState};
};

Hasher::Hasher() : state_(std::make_unique<State>()) {
  if (!state_->xxh3) throw std::bad_alloc();
  XXH3_128bits_reset(state_->xxh3.get());
}
Hasher::~Hasher() = default;

Hasher& Hasher::add(std::string_view part) {
  const std::uint64_t size = part.size();
  XXH3_128bits_update(state_->xxh3.get(), &size, sizeof size);
  XXH3_128bits_update(state_->xxh3.get(), part.data(), part.size());
  return *this;
}

Hasher& Hasher::add(const Page& page) {
  for (const std::string* text : {&page.url, &page.title, &page.other_title, &page.description}) {
    add(*text);
  }
  for (const Section& section : page.sections) {
    add(std::to_string(section.level)).add(section.heading).add(section.anchor).add(section.text);
  }
  for (const auto& [brief, full] : page.abbreviations) add(brief).add(full);
  for (const PageDefinition& definition : page.definitions) {
    add(definition.term).add(definition.text).add(definition.anchor);
  }
  return *this;
}

ContentHash Hasher::hash() const {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state_->xxh3.get()));
  ContentHash result;
  std::copy(std::begin(canonical.digest), std::end(canonical.digest), result.begin());
  return result;
}

}  // namespace speur
