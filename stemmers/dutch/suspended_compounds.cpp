#include "stemmers/dutch/suspended_compounds.hpp"

#include "stemmers/words/joined_terms.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace speur {
namespace {

/// The hyphen that `text` begins with: its bytes, or 0.
std::size_t hyphen_bytes(std::string_view text) {
  if (text.empty()) return 0;
  if (text.front() == '-') return 1;
  return text.starts_with("\u2010") || text.starts_with("\u2011") ? 3 : 0;
}

bool is_link(const Token& token) {
  return token.form->exact == "en" || token.form->exact == "of";
}

class Suspended {
 public:
  Suspended(std::string_view text, std::size_t text_begin, std::span<Token> tokens,
            const Lexicon& lexicon, const std::function<std::string(const std::string&)>& stem)
      : text_(text), text_begin_(text_begin), tokens_(tokens), lexicon_(lexicon), stem_(stem) {}

  void add_all() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const std::size_t end = tokens_[i].end - text_begin_;
      if (!may_be_hyphen(end) && !(at(end) == ' ' && may_be_hyphen(end + 1))) continue;
      const std::string_view rest = behind(i);
      if (hyphen_bytes(rest) > 0) {
        if (is_suspended(i)) add_second_half(i);
      } else if (rest.starts_with(' ') && hyphen_bytes(rest.substr(1)) > 0) {
        if (is_link(tokens_[i]) && i > 0 && i + 1 < tokens_.size()) add_first_half(i);
      }
    }
  }

 private:
  [[nodiscard]] char at(std::size_t place) const {
    return place < text_.size() ? text_[place] : '\n';
  }
  [[nodiscard]] bool may_be_hyphen(std::size_t place) const {
    return at(place) == '-' || at(place) == '\xe2';
  }
  [[nodiscard]] std::string_view behind(std::size_t i) const {
    return text_.substr(tokens_[i].end - text_begin_);
  }
  [[nodiscard]] std::string_view between(std::size_t i) const {  // and the next token
    return text_.substr(tokens_[i].end - text_begin_, tokens_[i + 1].begin - tokens_[i].end);
  }

  /// A hyphen behind it, and then what cannot go on the word.
  [[nodiscard]] bool is_suspended(std::size_t i) const {
    std::string_view rest = behind(i);
    const std::size_t hyphen = hyphen_bytes(rest);
    if (hyphen == 0 || rest.size() == hyphen) return false;
    rest.remove_prefix(hyphen);
    return rest.front() == ' ' || rest.front() == ',' || rest.front() == '/' ||
           rest.starts_with("\u00a0");
  }

  /// Only what stands between the links of an enumeration.
  [[nodiscard]] bool goes_on(std::size_t i) const {
    std::string_view gap = between(i);
    if (const std::size_t hyphen = hyphen_bytes(gap); hyphen > 0) gap.remove_prefix(hyphen);
    if (gap.starts_with(',')) gap.remove_prefix(1);
    if (gap == "/" || gap == "\u00a0") return true;
    return !gap.empty() && gap.size() <= 3 && gap.find_first_not_of(' ') == gap.npos;
  }

  void add_second_half(std::size_t first) {
    const std::string& word = tokens_[first].form->exact;
    if (word.size() > max_joined_bytes) return;
    std::size_t words = 1;
    for (std::size_t i = first; i + 1 < tokens_.size() && goes_on(i); ++i) {
      const Token& next = tokens_[i + 1];
      if (is_link(next)) continue;
      if (!is_suspended(i + 1)) {
        if (i > first) add_tails(first, *next.form);  // "in- uitvoer" is something else
        return;
      }
      if (++words > max_suspended) return;
    }
  }

  /// The ends of `last` that the word can share: of a compound those that the lexicon knows with
  /// the word before them, else its last part; of another word those only.
  void add_tails(std::size_t first, const WordForm& last) {
    const std::string& word = tokens_[first].form->exact;
    bool known = false;
    std::vector<Lexicon::Prefix> starts;
    lexicon_.prefixes(last.exact, starts);
    for (const Lexicon::Prefix& start : starts) {
      if (start.bytes == last.exact.size() || start.bytes < 2 || known) continue;
      const bool is_part = std::ranges::any_of(
          last.parts, [&](const CompoundPart& part) { return part.begin == start.bytes; });
      if (!is_part && (!last.parts.empty() || !start.entry.never_left)) continue;
      const std::string whole = word + last.exact.substr(start.bytes);
      if (!lexicon_.is_word(whole)) continue;
      add(first, whole);
      known = true;
    }
    if (!known && last.parts.size() >= 2) {
      add(first, word + last.exact.substr(last.parts.back().begin));
    }
  }

  /// "woningbouw en -verkoop": `link` stands between them.
  void add_first_half(std::size_t link) {
    const WordForm& first = *tokens_[link - 1].form;
    const std::string_view gap = between(link);
    if (first.parts.size() < 2 || gap.size() < 2 || gap.front() != ' ' ||
        hyphen_bytes(gap.substr(1)) != gap.size() - 1 || !goes_on(link - 1)) {
      return;
    }
    add(link + 1, first.exact.substr(0, first.parts.back().begin) + tokens_[link + 1].form->exact);
  }

  void add(std::size_t number, const std::string& word) {
    if (word.size() > max_joined_bytes) return;
    Token& token = tokens_[number];
    if (!token.joined.has(word)) token.joined.add(word, token.end, stem_(word));
  }

  std::string_view text_;
  std::size_t text_begin_;
  std::span<Token> tokens_;
  const Lexicon& lexicon_;
  const std::function<std::string(const std::string&)>& stem_;
};

}  // namespace

void add_suspended_compounds(std::string_view text, std::size_t text_begin, std::span<Token> tokens,
                             const Lexicon& lexicon,
                             const std::function<std::string(const std::string&)>& stem) {
  Suspended(text, text_begin, tokens, lexicon, stem).add_all();
}

}  // namespace speur
