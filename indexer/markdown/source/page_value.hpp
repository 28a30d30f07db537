#pragma once

#include <string>

namespace speur {

/// A value of a page's front matter, as code in the page sees it.
struct PageValue {
  enum class Kind : unsigned char {
    text,
    number,
    yes,
    no,
    null,
    map,    ///< its values have names of their own
    other,  ///< is there, and shows nothing that can be told: a list, a date
  };
  std::string name;  ///< with those of the maps and lists that it stands in: `auteur.naam`, `leges[0]`
  Kind kind = Kind::other;
  std::string text;  ///< of a text or number
};

}  // namespace speur
