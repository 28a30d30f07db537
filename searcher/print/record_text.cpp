#include "searcher/print/record_text.hpp"

#include "searcher/print/result_json.hpp"
#include "searcher/print/result_text.hpp"
#include "searcher/print/styled_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace speur {
namespace {

/// Labels on the left, values wrapped in a column of their own.
class LabelledLines {
 public:
  /// `width`: of the labels, with the blanks behind them.
  LabelledLines(std::string& text, const Terminal& terminal, std::size_t width)
      : text_(text), terminal_(terminal), width_(width) {}

  /// Nothing where the value is empty.
  void add(std::string_view label, std::string_view value) { add(label, value, terminal_); }

  /// An address is not wrapped: it is there to be copied.
  void add_address(std::string_view label, std::string_view value) {
    Terminal wide = terminal_;
    wide.width = 0;
    add(label, value, wide);
  }

 private:
  void add(std::string_view label, std::string_view value, const Terminal& terminal) {
    if (value.empty()) return;
    const std::size_t width = display_width(label);
    StyledText line;
    line.add(label, Style::faint);
    line.add(std::string(width < width_ ? width_ - width : 1, ' ')).add(value);
    text_ += line.print(terminal, 0, width_);
  }

  std::string& text_;
  const Terminal& terminal_;
  std::size_t width_;
};

constexpr std::size_t label_width = 13;

void add_heading(std::string& text, const Terminal& terminal, std::string_view heading) {
  text += '\n';
  text += StyledText().add(heading, Style::title).print(terminal);
}

void add_table(std::string& text, const Terminal& terminal,
               const std::vector<std::vector<std::string>>& rows, std::string_view sides) {
  bool header = true;
  for (const std::string& row : aligned(rows, sides)) {
    const Style style = std::exchange(header, false) ? Style::faint : Style::plain;
    text += StyledText().add(row, style).print(terminal, 2, 2);
  }
}

std::string joined(const std::vector<std::string>& texts, std::string_view separator = ", ") {
  std::string all;
  for (const std::string& text : texts) {
    if (!all.empty()) all += separator;
    all += text;
  }
  return all;
}

std::string shown(const LabelledValue& value) {
  return value.label == value.value ? value.value : value.value + " (" + value.label + ")";
}

void add_paragraphs(std::string& text, const Terminal& terminal, std::string_view paragraphs,
                    std::size_t indent) {
  while (!paragraphs.empty()) {
    const std::size_t end = std::min(paragraphs.find('\n'), paragraphs.size());
    text += StyledText().add(paragraphs.substr(0, end)).print(terminal, indent);
    paragraphs.remove_prefix(std::min(end + 1, paragraphs.size()));
  }
}

void add_sections(std::string& text, const Terminal& terminal, const PageRecord& page) {
  add_heading(text, terminal, counted(page.sections.size(), "section"));
  unsigned top = 6;
  for (const Section& section : page.sections) {
    if (section.level != 0) top = std::min(top, section.level);
  }
  for (const Section& section : page.sections) {
    if (section.level == 0) {
      add_paragraphs(text, terminal, section.text, 2);
      continue;
    }
    const std::size_t indent = 2 + 2 * (section.level - top);
    StyledText heading;
    heading.add(section.heading, Style::heading).add("  #" + section.anchor, Style::faint);
    text += heading.print(terminal, indent, 2);
    add_paragraphs(text, terminal, section.text, indent + 2);
  }
}

void add_facets(std::string& text, const Terminal& terminal, const PageRecord& page) {
  if (page.facets.empty()) return;
  add_heading(text, terminal, counted(page.facets.size(), "facet"));
  std::size_t width = 0;
  for (const HitFacet& facet : page.facets) width = std::max(width, display_width(facet.name));
  LabelledLines lines(text, terminal, width + 4);
  for (const HitFacet& facet : page.facets) {
    std::vector<std::string> values;
    for (const LabelledValue& value : facet.values) values.push_back(shown(value));
    lines.add("  " + facet.name, joined(values, "; "));
  }
}

/// A page that is related both ways has a line for each.
void add_related(std::string& text, const Terminal& terminal, const PageRecord& page) {
  if (page.related.empty()) return;
  add_heading(text, terminal, counted(page.related.size(), "related page"));
  Terminal wide = terminal;
  wide.width = 0;
  for (const PageRecord::Related& other : page.related) {
    StyledText line;
    line.add(other.outgoing ? "→ " : "← ").add(other.facet + "  ", Style::faint).add(other.title);
    const bool fits =
        terminal.width == 0 || line.width() + display_width(other.id) + 4 <= terminal.width;
    if (fits) line.add("  " + other.id, Style::faint);
    text += line.print(terminal, 2, 2);
    if (!fits) text += StyledText().add(other.id, Style::faint).print(wide, 4);
  }
}

void add_terms(std::string& text, const Terminal& terminal, const PageRecord& page,
               std::size_t most) {
  std::vector<const PageRecord::TermCount*> terms;
  for (const PageRecord::TermCount& term : page.terms) terms.push_back(&term);
  std::stable_sort(terms.begin(), terms.end(), [](const auto* a, const auto* b) {
    return std::tie(a->pages, b->frequency) < std::tie(b->pages, a->frequency);
  });
  add_heading(text, terminal, counted(terms.size(), "term"));
  const bool cut = terminal.interactive && most != 0 && terms.size() > most;
  if (cut) terms.resize(most);
  std::vector<std::vector<std::string>> rows = {{"times", "pages", "field", "form", "term"}};
  for (const auto* term : terms) {
    rows.push_back({std::to_string(term->frequency), std::to_string(term->pages), term->field,
                    term->form, term->term});
  }
  add_table(text, terminal, rows, "rrlll");
  if (cut) {
    text +=
        StyledText()
            .add(fmt::format("{} more: --terms shows all", page.terms.size() - most), Style::faint)
            .print(terminal, 2, 2);
  }
}

/// What `speur analyze` says of one token, a step each.
struct Step {
  std::string_view name;
  std::string (*value)(std::string_view text, const Token& token);
};

std::string parts_of(const WordForm& form) {
  std::string parts;
  for (const CompoundPart& part : form.parts) {
    if (!parts.empty()) parts += " + ";
    const std::string letters = form.exact.substr(part.begin, part.end - part.begin);
    parts += letters == part.stem ? letters : letters + " → " + part.stem;
  }
  return parts;
}

constexpr std::array steps = {
    Step{"token",
         [](std::string_view text, const Token& t) {
           return std::string(text.substr(t.begin, t.end - t.begin));
         }},
    Step{"position", [](std::string_view, const Token& t) { return std::to_string(t.position); }},
    Step{"bytes",
         [](std::string_view, const Token& t) { return fmt::format("{}-{}", t.begin, t.end); }},
    Step{"exact", [](std::string_view, const Token& t) { return t.form->exact; }},
    Step{"accented", [](std::string_view, const Token& t) { return t.form->accented; }},
    Step{"stem", [](std::string_view, const Token& t) { return t.form->stem; }},
    Step{"parts", [](std::string_view, const Token& t) { return parts_of(*t.form); }},
    Step{"joined", [](std::string_view, const Token& t) { return joined({t.joined.terms().begin(), t.joined.terms().end()}); }},
    Step{"stop",
         [](std::string_view, const Token& t) { return std::string(t.form->stop ? "stop" : ""); }}};

using Rows = std::vector<std::vector<std::string>>;

/// Without the columns that say nothing of any token.
Rows token_rows(std::string_view text, const std::vector<Token>& tokens, std::string& sides) {
  Rows rows(tokens.size() + 1);
  for (const Step& step : steps) {
    std::vector<std::string> column;
    for (const Token& token : tokens) column.push_back(step.value(text, token));
    const auto is_empty = [](const std::string& value) { return value.empty(); };
    if (std::all_of(column.begin(), column.end(), is_empty)) continue;
    rows[0].emplace_back(step.name);
    for (std::size_t i = 0; i < column.size(); ++i) rows[i + 1].push_back(std::move(column[i]));
    sides += step.name == "position" || step.name == "bytes" ? 'r' : 'l';
  }
  return rows;
}

std::string token_paragraphs(const Rows& rows, const Terminal& terminal) {
  std::string text;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    text += StyledText().add(rows[i][0], Style::title).print(terminal);
    for (std::size_t column = 1; column < rows[i].size(); ++column) {
      if (rows[i][column].empty()) continue;
      StyledText line;
      line.add(fmt::format("{:<10}", rows[0][column]), Style::faint).add(rows[i][column]);
      text += line.print(terminal, 2, 10);
    }
  }
  return text;
}

}  // namespace

std::string page_text(const PageRecord& page, const Terminal& terminal, std::size_t most_terms) {
  std::string text = StyledText().add(page.title, Style::title).print(terminal);
  LabelledLines lines(text, terminal, label_width);
  lines.add("other title", page.other_title);
  lines.add_address("id", page.id);
  lines.add_address("url", page.url.empty() ? "/" : page.url);
  lines.add("identifiers", joined(page.identifiers));
  lines.add("language", page.language);
  if (page.boost != 1) lines.add("boost", fmt::format("{}", page.boost));
  lines.add("description", page.description);
  add_facets(text, terminal, page);
  add_related(text, terminal, page);
  add_sections(text, terminal, page);
  add_terms(text, terminal, page, most_terms);
  return text;
}

std::string status_text(const IndexStatus& status, const Terminal& terminal) {
  std::string text = StyledText().add(status.index.string(), Style::title).print(terminal);
  LabelledLines lines(text, terminal, label_width);
  lines.add("site",
            joined({status.site_name, status.site_url}, status.site_name.empty() ? "" : "  "));
  lines.add("built", status.built);
  lines.add("generation", status.generation);
  lines.add("schema", std::to_string(status.schema));
  lines.add("pages", fmt::format("{} of {:.0f} words on average", counted(status.pages, "page"),
                                 status.average_length));
  lines.add("terms", counted(status.terms, "term"));
  if (status.bytes != 0) {
    constexpr double mebi = 1024.0 * 1024.0;
    lines.add("size", fmt::format("{:.1f} MiB", double(status.bytes) / mebi));
  }
  lines.add("health", status.faults.empty() ? "the files are sound" : "");
  for (const std::string& fault : status.faults) {
    text += StyledText().add("fault: " + fault, Style::warning).print(terminal, 0, 2);
  }
  for (const std::string& note : status.notes) {
    text += StyledText().add("note: " + note).print(terminal, 0, 2);
  }
  if (!status.facets.empty()) {
    add_heading(text, terminal, counted(status.facets.size(), "facet"));
    std::vector<std::vector<std::string>> rows = {{"facet", "type", "pages", "values"}};
    for (const FacetInfo& facet : status.facets) {
      rows.push_back({facet.name, std::string(to_string(facet.type)), std::to_string(facet.pages),
                      std::to_string(facet.values)});
    }
    add_table(text, terminal, rows, "llrr");
  }
  add_heading(text, terminal, "analyzer");
  std::string_view recipe = status.recipe;
  while (!recipe.empty()) {
    const std::size_t end = std::min(recipe.find('\n'), recipe.size());
    if (end != 0) text += StyledText().add(recipe.substr(0, end)).print(terminal, 2, 2);
    recipe.remove_prefix(std::min(end + 1, recipe.size()));
  }
  return text;
}

std::string tokens_text(std::string_view text, const std::vector<Token>& tokens,
                        const Terminal& terminal) {
  if (tokens.empty()) return "no tokens\n";
  std::string sides, printed;
  const Rows rows = token_rows(text, tokens, sides);
  const std::vector<std::string> lines = aligned(rows, sides);
  for (const std::string& line : lines) {
    if (terminal.width != 0 && display_width(line) > terminal.width) {
      return token_paragraphs(rows, terminal);
    }
  }
  for (const std::string& line : lines) {
    printed += StyledText()
                   .add(line, &line == &lines.front() ? Style::faint : Style::plain)
                   .print(terminal);
  }
  return printed;
}

std::string explanations_text(std::string_view text, const std::vector<Token>& tokens,
                              const std::vector<WordExplanation>& explanations,
                              const Terminal& terminal) {
  std::string printed;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const WordExplanation& of = explanations[i];
    std::vector<std::pair<std::string_view, std::string>> lines;
    const auto add = [&](std::string_view name, const auto& items, const auto& item_text) {
      std::string line;
      for (const auto& item : items) (line += line.empty() ? "" : ", ") += item_text(item);
      if (!line.empty()) lines.emplace_back(name, std::move(line));
    };
    add("divided", of.divisions, [](const WordExplanation::Division& each) {
      return fmt::format("{} {:.2f}{}", each.text, each.cost, each.is_cheap_enough ? "" : " (too much)");
    });
    add("family", of.family, [](const std::string& stem) { return stem; });
    add("similar", of.similar,
        [](const LikeWord& word) { return fmt::format("{} {:.2f}", word.text, word.likeness); });
    if (lines.empty()) continue;
    const std::string_view typed =
        text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
    printed += '\n' + StyledText().add(std::string(typed), Style::title).print(terminal);
    for (auto& [name, line] : lines) {
      printed += StyledText().add(fmt::format("{:<8}", name), Style::faint).add(line).print(terminal, 2, 8);
    }
  }
  return printed;
}

}  // namespace speur
