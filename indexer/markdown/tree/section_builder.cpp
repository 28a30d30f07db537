#include "indexer/markdown/tree/section_builder.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/markdown/source/marks.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/ascii.hpp"
#include "speur/npos.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

namespace speur {

namespace {

enum class Kind : unsigned char { letter, space, nothing };

/// A character of two or three bytes that is white space or invisible, and its length.
struct Special {
  Kind kind = Kind::letter;
  std::size_t length = 1;
};

Special special_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  switch (byte(0)) {
    case 0xC2:
      if (byte(1) == 0xA0 || byte(1) == 0x85) return {Kind::space, 2};  // NBSP, next line
      if (byte(1) == 0xAD || (byte(1) >= 0x80 && byte(1) < 0xA0)) return {Kind::nothing, 2};
      return {};
    case 0xE1:  // U+1680
      if (byte(1) == 0x9A && byte(2) == 0x80) return {Kind::space, 3};
      return {};
    case 0xE2:
      if (byte(1) == 0x80 && byte(2) >= 0x80 && byte(2) <= 0x8A) return {Kind::space, 3};
      if (byte(1) == 0x80 && byte(2) == 0x8B) return {Kind::nothing, 3};  // zero width space
      if (byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9 || byte(2) == 0xAF)) {
        return {Kind::space, 3};  // line and paragraph separator, U+202F
      }
      if (byte(1) == 0x81 && byte(2) == 0x9F) return {Kind::space, 3};
      return {};
    case 0xE3:  // U+3000
      if (byte(1) == 0x80 && byte(2) == 0x80) return {Kind::space, 3};
      return {};
    case 0xEF:
      if (byte(1) == 0xBB && byte(2) == 0xBF) return {Kind::nothing, 3};  // U+FEFF
      if (byte(1) == 0xBF && byte(2) >= 0xBE) return {Kind::nothing, 3};  // U+FFFE, U+FFFF
      if (byte(1) == 0xB7 && byte(2) >= 0x90 && byte(2) <= 0xAF) return {Kind::nothing, 3};
      return {};
    case 0xF0:
    case 0xF1:
    case 0xF2:
    case 0xF3:
    case 0xF4:  // the last two of each plane
      if ((byte(1) & 0x0F) == 0x0F && byte(2) == 0xBF && byte(3) >= 0xBE) return {Kind::nothing, 4};
      return {};
    default:
      return {};
  }
}

/// Bytes that can start white space, a control character or something invisible.
constexpr auto may_be_special = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i <= 0x20; ++i) table[i] = true;
  table[0x7F] = table[0xC2] = table[0xE1] = table[0xE2] = table[0xE3] = table[0xEF] = true;
  for (std::size_t i = 0xF0; i <= 0xF4; ++i) table[i] = true;
  return table;
}();

bool is_word_byte(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The words of the sections, to look abbreviations up in.
class Vocabulary {
 public:
  explicit Vocabulary(const std::vector<Section>& sections) : sections_(sections) {
    for (const Section& section : sections) {
      add(section.heading);
      add(section.text);
    }
  }

  /// Does the text use the abbreviation? Of several words, or with other signs in it, it is looked
  /// for in the whole text, which only so many may ask for.
  bool has(std::string_view abbreviation) {
    const auto end = std::find_if_not(abbreviation.begin(), abbreviation.end(), is_word_byte);
    const auto first = static_cast<std::size_t>(end - abbreviation.begin());
    if (first != 0 && words_.count(abbreviation.substr(0, first)) == 0) return false;
    if (first == abbreviation.size()) return true;
    if (++searches_ > max_searches) return false;
    return std::any_of(sections_.begin(), sections_.end(), [&](const Section& section) {
      return section.text.find(abbreviation) != npos || section.heading.find(abbreviation) != npos;
    });
  }

 private:
  void add(std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while ((at = std::find_if(at, end, is_word_byte)) != end) {
      const char* const stop = std::find_if_not(at, end, is_word_byte);
      words_.emplace(at, static_cast<std::size_t>(stop - at));
      at = stop;
    }
  }

  static constexpr std::size_t max_searches = 500;
  const std::vector<Section>& sections_;
  std::unordered_set<std::string_view> words_;
  std::size_t searches_ = 0;
};

/// More of a definition is not kept, nor is one of a longer term.
constexpr std::size_t max_definition_bytes = 2000;
constexpr std::size_t max_term_text_bytes = 200;

/// At most so many bytes, and no piece of a character.
std::string_view cut_text(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

void trim_right(std::string& text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.pop_back();
}

}  // namespace

SectionBuilder::SectionBuilder(const BlockDialect& dialect)
    : dialect_(dialect),
      abbreviation_kept_(dialect.abbreviations.size()),
      referred_(dialect.footnotes.size()),
      referred_excluded_(dialect.footnotes.size()) {
  const std::unordered_set<std::string_view> excluded(dialect.excluded_references.begin(),
                                                      dialect.excluded_references.end());
  for (std::size_t i = 0; i < dialect.footnotes.size(); ++i) {
    referred_excluded_[i] = excluded.count(dialect.footnotes[i]) != 0;
  }
}

void SectionBuilder::begin_heading(unsigned level, std::string_view anchor, bool excluded) {
  if (in_heading_) end_heading();
  if (excluded_level_ != 0 && level <= excluded_level_) excluded_level_ = 0;
  if (in_footnote_ && !excluded && excluded_level_ == 0) {
    block_ = true;  // a line of the footnote, which goes where the footnote goes
    return;
  }
  in_heading_ = true;
  drop_heading_ = excluded_level_ != 0 || excluded;
  if (excluded_level_ == 0 && excluded) excluded_level_ = level;
  space_ = false;
  block_ = false;
  if (drop_heading_) return;
  budget::hold(2 * sizeof(Section) + anchor.size());
  sections_.push_back({level, {}, std::string(anchor), {}});
  first_h1_open_ = level == 1 && !has_h1_;
}

void SectionBuilder::end_heading() {
  block_ = block_ || in_footnote_;
  if (!in_heading_) return;
  in_heading_ = false;
  if (!drop_heading_ && first_h1_open_ && !sections_.back().heading.empty()) {
    has_h1_ = true;
    first_h1_ = sections_.back().heading;
  }
  first_h1_open_ = false;
  drop_heading_ = false;
  space_ = false;
  block_ = false;
}

void SectionBuilder::end_block() {
  if (in_heading_) {
    space_ = true;
  } else {
    block_ = true;
  }
}

Section& SectionBuilder::section() {
  if (sections_.empty()) sections_.emplace_back();
  return sections_.back();
}

void SectionBuilder::append(std::string_view text) {
  budget::hold(text.size());
  Section& to = section();
  std::string& line = in_heading_ ? to.heading : to.text;
  if (!line.empty()) {
    if (block_) {
      line += '\n';
    } else if (space_) {
      line += ' ';
    }
  }
  block_ = false;
  space_ = false;
  line += text;
}

void SectionBuilder::text(std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t i = marks::find(text); i != npos; i = marks::find(text, i)) {
    plain(text.substr(begin, i - begin));
    i = begin = mark(text, i);
  }
  plain(text.substr(begin));
}

std::size_t SectionBuilder::mark(std::string_view text, std::size_t at) {
  const std::string_view kind = text.substr(at, 3);
  const marks::Numbered mark = marks::read_number(text, at);
  if (kind == marks::attribute_list || mark.end == 0) return at + 3;
  if (kind == marks::abbreviation && mark.number < abbreviation_kept_.size()) {
    if (!excluded()) abbreviation_kept_[mark.number] = true;
  } else if (kind == marks::definition_term || kind == marks::definition_begin ||
             kind == marks::definition_end) {
    definition_mark(kind, mark.number);
  } else if (mark.number < referred_.size()) {
    if (kind == marks::footnote_reference) {
      (excluded() ? referred_excluded_ : referred_)[mark.number] = true;
    } else if (kind == marks::footnote_begin && !excluded() && !in_heading_ && !in_footnote_) {
      in_footnote_ = true;
      const std::size_t begin = section().text.size();
      footnotes_.push_back({mark.number, sections_.size() - 1, begin, npos});
    } else if (kind == marks::footnote_end) {
      end_footnote(mark.number);
    }
  }
  return mark.end;
}

void SectionBuilder::end_footnote(std::size_t number) {
  if (!in_footnote_ || footnotes_.back().number != number) return;
  in_footnote_ = false;
  footnotes_.back().end = sections_[footnotes_.back().section].text.size();
}

/// A term or text that is excluded leaves nothing between the marks, and then there is no
/// definition. A definition that never ends, since something excluded swallowed its end, is none.
void SectionBuilder::definition_mark(std::string_view kind, std::size_t number) {
  if (excluded() || in_heading_) return;
  const std::size_t place = section().text.size();
  if (kind == marks::definition_term) {
    open_definitions_.push_back({number, sections_.size() - 1, place, place, 0, false, 0});
    return;
  }
  while (!open_definitions_.empty() && open_definitions_.back().number > number) {
    open_definitions_.pop_back();
  }
  if (open_definitions_.empty() || open_definitions_.back().number != number) return;
  OpenDefinition& open = open_definitions_.back();
  if (kind == marks::definition_begin) {
    if (open.section != sections_.size() - 1) return open_definitions_.pop_back();
    if (!open.has_text) open.begin = place;
    open.has_text = true;
    open.footnotes = footnotes_.size();
    return;
  }
  const Section& of = sections_[open.section];
  const std::string_view text = of.text;
  // With the last of the definitions before this one, all that is kept of the term was read.
  if (open.end > open.begin + max_definition_bytes) return;
  open.end = text.size();
  const std::size_t term_bytes = std::min(open.begin - open.term, max_term_text_bytes + 1);
  const std::string term = one_line(cut_text(text.substr(open.term), term_bytes));
  const std::string meaning = one_line(cut_text(text.substr(open.begin), max_definition_bytes));
  // Which footnotes are text is not known yet.
  const bool has_footnote = in_footnote_ || footnotes_.size() != open.footnotes;
  if (!open.has_text || has_footnote || term.empty() || meaning.empty()) return;
  if (term.size() > max_term_text_bytes) return;
  if (!definitions_.empty() && definitions_.back().term == term && last_definition_ == number) {
    definitions_.pop_back();  // its second text: what is said now includes the first
  }
  last_definition_ = number;
  definitions_.push_back({term, meaning, of.anchor, DefinitionSource::list});
}

void SectionBuilder::excluded_text(std::string_view text) {
  for (std::size_t i = marks::find(text); i != npos; i = marks::find(text, i + 1)) {
    const marks::Numbered mark = marks::read_number(text, i);
    if (mark.end == 0 || mark.number >= referred_excluded_.size()) continue;
    if (text.substr(i, 3) == marks::footnote_reference) referred_excluded_[mark.number] = true;
    if (text.substr(i, 3) == marks::footnote_end) end_footnote(mark.number);
  }
}

void SectionBuilder::plain(std::string_view text) {
  if (text.empty() || excluded()) return;
  std::size_t begin = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    if (!may_be_special[static_cast<unsigned char>(text[at])]) {
      ++at;
      continue;
    }
    Special special;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte <= 0x20 || byte == 0x7F) {
      const bool space = byte == ' ' || (byte >= '\t' && byte <= '\r');
      // One space between words is most of all text: it stays in the run.
      if (byte == ' ' && at > begin && at + 1 < text.size() &&
          !may_be_special[static_cast<unsigned char>(text[at + 1])]) {
        ++at;
        continue;
      }
      special = {space ? Kind::space : Kind::nothing, 1};
    } else {
      special = special_at(text, at);
    }
    if (special.kind == Kind::letter) {
      ++at;
      continue;
    }
    if (at > begin) append(text.substr(begin, at - begin));
    if (special.kind == Kind::space) space_ = true;
    at += special.length;
    begin = at;
  }
  if (at > begin) append(text.substr(begin, at - begin));
}

void SectionBuilder::drop_footnotes() {
  // From the last one, so that the places of the others stay right.
  std::sort(footnotes_.begin(), footnotes_.end(),
            [](const FootnoteText& a, const FootnoteText& b) { return a.begin > b.begin; });
  for (const FootnoteText& footnote : footnotes_) {
    const bool shown = referred_[footnote.number] ||
                       (dialect_.shows_all_footnotes && !referred_excluded_[footnote.number]);
    if (shown) continue;
    std::string& text = sections_[footnote.section].text;
    const std::size_t begin = std::min(footnote.begin, text.size());
    text.erase(begin, std::min(footnote.end, text.size()) - begin);
    if (begin == 0 && text.starts_with('\n')) text.erase(0, 1);
  }
}

MarkdownContent SectionBuilder::finish() {
  end_heading();
  drop_footnotes();
  MarkdownContent content;
  content.first_h1 = std::move(first_h1_);
  for (Section& section : sections_) {
    trim_right(section.text);
    trim_right(section.heading);
  }
  std::erase_if(sections_, [](const Section& s) { return s.level == 0 && s.text.empty(); });
  std::optional<Vocabulary> vocabulary;
  for (std::size_t i = 0; i < dialect_.abbreviations.size(); ++i) {
    if (!abbreviation_kept_[i] && !vocabulary) vocabulary.emplace(sections_);
    if (abbreviation_kept_[i] || vocabulary->has(dialect_.abbreviations[i].first)) {
      content.abbreviations.push_back(dialect_.abbreviations[i]);
    }
  }
  content.definitions = std::move(definitions_);
  content.sections = std::move(sections_);
  return content;
}

}  // namespace speur
