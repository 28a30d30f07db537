#include "searcher/print/output_stream.hpp"

#include <unistd.h>

#include <cerrno>

namespace speur {

OutputBuffer::OutputBuffer(int file) : file_(file) {
  setp(bytes_.data(), bytes_.data() + bytes_.size());
}

OutputBuffer::int_type OutputBuffer::overflow(int_type c) {
  sync();
  if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
  return traits_type::not_eof(c);
}

int OutputBuffer::sync() {
  const char* from = pbase();
  while (from != pptr() && !closed_) {
    const ssize_t written = ::write(file_, from, static_cast<std::size_t>(pptr() - from));
    if (written >= 0) {
      from += written;
    } else if (errno != EINTR) {
      if (errno != EPIPE) error_ = errno;
      closed_ = true;
    }
  }
  setp(bytes_.data(), bytes_.data() + bytes_.size());
  return 0;
}

}  // namespace speur
