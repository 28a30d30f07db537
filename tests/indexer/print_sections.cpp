// Prints the sections of Markdown pages as JSON, one page a line, for scripts that compare them
// with another reader's. Usage: print_sections [--github] PAGE…

#include "indexer/markdown/markdown.hpp"

#include <boost/json.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The page behind its front matter, which the scripts read for themselves.
std::string_view body_of(std::string_view page) {
  if (page.starts_with("\xEF\xBB\xBF")) page.remove_prefix(3);
  if (!page.starts_with("---\n") && !page.starts_with("---\r\n")) return page;
  for (std::size_t line = page.find('\n') + 1; line < page.size();
       line = page.find('\n', line) + 1) {
    const std::size_t end = page.find('\n', line);
    if (end == std::string_view::npos) break;
    std::string_view text = page.substr(line, end - line);
    text = text.substr(0, text.find_last_not_of(" \r") + 1);
    if (text == "---" || text == "...") return page.substr(end + 1);
  }
  return page;
}

boost::json::object describe_page(const std::string& path, const speur::MarkdownOptions& options) {
  const std::string page = read_file(path);
  std::vector<speur::Problem> problems;
  const speur::MarkdownContent content =
      speur::read_markdown(body_of(page), options, {path, 1}, problems);
  boost::json::object result{{"page", path}, {"first_h1", content.first_h1}};
  boost::json::array& sections = result["sections"].emplace_array();
  for (const speur::Section& section : content.sections) {
    sections.push_back({{"level", section.level},
                        {"heading", section.heading},
                        {"anchor", section.anchor},
                        {"text", section.text}});
  }
  boost::json::object& abbreviations = result["abbreviations"].emplace_object();
  for (const auto& [name, meaning] : content.abbreviations) abbreviations[name] = meaning;
  boost::json::array& messages = result["problems"].emplace_array();
  for (const speur::Problem& problem : problems) {
    messages.push_back(boost::json::string(describe(problem.where, problem.message)));
  }
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  speur::MarkdownOptions options;
  bool failed = false;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--github") {
      options.anchors = speur::AnchorStyle::github;
      continue;
    }
    try {
      std::cout << boost::json::serialize(describe_page(argument, options)) << '\n';
    } catch (const speur::Error& error) {
      std::cerr << error.what() << '\n';
      failed = true;
    }
  }
  return failed ? 65 : 0;
}
