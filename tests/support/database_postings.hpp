#pragma once

#include "include/postings/index_postings.hpp"
#include "indexer/learned/site_file_draft.hpp"
#include "indexer/postings/postings_builder.hpp"
#include "speur/postings_layout.hpp"

#include <xapian.h>

#include <filesystem>
#include <map>
#include <string>

namespace speur {

/// The posting lists of the documents of `database` behind the first `offset`, as its terms say.
inline PostingsBuilder postings_of(const Xapian::Database& database, Xapian::docid offset = 0) {
  PostingsBuilder builder;
  for (auto page = database.postlist_begin(""); page != database.postlist_end(""); ++page) {
    if (*page <= offset) continue;
    builder.begin_page(*page - offset);
    for (auto term = database.termlist_begin(*page); term != database.termlist_end(*page); ++term) {
      const std::string name = *term;
      if (has_posting_list(name)) builder.add(name, term.get_wdf());
    }
  }
  return builder;
}

/// The postings file of a database that has the terms of its words; its name.
inline std::string make_postings_file(const std::filesystem::path& folder,
                                      const Xapian::Database& database) {
  SiteFileDraft file(folder, postings_kind);
  postings_of(database).write([&](std::string_view bytes) { file.put(bytes); },
                              database.get_lastdocid());
  return file.finish();
}

}  // namespace speur
