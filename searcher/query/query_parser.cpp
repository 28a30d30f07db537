#include "searcher/query/query_leaf.hpp"
#include "searcher/query/query_tree.hpp"
#include "speur/ascii.hpp"
#include "speur/day.hpp"
#include "speur/error.hpp"
#include "speur/query.hpp"
#include "speur/schema.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

// The language, from the tightest binding: signs and NOT, AND, OR, neighbours. OR joins its
// neighbours only, as the large web engines do: `a b OR c` asks for a and for one of b and c. What
// AND joins is required. Reading never goes back, and brackets are a stack, not recursion.

namespace speur {
namespace {

constexpr std::size_t max_issues = 64;  ///< an answer must not be far larger than its question
constexpr unsigned max_slop = 100;

// Writers mix the kinds („x”, “x”, »x«), so that any of them opens and any closes.
constexpr std::array<std::string_view, 7> quotes = {"\"", "“", "”", "„", "‟", "«", "»"};

constexpr std::array<std::string_view, 3> signs = {"-", "+", "−"};  // the last is U+2212

template <std::size_t N>
std::size_t length_of_any(const std::array<std::string_view, N>& choices, std::string_view text) {
  for (const std::string_view choice : choices) {
    if (text.starts_with(choice)) return choice.size();
  }
  return 0;
}

std::string folded(std::string_view utf8) {
  std::string result;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  for (std::size_t i = 0; i < utf8.size();) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, utf8.size(), c);
    if (c < 0) continue;
    c = u_foldCase(c, U_FOLD_CASE_DEFAULT);
    std::array<char, U8_MAX_LENGTH> encoded{};
    std::size_t length = 0;
    U8_APPEND_UNSAFE(encoded, length, c);
    result.append(encoded.data(), length);
  }
  return result;
}

/// So many colons of a word may belong to the name of a field.
constexpr std::size_t most_name_colons = 4;

const std::string* find_name(const std::vector<std::string>& names, std::string_view wanted) {
  const auto same = [&](const std::string& name) { return folded(name) == wanted; };
  const auto found = std::find_if(names.begin(), names.end(), same);
  return found == names.end() ? nullptr : &*found;
}

std::optional<QueryField> find_field(const QueryFields& fields, std::string_view typed) {
  std::string name = folded(typed);
  if (const auto* text = find_name(fields.text, name)) return QueryField{*text, false};
  if (const auto* facet = find_name(fields.facets, name)) return QueryField{*facet, true};
  for (const FieldSpec& field : field_specs) {
    if (name != field.english) continue;
    if (const auto* text = find_name(fields.text, field.name)) return QueryField{*text, false};
  }
  return std::nullopt;
}

/// What a date facet is asked for in words, in the form that dates compare by: ">=17 mei 2024", "mei 2024..juni 2024".
std::optional<std::string> as_dates(std::string_view text) {
  constexpr std::string_view marks = ",;:!?";
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  while (!text.empty() && marks.find(text.back()) != marks.npos) text.remove_suffix(1);
  std::size_t sign = std::min(text.find_first_not_of("<>="), text.size());
  for (const std::string_view other : {"≥", "≤"}) {
    if (text.starts_with(other)) sign = other.size();
  }
  std::string dates(text.substr(0, sign));
  text.remove_prefix(sign);
  const std::size_t dots = text.find("..");
  const auto add = [&](std::string_view side) {
    const std::optional<std::string> period = period_of_text(side);
    if (period) dates += *period;
    return period.has_value();
  };
  if (dots == text.npos) return add(text) ? std::optional(dates) : std::nullopt;
  const std::string_view from = text.substr(0, dots), to = text.substr(dots + 2);
  if (sign > 0 || (from.empty() && to.empty()) || (!from.empty() && !add(from))) return std::nullopt;
  dates += "..";
  return to.empty() || add(to) ? std::optional(dates) : std::nullopt;
}

/// The text without its quotes, and whether the last of them opens and does not close.
std::pair<std::string, bool> without_quotes(std::string_view text) {
  std::string plain;
  bool open = false;
  while (!text.empty()) {
    const std::size_t quote = length_of_any(quotes, text);
    if (quote == 0) plain += text.front();
    if (quote != 0) open = !open;
    text.remove_prefix(std::max<std::size_t>(quote, 1));
  }
  return {std::move(plain), open};
}

/// Whether a telephone number with the code of the Netherlands begins here: +31 6 12345678, +31 (0)20 1234567.
bool is_telephone(std::string_view text) {
  constexpr std::ptrdiff_t least_digits = 11;
  constexpr std::size_t most_bytes = 24;
  if (!text.starts_with("+31")) return false;
  text = text.substr(1, most_bytes);
  text = text.substr(0, text.find_first_not_of("0123456789 ()-"));
  return std::ranges::count_if(text, is_ascii_digit) >= least_digits;
}

void check_bytes(std::string_view text) {
  if (text.size() > max_query_bytes) {
    throw Error(ExitCode::data,
                "the query is longer than " + std::to_string(max_query_bytes) + " bytes");
  }
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, text.size(), c);
    if (c < 0) {
      throw Error(ExitCode::data,
                  "the query is not UTF-8 (its byte " + std::to_string(start + 1) + ")");
    }
  }
}

/// What stands in one pair of brackets, before its operators have found their sides.
struct Group {
  std::vector<QueryItem> items;
  Occur occur = Occur::wanted;
  QueryField field;
  std::size_t at = 0;
  std::optional<std::size_t> negation;  ///< a NOT that waits for its operand
};

class Parser {
 public:
  Parser(std::string_view text, const QueryFields& fields) : text_(text), fields_(fields) {}

  ParsedQuery parse() {
    groups_.emplace_back();
    while (at_ < text_.size() && !full_) read_next();
    while (groups_.size() > 1) {
      if (!full_) tell(groups_.back().at, "this bracket is not closed");
      close_group();
    }
    ParsedQuery parsed{Query{whole_query(build())}, std::move(issues_)};
    number_columns(parsed.issues);
    return parsed;
  }

 private:
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  [[nodiscard]] Group& group() { return groups_.back(); }
  void tell(std::size_t at, std::string message) {
    if (issues_.size() < max_issues) issues_.push_back({at, std::move(message)});
  }

  /// Bytes of the white space or control character at `at`; 0: another character.
  [[nodiscard]] std::size_t space_length(std::size_t at) const {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text_.data());
    std::size_t end = at;
    UChar32 c = 0;
    U8_NEXT(bytes, end, text_.size(), c);
    return u_isUWhiteSpace(c) || u_iscntrl(c) ? end - at : 0;
  }

  [[nodiscard]] bool is_boundary(std::size_t at) const {
    if (at >= text_.size()) return true;
    const char c = text_[at];
    return c == '(' || c == ')' || c == '|' || length_of_any(quotes, text_.substr(at)) != 0 ||
           space_length(at) != 0;
  }

  void read_next() {
    const std::size_t space = space_length(at_);
    if (space != 0) {
      at_ += space;
      may_sign_ = true;
      return;
    }
    const bool may_sign = std::exchange(may_sign_, false);
    switch (text_[at_]) {
      case '(':
        return open(Occur::wanted, group().field);
      case ')':
        return close();
      case '|':
        return read_bar();
      default:
        if (may_sign) return read_operand(read_sign());
        return read_unsigned();
    }
  }

  /// Right after a quote or a bracket a sign is punctuation: "politiek"-bestuurlijk.
  void read_unsigned() {
    if (length_of_any(quotes, rest()) != 0) return read_operand(Occur::wanted);
    while (const std::size_t length = length_of_any(signs, rest())) at_ += length;
    if (!is_boundary(at_)) read_word(Occur::wanted);
  }

  /// None: a sign that stands alone, and was ignored.
  std::optional<Occur> read_sign() {
    if (is_telephone(rest())) return Occur::wanted;
    const std::size_t start = at_;
    std::size_t count = 0;
    while (const std::size_t length = length_of_any(signs, rest())) {
      at_ += length;
      ++count;
    }
    if (count == 0) return Occur::wanted;
    const std::string sign(text_.substr(start, at_ - start));
    if (at_ >= text_.size() || rest().front() == ')' || rest().front() == '|' ||
        space_length(at_) != 0) {
      tell(start, "'" + sign + "' stands alone and is ignored");
      return std::nullopt;
    }
    if (count > 1) {
      tell(start, "'" + sign + "' is no sign and is ignored");
      return Occur::wanted;
    }
    return sign == "+" ? Occur::must : Occur::must_not;
  }

  void read_operand(std::optional<Occur> occur) {
    if (!occur) return;
    if (text_[at_] == '(') return open(*occur, group().field);
    if (length_of_any(quotes, rest()) != 0) return read_phrase(at_, *occur, group().field);
    read_word(*occur);
  }

  void read_word(Occur occur) {
    const std::size_t start = at_;
    std::string_view word = read_chunk();
    if (occur == Occur::wanted && is_operator_word(word)) return read_operator(start, word);

    const auto [field, colon] = read_field(word);
    if (!field) {
      QueryLeaf leaf = read_leaf(group().field, word, start);
      if (occur == Occur::must_not && leaf.query && text_.substr(0, start).ends_with('-') &&
          makes_second_half(text_.substr(0, start - 1))) {
        if (Word* half = std::get_if<Word>(&leaf.query->node)) {
          half->is_second_half = true;
          occur = Occur::wanted;
        }
      }
      if (!leaf.query && word.find_first_of("*~") != word.npos) {
        leaf.issue = "'" + std::string(word) + "' stands alone and is ignored";
      }
      return add_leaf(start, occur, placed(std::move(leaf), start));
    }
    const std::string_view value = word.substr(colon + 1);
    if (std::ranges::find(fields_.dates, field->name) != fields_.dates.end()) {
      if (const auto dates = read_dates(start + colon + 1)) {
        return add_leaf(start, occur, placed(read_leaf(*field, *dates, start), start + colon + 1));
      }
    }
    if (value.empty() && at_ < text_.size()) {
      if (text_[at_] == '(') return open(occur, *field);
      if (find_closing_quote()) return read_phrase(start, occur, *field);
    }
    QueryLeaf leaf = placed(read_leaf(*field, value, start), start + colon + 1);
    if (!leaf.query) {
      leaf.issue = "'" + std::string(word) + "' has no value and is read as a word";
      for (std::string_view longer; longer.size() != word.size();) {
        longer = word;
        word = without_final_punctuation(word.substr(0, word.find_last_not_of("*~") + 1));
      }
      if (has_searchable(word)) leaf.query = make_word({}, word);
      leaf = placed(std::move(leaf), start);
    }
    add_leaf(start, occur, std::move(leaf));
  }

  /// The most words from `begin` on that name days together, with or without quotes around each day; `at_` moves
  /// behind them. Nothing where one word does.
  std::optional<std::string> read_dates(std::size_t begin) {
    constexpr std::size_t most_words = 9;
    std::optional<std::string> found;
    std::size_t end = at_;
    for (std::size_t words = 1; words < most_words; ++words) {
      std::size_t next = end;
      while (const std::size_t gap = gap_length(next)) next += gap;
      if (next == end && words > 1) break;
      end = next;
      while (!is_boundary(end)) ++end;
      if (end == next) break;
      const auto [plain, open] = without_quotes(text_.substr(begin, end - begin));
      const std::size_t closing = open ? quote_length(end) : 0;
      if (open && closing == 0) continue;
      if (auto dates = as_dates(plain)) {
        found = std::move(dates);
        at_ = end + closing;
      }
    }
    return found;
  }

  /// Bytes of the quote at `at`; 0: there is none.
  [[nodiscard]] std::size_t quote_length(std::size_t at) const {
    return at < text_.size() ? length_of_any(quotes, text_.substr(at)) : 0;
  }

  /// Bytes of the white space or the quote at `at`.
  [[nodiscard]] std::size_t gap_length(std::size_t at) const {
    if (at >= text_.size()) return 0;
    const std::size_t space = space_length(at);
    return space != 0 ? space : quote_length(at);
  }

  /// As read_query_leaf(), within the budget of this query.
  QueryLeaf read_leaf(const QueryField& field, std::string_view text, std::size_t at) {
    for (;;) {
      QueryLeaf leaf = read_query_leaf(field, text);
      if (!leaf.query) return leaf;
      if (const auto* prefix = std::get_if<Prefix>(&leaf.query->node)) {
        if (++prefixes_ <= max_query_prefixes) return leaf;
        tell_budget(at, prefixes_, max_query_prefixes, "'*' counts for", "words that have it");
        text = text.substr(0, prefix->text.size());
      } else if (const auto* fuzzy = std::get_if<Fuzzy>(&leaf.query->node)) {
        if (field.facet || ++fuzzy_ <= max_query_fuzzy) return leaf;
        tell_budget(at, fuzzy_, max_query_fuzzy, "'~' counts for", "words that have it");
        text = text.substr(0, fuzzy->text.size());
      } else {
        return leaf;
      }
    }
  }

  /// Once for each kind.
  void tell_budget(std::size_t at, std::size_t count, std::size_t most, std::string_view what,
                   std::string_view of) {
    if (count != most + 1) return;
    tell(at, std::string(what) + " the first " + std::to_string(most) + " " + std::string(of));
  }

  /// A leaf whose text begins at `begin`.
  static QueryLeaf placed(QueryLeaf leaf, std::size_t begin) {
    if (leaf.query) leaf.query = placed(*std::move(leaf.query), begin);
    return leaf;
  }
  static Query placed(Query query, std::size_t begin) {
    if (Word* word = std::get_if<Word>(&query.node)) word->begin = begin;
    return query;
  }

  /// The longest name of a field that `word` starts with, for a name may hold colons itself
  /// (dct:type), and the place of the colon behind it.
  [[nodiscard]] std::pair<std::optional<QueryField>, std::size_t> read_field(
      std::string_view word) const {
    std::pair<std::optional<QueryField>, std::size_t> found;
    std::size_t colon = word.find(':');
    for (std::size_t i = 0; colon != word.npos && i < most_name_colons; ++i) {
      if (auto field = find_field(fields_, word.substr(0, colon))) found = {std::move(field), colon};
      colon = word.find(':', colon + 1);
    }
    return found;
  }

  /// Up to the next boundary; brackets inside a word belong to it: medewerker(s).
  std::string_view read_chunk() {
    const std::size_t start = at_;
    while (true) {
      while (!is_boundary(at_)) ++at_;
      const std::string_view word = text_.substr(start, at_ - start);
      if (at_ >= text_.size() || text_[at_] != '(' || is_operator_word(word)) return word;
      const bool ends_name = word.ends_with(':');
      if (ends_name && find_field(fields_, word.substr(0, word.size() - 1))) return word;
      std::size_t end = at_ + 1;
      while (!is_boundary(end)) ++end;
      if (end == at_ + 1 || end >= text_.size() || text_[end] != ')') return word;
      at_ = end + 1;
    }
  }

  [[nodiscard]] std::optional<std::size_t> find_closing_quote() const {
    const std::size_t opening = length_of_any(quotes, rest());
    if (opening == 0) return std::nullopt;
    for (std::size_t end = at_ + opening; end < text_.size(); ++end) {
      if (length_of_any(quotes, text_.substr(end)) != 0) return end;
    }
    return std::nullopt;
  }

  void read_phrase(std::size_t start, Occur occur, const QueryField& field) {
    const std::size_t opening = at_;
    const auto end = find_closing_quote();
    at_ += length_of_any(quotes, rest());
    if (!field.facet && phrases_ >= max_query_phrases) {
      tell_budget(opening, ++phrases_, max_query_phrases, "quotes count for", "phrases");
      // What stands in them is read as it comes; words that were not wanted are left out.
      if (end && occur == Occur::must_not) at_ = *end + length_of_any(quotes, text_.substr(*end));
      (void)read_slop();
      return;
    }
    if (!end) return tell(opening, "this quote has no partner and is ignored");
    if (!field.facet) ++phrases_;
    const std::string_view text = trimmed(at_, *end);
    at_ = *end;
    at_ += length_of_any(quotes, rest());
    const unsigned slop = read_slop();
    if (field.facet ? text.empty() : !has_searchable(text)) {
      return tell(opening, "there is no word between these quotes");
    }
    add_leaf(start, occur, {Query{Phrase{field.name, std::string(text), slop}}, {}});
  }

  [[nodiscard]] std::string_view trimmed(std::size_t begin, std::size_t end) const {
    while (begin < end && space_length(begin) != 0) begin += space_length(begin);
    std::size_t last = begin;  // behind the last character that is no space
    for (std::size_t i = begin; i < end;) {
      const std::size_t space = space_length(i);
      i += space == 0 ? 1 : space;
      if (space == 0) last = i;
    }
    return text_.substr(begin, last - begin);
  }

  /// `~5` right behind a phrase.
  unsigned read_slop() {
    if (at_ >= text_.size() || text_[at_] != '~') return 0;
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') ++end;
    if (end == at_ + 1 || !is_boundary(end)) return 0;
    unsigned slop = 0;
    const auto read = std::from_chars(text_.data() + at_ + 1, text_.data() + end, slop);
    if (read.ec != std::errc() || slop > max_slop) {
      tell(at_, "words can be at most " + std::to_string(max_slop) + " words apart");
      slop = max_slop;
    }
    at_ = end;
    return slop;
  }

  void read_bar() {
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] == '|') ++at_;
    may_sign_ = true;
    finish_negation();
    group().items.push_back({QueryItem::Kind::any, start, {}, Occur::wanted, false});
  }

  void read_operator(std::size_t start, std::string_view word) {
    if (word == "NOT") {
      if (group().negation) tell(start, "a second NOT is ignored");
      group().negation = start;
      return;
    }
    finish_negation();
    const auto kind = word == "OR" ? QueryItem::Kind::any : QueryItem::Kind::all;
    group().items.push_back(
        {kind, start, placed(make_word(group().field, word), start), Occur::wanted, true});
  }

  /// A NOT with nothing behind it is a word.
  void finish_negation() {
    if (!group().negation) return;
    const std::size_t at = *std::exchange(group().negation, std::nullopt);
    tell(at, "'NOT' has nothing behind it and is read as a word");
    add_leaf(at, Occur::wanted, {placed(make_word(group().field, "NOT"), at), {}});
  }

  void add_leaf(std::size_t at, Occur occur, QueryLeaf leaf) {
    if (!leaf.issue.empty()) tell(at, std::move(leaf.issue));
    if (!leaf.query || full_) return;
    if (clauses_ == max_query_clauses) {
      full_ = true;
      return tell(at, "only the first " + std::to_string(max_query_clauses) + " words are used");
    }
    ++clauses_;
    add_operand(at, occur, std::move(*leaf.query));
  }

  void add_operand(std::size_t at, Occur occur, Query query) {
    if (std::exchange(group().negation, std::nullopt)) occur = Occur::must_not;
    group().items.push_back({QueryItem::Kind::operand, at, std::move(query), occur, false});
  }

  void open(Occur occur, QueryField field) {
    may_sign_ = true;
    const std::size_t start = at_++;
    if (groups_.size() > max_query_depth) {
      tell(start, "brackets deeper than " + std::to_string(max_query_depth) + " are ignored");
      ++ignored_brackets_;
      return;
    }
    groups_.push_back({{}, occur, std::move(field), start, std::nullopt});
  }

  void close() {
    const std::size_t start = at_++;
    if (ignored_brackets_ != 0) {
      --ignored_brackets_;
    } else if (groups_.size() == 1) {
      tell(start, "this bracket was not opened");
    } else {
      close_group();
    }
  }

  void close_group() {
    AllOf all = build();
    const Occur occur = group().occur;
    const std::size_t at = group().at;
    groups_.pop_back();
    if (all.clauses.empty()) {
      if (!full_) tell(at, "there is no word between these brackets");
      return;
    }
    add_operand(at, occur, Query{std::move(all)});
  }

  /// What stands in the brackets that are open.
  AllOf build() {
    finish_negation();
    return join_items(std::move(group().items), [this](std::size_t at, const char* message) { tell(at, message); });
  }

  /// Byte offsets become columns; found out of order where an operator waited for its sides.
  void number_columns(std::vector<QueryIssue>& issues) const {
    const auto before = [](const auto& a, const auto& b) { return a.column < b.column; };
    std::stable_sort(issues.begin(), issues.end(), before);
    std::size_t byte = 0, column = 1;
    for (QueryIssue& issue : issues) {
      for (; byte < issue.column; ++byte) {
        if (byte + 1 == text_.size() || !U8_IS_TRAIL(text_[byte + 1])) ++column;
      }
      issue.column = column;
    }
  }

  std::string_view text_;
  const QueryFields& fields_;
  std::size_t at_ = 0;
  bool may_sign_ = true;  ///< a sign counts at the start of a word only
  bool full_ = false;
  std::size_t clauses_ = 0;
  std::size_t prefixes_ = 0, fuzzy_ = 0, phrases_ = 0;
  std::size_t ignored_brackets_ = 0;
  std::vector<Group> groups_;
  std::vector<QueryIssue> issues_;  ///< `column` is a byte until number_columns()
};

}  // namespace

ParsedQuery parse_query(std::string_view text, const QueryFields& fields) {
  check_bytes(text);
  return Parser(text, fields).parse();
}

Query parse_query_strictly(std::string_view text, const QueryFields& fields) {
  ParsedQuery parsed = parse_query(text, fields);
  if (!parsed.issues.empty()) {
    const QueryIssue& issue = parsed.issues.front();
    throw Error(ExitCode::data,
                "query, column " + std::to_string(issue.column) + ": " + issue.message);
  }
  return std::move(parsed.query);
}

}  // namespace speur
