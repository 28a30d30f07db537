#include "include/manual/guide.hpp"

#include <algorithm>

namespace speur {

// Made by the build, from README.md.
extern const std::string_view readme_text;

namespace {

using Kind = GuideBlock::Kind;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// The text of inline Markdown: code as it stands, a link's words, no emphasis.
std::string plain_text(std::string_view markdown) {
  std::string text;
  bool code = false;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    const char letter = markdown[i];
    if (letter == '`') {
      code = !code;
    } else if (code) {
      text += letter;
    } else if (letter == '\\' && i + 1 < markdown.size()) {
      text += markdown[++i];
    } else if (letter == '*') {
      continue;
    } else if (const std::size_t end = markdown.find("](", i);
               letter == '[' && end != std::string_view::npos &&
               markdown.find(')', end) != std::string_view::npos) {
      text += plain_text(markdown.substr(i + 1, end - i - 1));
      i = markdown.find(')', end);
    } else {
      text += letter;
    }
  }
  return text;
}

/// The cells of a table's row: a bar in code or after a backslash divides nothing.
std::vector<std::string_view> table_cells(std::string_view row) {
  std::vector<std::string_view> cells;
  bool code = false;
  std::size_t begin = 1;
  for (std::size_t i = 1; i < row.size(); ++i) {
    if (row[i] == '`') code = !code;
    if (row[i] != '|' || code || row[i - 1] == '\\') continue;
    cells.push_back(trimmed(row.substr(begin, i - begin)));
    begin = i + 1;
  }
  return cells;
}

/// A bar that a backslash keeps from dividing cells, also in code.
std::string unescaped(std::string_view cell) {
  std::string text;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '\\' && i + 1 < cell.size() && cell[i + 1] == '|') ++i;
    text += cell[i];
  }
  return text;
}

bool is_delimiter_row(std::string_view line) {
  return line.starts_with('|') && line.find_first_not_of("|-: ") == std::string_view::npos;
}

/// Letters that a terminal shows: UTF-8's continuation bytes are none.
std::size_t letter_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
}

void append_wrapped(std::string& out, std::string_view text, std::size_t indent,
                    std::size_t width) {
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const std::size_t letters = letter_count(word);
    if (column != 0 && column + 1 + letters > width) {
      out += '\n';
      column = 0;
    }
    if (column == 0) {
      out.append(indent, ' ');
      column = indent;
    } else {
      out += ' ';
      ++column;
    }
    out += word;
    column += letters;
  }
  out += '\n';
}

}  // namespace

const std::vector<GuideTopic>& guide_topics() {
  static const std::vector<GuideTopic> topics = {
      {"query", "The query language, filters, facets and the JSON of an answer", "Search"},
      {"site", "Indexing: pages, keys of the front matter, generators, speur.yaml", "Index a site"},
      {"words", "Which forms of a word are found, and the lexicon", "Words"},
      {"suggest", "Completing what a visitor types", "Suggest"},
      {"serve", "The server: routes, parameters, limits, the search page", "Serve"},
      {"ranking", "How pages are ordered, and every weight", "Ranking"},
      {"evaluation", "Measuring the quality of a search", "Evaluation"},
      {"exit", "What the programs end with", "Exit codes"},
      {"trust", "What is believed of sites and indexes that others made", "What is trusted"}};
  return topics;
}

std::string_view guide_chapter(std::string_view heading) {
  const std::string opening = "\n## " + std::string(heading) + "\n";
  const std::size_t begin = readme_text.find(opening);
  if (begin == std::string_view::npos) return {};
  const std::string_view rest = readme_text.substr(begin + opening.size());
  return rest.substr(0, rest.find("\n## "));
}

std::vector<GuideBlock> guide_blocks(std::string_view markdown) {
  std::vector<GuideBlock> blocks;
  bool in_code = false;
  bool goes_on = false;  // the last block is a paragraph or item that the next line may belong to
  std::string raw;       // its Markdown
  const auto finish = [&] {
    if (goes_on) blocks.back().text = plain_text(raw);
    goes_on = false;
  };
  while (!markdown.empty()) {
    const std::size_t end = std::min(markdown.find('\n'), markdown.size());
    const std::string_view whole = markdown.substr(0, end);
    markdown.remove_prefix(std::min(end + 1, markdown.size()));
    const std::string_view line = trimmed(whole);
    if (line.starts_with("```")) {
      finish();
      in_code = !in_code;
      if (in_code) blocks.push_back({Kind::code, {}, {}});
    } else if (in_code) {
      blocks.back().text += std::string(whole) + '\n';
    } else if (line.empty()) {
      finish();
    } else if (line.starts_with('#')) {
      finish();
      blocks.push_back({Kind::heading, {}, plain_text(trimmed(line.substr(line.find_first_not_of('#'))))});
    } else if (is_delimiter_row(line)) {
      finish();
      blocks.pop_back();  // the row above is the table's head, which only names the columns
    } else if (line.starts_with('|')) {
      finish();
      const std::vector<std::string_view> cells = table_cells(line);
      GuideBlock row{Kind::row, {}, {}};
      for (const std::string_view& cell : cells) {
        if (&cell == &cells.front()) {
          row.term = plain_text(unescaped(cell));
        } else {
          row.text += (row.text.empty() ? "" : "; ") + plain_text(unescaped(cell));
        }
      }
      blocks.push_back(std::move(row));
    } else if (line.starts_with("- ")) {
      finish();
      blocks.push_back({Kind::item, {}, {}});
      raw = line.substr(2);
      goes_on = true;
    } else if (goes_on) {
      raw += ' ';
      raw += line;
    } else {
      blocks.push_back({Kind::paragraph, {}, {}});
      raw = line;
      goes_on = true;
    }
  }
  finish();
  return blocks;
}

std::string guide_text(const std::vector<GuideBlock>& blocks, std::size_t width) {
  std::string text;
  const GuideBlock* before = nullptr;
  for (const GuideBlock& block : blocks) {
    const bool same_list = before != nullptr && before->kind == block.kind &&
                           (block.kind == Kind::item || block.kind == Kind::row);
    if (before != nullptr && !same_list) text += '\n';
    before = &block;
    switch (block.kind) {
      case Kind::heading: text += block.text + '\n'; break;
      case Kind::paragraph: append_wrapped(text, block.text, 0, width); break;
      case Kind::item: append_wrapped(text, "- " + block.text, 2, width); break;
      case Kind::row:
        text += "  " + block.term + '\n';
        append_wrapped(text, block.text, 6, width);
        break;
      case Kind::code: {
        std::string_view rest = block.text;
        while (!rest.empty()) {
          const std::size_t end = rest.find('\n');
          text += "    " + std::string(rest.substr(0, end)) + '\n';
          rest.remove_prefix(end + 1);
        }
        break;
      }
    }
  }
  return text;
}

}  // namespace speur
