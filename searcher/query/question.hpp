#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What kind of page a question asks for.
enum class QuestionKind : std::uint8_t {
  none,        ///< no question
  definition,  ///< "wat is een algoritme", "wat wordt bedoeld met": what the word means
  how,         ///< "hoe vraag ik subsidie aan": steps
  condition,   ///< "wanneer moet ik", "mag ik", "heb ik recht op": whether something holds
  who,         ///< "wie is verantwoordelijk voor": a role or a duty
  where,       ///< "waar vind ik", "bij wie moet ik zijn": a place or a contact
  amount,      ///< "hoeveel kost", "hoe lang duurt": a number
  why,         ///< "waarom is", "wat is het nut van": a reason
  other,       ///< begins as a question does, and is of no kind above
};

struct Question {
  QuestionKind kind = QuestionKind::none;
  /// Of each word: whether it only makes the question, as "betekent" in "wat betekent proportionaliteit".
  /// Some word is not of the frame, unless there are no words.
  std::vector<bool> is_frame;
};

/// Whether a question may begin with this word, in lower case: cheap, and false for most queries.
[[nodiscard]] bool may_begin_question(std::string_view word);

/// Reads a query as a question in Dutch or English. `words`: in its order, in lower case, without marks.
[[nodiscard]] Question read_question(std::span<const std::string> words);

}  // namespace speur
