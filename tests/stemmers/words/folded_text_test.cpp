#include "stemmers/words/folded_text.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>

namespace speur {

TEST_CASE("text is folded as people type it", "[folded_text]") {
  struct Row {
    std::string_view text, folded;
    bool open;
  };
  for (const Row& row : std::to_array<Row>({
           {"Fietsenstalling", "fietsenstalling", true},
           {"coördinatie één Ĳsland", "coordinatie een ijsland", true},
           {"AI-verordening (EU)", "ai verordening eu", false},
           {"foto’s, 's avonds", "fotos s avonds", true},
           {"  Wat is\ta \"DPIA\"?", "wat is a dpia", false},
           {"C++ en C#", "c++ en c#", true},
           {"a\u0301b\u00ADc", "abc", true},  // a combining accent, a soft hyphen
           {"fiets ", "fiets", false},
           {"– … –", "", false},
           {"", "", true},
           {"wo\xffning", "wo ning", true},
       })) {
    CAPTURE(row.text);
    const FoldedText folded = fold_text(row.text);
    CHECK(folded.text == row.folded);
    CHECK(folded.open == row.open);
  }
}

TEST_CASE("the pieces of a folded text leave out no byte of either", "[folded_text]") {
  for (const std::string_view text :
       {"", "«Ĳsland» – coördinatie's æ ß!", "\xc3", "a\u0301\u0301 b", " 'a' ", "ﬁets\u200Bpad"}) {
    CAPTURE(text);
    const FoldedText folded = fold_text(text);
    std::size_t end = 0, folded_end = 0;
    for (const FoldedPiece& piece : folded.pieces) {
      CHECK(piece.begin == end);
      CHECK(piece.end > piece.begin);
      CHECK(piece.folded_begin == folded_end);
      end = piece.end;
      folded_end = piece.folded_end;
    }
    CHECK(end == text.size());
    CHECK(folded_end == folded.text.size());
    CHECK(fold_text(folded.text).text == folded.text);
  }
}

}  // namespace speur
