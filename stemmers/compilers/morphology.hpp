#pragma once

#include "stemmers/compilers/hunspell_dictionary.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace speur {

/// What a dictionary tells of how words inflect: which form belongs to which lemma.
///
/// The stem of a form is the stem that the rules (stem_dutch()) give to its lemma, so that whatever
/// the rules think of a word, its inflections go with it. Where the dictionary has several lemmas
/// for a form, the rules decide if they agree with one of them (bakken); else the form's own entry
/// goes first (dichter, the poet), then a noun, an adjective, a verb. Words on the stemmer's own
/// lists (exceptions, irregular verbs) and stop words are left to these. Strong verbs have no links
/// in the dictionary, and what is derived (-ing, -heid) is no inflection: both are left to the
/// rules.
class Morphology {
 public:
  void add(const DictionaryEntry& entry);

  /// A form with the stem that its lemma gives it.
  struct Stem {
    std::string form;      ///< as WordForm::exact
    std::string accented;  ///< as in the dictionary; empty where that is the same
    std::string stem;
  };
  /// All forms of which the lemma is known, without repetitions. `is_word`: whether a form occurs;
  /// what the dictionary does not list itself (participles, particles before verbs) is asked for.
  [[nodiscard]] std::vector<Stem> stems(
      const std::function<bool(const std::string& form)>& is_word) const;

 private:
  enum class Kind { own, noun, adjective, verb };
  struct Analysis {
    std::string lemma;
    Kind kind = Kind::own;
  };
  struct Form {
    std::string accented;
    std::vector<Analysis> analyses;
    std::vector<std::string> nouns;  ///< plurals and diminutives of it
    bool sure = false;               ///< listed, or made by a suffix
    bool inflects = false;           ///< as a noun or an adjective
    bool is_plain = false;           ///< an entry without flags
    bool has_flags = false;          ///< an entry with flags
    bool is_diminutive = false;
    bool is_participle = false;  ///< one with an ending, or an adjective's plural: persons
    bool first_person = false;   ///< what a verb's endings follow
  };
  Form& form_of(const std::string& word);
  void add_form(const std::string& word, const std::string& lemma, Kind kind, bool sure = true);
  void add_noun(const DictionaryEntry& entry, const DictionaryForm& form);
  void add_adjective(const DictionaryEntry& entry, const DictionaryForm& form);
  void add_verb(const DictionaryEntry& entry, const DictionaryForm& form);
  void add_participle(const std::string& word, const std::string& lemma, Kind kind);
  void add_participles(const std::string& stem, char ending);
  [[nodiscard]] std::string stem_of(const std::string& form, int depth) const;
  [[nodiscard]] std::string stem_by(const Analysis& analysis, const std::string& form,
                                    int depth) const;
  [[nodiscard]] static bool is_of_verb(const Analysis& analysis, std::string_view stem);
  [[nodiscard]] std::string own_stem(const std::string& form) const;

  std::unordered_map<std::string, Form> forms_;
};

}  // namespace speur
