#include "searcher/http/net/request_reader.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace beast = boost::beast;

namespace speur::http {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view head_end = "\r\n\r\n";
constexpr std::size_t most_empty_lines = 8;  // before a request

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// A carriage return or line feed without the other. One at the very end may yet get its pair.
bool has_bare_line_end(std::string_view text, std::size_t from) {
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) return true;
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] != '\n') return true;
  }
  return false;
}

using HeadParser = beast::http::request_parser<beast::http::empty_body>;

Request request_of(const HeadParser::value_type& message) {
  Request request;
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  request.http_1_0 = message.version() < 11;
  request.keep_alive = message.keep_alive();
  for (const auto& field : message) {
    request.fields.emplace_back(ascii_lower(std::string_view(field.name_string())),
                                std::string(field.value()));
  }
  return request;
}

}  // namespace

void RequestReader::append(std::string_view bytes) {
  buffer_ += bytes;
}

bool RequestReader::is_idle() const {
  return !in_body_ && buffer_.empty();
}

bool RequestReader::should_continue() {
  return std::exchange(expects_continue_, false) && in_body_ && !body_begun_ && buffer_.empty();
}

RequestReader::State RequestReader::fail(unsigned status, std::string why) {
  failed_status_ = status;
  failure_ = std::move(why);
  buffer_.clear();
  return State::failed;
}

RequestReader::State RequestReader::too_long() {
  return fail(413, "the body is longer than " + std::to_string(limits_.body_bytes) + " bytes");
}

RequestReader::State RequestReader::advance() {
  if (failed_status_ != 0) return State::failed;
  return in_body_ ? read_body() : read_head();
}

RequestReader::State RequestReader::read_head() {
  // An empty line before a request is what old clients send after a body. A client that sends
  // nothing else would be served without end, and never be idle.
  std::size_t empty = 0;
  while (std::string_view(buffer_).substr(empty).starts_with(line_end)) {
    empty += line_end.size();
    if (++empty_lines_ > most_empty_lines) {
      return fail(400, "there are more than " + std::to_string(most_empty_lines) +
                           " empty lines before a request");
    }
  }
  if (empty > 0) {
    buffer_.erase(0, empty);
    scanned_ = 0;
  }
  const std::size_t from = scanned_ < head_end.size() ? 0 : scanned_ - head_end.size();
  const std::size_t end = buffer_.find(head_end, from);
  const std::size_t size = end == buffer_.npos ? buffer_.size() : end + head_end.size();
  // The order is that in which the bytes come, so that pieces of another size fail alike.
  const std::size_t seen = std::min(size, limits_.header_bytes);
  if (has_bare_line_end(std::string_view(buffer_).substr(0, seen), std::min(from, seen))) {
    return fail(400, "a line of the header ends otherwise than with CR LF");
  }
  if (size > limits_.header_bytes) {
    if (buffer_.find(line_end) >= limits_.header_bytes - line_end.size()) {
      return fail(414, "the request's first line is longer than " +
                           std::to_string(limits_.header_bytes) + " bytes");
    }
    return fail(431, "the request's header is longer than " + std::to_string(limits_.header_bytes) +
                         " bytes");
  }
  scanned_ = buffer_.size();
  if (end == buffer_.npos) return State::more;
  empty_lines_ = 0;

  const std::string_view head = std::string_view(buffer_).substr(0, size);
  if (check_head_lines(head) == State::failed) return State::failed;
  HeadParser parser;
  parser.header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
  parser.body_limit(boost::none);  // ours is looked at below
  parser.eager(false);
  beast::error_code error;
  parser.put(boost::asio::buffer(head.data(), head.size()), error);
  if (error == beast::http::error::bad_version) {
    return fail(505, "this server speaks HTTP/1.1 and HTTP/1.0");
  }
  if (error && error != beast::http::error::need_more) {
    return fail(400, "the request cannot be understood: " + error.message());
  }
  if (!parser.is_header_done()) return fail(400, "the request's header cannot be understood");
  request_ = request_of(parser.get());
  if (parser.get().version() != 11 && parser.get().version() != 10) {
    return fail(505, "this server speaks HTTP/1.1 and HTTP/1.0");
  }
  if (check_fields() == State::failed) return State::failed;
  buffer_.erase(0, size);
  scanned_ = 0;
  in_body_ = true;
  body_begun_ = false;
  chunk_ = Chunk::size;
  framing_bytes_ = 0;
  return read_body();
}

/// What Beast lets through and other readers take differently.
RequestReader::State RequestReader::check_head_lines(std::string_view head) {
  const std::size_t first_end = head.find(line_end);
  const std::string_view first = head.substr(0, first_end);
  const std::size_t blank = first.find(' ');
  if (blank == first.npos || first.find(' ', blank + 1) != first.rfind(' ') ||
      first.rfind(' ') == blank) {
    return fail(400, "the first line is not \"METHOD target HTTP/1.1\"");
  }
  if (!is_visible_ascii(first.substr(blank + 1, first.rfind(' ') - blank - 1))) {
    return fail(400, "the target holds what must be percent-encoded");
  }
  if (head.find("\r\n ") != head.npos || head.find("\r\n\t") != head.npos) {
    return fail(400, "a header field is folded over several lines");
  }
  const auto is_control = [](char c) {
    return (c >= 0 && c < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7f;
  };
  if (std::ranges::any_of(head, is_control)) {
    return fail(400, "the header holds a control character");
  }
  return State::more;
}

RequestReader::State RequestReader::check_fields() {
  const auto count = [&](std::string_view name) {
    return std::ranges::count(request_.fields, name, &std::pair<std::string, std::string>::first);
  };
  if (count("host") > 1 || (count("host") == 0 && !request_.http_1_0)) {
    return fail(400, "a request has exactly one Host");
  }
  const auto lengths = count("content-length");
  const auto codings = count("transfer-encoding");
  if (lengths > 1 || (lengths == 1 && !is_number(request_.field("content-length")))) {
    return fail(400, "Content-Length is one whole number");
  }
  if (codings > 0) {
    if (lengths > 0) return fail(400, "Content-Length and Transfer-Encoding exclude each other");
    if (request_.http_1_0) return fail(400, "HTTP/1.0 has no Transfer-Encoding");
    if (codings > 1 || ascii_lower(request_.field("transfer-encoding")) != "chunked") {
      return fail(501, "the only Transfer-Encoding is chunked");
    }
  }
  chunked_ = codings > 0;
  remaining_ = 0;
  if (lengths == 1) {
    const std::string length = request_.field("content-length");
    const auto [stop, error] =
        std::from_chars(length.data(), length.data() + length.size(), remaining_);
    if (error != std::errc() || remaining_ > limits_.body_bytes) return too_long();
  }
  if (const std::string expect = request_.field("expect"); !expect.empty()) {
    if (ascii_lower(expect) != "100-continue") return fail(417, "Expect can be 100-continue");
    expects_continue_ = !request_.http_1_0;
  }
  // Absolute form, as clients of a proxy send it: the host is not ours to look at.
  std::string& target = request_.target;
  if (target.front() != '/' && target != "*") {
    const std::string lower = ascii_lower(target);
    const std::size_t scheme = lower.starts_with("http://")    ? 7
                               : lower.starts_with("https://") ? 8
                                                               : 0;
    if (scheme == 0) return fail(400, "the target is no path: it begins with \"/\"");
    const std::size_t path = target.find_first_of("/?", scheme);
    if (path == scheme) return fail(400, "the target names no host");
    target.erase(0, std::min(path, target.size()));
    if (target.empty() || target.front() == '?') target.insert(0, "/");
  }
  if (target == "*" && request_.method != "OPTIONS") {
    return fail(400, "the target * belongs to OPTIONS");
  }
  return State::more;
}

RequestReader::State RequestReader::read_body() {
  if (!buffer_.empty()) body_begun_ = true;
  if (chunked_) return read_chunks();
  if (buffer_.size() < remaining_) return State::more;
  request_.body = buffer_.substr(0, remaining_);
  buffer_.erase(0, remaining_);
  return State::complete;
}

std::optional<std::string> RequestReader::take_line(std::size_t most, unsigned status_of_longer) {
  const std::size_t end = buffer_.find(line_end);
  const std::size_t size = std::min(end, buffer_.size());
  const std::size_t seen = std::min(end == buffer_.npos ? size : end + line_end.size(), most);
  if (has_bare_line_end(std::string_view(buffer_).substr(0, seen), 0)) {
    (void)fail(400, "a line of the body ends otherwise than with CR LF");
  } else if (seen == most) {
    (void)fail(status_of_longer, "a line between the chunks of the body is too long");
  } else if (end != buffer_.npos) {
    std::string line = buffer_.substr(0, end);
    buffer_.erase(0, end + line_end.size());
    framing_bytes_ += line.size() + line_end.size();
    return line;
  }
  return std::nullopt;
}

RequestReader::State RequestReader::read_chunk_size(std::string_view line) {
  constexpr std::size_t most_digits = 8;
  std::size_t size = 0;
  const auto [stop, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  const auto digits = static_cast<std::size_t>(stop - line.data());
  const std::string_view extension = line.substr(digits);
  const bool is_plain =
      std::ranges::all_of(extension, [](char c) { return c == '\t' || (c >= 0x20 && c < 0x7f); });
  if (error != std::errc() || digits == 0 || digits > most_digits || line.front() == '-' ||
      (!extension.empty() && extension.front() != ';') || !is_plain) {
    return fail(400, "a chunk of the body does not begin with its size");
  }
  // Chunks of one byte each, with what stands before them, are no reason to read for ever.
  if (size > limits_.body_bytes - request_.body.size() ||
      framing_bytes_ > limits_.body_bytes + limits_.header_bytes) {
    return too_long();
  }
  remaining_ = size;
  chunk_ = size == 0 ? Chunk::trailer : Chunk::data;
  return State::more;
}

RequestReader::State RequestReader::read_chunks() {
  constexpr std::size_t size_line_bytes = 256;
  for (;;) {
    switch (chunk_) {
      case Chunk::size: {
        const auto line = take_line(size_line_bytes, 400);
        if (!line) return failed_status_ == 0 ? State::more : State::failed;
        if (read_chunk_size(*line) == State::failed) return State::failed;
        break;
      }
      case Chunk::data: {
        const std::size_t here = std::min(remaining_, buffer_.size());
        request_.body.append(buffer_, 0, here);
        buffer_.erase(0, here);
        remaining_ -= here;
        if (remaining_ > 0) return State::more;
        chunk_ = Chunk::data_end;
        break;
      }
      case Chunk::data_end:
        if (!line_end.starts_with(std::string_view(buffer_).substr(0, line_end.size()))) {
          return fail(400, "a chunk of the body is longer than its size");
        }
        if (buffer_.size() < line_end.size()) return State::more;
        buffer_.erase(0, line_end.size());
        framing_bytes_ += line_end.size();
        chunk_ = Chunk::size;
        break;
      case Chunk::trailer: {
        // Fields behind the body have no use here, and are not taken for those before it.
        const auto line = take_line(limits_.header_bytes, 431);
        if (!line) return failed_status_ == 0 ? State::more : State::failed;
        if (line->empty()) return State::complete;
        const std::size_t colon = line->find_first_of(": \t");
        if (colon == 0 || colon == line->npos || (*line)[colon] != ':') {
          return fail(400, "a field behind the body cannot be understood");
        }
        if (framing_bytes_ > 2 * (limits_.body_bytes + limits_.header_bytes)) return too_long();
        break;
      }
    }
  }
}

Request RequestReader::take() {
  in_body_ = false;
  expects_continue_ = false;
  scanned_ = 0;
  return std::exchange(request_, {});
}

}  // namespace speur::http
