#include "indexer/site/rules/file_head.hpp"

#include "indexer/text/text_decoding.hpp"
#include "speur/error.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace speur {

std::optional<FileHead> read_file_head(const std::filesystem::path& file, FrontMatterForms forms) {
  constexpr std::uintmax_t max_bytes = 16U << 20U;
  constexpr std::size_t max_front_matter_bytes = 1U << 20U;
  try {
    std::vector<Problem> told_when_read;
    std::string bytes = read_file(file, max_bytes);
    const bool marked = bytes.starts_with("\xEF\xBB\xBF");
    const std::string text = decode_text(std::move(bytes), FallbackEncoding::none, file, told_when_read);
    const PageParts parts = split_page(text, max_front_matter_bytes, forms, file, told_when_read);
    return FileHead{parts.body_line > 1, parse_front_matter(parts, file, told_when_read), marked};
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace speur
