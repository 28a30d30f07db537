#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace speur::http {

/// What a body is sent in. One per thread.
class Compressor {
 public:
  Compressor();
  ~Compressor();
  [[nodiscard]] std::string gzip(std::string_view text);    ///< RFC 1952
  [[nodiscard]] std::string brotli(std::string_view text);  ///< RFC 7932

  /// Shorter texts fit in one packet anyway.
  static constexpr std::size_t least_bytes = 1024;

 private:
  struct Stream;  // zlib's
  std::unique_ptr<Stream> stream_;
};

}  // namespace speur::http
