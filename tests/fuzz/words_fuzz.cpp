// Laws of words, for the stemmer and the splitter: a word has a stem, and the same one each time; the parts of a
// compound follow each other from its first byte to its last, and what was found of other words before makes no
// difference. Each line is a word.

#include "stemmers/dutch/compound_splitter.hpp"
#include "stemmers/dutch/stemmer.hpp"
#include "stemmers/lexicon/lexicon.hpp"
#include "stemmers/words/normalizer.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

using namespace speur;

namespace {

void require(bool law) {
  if (!law) std::abort();
}

void check_parts(std::string_view word, const std::vector<PartSpan>& parts) {
  if (parts.empty()) return;
  require(parts.size() >= 2 && parts.size() <= max_compound_parts);
  std::size_t end = 0;
  for (const PartSpan& part : parts) {
    require(part.begin == end && part.base_end > part.begin && part.base_end <= part.end);
    end = part.end;
  }
  require(end == word.size());
}

void check_word(const std::string& exact, const std::string& accented, const CompoundSplitter& splitter,
                const DutchStem& stemmer, PartDivisions& known) {
  const std::string stem = stemmer.stem(exact, accented);
  require(!stem.empty() && stem == stemmer.stem(exact, accented));
  require(!stem_dutch(exact).empty());
  std::vector<PartSpan> parts, again;
  splitter.split(exact, parts);
  check_parts(exact, parts);
  splitter.split(exact, again, known);
  require(parts == again);
  if (!parts.empty()) static_cast<void>(stemmer.compound_stem(exact, parts.back().begin));
  constexpr std::size_t most = 5;
  const auto candidates = splitter.candidates(exact, most);
  require(candidates.size() <= most);
  require(std::is_sorted(candidates.begin(), candidates.end(),
                         [](const auto& a, const auto& b) { return a.cost < b.cost; }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::shared_ptr<const Lexicon> lexicon = Lexicon::installed();
  if (!lexicon) return 0;  // a build without dictionaries has none
  static const CompoundSplitter splitter(*lexicon);
  static const DutchStem stemmer(lexicon);
  PartDivisions known;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const NormalWord word = normalize_word(line);
    if (!word.exact.empty()) check_word(word.exact, word.accented, splitter, stemmer, known);
  }
  return 0;
}
