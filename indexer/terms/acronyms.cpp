#include "indexer/terms/acronyms.hpp"

#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace speur {
namespace {

constexpr std::size_t max_letters = 10;         ///< of an acronym
constexpr std::size_t max_full_words = 20;      ///< with function words
constexpr std::size_t max_function_words = 2;   ///< in a row: more join sentences
constexpr std::size_t max_word_bytes = 80;      ///< longer ones are no words
constexpr std::size_t max_bracket_bytes = 200;  ///< what stands in brackets

// What it costs to take the letters of an acronym from a name.
constexpr unsigned letter_in_word = 2;  ///< not its first, nor the first of a part
constexpr unsigned skipped_word = 4;    ///< no letter of it is used
constexpr unsigned comma_passed = 1;
constexpr unsigned function_word_first = 1;  ///< not held against DEDA, De Ethische Data Assistent
constexpr unsigned impossible = std::numeric_limits<unsigned>::max() / 2;

/// The letters and digits of an acronym, folded, and how loudly it says that it is one.
struct Letters {
  std::array<char, max_letters> at{};
  std::size_t count = 0;
  std::size_t bytes = 0;  ///< of the acronym as written, without a plural's ending
  bool loud = false;      ///< capitals: AVG, KvK, RvdK
};

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

/// "DPIA's", "DPIA’s" and "DPIAs" are DPIA.
std::size_t without_plural(std::string_view brief) {
  for (const std::string_view ending : {"'s", "’s"}) {
    if (brief.size() > ending.size() + 1 && brief.ends_with(ending)) {
      return brief.size() - ending.size();
    }
  }
  const bool small_s =
      brief.size() > 3 && brief.ends_with('s') && is_upper(brief[brief.size() - 2]);
  return brief.size() - (small_s ? 1 : 0);
}

/// Nothing for what can be no acronym: too short, too long, a number, a word of a sentence.
std::optional<Letters> letters_of(std::string_view brief) {
  Letters letters;
  letters.bytes = without_plural(brief);
  brief = brief.substr(0, letters.bytes);
  std::size_t upper = 0;
  std::size_t lower = 0;
  for (const char c : brief) {
    if (is_ascii_letter(c) || is_ascii_digit(c)) {
      if (letters.count == max_letters) return std::nullopt;
      letters.at[letters.count++] = to_ascii_lower(c);
      if (is_upper(c)) ++upper;
      if (is_ascii_letter(c) && !is_upper(c)) ++lower;
    } else if (c != '&' && c != '-' && c != '.' && c != '/') {
      return std::nullopt;
    }
  }
  if (letters.count < 2 || upper + lower < 2) return std::nullopt;
  if (!is_ascii_letter(brief.front()) && !is_ascii_digit(brief.front())) return std::nullopt;
  // Numbers of paragraphs.
  if (std::all_of(brief.begin(), brief.end(),
                  [](char c) { return std::string_view("ivxIVX").find(c) != npos; })) {
    return std::nullopt;
  }
  letters.loud = upper >= 2 && upper >= lower;
  return letters;
}

/// The cheapest way to take the letters from a row of words, for each word that it may begin with.
/// Words come from the last one to the first.
class Alignment {
 public:
  explicit Alignment(const Letters& letters) : letters_(letters) {
    rest_.fill(impossible);
    rest_[letters.count] = 0;
  }

  /// The next word to the left. Gives what it costs if the name begins with it.
  unsigned add(const WordForm& form, bool whole_words) {
    const std::string_view word = form.exact;
    Costs used;
    used.fill(impossible);
    unsigned whole = impossible;
    std::size_t part = form.parts.size();
    for (std::size_t at = word.size(); at-- > 0;) {
      while (part > 0 && form.parts[part - 1].begin > at) --part;
      const bool begins = at == 0 || (!whole_words && part > 0 && form.parts[part - 1].begin == at);
      for (std::size_t i = 0; i < letters_.count; ++i) {
        if (letters_.at[i] != word[at]) continue;
        const unsigned behind = std::min(rest_[i + 1], used[i + 1]);
        if (behind >= impossible) continue;
        used[i] = std::min(used[i], behind + (begins ? 0 : letter_in_word));
        if (at == 0 && i == 0) whole = behind;
      }
    }
    if (!form.stop) pay(skipped_word);
    for (std::size_t i = 0; i < letters_.count; ++i) rest_[i] = std::min(rest_[i], used[i]);
    return whole;
  }

  void pay(unsigned cost) {
    for (unsigned& each : rest_) each = std::min(each + cost, impossible);
  }

 private:
  using Costs = std::array<unsigned, max_letters + 1>;

  const Letters& letters_;
  Costs rest_{};  ///< rest_[i]: the letters from i on are taken from the words so far
};

/// The most that a name may cost to be believed.
unsigned most_cost(const Letters& letters, std::size_t words) {
  if (!letters.loud || letters.count < 3 || words == 1) return 0;
  return letters.count < 4 ? 2 : 4;
}

/// What stands between two words of one name: 0 nothing, a comma costs; impossible for what ends a
/// name.
unsigned gap_cost(std::string_view gap) {
  if (gap.size() > 8) return impossible;
  unsigned cost = 0;
  for (std::size_t i = 0; i < gap.size(); ++i) {
    const char c = gap[i];
    if (c == ' ' || c == '-' || c == '&' || c == '\'' || c == '"') continue;
    if (c == ',') {
      // "Groente-, fruit- en tuinafval" leaves the end of a word out.
      if (i == 0 || gap[i - 1] != '-') cost += comma_passed;
    } else if (static_cast<unsigned char>(c) < 0x80) {
      return impossible;
    }
  }
  return cost;
}

std::string_view between(std::string_view text, const Token& left, const Token& right) {
  return text.substr(left.end, right.begin - left.end);
}

/// The letters of an acronym as words of a text: not of the name that it stands for.
bool is_brief(const Token& token, std::span<const Token> brief) {
  return brief.size() == 1 && token.form->exact == brief.front().form->exact;
}

/// Looks for the name among the last of `tokens`, which ends where they end. `whole`: it also
/// begins where they begin. An empty answer: there is none.
std::span<const Token> find_name(std::string_view text, std::span<const Token> tokens,
                                 const Letters& letters, std::span<const Token> brief, bool whole) {
  const std::size_t most_words = std::min(letters.count + 5, 2 * letters.count);
  Alignment alignment(letters);
  unsigned best = impossible;
  std::size_t best_size = 0;
  std::size_t content_words = 0;
  std::size_t function_words = 0;  // in a row
  const std::size_t most = std::min(tokens.size(), max_full_words);
  for (std::size_t size = 1; size <= most; ++size) {
    const Token& token = tokens[tokens.size() - size];
    if (size > 1) {
      const unsigned gap = gap_cost(between(text, token, tokens[tokens.size() - size + 1]));
      if (gap >= impossible) break;
      alignment.pay(gap);
    }
    if (token.form->exact.size() > max_word_bytes || is_brief(token, brief)) break;
    if (!token.form->stop && ++content_words > most_words) break;
    function_words = token.form->stop ? function_words + 1 : 0;
    if (function_words > max_function_words) break;
    // Two letters from parts of different words would be found nearly everywhere.
    const unsigned cost = alignment.add(*token.form, letters.count == 2 && size > 1);
    if (whole && size != tokens.size()) continue;
    const unsigned as_start = cost + (token.form->stop ? function_word_first : 0);
    if (function_words > 1) continue;  // "van de Verzekerdenadministratie" is no name
    if (as_start < best && cost <= most_cost(letters, size)) {
      best = as_start;
      best_size = size;
    }
  }
  return tokens.last(best_size);
}

/// Words that introduce an acronym in brackets: "(hierna: de AVG)", "(afgekort als AVG)".
bool introduces(const Token& token) {
  static constexpr std::array<std::string_view, 22> words = {
      "hierna",  "verder", "afgekort", "ook",  "wel",       "kortweg",  "verkort", "oftewel",
      "of",      "in",     "het",      "kort", "de",        "een",      "als",     "tot",
      "genoemd", "the",    "vanaf",    "nu",   "hierboven", "aangeduid"};
  return std::ranges::find(words, token.form->exact) != words.end();
}

bool is_space_or_quote(std::string_view gap) {
  for (std::size_t i = 0; i < gap.size(); ++i) {
    const auto byte = static_cast<unsigned char>(gap[i]);
    if (byte < 0x80 && gap[i] != ' ' && gap[i] != '"' && gap[i] != '\'') return false;
  }
  return gap.size() <= 8;
}

/// Words that are written together as one acronym: B&W, e-HRM, A.W.B.
bool stand_together(std::string_view text, std::span<const Token> tokens) {
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const std::string_view gap = between(text, tokens[i - 1], tokens[i]);
    if (gap.size() > 1 || gap == " ") return false;
  }
  return true;
}

/// "en" in brackets is no acronym, nor is OK; OM may be.
bool is_function_word(std::span<const Token> brief, const Letters& letters) {
  if (brief.size() != 1) return false;
  return brief.front().form->exact == "ok" || (brief.front().form->stop && !letters.loud);
}

/// The brackets at one place of a text, with the words before and in them.
class Brackets {
 public:
  Brackets(std::string_view text, std::span<const Token> before, std::span<const Token> inside,
           std::size_t open)
      : text_(text), before_(before), inside_(inside), open_(open) {}

  void add_to(std::vector<FoundAcronym>& found) const {
    if (before_.empty() || inside_.empty()) return;
    if (!is_space_or_quote(text_.substr(before_.back().end, open_ - before_.back().end))) return;
    if (!brief_inside(found)) brief_before(found);
  }

 private:
  [[nodiscard]] std::string_view written(std::span<const Token> tokens) const {
    return text_.substr(tokens.front().begin, tokens.back().end - tokens.front().begin);
  }

  /// Algemene wet bestuursrecht (Awb)
  bool brief_inside(std::vector<FoundAcronym>& found) const {
    std::span<const Token> brief = inside_;
    while (brief.size() > 1 && introduces(brief.front()) && !stand_together(text_, brief)) {
      brief = brief.subspan(1);
    }
    if (brief.size() > 3 || !stand_together(text_, brief)) return false;
    const std::optional<Letters> letters = letters_of(written(brief));
    if (!letters || is_function_word(brief, *letters)) return false;
    const std::span<const Token> full = find_name(text_, before_, *letters, brief, false);
    if (full.empty()) return false;
    found.push_back({written(brief), written(full), brief, full, letters->bytes});
    return true;
  }

  /// Awb (Algemene wet bestuursrecht)
  void brief_before(std::vector<FoundAcronym>& found) const {
    std::size_t size = 1;
    while (size < 3 && size < before_.size() && stand_together(text_, before_.last(size + 1))) {
      ++size;
    }
    const std::span<const Token> brief = before_.last(size);
    const std::optional<Letters> letters = letters_of(written(brief));
    if (!letters || is_function_word(brief, *letters)) return;
    std::span<const Token> full = inside_;
    while (full.size() > 1 && introduces(full.front())) full = full.subspan(1);
    full = find_name(text_, full, *letters, brief, true);
    if (full.empty()) return;
    found.push_back({written(brief), written(full), brief, full, letters->bytes});
  }

  std::string_view text_;
  std::span<const Token> before_, inside_;
  std::size_t open_;
};

}  // namespace

std::vector<FoundAcronym> find_acronyms(std::string_view text, std::span<const Token> tokens) {
  std::vector<FoundAcronym> found;
  std::size_t next = 0;  // the first token behind `open`
  for (std::size_t open = text.find('('); open != npos; open = text.find('(', open + 1)) {
    while (next < tokens.size() && tokens[next].begin < open) ++next;
    const std::size_t close = text.substr(open, max_bracket_bytes).find_first_of(")\n(", 1);
    if (close == npos || text[open + close] != ')') continue;
    // "(AVG, Engels: GDPR)" explains AVG, "(hierna: AVG)" too.
    const std::string_view content = text.substr(open + 1, close - 1);
    const std::size_t end = open + 1 + std::min(content.find_first_of(",;"), content.size());
    std::size_t last = next;
    while (last < tokens.size() && tokens[last].end <= end) ++last;
    const std::size_t first = next - std::min(next, max_full_words);
    Brackets(text, tokens.subspan(first, next - first), tokens.subspan(next, last - next), open)
        .add_to(found);
  }
  return found;
}

bool is_declared_acronym(std::string_view brief, std::span<const Token> brief_tokens,
                         std::span<const Token> full_tokens) {
  const std::optional<Letters> letters = letters_of(brief);
  if (!letters || full_tokens.empty() || full_tokens.size() > max_full_words) return false;
  Alignment alignment(*letters);
  unsigned cost = impossible;
  for (std::size_t i = full_tokens.size(); i-- > 0;) {
    const Token& token = full_tokens[i];
    if (token.form->exact.size() > max_word_bytes || is_brief(token, brief_tokens)) return false;
    cost = alignment.add(*token.form, false);
  }
  // Authors also write what does not have the letters, as English names with a Dutch meaning.
  constexpr std::size_t name_words = 4;
  return cost <= 2 * skipped_word || (letters->loud && full_tokens.size() <= name_words);
}

}  // namespace speur
