#pragma once

#include <string>
#include <string_view>
#include <vector>

/// English query words in Dutch, from stemmers/data/english_dutch.txt and, where it was built with
/// them, Debian's dict-freedict-eng-nld and dict-freedict-nld-eng. Nothing is set up at start.
namespace speur {

inline constexpr std::size_t longest_english_term = 3;  ///< in words, "of" included

/// Dutch words for an English word or term, best first, at most four; empty where there are none.
/// `english_stem`: Xapian's "english" stem of the case-folded word; of a term, the stems with a
/// space between them. `english`: the same unstemmed, to tell apart the words that share a stem
/// (objection and objective), or empty.
/// Dutch words are case folded and have their accents, are not stemmed, and a few have a space
/// (hoger onderwijs). They live as long as the program.
[[nodiscard]] std::vector<std::string_view> dutch_for_english(std::string_view english_stem,
                                                              std::string_view english = {});

/// Whether a word or term, given as above, says that its query is in English: it is in the list,
/// function words (the, how) included, and no Dutch word as well, as wet, kind and software are.
/// The stem alone may still be that of a Dutch word: a word of the site needs no translation.
[[nodiscard]] bool is_english_word(std::string_view english_stem, std::string_view english = {});

/// Dutch spellings that an English word of Latin or Greek origin may have (transparency:
/// transparantie), likely ones first, at most eight. Rules of spelling only: most candidates are
/// no words, and the caller keeps those that the index has. Empty for a word that no rule fits,
/// and for one of other letters than a to z. `english_word`: case folded, not stemmed.
[[nodiscard]] std::vector<std::string> dutch_cognates(std::string_view english_word);

}  // namespace speur
