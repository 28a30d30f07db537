#pragma once

#include "searcher/http/net/limits.hpp"
#include "searcher/http/net/message.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace speur::http {

/// Makes requests of the bytes of a connection (RFC 9112). The head goes through Beast's parser and
/// stricter checks: whatever two readers could take for different requests is refused, since one of
/// them may be a proxy before us. The body does not: Beast 1.81 asserts on some malformed chunks.
/// Does no input or output of its own.
class RequestReader {
 public:
  enum class State {
    more,      ///< needs more bytes
    complete,  ///< take() gives the request
    failed     ///< failed_status() and failure() tell why; nothing after it can be understood
  };

  explicit RequestReader(const Limits& limits) : limits_(limits) {}

  /// Bytes as they came from the client.
  void append(std::string_view bytes);
  [[nodiscard]] State advance();
  /// The request, and ready for the next, of which bytes may already be here.
  [[nodiscard]] Request take();

  [[nodiscard]] unsigned failed_status() const { return failed_status_; }
  [[nodiscard]] const std::string& failure() const { return failure_; }

  /// Nothing of a next request is here.
  [[nodiscard]] bool is_idle() const;
  /// The head is here, and the body is not.
  [[nodiscard]] bool reads_body() const { return in_body_; }
  /// True once: the client waits for our word before it sends the body.
  [[nodiscard]] bool should_continue();

 private:
  /// What of a chunked body comes next.
  enum class Chunk { size, data, data_end, trailer };

  State fail(unsigned status, std::string why);
  State too_long();
  State read_head();
  State read_body();
  State read_chunks();
  State read_chunk_size(std::string_view line);
  /// The next line of at most `most` bytes, without its end; none if it is not here yet, or failed.
  std::optional<std::string> take_line(std::size_t most, unsigned status_of_longer);
  State check_head_lines(std::string_view head);
  State check_fields();

  Limits limits_;
  std::string buffer_;
  std::size_t scanned_ = 0;      // of buffer_, for the end of the head
  std::size_t empty_lines_ = 0;  // before the next request
  bool in_body_ = false;
  bool chunked_ = false;
  Chunk chunk_ = Chunk::size;
  std::size_t remaining_ = 0;      // bytes of the body, or of the chunk
  std::size_t framing_bytes_ = 0;  // that chunks and trailers take beside the body
  bool expects_continue_ = false;
  bool body_begun_ = false;
  unsigned failed_status_ = 0;
  std::string failure_;
  Request request_;
};

}  // namespace speur::http
