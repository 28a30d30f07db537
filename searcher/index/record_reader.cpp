#include "searcher/index/record_reader.hpp"

#include "searcher/index/index_reader.hpp"
#include "speur/error.hpp"
#include "speur/records_layout.hpp"
#include "speur/word_record.hpp"

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace speur {
namespace {

/// Of records that were made of documents; beyond these they are made anew.
constexpr std::size_t most_made_bytes = 16'000'000;

std::uint64_t number_at(std::string_view bytes, std::size_t place) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data() + place, sizeof number);
  return number;
}

}  // namespace

RecordsFile::RecordsFile(SiteFile file) : payload_(std::move(file).pieces()), tables_(payload_.mapped()) {
  constexpr std::size_t number = sizeof(std::uint64_t);
  if (tables_.size() >= 3 * number) {
    check_table(tables_.size() - number, number);
    const std::uint64_t pages = number_at(tables_, tables_.size() - number);
    if (pages < (tables_.size() / number - 1) / 2) {
      pages_ = pages;
      id_begins_ = tables_.size() - (pages_ + 2) * number;
      begins_ = id_begins_ - (pages_ + 1) * number;
      check_table(id_begins_ + pages_ * number, number);
      const std::uint64_t filter = number_at(tables_, id_begins_ + pages_ * number);
      if (filter < begins_) filter_ = TermFilter(tables_.substr(filter, begins_ - filter));
      if (payload_.sums() != nullptr) verified_.resize(pages_);
      return;
    }
  }
  throw Error(ExitCode::io, {file.path(), 0}, "is damaged: speur-index --rebuild makes it anew");
}

void RecordsFile::check_table(std::size_t begin, std::size_t size) const {
  if (payload_.sums() != nullptr) (void)payload_.sums()->check(tables_.substr(begin, size));
}

PieceSums::Range RecordsFile::place(std::size_t begins, Xapian::docid page) const {
  if (page == 0 || page > pages_) return {};
  const std::size_t numbers = begins + (page - 1) * sizeof(std::uint64_t);
  const std::uint64_t begin = record_place(number_at(tables_, numbers));
  const std::uint64_t end = record_place(number_at(tables_, numbers + sizeof(std::uint64_t)));
  return begin <= end && end <= begins_ ? PieceSums::Range{begin, end - begin} : PieceSums::Range();
}

std::string_view RecordsFile::record(Xapian::docid page, std::string& buffer) const {
  if (page == 0 || page > pages_) return {};
  const PieceSums::Range range = place(begins_, page);
  const std::string_view record = payload_.read_unverified(range.begin, range.size, buffer);
  if (verified_.empty() || verified_[page - 1]) return record;
  const std::uint64_t begin = number_at(tables_, begins_ + (page - 1) * sizeof(std::uint64_t));
  if (record_sum_bits(PieceSums::sum(record)) != begin - record_place(begin)) {
    throw std::out_of_range("a word record is not as it was written");
  }
  verified_[page - 1] = true;
  return record;
}

std::string_view RecordsFile::id(Xapian::docid page, std::string& buffer) const {
  if (page == 0 || page > pages_) return {};
  check_table(id_begins_ + (page - 1) * sizeof(std::uint64_t), 2 * sizeof(std::uint64_t));
  const PieceSums::Range range = place(id_begins_, page);
  return payload_.read(range.begin, range.size, buffer);
}

std::string_view RecordsFile::near_record(Xapian::docid page) const {
  if (!payload_.are_in_memory()) return {};
  const PieceSums::Range range = place(begins_, page);
  std::string unused;
  return payload_.read_unverified(range.begin, range.size, unused);
}

RecordReader::RecordReader(const IndexReader& index)
    : index_(&index), file_(index.records()), is_one_database_(index.database().size() == 1) {}

std::string_view RecordReader::known(Xapian::docid page) {
  if (file_ != nullptr) {
    const std::string_view record = file_->record(page, last_);
    if (!record.empty()) return record;
  }
  const auto made = made_.find(page);
  return made == made_.end() ? std::string_view() : std::string_view(made->second);
}

std::string_view RecordReader::get(Xapian::docid page) {
  if (const std::string_view record = known(page); !record.empty()) return record;
  return make(page, index_->page_data(page));
}

std::string_view RecordReader::get(const Xapian::Document& document) {
  const Xapian::docid page = document.get_docid();
  if (!is_one_database_) {  // the docid is that of one of them, and does not say of which
    last_ = make_word_record(document.get_data());
    return last_;
  }
  if (const std::string_view record = known(page); !record.empty()) return record;
  return make(page, index_->page_data(page));
}

void RecordReader::announce(Xapian::docid page, unsigned step,
                            std::span<const std::uint32_t> keys) const {
  const std::string_view record = file_ != nullptr ? file_->near_record(page) : std::string_view();
  if (record.empty()) return;
  if (step == 0) {
    __builtin_prefetch(record.data());
    return;
  }
  try {
    const WordRecord words(record);
    for (const std::uint32_t key : keys) {
      step == 1 ? words.prefetch_look_up(key) : words.prefetch_groups(key);
    }
  } catch (const std::out_of_range&) {
    // Whoever reads the damaged record tells of it.
  }
}

std::string_view RecordReader::make(Xapian::docid page, const std::string& data) {
  std::string record = make_word_record(data);
  if (made_bytes_ + record.size() > most_made_bytes) {
    made_.clear();
    made_bytes_ = 0;
  }
  made_bytes_ += record.size();
  return made_.insert_or_assign(page, std::move(record)).first->second;
}

}  // namespace speur
