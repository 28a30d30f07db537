#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace speur {

using Flags = std::set<std::string, std::less<>>;

/// A form that a suffix rule makes of an entry.
struct DictionaryForm {
  std::string word;
  std::string rule;       ///< the flag that named the rule
  std::size_t added = 0;  ///< bytes at the end that the rule put there
  Flags flags;            ///< the form's own
};

/// A line of the dictionary, unfolded.
struct DictionaryEntry {
  std::string word;
  Flags flags;
  std::vector<DictionaryForm> forms;
  std::vector<std::string> prefixes;  ///< what may stand before it and its forms: af, uit
};

/// Calls `use` for each entry of a Hunspell dictionary with two-letter flags, in the file's order,
/// without those that the dictionary forbids. Throws std::runtime_error if a file cannot be read.
void read_hunspell_dictionary(const std::filesystem::path& aff, const std::filesystem::path& dic,
                              const std::function<void(const DictionaryEntry&)>& use);

}  // namespace speur
