#include "searcher/http/serve/index_watch.hpp"

#include "include/files/checksums.hpp"
#include "searcher/index/bundle.hpp"
#include "searcher/index/index_reader.hpp"
#include "searcher/index/stub_file.hpp"
#include "speur/error.hpp"
#include "speur/schema.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <xapian.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

namespace fs = std::filesystem;

namespace speur::http {
namespace {

/// Xapian replaces this file of a database with every commit.
constexpr const char* version_file = "iamglass";

/// How long after a commit its checksums are waited for: to read 1 GB from a slow disk takes less.
constexpr std::chrono::seconds longest_writing{30};

std::string stamp(const fs::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return "-";
  return fmt::format("{}:{}:{}:{}.{:09}", status.st_dev, status.st_ino, status.st_size,
                     status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

/// Another text after each change of what this host has of the index: its stub, and the revisions of the
/// databases in it.
std::string index_fingerprint(const fs::path& index) {
  std::error_code error;
  const bool is_folder = fs::is_directory(index, error);
  const fs::path stub = is_folder ? index / stub_file : index;
  std::string print = stamp(stub);
  try {
    for (const IndexPart& part : index_parts(index)) {
      print += "|" + part.name();
      if (part.is_local()) print += stamp(part.folder / version_file);
    }
  } catch (const Error& e) {  // told by who opens it
    print += e.what();
  }
  return print;
}

/// Of all files that an index on this host consists of.
std::string stamps_of_all(const fs::path& index) {
  std::string stamps = index_fingerprint(index);
  std::error_code error;
  try {
    for (const IndexPart& part : index_parts(index)) {
      if (!part.is_local()) continue;
      std::vector<std::string> files;
      for (const fs::directory_entry& file : fs::directory_iterator(part.folder, error)) {
        files.push_back(file.path().filename().string() + stamp(file.path()));
      }
      std::ranges::sort(files);
      for (const std::string& file : files) stamps += file;
    }
  } catch (const std::exception&) {  // it changes at this moment, and so does the text
  }
  return stamps;
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
  return open_guarded(path, [&] {
    const IndexReader reader(path);
    OpenIndex index{Searcher(path, {}, query_time), nullptr};
    index.searcher.hold_facets();
    SharedIndex shared{.facts = {.revision = revision_of(reader),
                                 .built = reader.metadata(built_key),
                                 .site_name = reader.metadata(site_name_key),
                                 .site_url = reader.metadata(site_url_key),
                                 .pages = reader.database().get_doccount(),
                                 .bytes = bytes_on_this_host(path),
                                 .has_remote_parts = !has_only_local_databases(path)},
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

/// Another text after each change of the index that can be seen from here.
std::string IndexWatch::fingerprint() {
  constexpr std::chrono::seconds remote_interval{1}, remote_timeout{2};
  std::string print = index_fingerprint(path_);
  std::vector<IndexPart> parts;
  try {
    parts = index_parts(path_);
  } catch (const Error&) {  // it is part of the fingerprint
    return print;
  }
  const auto now = std::chrono::steady_clock::now();
  const bool is_time = now - remote_seen_ >= remote_interval;
  if (is_time) remote_seen_ = now;
  for (const IndexPart& part : parts) {
    if (part.is_local()) continue;
    RemotePart& remote = remote_[part.name()];
    if (is_time || remote.state.empty()) {
      try {
        if (!remote.database) {
          remote.database = open_part(part, remote_timeout);
        } else if (remote.database->reopen()) {
          ++remote.changes;
        }
        const Xapian::Database& database = *remote.database;
        remote.state = fmt::format("|{} {} {} {} {} {}", database.get_uuid(), database.get_doccount(),
                                   database.get_lastdocid(), database.get_total_length(),
                                   database.get_metadata(std::string(built_key)), remote.changes);
      } catch (const Xapian::Error&) {
        remote.database.reset();
      }
    }
    print += remote.state;
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
      seen_ = fingerprint();
      static_cast<void>(may_open());  // it is opened while it is written, too: there is no other
      open_all();
    } catch (const Error& error) {
      const bool is_changing = error.code() == ExitCode::busy || fingerprint() != seen_;
      if (!is_changing || attempt == 10) throw;
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
    stop_reading_ = true;
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
    look();
    lock.lock();
  }
}

void IndexWatch::look() {
  const std::string now = fingerprint();
  const std::uint64_t faults = MappedFile::faults();
  const bool is_new = now != seen_ || faults != faults_;
  if (!is_new && refused_.empty()) return;
  // A file that was damaged may be put right without a commit; if that is while it is read here, the
  // state before counts, so that the next round tries again.
  const std::string stamps = stamps_of_all(path_);
  if (!is_new && stamps == refused_) return;
  try {
    if (!may_open() || stop_reading_) return;
    open_all();
    seen_ = now;
    refused_.clear();
  } catch (const std::exception& error) {
    // A commit that overtook the opening is for the next round.
    if (stop_reading_ || fingerprint() != now) return;
    // Told once for each state of the files; another state is another try.
    seen_ = now;
    faults_ = faults;
    refused_ = stamps;
    events_.failed(error.what());
  }
}

bool IndexWatch::may_open() {
  bool is_written = false;
  for (const IndexPart& part : index_parts(path_)) {
    if (!part.is_local()) continue;
    const ChecksumReport report =
        check_checksums(part.folder, ChecksumDepth::contents, &stop_reading_);
    if (report.state == ChecksumState::damaged) {
      throw Error(ExitCode::io,
                  report.faults.front() + ": the index is not taken into use; speur-index makes it "
                                          "anew");
    }
    // Xapian can crash on files of which nothing is known, and with it the index that is in use.
    if (report.state == ChecksumState::unknown) {
      throw Error(ExitCode::io, {part.folder / checksum_file, 0},
                  "is not there: the index is not taken into use; speur-index makes it anew");
    }
    note_verified(part.folder, report.state == ChecksumState::sound && !stop_reading_);
    is_written = is_written || report.state == ChecksumState::writing;
  }
  if (!is_written) {
    writing_since_.reset();
    return true;
  }
  // The commit is there, and its checksums follow at once. A run that was killed between the two
  // leaves an index that is whole, of which nothing can be said: it is opened all the same.
  const auto now = std::chrono::steady_clock::now();
  if (!writing_since_) writing_since_ = now;
  return now - *writing_since_ > longest_writing;
}

/// For all threads, or for none.
void IndexWatch::open_all() {
  const std::uint64_t faults = MappedFile::faults();
  std::vector<std::unique_ptr<OpenIndex>> opened;
  opened.push_back(std::make_unique<OpenIndex>(open_index(path_, query_time_)));
  const OpenIndex& first = *opened.front();
  while (opened.size() < slots_.size()) {
    opened.push_back(
        std::make_unique<OpenIndex>(OpenIndex{first.searcher.for_another_thread(), first.shared}));
  }
  faults_ = faults;
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
