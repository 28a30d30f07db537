#include "indexer/learned/postings_file.hpp"

#include "indexer/learned/site_file_draft.hpp"
#include "speur/postings_layout.hpp"
#include "speur/stored_page.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

namespace speur {
namespace {

template <typename Number>
std::string_view bytes_of(const std::vector<Number>& numbers) {
  const auto bytes = std::as_bytes(std::span(numbers));
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The names of the terms, in the order of the terms.
class Names {
 public:
  void add(const std::string& term, std::uint64_t pages, std::uint64_t list, std::uint64_t bytes) {
    std::size_t shared = 0;
    if (terms_ % terms_a_block == 0) {
      blocks_.push_back({names_.size(), list});
    } else {
      const std::size_t most = std::min(before_.size(), term.size());
      while (shared < most && term[shared] == before_[shared]) ++shared;
    }
    names_ += static_cast<char>(shared);
    names_ += static_cast<char>(term.size() - shared);
    names_.append(term, shared);
    stored::put_number(names_, pages);
    stored::put_number(names_, bytes);
    before_ = term;
    ++terms_;
  }
  void finish(std::uint64_t lists) { blocks_.push_back({names_.size(), lists}); }
  [[nodiscard]] std::string_view names() const { return names_; }
  [[nodiscard]] const std::vector<NameBlock>& blocks() const { return blocks_; }
  [[nodiscard]] std::uint32_t terms() const { return terms_; }

 private:
  std::string names_, before_;
  std::vector<NameBlock> blocks_;
  std::uint32_t terms_ = 0;
};

}  // namespace

std::string make_postings_file(const fs::path& folder, const Xapian::Database& database) {
  SiteFileDraft file(folder, postings_kind);
  PostingsTail tail;
  tail.pages = database.get_lastdocid();
  std::vector<std::uint32_t> lengths(std::size_t{tail.pages} + 1);
  for (auto page = database.postlist_begin(""); page != database.postlist_end(""); ++page) {
    lengths[*page] = page.get_doclength();
    tail.total_length += lengths[*page];
    ++tail.live;
  }
  file.put(bytes_of(lengths));
  file.align();

  tail.lists = file.size();
  Names names;
  std::vector<Posting> list;
  std::string encoded;
  std::uint64_t written = 0;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    const std::string name = *term;
    if (!has_posting_list(name)) continue;
    list.clear();
    for (auto posting = database.postlist_begin(name); posting != database.postlist_end(name);
         ++posting) {
      list.push_back({*posting, posting.get_wdf()});
    }
    encoded.clear();
    postings::encode_list(list, lengths, encoded);
    names.add(name, list.size(), written, encoded.size());
    file.put(encoded);
    written += encoded.size();
  }
  file.put(std::string(sizeof(std::uint64_t), '\0'));
  names.finish(written);
  tail.names = file.size();
  file.put(names.names());
  file.align();
  tail.blocks = file.size();
  file.put(bytes_of(names.blocks()));
  tail.terms = names.terms();
  tail.name_blocks = static_cast<std::uint32_t>(names.blocks().size() - 1);
  file.put({reinterpret_cast<const char*>(&tail), sizeof tail});
  return file.finish();
}

}  // namespace speur
