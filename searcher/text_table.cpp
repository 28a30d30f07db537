#include "text_table.hpp"

#include <algorithm>
#include <ostream>

namespace speur {
namespace {

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

}  // namespace

std::string printable(std::string_view utf8) {
  std::string text;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    const bool is_c1 = byte == 0xc2 && i + 1 < utf8.size() &&
                       static_cast<unsigned char>(utf8[i + 1]) >= 0x80 &&
                       static_cast<unsigned char>(utf8[i + 1]) < 0xa0;
    if (is_c1) ++i;
    text += is_c1 || byte < 0x20 || byte == 0x7f ? '?' : utf8[i];
  }
  return text;
}

void TextTable::print(std::ostream& out) const {
  std::vector<std::size_t> widths(sides_.size(), 0);
  for (const std::vector<std::string>& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], characters(row[i]));
  }
  for (const std::vector<std::string>& row : rows_) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) line += "  ";
      const std::string padding(widths[i] - characters(row[i]), ' ');
      line += sides_[i] == 'r' ? padding + row[i] : row[i] + padding;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
  }
}

}  // namespace speur
