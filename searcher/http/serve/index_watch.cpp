#include "searcher/http/serve/index_watch.hpp"

#include "searcher/index/bundle.hpp"
#include "searcher/index/index_reader.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <xapian.h>

#include <exception>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

namespace fs = std::filesystem;

namespace speur::http {
namespace {

/// Xapian replaces this file of a database with every commit.
constexpr const char* version_file = "iamglass";

std::string stamp(const fs::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return "-";
  return fmt::format("{}:{}:{}:{}.{:09}", status.st_dev, status.st_ino, status.st_size,
                     status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

/// What the pages of this revision are known by, also to another server with a copy of the index.
std::string revision_of(const IndexReader& index) {
  const Xapian::Database& database = index.database();
  std::string revision;
  try {
    revision = std::to_string(database.get_revision());
  } catch (const Xapian::Error&) {  // several databases, or one on another host
    revision = fmt::format("{}/{}/{}", database.get_doccount(), database.get_lastdocid(),
                           database.get_total_length());
  }
  const std::string text = fmt::format("{} {} {} {} {}", database.get_uuid(), revision,
                                       index.metadata(built_key), schema_version, SPEUR_VERSION);
  return fmt::format("{:016x}", fnv1a(text));
}

std::optional<Suggester> open_suggester(const fs::path& index) {
  try {
    return Suggester(index);
  } catch (const Error& error) {
    if (error.code() != ExitCode::config) throw;
    return std::nullopt;
  }
}

OpenIndex open_index(const fs::path& path, std::chrono::milliseconds query_time) {
  const IndexReader reader(path);
  return guarded(path, [&] {
    OpenIndex index{Searcher(path), nullptr};
    index.searcher.set_time_limit(query_time);
    index.searcher.hold_facets();
    SharedIndex shared{.facts = {.revision = revision_of(reader),
                                 .built = reader.metadata(built_key),
                                 .site_name = reader.metadata(site_name_key),
                                 .site_url = reader.metadata(site_url_key),
                                 .pages = reader.database().get_doccount(),
                                 .bytes = bytes_on_this_host(path)},
                       .suggester = open_suggester(path),
                       .facet_labels = {},
                       .page_facets = page_facets(index.searcher, reader.facets())};
    for (const IndexFacet& facet : reader.facets()) {
      shared.facet_labels.emplace(facet.name, facet.label);
    }
    index.shared = std::make_shared<const SharedIndex>(std::move(shared));
    return index;
  });
}

}  // namespace

std::string index_fingerprint(const fs::path& index) {
  std::error_code error;
  const bool is_folder = fs::is_directory(index, error);
  const fs::path stub = is_folder ? index / stub_file : index;
  const fs::path folder = stub.parent_path();
  std::string print = stamp(stub) + stamp(folder / version_file);
  std::ifstream lines(stub);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string kind, name;
    if (words >> kind >> name && kind != "remote") {
      print += "|" + name + stamp(folder / name / version_file);
    }
  }
  return print;
}

IndexWatch::IndexWatch(fs::path index, std::size_t readers, Events events,
                       std::chrono::milliseconds query_time)
    : path_(std::move(index)),
      query_time_(query_time),
      events_(std::move(events)),
      slots_(readers) {
  // Whoever cannot even begin is told why; a change under way gets another try.
  for (int attempt = 1; slots_.front().next == nullptr; ++attempt) {
    try {
      seen_ = index_fingerprint(path_);
      open_all();
    } catch (const Xapian::DatabaseModifiedError& e) {
      if (attempt == 10) throw Error(ExitCode::busy, {path_, 0}, e.get_msg());
    }
  }
}

IndexWatch::~IndexWatch() {
  stop();
}

void IndexWatch::start(std::chrono::milliseconds interval) {
  thread_ = std::thread([this, interval] { run(interval); });
}

void IndexWatch::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void IndexWatch::run(std::chrono::milliseconds interval) {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    wake_.wait_for(lock, interval, [this] { return stopping_; });
    if (stopping_) return;
    auto closing = std::exchange(retired_, {});
    lock.unlock();
    closing.clear();
    const std::string now = index_fingerprint(path_);
    if (now != seen_) {
      try {
        open_all();
        seen_ = now;
      } catch (const Xapian::DatabaseModifiedError&) {
        // It changed once more meanwhile: the next round sees to it.
      } catch (const std::exception& error) {
        // Told once for each state of the files; another state is another try.
        seen_ = now;
        events_.failed(error.what());
      }
    }
    lock.lock();
  }
}

/// For all threads, or for none.
void IndexWatch::open_all() {
  std::vector<std::unique_ptr<OpenIndex>> opened;
  opened.push_back(std::make_unique<OpenIndex>(open_index(path_, query_time_)));
  const OpenIndex& first = *opened.front();
  while (opened.size() < slots_.size()) {
    opened.push_back(
        std::make_unique<OpenIndex>(OpenIndex{first.searcher.for_another_thread(), first.shared}));
  }
  events_.opened(first.shared->facts);
  const std::lock_guard lock(mutex_);
  shared_ = first.shared;
  newest_.store(shared_.get(), std::memory_order_release);
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    // One that its thread has not taken yet is left behind in `opened`, and closed here.
    std::swap(slots_[i].next, opened[i]);
    slots_[i].has_next.store(true, std::memory_order_release);
  }
}

void IndexWatch::refresh(std::size_t reader, std::unique_ptr<OpenIndex>& current) {
  Slot& slot = slots_[reader];
  if (!slot.has_next.load(std::memory_order_acquire)) return;
  const std::lock_guard lock(mutex_);
  slot.has_next.store(false, std::memory_order_relaxed);
  if (slot.next == nullptr) return;
  if (current != nullptr) retired_.push_back(std::move(current));
  current = std::move(slot.next);
}

void IndexWatch::refresh(std::shared_ptr<const SharedIndex>& current) {
  // As long as `current` holds one, no other can be at its address.
  if (newest_.load(std::memory_order_acquire) == current.get()) return;
  const std::lock_guard lock(mutex_);
  current = shared_;
}

}  // namespace speur::http
