#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What the lexicon knows of one form. Compiled once by compile_lexicon; see lexicon_format.hpp.
struct LexiconEntry {
  bool word = false;   ///< may stand alone
  bool left = false;   ///< the dictionary lets compounds begin with it
  bool right = false;  ///< the dictionary lets compounds end in it, or in what it inflects
  bool noun = false, verb = false, adjective = false, name = false;
  bool whole = false;                            ///< never divided: it only looks like a compound
  bool never_left = false, never_right = false;  ///< a particle or prefix; a suffix
  std::uint8_t link = 0;  ///< linking letters at its end that are not its own: persoons has 1
  /// How many words of the list begin with it, or end in it, and divide there: 0 none, then the
  /// number of bits of the count, at most 15.
  std::uint8_t begins = 0, ends = 0;
  std::uint16_t change = 0;  ///< the change that makes its stem, from 1; 0: the rules make it
};

/// Words of a language with what is needed to divide compounds and to find lemmas: a read-only file
/// in memory, which all threads share. The words are in the form of WordForm::exact.
class Lexicon {
 public:
  /// Maps the file. One mapping serves all that open the same contents at the same time.
  /// Error(config) if it is not a lexicon that this version can read, Error(io).
  [[nodiscard]] static std::shared_ptr<const Lexicon> open(const std::filesystem::path& file);
  /// The one that belongs to this installation, or none.
  [[nodiscard]] static std::shared_ptr<const Lexicon> installed();
  /// The one of that hash: the installed one, or else lexicon_file(hash) in the folder of the index
  /// `index` (which may be empty, or a stub or generation in that folder). None where neither is.
  /// Error(io) if the index's copy is damaged.
  [[nodiscard]] static std::shared_ptr<const Lexicon> find(std::string_view hash,
                                                           const std::filesystem::path& index);
  /// Whether a file is the lexicon of that hash, and no byte of it has changed; reads all of it.
  [[nodiscard]] static bool is_intact(const std::filesystem::path& file, std::string_view hash);
  ~Lexicon();
  Lexicon(const Lexicon&) = delete;
  Lexicon& operator=(const Lexicon&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept;
  /// The hash of the contents: 16 hexadecimal digits.
  [[nodiscard]] const std::string& hash() const noexcept;
  [[nodiscard]] std::size_t size() const noexcept;  ///< forms

  [[nodiscard]] LexiconEntry find(std::string_view form) const;
  [[nodiscard]] bool is_word(std::string_view exact) const { return find(exact).word; }

  /// The stem that the dictionary's morphology gives to a form, as stem_dutch() spells stems. Empty
  /// where that is what stem_dutch() makes of it, or the form's lemma is not known.
  [[nodiscard]] std::string stem(std::string_view form) const;

  /// A form that means about the same as a stem: see compilers/thesaurus.hpp.
  struct Synonym {
    std::string form;
    double likeness = 0;  ///< in [0, 1]
  };
  /// The synonyms of a stem as Analyzer::analyze_word() makes it, the most alike first.
  [[nodiscard]] std::vector<Synonym> synonyms(std::string_view stem) const;
  [[nodiscard]] bool has_synonyms() const noexcept;
  /// The number of a form, below size(); by it synonyms are written. None: it is no form.
  [[nodiscard]] std::optional<std::uint32_t> number(std::string_view form) const;

  /// The forms that `text` begins with, shortest first.
  struct Prefix {
    std::size_t bytes = 0;
    LexiconEntry entry;
  };
  void prefixes(std::string_view text, std::vector<Prefix>& found) const;

 private:
  struct Impl;
  explicit Lexicon(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace speur
