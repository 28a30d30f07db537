#include "speur/postings_layout.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace speur::postings {
namespace {

constexpr std::uint64_t mask_of(unsigned bits) { return (std::uint64_t{1} << bits) - 1; }

/// Eight numbers take a whole number of bytes. Where the number of bits is known to the compiler, so is where each
/// of the eight begins: it takes a quarter of the instructions that finding it each time takes.
template <unsigned bits>
void unpack_eights(const char* bytes, std::size_t count, std::uint32_t* numbers) {
  for (std::size_t i = 0; i + 8 <= count; i += 8, bytes += bits) {
    [&]<unsigned... k>(std::integer_sequence<unsigned, k...>) {
      ((numbers[i + k] = static_cast<std::uint32_t>(
            number_at(bytes + k * bits / 8) >> (k * bits % 8) & mask_of(bits))), ...);
    }(std::make_integer_sequence<unsigned, 8>());
  }
}

constexpr auto unpackers = []<unsigned... bits>(std::integer_sequence<unsigned, bits...>) {
  return std::array{&unpack_eights<bits>...};
}(std::make_integer_sequence<unsigned, 33>());

}  // namespace

void unpack(const char* bytes, unsigned bits, std::size_t count, std::uint32_t* numbers) {
  unpackers[bits](bytes, count, numbers);
  std::size_t i = count / 8 * 8;
  for (std::size_t place = i * bits; i < count; ++i, place += bits) {
    numbers[i] = static_cast<std::uint32_t>(number_at(bytes + place / 8) >> place % 8 & mask_of(bits));
  }
}

}  // namespace speur::postings
