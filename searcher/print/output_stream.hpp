#pragma once

#include <array>
#include <ostream>
#include <streambuf>

namespace speur {

/// Standard output with its errors: std::cout would only say that something failed. A reader that
/// leaves early (`speur search … | head -1`) is no error; the rest goes nowhere.
class OutputBuffer : public std::streambuf {
 public:
  explicit OutputBuffer(int file);
  OutputBuffer(const OutputBuffer&) = delete;
  OutputBuffer& operator=(const OutputBuffer&) = delete;

  /// 0, or the errno of the first write that failed for another reason than EPIPE.
  [[nodiscard]] int error() const noexcept { return error_; }

 protected:
  int_type overflow(int_type c) override;
  int sync() override;

 private:
  int file_;
  int error_ = 0;
  bool closed_ = false;
  std::array<char, 1U << 16U> bytes_;  // written before it is read: its pages cost nothing until then
};

}  // namespace speur
