// Laws of the template languages: whatever a page or a shortcode's template says, it is run or given up with an
// Error(data); the same template gives the same text each time; each problem has words and a line of the text; and
// text without a sign of a template stays as it is. The first byte says which language the rest is in.

#include "indexer/budget/page_budget.hpp"
#include "indexer/site/jekyll/highlighted_code.hpp"
#include "indexer/site/liquid/liquid.hpp"
#include "indexer/site/shortcodes/go_runner.hpp"
#include "indexer/site/shortcodes/go_template.hpp"
#include "indexer/site/shortcodes/html_words.hpp"
#include "indexer/tree/yaml_tree.hpp"
#include "speur/error.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace speur;

void require(bool law) {
  if (!law) std::abort();
}

YamlNode tree_of(std::string_view yaml) {
  return parse_any_yaml(yaml, {"waarden.yml", 1}).root;
}

const YamlNode& page_values() {
  static const YamlNode values = tree_of(
      "title: Stalling\nlijst: [fiets, auto, 'boot & bus']\nkaart: {naam: Kerk, nr: 12, diep: [[1, 2], [3]]}\nwaar: true\n"
      "dag: 2024-05-17\nleeg:\ntekst: \"Een *nieuwe* [stalling](a.md)\"\n");
  return values;
}

const YamlNode& site_values() {
  static const YamlNode values = tree_of("title: Site\nparams: {mail: info@x.nl, nr: 3}\ndata: {regels: [{naam: a}, {naam: b}]}\n");
  return values;
}

/// Nothing where the page is given up.
std::optional<std::string> liquid(const std::string& text, TemplateLanguage language) {
  std::vector<Problem> problems;
  std::optional<std::string> made;
  try {
    const PageBudget budget("a.md", text.size());
    made = run_liquid(with_code_on_lines(text), {page_values(), site_values(), language}, {"a.md", 1}, problems);
  } catch (const Error& error) {
    require(error.code() == ExitCode::data);
  }
  // Code in one line gets two more.
  const auto lines = 3 * (static_cast<std::size_t>(std::ranges::count(text, '\n')) + text.size() / 20 + 1);
  for (const Problem& problem : problems) require(!problem.message.empty() && problem.where.line >= 1 && problem.where.line <= lines);
  return made;
}

std::optional<std::string> go(const std::string& text) {
  const std::shared_ptr<const GoTemplate> source = parse_go_template(text);
  if (!source) return std::nullopt;
  const GoTemplates partials = {{"deel", source}, {"niet", nullptr}};
  const GoValue around = GoValue::of_entries(GoValue::Kind::map, {{"naam", GoValue::of_text("rond")}});
  GoValue arguments = GoValue::of_entries(GoValue::Kind::list, {{"", GoValue::of_text("een")}, {"", GoValue::of_number(2)}});
  try {
    const PageBudget budget("a.md", text.size());
    return run_go_template(*source, {partials, page_values(), site_values(), "naam", true, std::move(arguments), &around,
                                     *site_values().find("data"), page_values()});
  } catch (const Error& error) {
    require(error.code() == ExitCode::data);
    return std::nullopt;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const bool plain = text.find('{') == std::string::npos;
  if (data[0] % 3 == 2) {
    const std::optional<std::string> made = go(text);
    require(made == go(text));
    if (made) static_cast<void>(words_of_html(*made));
    return 0;
  }
  const TemplateLanguage language = data[0] % 3 == 0 ? TemplateLanguage::liquid : TemplateLanguage::jinja;
  const std::optional<std::string> made = liquid(text, language);
  require(made == liquid(text, language));
  if (plain) require(made == text);
  return 0;
}
