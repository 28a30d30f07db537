#include "searcher/http/net/compression.hpp"

#define ZLIB_CONST
#include <brotli/encode.h>
#include <zlib.h>

#include <cstdint>
#include <new>

namespace speur::http {
namespace {

constexpr int level = 4;                   // half of the time of 6 for nearly its size
constexpr int brotli_quality = 3;          // the size of the above in half its time
constexpr int gzip_window_bits = 15 + 16;  // 16: with gzip's header
constexpr int memory_level = 8;

}  // namespace

struct Compressor::Stream {
  z_stream state{};
};

Compressor::Compressor() : stream_(std::make_unique<Stream>()) {
  if (deflateInit2(&stream_->state, level, Z_DEFLATED, gzip_window_bits, memory_level,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
}

Compressor::~Compressor() {
  deflateEnd(&stream_->state);
}

std::string Compressor::gzip(std::string_view text) {
  z_stream& state = stream_->state;
  deflateReset(&state);
  std::string packed(deflateBound(&state, static_cast<uLong>(text.size())), '\0');
  state.next_in = reinterpret_cast<const Bytef*>(text.data());
  state.avail_in = static_cast<uInt>(text.size());
  state.next_out = reinterpret_cast<Bytef*>(packed.data());
  state.avail_out = static_cast<uInt>(packed.size());
  if (deflate(&state, Z_FINISH) != Z_STREAM_END) throw std::bad_alloc();
  packed.resize(packed.size() - state.avail_out);
  return packed;
}

std::string Compressor::brotli(std::string_view text) {
  std::size_t size = BrotliEncoderMaxCompressedSize(text.size());
  std::string packed(size, '\0');
  if (BrotliEncoderCompress(brotli_quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.size(),
                            reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                            reinterpret_cast<std::uint8_t*>(packed.data())) == BROTLI_FALSE) {
    throw std::bad_alloc();
  }
  packed.resize(size);
  return packed;
}

}  // namespace speur::http
