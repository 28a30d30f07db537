#include "indexer/generation_files.hpp"

#include "indexer/postings/postings_builder.hpp"
#include "indexer/store/shard.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

namespace speur {
namespace {

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::ranges::find(names, name) == names.end()) names.push_back(name);
}

}  // namespace

ShardPages make_shard(PageWorker& worker, std::span<const FoundPage> pages, const std::filesystem::path& shard,
                      const TextDictionary& dictionary, bool texts_apart,
                      const std::function<void()>& page_done) {
  ShardPages work(dictionary);
  Shard database(shard);
  PostingsBuilder lists;
  for (const FoundPage& page : pages) {
    std::optional<PreparedPage> made;
    work.outcomes.push_back(worker.work(page, nullptr, made));
    if (made) {
      database.add(*made);
      lists.begin_page(lists.last_page() + 1);
      made->made.terms.for_each(
          [&](std::string_view term, std::uint32_t wdf) { lists.add(term, wdf); });
      work.records.push_back(std::move(made->made.record));
      work.ids.push_back(std::move(made->id));
      if (texts_apart) work.texts.add(made->made.data);
      for (const std::string& name : made->facets) add_once(work.facets, name);
      worker.clock().lap(Stage::shard);
    }
    page_done();
  }
  database.finish();
  lists.write([&](std::string_view bytes) { work.postings += bytes; });
  work.texts.finish();
  worker.clock().lap(Stage::shard);
  worker.give_words();
  return work;
}

GenerationFiles::GenerationFiles(const std::filesystem::path& folder, bool texts_apart,
                                 const TextDictionary& dictionary)
    : records_(folder), postings_(folder) {
  if (texts_apart) texts_.emplace(folder, dictionary);
}

void GenerationFiles::add(const ShardPages& pages) {
  for (std::size_t i = 0; i < pages.records.size(); ++i) records_.add(pages.records[i], pages.ids[i]);
  postings_.add(pages.postings);
  if (texts_) texts_->add(pages.texts);
  for (const std::string& name : pages.facets) add_once(facets_, name);
}

PageStores GenerationFiles::finish() {
  PageStores names;
  names.postings.postings = postings_.finish();
  names.records = records_.finish();
  if (texts_) names.texts = texts_->finish();
  return names;
}

}  // namespace speur
