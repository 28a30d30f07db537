#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace speur::http {

/// gzip (RFC 1952), one after the other. One per thread.
class Compressor {
 public:
  Compressor();
  ~Compressor();
  /// Empty where that would not be shorter.
  [[nodiscard]] std::string gzip(std::string_view text);

  /// Shorter texts fit in one packet anyway.
  static constexpr std::size_t least_bytes = 1024;

 private:
  struct Stream;  // zlib's
  std::unique_ptr<Stream> stream_;
};

}  // namespace speur::http
