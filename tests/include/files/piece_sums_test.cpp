#include "include/files/piece_sums.hpp"

#include "include/files/file_pieces.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <stdexcept>
#include <string>

namespace speur {
namespace {

constexpr std::size_t head = 64;

std::string with_sums(const std::string& payload) {
  std::string sums;
  const std::string file = std::string(head, 'h') + payload;
  PieceSums::append(file, head, sums);
  return file + sums;
}

FilePieces opened(const TemporaryFolder& folder, const std::string& bytes, std::size_t payload) {
  FilePieces pieces(folder.write("bestand", bytes));
  pieces.skip(head);
  pieces.take_sums(PieceSums::bytes_of(payload, head), Sums::used);
  return pieces;
}

}  // namespace

TEST_CASE("each piece of a file is read as it was written, or told", "[files]") {
  const TemporaryFolder folder;
  std::mt19937 random(2);
  for (const std::size_t size : {std::size_t{1}, PieceSums::piece_bytes - head, PieceSums::piece_bytes - head + 1,
                                 3 * PieceSums::piece_bytes, std::size_t{20'000}}) {
    CAPTURE(size);
    std::string payload;
    for (std::size_t i = 0; i < size; ++i) payload += static_cast<char>(random());
    const std::size_t changed = random() % size;
    std::string bytes = with_sums(payload);
    bytes[head + changed] = static_cast<char>(bytes[head + changed] ^ 4);
    const auto piece_of = [](std::size_t place) { return (head + place) / PieceSums::piece_bytes; };
    for (const bool is_mapped : {false, true}) {
      CAPTURE(is_mapped);
      const FilePieces pieces = opened(folder, bytes, size);
      if (is_mapped) (void)pieces.keep_mapped();
      std::string buffer;
      for (int i = 0; i < 300; ++i) {
        const std::size_t begin = random() % size;
        const std::size_t length = 1 + random() % std::min<std::size_t>(size - begin, 6'000);
        const bool is_damaged =
            piece_of(begin) <= piece_of(changed) && piece_of(changed) <= piece_of(begin + length - 1);
        if (is_damaged) {
          CHECK_THROWS_AS(pieces.read(begin, length, buffer), std::out_of_range);
        } else {
          CHECK(pieces.read(begin, length, buffer) == std::string_view(payload).substr(begin, length));
        }
      }
    }
  }
}

TEST_CASE("a file has as many checksums as pieces", "[files]") {
  const TemporaryFolder folder;
  const std::string payload(PieceSums::piece_bytes + 1, 'x');
  const std::string bytes = with_sums(payload);
  CHECK(PieceSums::bytes_of(payload.size(), head) == 8);
  CHECK(opened(folder, bytes, payload.size()).size() == payload.size());
  for (const std::size_t wrong : {std::size_t{4}, std::size_t{12}, bytes.size()}) {
    CAPTURE(wrong);
    FilePieces pieces(folder.write("bestand", bytes));
    pieces.skip(head);
    CHECK_THROWS_AS(pieces.take_sums(wrong, Sums::used), std::out_of_range);
  }
  // Whoever has verified all of the file reads it without.
  std::string changed = bytes;
  changed[head] = 'y';
  FilePieces pieces(folder.write("bestand", changed));
  pieces.skip(head);
  pieces.take_sums(8, Sums::unused);
  std::string buffer;
  CHECK(pieces.size() == payload.size());
  CHECK(pieces.read(0, 2, buffer) == "yx");
}

}  // namespace speur
