#include "stemmers/words/number_terms.hpp"

#include "speur/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <utility>

namespace speur {
namespace {

constexpr std::string_view no_break_space = "\u00a0";

bool is_number(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, is_ascii_digit);
}

int value_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = 10 * value + (c - '0');
  return value;
}

/// "1250" of "1.250,00", without what is written for the eye; empty where nothing is.
std::string plain_amount(std::string_view word) {
  constexpr std::size_t thousand_digits = 3;
  const std::size_t comma = std::min(word.find(','), word.size());
  std::string_view whole = word.substr(0, comma), cents = word.substr(comma);
  const std::size_t point = whole.find('.');
  std::string plain(whole.substr(0, point));
  if (!is_number(plain) || plain.size() > thousand_digits + (point == whole.npos ? 9U : 0U)) return {};
  for (whole.remove_prefix(plain.size()); !whole.empty(); whole.remove_prefix(thousand_digits + 1)) {
    const std::string_view group = whole.substr(1, thousand_digits);
    if (whole.front() != '.' || group.size() != thousand_digits || !is_number(group)) return {};
    plain += group;
  }
  if (!cents.empty()) {
    cents.remove_prefix(1);
    if (cents.size() != 2 || !is_number(cents)) return {};
    if (cents != "00") plain.append(",").append(cents);
  }
  return plain == word ? std::string() : plain;
}

/// "2.10.1" of "v2.10.1".
std::string plain_version(std::string_view word) {
  if (word.size() < 4 || word.front() != 'v' || !is_ascii_digit(word[1])) return {};
  const std::string_view rest = word.substr(1);
  const auto is_part = [](char c) { return is_ascii_digit(c) || c == '.'; };
  return rest.find('.') != rest.npos && std::ranges::all_of(rest, is_part) ? std::string(rest)
                                                                           : std::string();
}

/// "0612345678" of "06.12.34.56.78".
std::string plain_telephone(std::string_view word) {
  constexpr std::size_t digits = 10;
  if (word.front() != '0' || word.find('.') == word.npos) return {};
  std::string plain(word);
  std::erase(plain, '.');
  return plain.size() == digits && is_number(plain) ? plain : std::string();
}

/// 1 to 12, or 0.
int month_of(std::string_view word) {
  constexpr std::array<std::string_view, 12> months = {
      "januari", "februari", "maart",     "april",   "mei",      "juni",
      "juli",    "augustus", "september", "oktober", "november", "december"};
  const auto found = std::ranges::find(months, word);
  return found == months.end() ? 0 : static_cast<int>(found - months.begin()) + 1;
}

bool is_any_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

/// "2" of "tweede", as paragraphs of a law are named.
std::string number_of(std::string_view ordinal) {
  constexpr std::array<std::string_view, 12> ordinals = {
      "eerste",  "tweede",   "derde",   "vierde",  "vijfde",  "zesde",
      "zevende", "achtste", "negende", "tiende", "elfde", "twaalfde"};
  const auto found = std::ranges::find(ordinals, ordinal);
  return found == ordinals.end() ? std::string() : std::to_string(found - ordinals.begin() + 1);
}

class Numbers {
 public:
  Numbers(std::string_view text, std::size_t text_begin, std::span<Token> tokens)
      : text_(text), text_begin_(text_begin), tokens_(tokens) {}

  void add_all() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const std::string& word = exact(i);
      if (word.front() == 'v' && word.size() > 1 && is_ascii_digit(word[1])) {
        add(i, i, plain_version(word));
      }
      if (!is_ascii_digit(word.front())) {
        if (std::string_view("alos").find(word.front()) != std::string_view::npos) add_place_in_law(i);
        continue;
      }
      add(i, i, plain_amount(word));
      add(i, i, plain_telephone(word));
      if (!is_number(word)) continue;
      add_postcode(i);
      add_telephone(i);
      add_date(i);
    }
  }

 private:
  [[nodiscard]] const std::string& exact(std::size_t i) const { return tokens_[i].form->exact; }
  [[nodiscard]] std::string_view typed(std::size_t i) const {
    return text_.substr(tokens_[i].begin - text_begin_, tokens_[i].end - tokens_[i].begin);
  }
  /// What stands between a token and the next one; "\n" behind the last.
  [[nodiscard]] std::string_view gap(std::size_t i) const {
    if (i + 1 >= tokens_.size()) return "\n";
    return text_.substr(tokens_[i].end - text_begin_, tokens_[i + 1].begin - tokens_[i].end);
  }
  [[nodiscard]] bool is_blank(std::size_t i) const { return gap(i) == " " || gap(i) == no_break_space; }

  void add(std::size_t first, std::size_t last, std::string term) {
    if (term.empty()) return;
    Token& token = tokens_[first];
    if (!token.joined.has(term)) token.joined.add(std::move(term), tokens_[last].end);
  }

  void add_postcode(std::size_t i) {
    constexpr std::size_t digits = 4, letters = 2;
    if (exact(i).size() != digits || exact(i).front() == '0' || !is_blank(i)) return;
    const std::string_view next = typed(i + 1);
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (next.size() == letters && std::ranges::all_of(next, is_capital)) {
      add(i, i + 1, exact(i) + exact(i + 1));
    }
  }

  /// Between two groups of digits: "06 12", "06-12", "(020) 123", "020/123", "020 - 123".
  [[nodiscard]] bool is_telephone_gap(std::size_t i) const {
    return is_blank(i) || is_any_of(gap(i), {"-", "/", ") ", ")", " - "});
  }

  void add_telephone(std::size_t first) {
    constexpr std::size_t most_digits = 11, with_area = 10, service = 8;
    const std::size_t begin = tokens_[first].begin - text_begin_;
    const bool has_plus = begin > 0 && text_[begin - 1] == '+' && exact(first).starts_with("31");
    const bool is_abroad = has_plus || exact(first).starts_with("0031");
    std::string digits = is_abroad ? "0" + exact(first).substr(has_plus ? 2 : 4) : exact(first);
    if (digits.front() != '0') return;
    std::size_t last = first;
    // +31 (0)20 123 45 67
    if (is_abroad && digits.size() == 1 && is_any_of(gap(first), {" (", "(", " "}) &&
        exact(first + 1) == "0") {
      ++last;
    }
    const bool is_service = digits.starts_with("0800") || digits.starts_with("090");
    for (;; ++last) {
      const bool is_whole = is_service ? digits.size() == service || digits.size() == most_digits
                                       : digits.size() == with_area;
      // A number of one token is its own term already.
      if (is_whole && (last > first || is_abroad)) add(first, last, digits);
      const bool goes_on =
          digits.size() < most_digits && is_telephone_gap(last) && is_number(exact(last + 1));
      if (!goes_on) return;
      digits += exact(last + 1);
      if (digits.size() > most_digits) return;
    }
  }

  /// "artikel 6:162", "art. 5a", "tweede lid" as "lid 2", "onder b" as "onderdeel b". Few words begin so.
  void add_place_in_law(std::size_t i) {
    const std::string& word = exact(i);
    if (word == "lid") return add_paragraph(i);
    const bool is_article = is_any_of(word, {"artikel", "art", "artikelen"});
    const bool is_abbreviated = word == "art" && (gap(i) == ". " || gap(i) == ".");
    if (i + 1 >= tokens_.size() || (!is_blank(i) && !is_abbreviated)) return;
    const std::string& next = exact(i + 1);
    if (is_article && is_ascii_digit(next.front())) {
      const bool has_book = gap(i + 1) == ":" && is_ascii_digit(exact(i + 2).front());
      add(i, i + (has_book ? 2 : 1), "artikel:" + next + (has_book ? ":" + exact(i + 2) : ""));
    }
    if (is_any_of(word, {"onder", "onderdeel", "sub"}) && next.size() == 1 && !is_ascii_digit(next.front())) {
      add(i, i + 1, "onder:" + next);
    }
  }

  void add_paragraph(std::size_t i) {
    constexpr std::size_t most_digits = 2;
    if (is_blank(i) && is_number(exact(i + 1)) && exact(i + 1).size() <= most_digits) {
      add(i, i + 1, "lid:" + exact(i + 1));
    }
    if (i == 0 || !is_blank(i - 1)) return;
    const std::string number = number_of(exact(i - 1));
    if (!number.empty()) add(i - 1, i, "lid:" + number);
  }

  void add_date(std::size_t i) {
    if (i + 2 >= tokens_.size() || exact(i).size() > 2 || exact(i + 2).size() != 4 ||
        !is_number(exact(i + 2))) {
      return;
    }
    const bool is_spelled = is_blank(i) && is_blank(i + 1);
    const bool has_signs = gap(i) == gap(i + 1) && (gap(i) == "-" || gap(i) == "/");
    const int day = value_of(exact(i));
    int month = 0;
    if (is_spelled) month = month_of(exact(i + 1));
    if (has_signs && exact(i + 1).size() <= 2 && is_number(exact(i + 1))) month = value_of(exact(i + 1));
    constexpr int days = 31, months = 12;
    if (day < 1 || day > days || month < 1 || month > months) return;
    const auto two = [](int number) {
      return std::string(1, static_cast<char>('0' + number / 10)) + static_cast<char>('0' + number % 10);
    };
    add(i, i + 2, exact(i + 2) + "-" + two(month) + "-" + two(day));
  }

  std::string_view text_;
  std::size_t text_begin_;
  std::span<Token> tokens_;
};

}  // namespace

void add_number_terms(std::string_view text, std::size_t text_begin, std::span<Token> tokens) {
  Numbers(text, text_begin, tokens).add_all();
}

}  // namespace speur
