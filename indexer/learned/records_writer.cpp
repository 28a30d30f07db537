#include "indexer/learned/records_writer.hpp"

#include "include/files/piece_sums.hpp"
#include "speur/raw_bytes.hpp"
#include "speur/records_layout.hpp"
#include "speur/schema.hpp"
#include "speur/site_file.hpp"
#include "speur/word_record.hpp"

#include <fstream>
#include <stdexcept>

namespace fs = std::filesystem;

namespace speur {

RecordsWriter::RecordsWriter(const fs::path& folder) : draft_(folder, records_kind) {}

void RecordsWriter::add(std::string_view record, std::string_view id) {
  begins_.back() |= record_sum_bits(PieceSums::sum(record));
  draft_.put(record);
  if (draft_.size() >> record_place_bits != 0) throw std::length_error("more records than a file has places for");
  begins_.push_back(draft_.size());
  ids_ += id;
  id_begins_.push_back(ids_.size());
  if (id.empty()) return;
  filter_.add(bounded_term(id_prefix, id));
  filter_.add(bounded_term(name_prefix, page_name(id)));
}

std::string RecordsWriter::finish() {
  for (std::uint64_t& begin : id_begins_) begin += draft_.size();
  draft_.put(ids_);
  draft_.put(filter_.bytes());
  draft_.align();
  id_begins_.push_back(size());
  draft_.put(array_bytes(begins_));
  draft_.put(array_bytes(id_begins_));
  return draft_.finish();
}

std::string make_records_file(const fs::path& folder, const StoredPages& pages) {
  RecordsWriter file(folder);
  for (Xapian::docid page = 1; page <= pages.database().get_lastdocid(); ++page) {
    try {
      file.add(make_word_record(pages.data(page)),
               pages.database().get_document(page).get_value(id_slot));
    } catch (const Xapian::DocNotFoundError&) {
      file.add({}, {});  // this page has gone
    }
  }
  return file.finish();
}

std::size_t records_in(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::uint64_t pages = 0;
  SiteFileHeader header;
  if (!in.read(reinterpret_cast<char*>(&header), sizeof header)) return 0;
  in.seekg(static_cast<std::streamoff>(sizeof header + header.size - sizeof pages));
  if (!in.read(reinterpret_cast<char*>(&pages), sizeof pages)) return 0;
  return pages;
}

}  // namespace speur
