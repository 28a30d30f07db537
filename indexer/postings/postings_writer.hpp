#pragma once

#include "speur/postings_layout.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Writes posting lists (postings_layout.hpp), a term after the other.
class PostingsWriter {
 public:
  /// Takes the next bytes. Whatever it throws passes.
  using Sink = std::function<void(std::string_view)>;

  /// `lengths`: as in the file, by docid from 0 on; they must stay until finish().
  PostingsWriter(Sink sink, std::span<const std::uint32_t> lengths);

  /// Terms in their order, each once, with its postings by increasing page.
  void add(std::string_view term, std::span<const Posting> list);
  void finish();

 private:
  void put(std::string_view bytes);
  void align();

  Sink sink_;
  std::span<const std::uint32_t> lengths_;
  PostingsTail tail_;
  std::uint64_t written_ = 0;
  std::string encoded_, names_, before_;
  std::vector<NameBlock> blocks_;
};

}  // namespace speur
