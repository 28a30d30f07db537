#pragma once

#include "searcher/query/question.hpp"
#include "speur/schema.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

/// What a query looks for in a page, in the terms of the page's word record: the second stage of a
/// search scores this, and decides by it what the first stage cannot.
namespace speur {

/// A word, phrase, prefix or fuzzy word that a page is wanted to have.
struct QueryUnit {
  std::string text;     ///< as typed
  bool wanted = false;  ///< its absence is told; not so for OR branches and what must be there
  bool stop = false;    ///< a function word
  double factor = 1;    ///< on the weights of its evidence
};

/// How a word of a page must be to count.
struct WordTest {
  enum class Kind : std::uint8_t {
    word,      ///< has this stem
    part,      ///< is a compound with this stem as a part
    exact,     ///< is spelled so
    compound,  ///< is a compound with these stems as parts that follow each other
    identifier,  ///< the page's own identifier: counts as one word of its title, at no place
  };
  Kind kind = Kind::word;
  std::uint32_t key = 0;         ///< word_key of the stem; of a compound's first part
  std::uint16_t stem_check = 0;  ///< exact_check of the stem itself
  std::uint16_t exact = 0;       ///< exact_check of the word as typed
  std::uint16_t accented = 0;    ///< the same with its accents; 0: it was typed without
  std::vector<std::uint32_t> next_parts;  ///< keys of a compound's further parts
};

/// One way in which a page may have a unit: words that pass one of the tests.
struct Evidence {
  std::size_t unit = 0;
  std::string form;  ///< for explanations: stem, family, synonym, …
  std::string term;  ///< the words looked for, for explanations
  double weight = 1;
  double exact_weight = 0;  ///< on top of it for words as they were typed
  double part_weight = 1;   ///< of `weight`, for compounds with the word
  std::vector<WordTest> tests;
  std::optional<TextField> field;  ///< absent: everywhere
  double pages = 0;                ///< that have it, in any field
  std::array<double, field_specs.size()> field_pages{};  ///< by field, where the index tells
  bool is_member = false;  ///< of a Conjunction, which counts it
  /// Counts in place of all other evidence of its unit, where it is more, and never on top of it.
  bool stands_in = false;
};

/// Evidence that counts only together: the parts of a compound as words of their own, the words of
/// an acronym's meaning.
struct Conjunction {
  std::size_t unit = 0;
  std::string form;
  std::vector<std::size_t> members;  ///< places in RankedQuery::evidence
  double partial = 0;  ///< what some of them count for, of their weight; 0: all must be there
  static constexpr std::size_t no_word = std::numeric_limits<std::size_t>::max();
  /// Of the parts of a compound: the evidence that is the compound itself, where the site has it.
  std::size_t whole = no_word;
};

/// Words that count only near each other.
struct PhraseEvidence {
  std::size_t unit = 0;
  std::string form;
  std::vector<std::vector<WordTest>> words;  ///< alternatives for each word, all Kind::exact
  std::vector<double> pages;                 ///< that have each word
  unsigned slop = 0;       ///< 0: one after the other in this order; else within so many words more
  double weight = 1;
  std::optional<TextField> field;
};

/// The ranked part of a compiled query.
struct RankedQuery {
  QuestionKind question = QuestionKind::none;
  std::vector<QueryUnit> units;
  std::vector<Evidence> evidence;
  std::vector<Conjunction> conjunctions;
  std::vector<PhraseEvidence> phrases;
  /// What was typed, where that is nothing but words: alternatives for each word, all Kind::exact. Else nothing.
  std::vector<std::vector<WordTest>> typed;
  std::size_t typed_content = 0;  ///< place in `typed` of the first that is no function word; 0 if all are
};

/// Whether a page is an answer, as far as its word record must decide: phrases, and words of fields
/// without filter terms.
struct PageCheck {
  enum class Kind : std::uint8_t {
    always,  ///< decided by the first stage
    all,     ///< every child
    any,     ///< some child
    none,    ///< no child
    unit,    ///< the page has the unit
    terms,   ///< the page has one of `terms`
  };
  Kind kind = Kind::always;
  std::vector<PageCheck> children{};
  std::size_t unit = 0;
  std::vector<std::string> terms{};
};

}  // namespace speur
