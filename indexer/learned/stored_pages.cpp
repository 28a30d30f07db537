#include "indexer/learned/stored_pages.hpp"

#include "speur/error.hpp"
#include "speur/schema.hpp"
#include "speur/site_file.hpp"
#include "speur/texts_layout.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace fs = std::filesystem;

namespace speur {

StoredPages::StoredPages(const fs::path& generation, Xapian::Database database)
    : database_(std::move(database)) {
  const std::string name = database_.get_metadata(site_file_key(texts_kind));
  if (name.empty()) return;
  file_ = MappedFile(generation / name);
  try {
    texts_.emplace(site_file_payload(file_.bytes()));
  } catch (const std::out_of_range&) {
    throw Error(ExitCode::io, {generation / name, 0}, "is damaged: --rebuild makes it anew");
  }
}

std::string StoredPages::data(Xapian::docid page) const {
  const Xapian::Document document = database_.get_document(page);
  if (texts_ && page <= texts_->pages()) return std::string(texts_->get(page, block_));
  return document.get_data();
}

}  // namespace speur
