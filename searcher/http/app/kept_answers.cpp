#include "searcher/http/app/kept_answers.hpp"

#include <iterator>
#include <utility>

namespace speur::http {
namespace {

/// Of an entry beside its texts: the list's, the table's and the shared pointer's own, and what the allocator
/// rounds up.
constexpr std::size_t bookkeeping_bytes = 256;

std::size_t bytes_of(std::string_view key, const KeptAnswers::Answer& answer) {
  std::size_t bytes =
      bookkeeping_bytes + sizeof answer + key.size() + answer.response.body.size() + answer.query.size();
  for (const auto& field : answer.response.fields) {
    bytes += sizeof field + field.first.size() + field.second.size();
  }
  return bytes;
}

}  // namespace

std::shared_ptr<const KeptAnswers::Answer> KeptAnswers::find(std::string_view key) {
  if (most_bytes_ == 0) return nullptr;
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->answer;
}

void KeptAnswers::keep(std::string key, Answer answer) {
  constexpr std::size_t most_share = 8;
  const std::size_t bytes = bytes_of(key, answer);
  if (bytes > most_bytes_ / most_share) return;
  auto kept = std::make_shared<const Answer>(std::move(answer));
  Entries gone;  // freed when the lock is no longer held
  const std::lock_guard lock(mutex_);
  if (by_key_.contains(key)) return;  // another thread was asked the same at the same time
  while (bytes_ + bytes > most_bytes_) {
    bytes_ -= entries_.back().bytes;
    by_key_.erase(entries_.back().key);
    gone.splice(gone.begin(), entries_, std::prev(entries_.end()));
  }
  entries_.push_front({std::move(key), std::move(kept), bytes});
  by_key_.emplace(entries_.front().key, entries_.begin());
  bytes_ += bytes;
}

std::size_t KeptAnswers::bytes() {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

}  // namespace speur::http
