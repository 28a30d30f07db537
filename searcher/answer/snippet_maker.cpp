#include "searcher/answer/snippet_maker.hpp"

#include "speur/ascii.hpp"
#include "speur/section_url.hpp"
#include "stemmers/words/whole_letters.hpp"

#include <algorithm>
#include <bit>
#include <cctype>
#include <limits>
#include <span>
#include <utility>

namespace speur {
namespace {

constexpr std::size_t lead_bytes = 90;  // how far before the first match a sentence may begin
constexpr double heading_gain = 1.5;    // a unit in the heading, against one in the text
constexpr double repeat_gain = 0.05;    // another match of a unit that is there already
constexpr std::size_t max_repeats = 10;
/// A unit whose whole word is there, in any inflection, on top of one of which only a part, a word of its
/// family or a word that means the same is there. More than a heading, repeats and prose can give to these,
/// so that the word itself is shown wherever the page has it.
constexpr double whole_gain = 2.5;
/// A unit that is spelled as it was typed, on top of another inflection, for the same reason.
constexpr double exact_gain = 2.5;
/// A unit in a sentence, on top of one in a table's row, a list of names or a line of data.
constexpr double prose_gain = 0.4;

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

double sum_of(UnitSet units, const std::vector<double>& weights) {
  double sum = 0;
  for (UnitSet rest = units; rest != 0; rest &= rest - 1) {
    const auto unit = static_cast<std::size_t>(std::countr_zero(rest));
    sum += unit < weights.size() ? weights[unit] : 1;
  }
  return sum;
}

/// Letters and digits only, in lower case as far as ASCII goes: to compare sentences. Ends with the first
/// byte beyond `most`.
std::string bare(std::string_view text, std::size_t most = std::string_view::npos) {
  std::string result(std::min(text.size(), most == std::string_view::npos ? most : most + 1), '\0');
  std::size_t size = 0;
  for (const char c : text) {
    if (size == result.size()) break;
    const bool is_ascii = static_cast<unsigned char>(c) < 0x80;
    if (!is_ascii || is_ascii_letter(c) || is_ascii_digit(c)) result[size++] = to_ascii_lower(c);
  }
  result.resize(size);
  return result;
}

/// Whether a sentence or block begins at `place`.
bool begins_sentence(std::string_view text, std::size_t place) {
  if (place == 0 || text[place - 1] == '\n') return true;
  // "art. 5" and "2.5" are no ends: what follows must be a blank and a capital.
  return place >= 2 && place < text.size() && text[place - 1] == ' ' &&
         (text[place - 2] == '.' || text[place - 2] == '?' || text[place - 2] == '!') &&
         std::isupper(static_cast<unsigned char>(text[place])) != 0;
}

/// Where the sentence that holds `place` begins, if not before `least`.
std::optional<std::size_t> sentence_begin(std::string_view text, std::size_t place,
                                          std::size_t least) {
  for (std::size_t i = place + 1; i > least; --i) {
    if (begins_sentence(text, i - 1)) return i - 1;
  }
  return std::nullopt;
}

/// Where the sentence or block that holds `place` ends, at most `limit`.
std::size_t sentence_end_after(std::string_view text, std::size_t place, std::size_t limit) {
  std::size_t i = place + 1;
  while (i < limit && !begins_sentence(text, i)) ++i;
  return std::min(i, limit);
}

/// The end of the last sentence or block in (from, limit], or nothing.
std::optional<std::size_t> last_sentence_end(std::string_view text, std::size_t from,
                                             std::size_t limit) {
  for (std::size_t i = limit; i > from; --i) {
    if (i < text.size() && text[i] == '\n') return i;
    const char c = text[i - 1];
    if ((c == '.' || c == '?' || c == '!') && (i == text.size() || text[i] == ' ')) return i;
  }
  return std::nullopt;
}

std::size_t word_start_after(std::string_view text, std::size_t place, std::size_t limit) {
  while (place < limit && text[place] != ' ' && text[place] != '\n') ++place;
  while (place < limit && (text[place] == ' ' || text[place] == '\n')) ++place;
  return place;
}

std::size_t word_end_before(std::string_view text, std::size_t place, std::size_t limit) {
  std::size_t end = place;
  while (end > limit && text[end] != ' ' && text[end] != '\n') --end;
  // One word that is longer than a snippet is cut between its letters.
  return end == limit ? limit + whole_letters(text.substr(limit), place - limit) : end;
}

class SectionReader {
 public:
  SectionReader(const MatchedPage& matched, const std::vector<double>& weights)
      : matched_(matched), weights_(weights), text_(matched.page->text) {
    for (const std::string_view known : {matched.page->title, matched.page->description}) {
      if (known.empty()) continue;
      known_.push_back(bare(known));
      longest_known_ = std::max(longest_known_, known_.back().size());
    }
  }

  struct Rated {
    const StoredSection* section = nullptr;
    double score = 0;
    UnitSet units = 0;
    UnitSet exact = 0;  ///< of those, the ones that are spelled as they were typed
    UnitSet whole = 0;  ///< the ones whose whole word is there
    UnitSet prose = 0;  ///< those in sentences
  };

  Rated rate(const StoredSection& section) const {
    Rated rated{&section};
    UnitSet heading = 0;
    std::size_t repeats = 0;
    for (const MatchedToken& token : matches_in(section.heading_begin, section.heading_end)) {
      rated.exact |= token.exact;
      rated.whole |= token.whole;
      heading |= token.units;
    }
    for (const MatchedToken& token : matches_in(section.text_begin, section.text_end)) {
      rated.exact |= token.exact;
      rated.whole |= token.whole;
      repeats += (rated.units & token.units) != 0 ? 1 : 0;
      rated.units |= token.units;
      if (token.prose) rated.prose |= token.units;
    }
    rated.score = sum_of(rated.units, weights_) + whole_gain * sum_of(rated.whole, weights_) +
                  exact_gain * sum_of(rated.exact, weights_) +
                  heading_gain * sum_of(heading, weights_) + prose_gain * sum_of(rated.prose, weights_) +
                  repeat_gain * static_cast<double>(std::min(repeats, max_repeats));
    rated.units |= heading;
    return rated;
  }

  /// Whether its heading only says what the title or the description says already.
  bool is_known(const StoredSection& section) const {
    return is_known(section.heading_begin, section.heading_end);
  }

  HitSection section(const StoredSection& section) const {
    HitSection hit;
    hit.url = section_url(matched_.page->url, section.anchor);
    hit.heading = cut(section.heading_begin, section.heading_end);
    hit.snippet = snippet(section);
    return hit;
  }

 private:
  std::span<const MatchedToken> matches_in(std::size_t begin, std::size_t end) const {
    const auto first = std::ranges::lower_bound(matched_.tokens, begin, {}, &MatchedToken::begin);
    const auto last = std::ranges::find_if(
        first, matched_.tokens.end(), [&](const MatchedToken& token) { return token.begin >= end; });
    return {first, last};
  }

  /// A sentence that only says what the title or the description says already.
  bool is_known(std::size_t begin, std::size_t end) const {
    const std::string sentence = bare(text_.substr(begin, end - begin), longest_known_);
    return std::ranges::any_of(known_, [&](const std::string& known) {
      return known.find(sentence) != std::string::npos;
    });
  }

  MarkedText snippet(const StoredSection& section) const {
    std::vector<MatchedToken> matches;
    std::size_t known_end = 0;
    std::size_t new_end = 0;
    for (const MatchedToken& token : matches_in(section.text_begin, section.text_end)) {
      if (token.begin < known_end) continue;
      if (token.begin >= new_end) {
        const std::size_t begin =
            sentence_begin(text_, token.begin, section.text_begin).value_or(section.text_begin);
        const std::size_t end = sentence_end_after(text_, token.begin, section.text_end);
        const bool known = is_known(begin, end);
        (known ? known_end : new_end) = end;
        if (known) continue;
      }
      matches.push_back(token);
    }
    if (matches.empty()) return opening(section);
    // The stretch of snippet_bytes with the most of the query; of equals the first.
    double best = -1;
    std::size_t first = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < matches.size(); ++i) {
      UnitSet units = 0, exact = 0, whole = 0, in_prose = 0;
      std::size_t j = i;
      double score = 0;
      for (; j < matches.size() && matches[j].end - matches[i].begin <= snippet_bytes; ++j) {
        score += (units & matches[j].units) != 0 ? repeat_gain : 0;
        units |= matches[j].units;
        exact |= matches[j].exact;
        whole |= matches[j].whole;
        if (matches[j].prose) in_prose |= matches[j].units;
      }
      score += sum_of(units, weights_) + whole_gain * sum_of(whole, weights_) +
               exact_gain * sum_of(exact, weights_) + prose_gain * sum_of(in_prose, weights_);
      if (score > best + 1e-9) {
        best = score;
        first = i;
        last = j == i ? i : j - 1;
      }
    }
    return around(section, matches[first].begin, matches[last].end);
  }

  MarkedText around(const StoredSection& section, std::size_t from, std::size_t to) const {
    const std::size_t spare = snippet_bytes > to - from ? snippet_bytes - (to - from) : 0;
    const std::size_t room = std::min(lead_bytes, spare);
    std::size_t least = from > section.text_begin + room ? from - room : section.text_begin;
    while (least > section.text_begin && is_continuation(text_[least])) ++least;
    std::size_t begin = 0;
    bool cut_before = false;
    if (const auto start = sentence_begin(text_, from, least)) {
      begin = *start;
    } else if (least == section.text_begin) {
      begin = least;
    } else {
      begin =
          word_start_after(text_, std::max(least, from - std::min<std::size_t>(room, 45)), from);
      cut_before = true;
    }
    return until(section, begin, to, cut_before);
  }

  MarkedText until(const StoredSection& section, std::size_t begin, std::size_t to,
                   bool cut_before) const {
    std::size_t limit = std::min(std::max(begin + snippet_bytes, to), section.text_end);
    if (limit == section.text_end) return cut(begin, limit, cut_before, false);
    if (const auto end = last_sentence_end(text_, std::max(to, begin + snippet_bytes / 2), limit)) {
      return cut(begin, *end, cut_before, false);
    }
    limit = std::max(word_end_before(text_, limit, begin), to);
    return cut(begin, limit, cut_before, true);
  }

  /// The first of a section that says something new, where only its heading matched.
  MarkedText opening(const StoredSection& section) const {
    std::size_t begin = section.text_begin;
    while (begin < section.text_end) {
      const std::size_t end = sentence_end_after(text_, begin, section.text_end);
      if (!is_known(begin, end)) break;
      begin = end;
    }
    if (begin >= section.text_end) return {};
    return until(section, begin, begin, false);
  }

  /// The text of [begin, end) on one line, with its matches marked.
  MarkedText cut(std::size_t begin, std::size_t end, bool cut_before = false,
                 bool cut_after = false) const {
    MarkedText result;
    if (cut_before) result.text = "… ";
    std::size_t copied = begin;
    const auto copy_to = [&](std::size_t place) {
      while (copied < place) {
        const std::size_t line_end = std::min(text_.find('\n', copied), place);
        result.text.append(text_, copied, line_end - copied);
        copied = line_end;
        if (copied == place) break;
        // A block's end: items of a list and cells of a table stay apart.
        const bool is_apart = !result.text.empty() &&
                              std::ispunct(static_cast<unsigned char>(result.text.back())) == 0;
        result.text += is_apart ? " · " : " ";
        ++copied;
      }
    };
    for (const MatchedToken& token : matches_in(begin, end)) {
      if (token.begin < copied) continue;  // inside what is marked already
      copy_to(token.begin);
      const std::size_t mark = result.text.size();
      copy_to(std::min<std::size_t>(token.marked_end, end));
      result.marks.emplace_back(mark, result.text.size());
    }
    copy_to(end);
    if (cut_after) result.text += " …";
    return result;
  }

  const MatchedPage& matched_;
  const std::vector<double>& weights_;
  std::string_view text_;
  std::vector<std::string> known_;
  std::size_t longest_known_ = 0;
};

}  // namespace

/// Whether a visitor would take two sections for one: they link to one place, or show the same text, whatever their
/// headings.
static bool is_same(const HitSection& a, const HitSection& b) {
  if (a.url == b.url) return true;
  return a.snippet.text == b.snippet.text && (!a.snippet.text.empty() || a.heading.text == b.heading.text);
}

std::vector<HitSection> best_sections(const MatchedPage& matched,
                                      const std::vector<double>& weights) {
  const SectionReader reader(matched, weights);
  std::vector<SectionReader::Rated> rated;
  for (const StoredSection& section : matched.page->sections) {
    const SectionReader::Rated each = reader.rate(section);
    if (each.units != 0) rated.push_back(each);
  }
  std::ranges::stable_sort(rated, std::ranges::greater(), &SectionReader::Rated::score);
  // A section with less than half of what the best one has only adds noise.
  const double enough = rated.empty() ? 0 : 0.5 * sum_of(rated.front().units, weights);
  std::erase_if(rated, [&](const SectionReader::Rated& each) {
    return sum_of(each.units, weights) < enough;
  });
  std::vector<HitSection> sections;
  UnitSet exact = 0, whole = 0, prose = 0;  // of those that are taken
  const auto take = [&](const SectionReader::Rated& each) {
    HitSection section = reader.section(*each.section);
    // All that it has of the query is in sentences that the title or description says already.
    if (section.snippet.text.empty() && (section.heading.marks.empty() || reader.is_known(*each.section))) return;
    if (std::ranges::any_of(sections, [&](const HitSection& other) { return is_same(section, other); })) return;
    exact |= each.exact;
    whole |= each.whole;
    prose |= each.prose;
    sections.push_back(std::move(section));
  };
  std::size_t next = 0;
  while (next < rated.size() && sections.size() < max_hit_sections) take(rated[next++]);
  // The last place belongs to the first section that shows a word, or shows it as it was typed, or a sentence,
  // where none of the others does.
  const auto adds = [&](const SectionReader::Rated& each) {
    return (each.exact & ~exact) != 0 || (each.whole & ~whole) != 0 || (prose == 0 && each.prose != 0);
  };
  const auto better = std::find_if(rated.begin() + static_cast<std::ptrdiff_t>(next), rated.end(), adds);
  if (better != rated.end()) {
    HitSection last = std::move(sections.back());
    sections.pop_back();
    take(*better);
    if (sections.size() < max_hit_sections) sections.push_back(std::move(last));
  }
  if (!sections.empty()) return sections;
  for (const StoredSection& section : matched.page->sections) {
    if (section.text_end == section.text_begin) continue;
    HitSection first = reader.section(section);
    if (!first.snippet.text.empty()) return {std::move(first)};
  }
  return {};
}

}  // namespace speur
