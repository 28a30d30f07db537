// The functions of string.h that go over memory, each counted by the bytes it goes over. They take the
// places of those of the C library in the whole program, and are written out here, since those cannot
// be called under another name. Compiled with -fno-builtin and without the recognition of such loops,
// or each would be compiled into a call of itself.

#include <cstddef>
#include <cstdint>

extern "C" {

void speur_count_bytes(std::size_t bytes);

using Word [[gnu::may_alias, gnu::aligned(1)]] = std::uint64_t;

void* memchr(const void* memory, int value, std::size_t size) {
  const auto* const begin = static_cast<const unsigned char*>(memory);
  for (std::size_t i = 0; i < size; ++i) {
    if (begin[i] == static_cast<unsigned char>(value)) {
      speur_count_bytes(i);
      return const_cast<unsigned char*>(begin + i);
    }
  }
  speur_count_bytes(size);
  return nullptr;
}

int memcmp(const void* a, const void* b, std::size_t size) {
  const auto* const first = static_cast<const unsigned char*>(a);
  const auto* const second = static_cast<const unsigned char*>(b);
  std::size_t i = 0;
  while (i < size && first[i] == second[i]) ++i;
  speur_count_bytes(i);
  return i == size ? 0 : first[i] - second[i];
}

static void forward(unsigned char* to, const unsigned char* from, std::size_t size) {
  for (; size >= sizeof(Word); size -= sizeof(Word)) {
    *reinterpret_cast<Word*>(to) = *reinterpret_cast<const Word*>(from);
    to += sizeof(Word);
    from += sizeof(Word);
  }
  while (size-- > 0) *to++ = *from++;
}

void* memcpy(void* to, const void* from, std::size_t size) {
  speur_count_bytes(size);
  forward(static_cast<unsigned char*>(to), static_cast<const unsigned char*>(from), size);
  return to;
}

void* memmove(void* to, const void* from, std::size_t size) {
  speur_count_bytes(size);
  auto* const target = static_cast<unsigned char*>(to);
  const auto* const source = static_cast<const unsigned char*>(from);
  if (target + sizeof(Word) <= source) {
    forward(target, source, size);
  } else if (target < source) {
    for (std::size_t i = 0; i < size; ++i) target[i] = source[i];
  } else {
    while (size-- > 0) target[size] = source[size];
  }
  return to;
}

std::size_t strlen(const char* text) {
  std::size_t size = 0;
  while (text[size] != 0) ++size;
  speur_count_bytes(size);
  return size;
}

}  // extern "C"
