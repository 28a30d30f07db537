#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace speur {

/// One line of a synonyms file: whoever searches one of `from` also means each of `to`. Where all
/// names of the line are equal, both are all of them.
struct SynonymRule {
  std::vector<std::string> from, to;
  std::size_t line = 0;
  bool operator==(const SynonymRule&) const = default;
};

inline constexpr std::uintmax_t max_synonyms_bytes = 1U << 20U;
inline constexpr std::size_t max_synonyms_a_line = 32;

/// Reads the format that Solr and Elasticsearch share:
///
///     # names of one thing
///     fietsenstalling, rijwielstalling, fietsenrek
///     # who asks for the first means the second, and not the other way
///     bouwvergunning => omgevingsvergunning
///
/// A backslash makes the next character part of the name: `\,`. Throws Error(config) with the line
/// of a mistake, and Error(no_input) where there is no such file.
[[nodiscard]] std::vector<SynonymRule> read_synonyms(const std::filesystem::path& file);

}  // namespace speur
