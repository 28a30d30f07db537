#include "searcher/print/result_text.hpp"

#include "searcher/print/styled_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace speur {
namespace {

constexpr std::size_t most_facet_values = 8;  ///< on a terminal; a pipe gets them all

constexpr std::size_t long_columns = 230, brief_columns = 150;  ///< of a text on a terminal

class ResultPrinter {
 public:
  ResultPrinter(const SearchResult& result, const ResultTextOptions& options)
      : result_(result), options_(options), terminal_(options.terminal) {}

  std::string print() {
    print_summary();
    print_definition();
    std::size_t rank = options_.first_rank;
    for (const Hit& hit : result_.hits) {
      text_ += '\n';
      print_hit(hit, rank++);
    }
    print_facet_counts();
    return std::move(text_);
  }

 private:
  void line(const StyledText& styled, std::size_t first = 0, std::size_t indent = 0,
            std::size_t lines = 0) {
    text_ += styled.print(terminal_, first, indent, lines);
  }

  /// Lines that give a text about so much room.
  [[nodiscard]] std::size_t lines_for(std::size_t columns) const {
    return terminal_.width == 0 ? 0 : (columns + terminal_.width - 1) / terminal_.width;
  }

  [[nodiscard]] std::string link(std::string_view url) const {
    return terminal_.links ? absolute_url(options_.site_url, url) : std::string();
  }

  void print_summary() {
    StyledText summary;
    summary.add(result_.total_hits == 0    ? "no pages"
                : result_.total_hits_exact ? counted(result_.total_hits, "page")
                                           : "over " + counted(result_.total_hits, "page"),
                Style::title);
    if (!result_.query.empty()) summary.add(" for '").add(result_.query, Style::title).add("'");
    if (terminal_.interactive) {
      summary.add(fmt::format(" ({:.1f} ms)", result_.milliseconds), Style::faint);
    }
    line(summary);
    if (result_.correction) {
      line(StyledText().add("did you mean '").add(*result_.correction, Style::mark).add("'?"));
    }
    if (!result_.expansions.empty() && result_.total_hits != 0) {
      StyledText also;
      also.add("also searched by: ", Style::faint);
      for (const QueryExpansion& expansion : result_.expansions) {
        if (&expansion != &result_.expansions.front()) also.add(", ", Style::faint);
        also.add(expansion.text, Style::faint);
      }
      line(also);
    }
    if (result_.hits.empty() && result_.total_hits != 0) {
      line(StyledText().add("none from number ").add(std::to_string(options_.first_rank)));
    }
  }

  void print_definition() {
    if (!result_.definition) return;
    const Definition& definition = *result_.definition;
    text_ += '\n';
    StyledText term;
    term.add("definition: ", Style::faint)
        .add(definition.term, Style::title,
             definition.id.empty() ? std::string() : link(definition.url));
    line(term, 0, 2);
    line(StyledText().add(definition.text), 2, 0, lines_for(long_columns));
    if (!definition.id.empty() && link(definition.url).empty()) {
      line(StyledText().add(definition.url.empty() ? "/" : definition.url, Style::faint), 2, 0, 1);
    }
  }

  void print_hit(const Hit& hit, std::size_t rank) {
    const std::string number = std::to_string(rank) + ". ";
    const std::size_t indent = number.size();
    const std::string url = link(hit.url);
    StyledText title;
    title.add(number, Style::faint).add(hit.title, Style::title, url);
    line(title, 0, indent);
    print_place(hit, indent);
    const bool described =
        !hit.description.text.empty() && (hit.sections.empty() || !hit.description.marks.empty());
    if (described) line(StyledText().add(hit.description), indent, 0, lines_for(brief_columns));
    for (const HitSection& section : hit.sections) {
      print_section(section, indent, &section == &hit.sections.front());
    }
    if (!hit.missing.empty()) {
      StyledText missing;
      missing.add("missing: ", Style::faint);
      for (const std::string& word : hit.missing) {
        if (&word != &hit.missing.front()) missing.add(", ", Style::faint);
        missing.add(word, Style::struck);
      }
      line(missing, indent, 2);
    }
    if (options_.hit_facets) print_hit_facets(hit, indent);
    print_explanation(hit, indent);
  }

  /// Where the page is: its address, or if the title links to it, its place on the site.
  void print_place(const Hit& hit, std::size_t indent) {
    StyledText place;
    if (hit.breadcrumb.empty() || link(hit.url).empty()) {
      place.add(hit.url.empty() ? "/" : hit.url, Style::faint, link(hit.url));
    } else {
      for (const std::string& folder : hit.breadcrumb) {
        if (!place.empty()) place.add(" › ", Style::faint);
        place.add(folder, Style::faint);
      }
    }
    line(place, indent, 0, 1);
  }

  void print_section(const HitSection& section, std::size_t indent, bool best) {
    StyledText styled;
    if (!section.heading.text.empty()) {
      styled.add(terminal_.color ? "" : "# ")
          .add(section.heading, Style::heading, link(section.url));
      if (!section.snippet.text.empty()) styled.add(terminal_.color ? "  " : ": ");
    }
    styled.add(section.snippet);
    if (!styled.empty()) line(styled, indent, 2, lines_for(best ? long_columns : brief_columns));
  }

  void print_hit_facets(const Hit& hit, std::size_t indent) {
    for (const HitFacet& facet : hit.facets) {
      StyledText values;
      values.add(facet.name + ": ", Style::faint);
      for (const LabelledValue& value : facet.values) {
        if (&value != &facet.values.front()) values.add("; ", Style::faint);
        values.add(value.label);
      }
      line(values, indent, 2);
    }
  }

  void print_explanation(const Hit& hit, std::size_t indent) {
    if (hit.explanation.empty()) return;
    std::vector<std::vector<std::string>> rows;
    for (const ScorePart& part : hit.explanation) {
      rows.push_back({fmt::format("{:.4f}", part.score), part.field, part.form, part.term,
                      part.word.empty() ? "" : "'" + part.word + "'"});
    }
    rows.push_back({fmt::format("{:.4f}", hit.score), "score", "", "", ""});
    for (const std::string& row : aligned(rows, "rllll")) {
      line(StyledText().add(row, Style::faint), indent, 4, 1);
    }
  }

  /// Facets that no hit has are left out.
  void print_facet_counts() {
    std::size_t width = 0;
    for (const FacetCounts& facet : result_.facets) {
      for (const FacetCount& count : facet.values) {
        width = std::max(width, std::to_string(count.count).size());
      }
    }
    for (const FacetCounts& facet : result_.facets) {
      if (!facet.values.empty()) print_facet(facet, width);
    }
  }

  void print_facet(const FacetCounts& facet, std::size_t count_width) {
    text_ += '\n';
    line(StyledText().add(facet.name, Style::title));
    std::size_t left = facet.values.size();
    std::size_t room = terminal_.interactive ? most_facet_values : left;
    if (left == room + 1) ++room;  // "1 more" takes a line, too
    for (const FacetCount& count : facet.values) {
      if (room == 0 && !count.selected) continue;
      if (room > 0) --room;
      --left;
      const LabelledValue& value = count.value;
      StyledText styled;
      styled.add(fmt::format("{:>{}}  ", count.count, count_width), Style::faint);
      styled.add(value.label, count.selected ? Style::mark : Style::plain);
      if (value.label != value.value) styled.add("  " + value.value, Style::faint);
      line(styled, 2, count_width + 2);
    }
    if (left > 0)
      line(StyledText().add(fmt::format("{} more", left), Style::faint), count_width + 4);
  }

  const SearchResult& result_;
  const ResultTextOptions& options_;
  const Terminal& terminal_;
  std::string text_;
};

}  // namespace

std::string counted(std::size_t count, std::string_view noun) {
  std::string digits = std::to_string(count);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return fmt::format("{} {}{}", digits, noun, count == 1 ? "" : "s");
}

std::string absolute_url(std::string_view site_url, std::string_view url) {
  if (url.starts_with("https://") || url.starts_with("http://")) return std::string(url);
  if (site_url.empty()) return {};
  std::string absolute(site_url);
  if (!absolute.ends_with('/')) absolute += '/';
  return absolute += url;
}

std::string result_text(const SearchResult& result, const ResultTextOptions& options) {
  return ResultPrinter(result, options).print();
}

}  // namespace speur
