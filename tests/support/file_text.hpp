#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace speur {

/// The file's bytes; none where it cannot be read.
inline std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace speur
