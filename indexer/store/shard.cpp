#include "indexer/store/shard.hpp"

#include "indexer/store/xapian_errors.hpp"
#include "speur/error.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

namespace fs = std::filesystem;

namespace speur {
namespace {

class ObservedCompactor : public Xapian::Compactor {
 public:
  explicit ObservedCompactor(const std::function<void()>& progress) : progress_(progress) {}
  void set_status(const std::string& /*table*/, const std::string& /*status*/) override {
    progress_();
  }

 private:
  const std::function<void()>& progress_;
};

constexpr std::string_view shards_folder = "shards";

void compact(std::span<const fs::path> shards, const fs::path& folder,
             const std::function<void()>& progress) {
  guarded(folder, [&] {
    Xapian::Database all;
    for (const fs::path& shard : shards) {
      all.add_database(Xapian::Database(shard.string(), Xapian::DB_BACKEND_GLASS));
    }
    ObservedCompactor compactor(progress);
    all.compact(folder.string(), Xapian::Compactor::FULL, 0, compactor);
  });
}

}  // namespace

Shard::Shard(fs::path folder) : folder_(std::move(folder)) {
  guarded(folder_, [&] {
    database_ = Xapian::WritableDatabase(
        folder_.string(),
        Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS |
            Xapian::DB_BACKEND_GLASS);
  });
}

void Shard::add(const PreparedPage& page) {
  guarded(folder_, [&] { database_.add_document(page.made.document); });
}

void Shard::finish() {
  guarded(folder_, [&] {
    database_.commit();
    database_.close();
  });
}

std::vector<fs::path> shard_folders(const fs::path& generation, std::size_t count) {
  if (count == 0) return {};
  if (count == 1) return {generation};
  std::vector<fs::path> folders;
  for (std::size_t i = 0; i < count; ++i) {
    folders.push_back(generation / shards_folder / std::to_string(i));
  }
  std::error_code error;
  fs::create_directory(generation / shards_folder, error);
  if (error) throw Error(ExitCode::io, {generation, 0}, "cannot make shards: " + error.message());
  return folders;
}

std::size_t most_open_shards() {
  constexpr rlim_t enough = 65'536, ours = 64, a_shard = 6;
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 100;
  if (limit.rlim_cur < std::min(limit.rlim_max, enough)) {
    const rlimit raised{std::min(limit.rlim_max, enough), limit.rlim_max};
    if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  return std::clamp<std::size_t>((std::max(limit.rlim_cur, ours) - ours) / a_shard, 2, 10'000);
}

void merge_shards(std::vector<fs::path> shards, const fs::path& generation,
                  const std::function<void()>& progress, std::size_t at_once) {
  for (std::size_t round = 0; shards.size() > at_once; ++round) {
    std::vector<fs::path> merged;
    for (std::size_t i = 0; i < shards.size(); i += at_once) {
      const std::span<const fs::path> group =
          std::span<const fs::path>(shards).subspan(i, std::min(at_once, shards.size() - i));
      merged.push_back(generation / shards_folder /
                       fmt::format("round-{}-{}", round, merged.size()));
      compact(group, merged.back(), progress);
      std::error_code error;
      for (const fs::path& shard : group) fs::remove_all(shard, error);
    }
    shards = std::move(merged);
  }
  compact(shards, generation, progress);
}

SuggestionCollector read_suggestions(std::span<const fs::path> shards,
                                     const std::function<void()>& progress) {
  SuggestionCollector collector;
  for (const fs::path& shard : shards) {
    progress();
    guarded(shard, [&] {
      collector.add_pages(Xapian::Database(shard.string(), Xapian::DB_BACKEND_GLASS));
    });
  }
  return collector;
}

void remove_shards(const fs::path& generation) {
  std::error_code error;
  fs::remove_all(generation / shards_folder, error);
}

}  // namespace speur
