#pragma once

#include "searcher/http/limits.hpp"
#include "searcher/http/message.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace speur::http {

/// Makes requests of the bytes of a connection (RFC 9112), by Beast's parser and stricter than it:
/// whatever two readers could take for different requests is refused, since one of them may be a
/// proxy before us. Does no input or output of its own.
class RequestReader {
 public:
  enum class State {
    more,      ///< needs more bytes
    complete,  ///< take() gives the request
    failed     ///< failed_status() and failure() tell why; nothing after it can be understood
  };

  explicit RequestReader(const Limits& limits);
  ~RequestReader();

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
  struct Parser;  // Beast's
  State fail(unsigned status, std::string why);
  State read_head();
  State read_body();
  State check_head_lines(std::string_view head);
  State check_fields();

  Limits limits_;
  std::string buffer_;
  std::size_t scanned_ = 0;     // of buffer_, for the end of the head
  std::size_t body_taken_ = 0;  // bytes as sent: with the marks of chunks
  bool in_body_ = false;
  bool expects_continue_ = false;
  unsigned failed_status_ = 0;
  std::string failure_;
  Request request_;
  std::unique_ptr<Parser> parser_;
};

}  // namespace speur::http
