// Law: what a template does, Liquid's in a page or Hugo's in a shortcode, is spent from the page's budget, so that a
// page of any size whose templates go on is left out. Templates are made of random actions over large values, and the
// work that is counted must stay within a constant of what the budget allows.

#include "growth/work_counter.hpp"
#include "indexer/budget/page_budget.hpp"
#include "indexer/site/liquid/liquid.hpp"
#include "indexer/site/shortcodes/go_runner.hpp"
#include "indexer/site/shortcodes/go_template.hpp"
#include "speur/error.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace speur {
namespace {

constexpr PageLimits limits{std::size_t{64} << 20U, 0, 4'000'000, 0};
/// Units of work a step, and those that come before the first: ICU and allocations count by what they go over.
constexpr std::uint64_t most_a_step = 4, most_before = 60'000'000;

YamlNode text_node(std::string text) {
  YamlNode node;
  node.kind = YamlNode::Kind::scalar;
  node.text = std::move(text);
  node.plain = true;
  return node;
}

YamlNode list_of(std::size_t count, const YamlNode& item) {
  YamlNode list;
  list.kind = YamlNode::Kind::list;
  list.items.assign(count, item);
  return list;
}

/// `lang` is a long text, `lijst` a long list, `diep` one with a list in it, `blad` a map with many keys.
YamlNode large_values() {
  YamlNode map;
  map.kind = YamlNode::Kind::map;
  const auto add = [&](const std::string& name, YamlNode value) { map.members.push_back({text_node(name), std::move(value)}); };
  add("lang", text_node(std::string(60'000, 'a')));
  add("eind", text_node(std::string(30'000, 'a') + "b"));
  add("lijst", list_of(5'000, text_node("woord")));
  add("teksten", list_of(4, text_node(std::string(60'000, 'a'))));
  add("diep", list_of(1, list_of(5'000, text_node("woord"))));
  YamlNode keys;
  keys.kind = YamlNode::Kind::map;
  for (int i = 0; i < 5'000; ++i) keys.members.push_back({text_node(fmt::format("k{}", i)), text_node("woord")});
  add("blad", std::move(keys));
  return map;
}

/// `rounds` times a few of `pieces`, so that what a step leaves behind is what the next one begins with.
std::string random_template(std::mt19937_64& random, const std::vector<std::string>& pieces, std::size_t rounds) {
  std::string some;
  for (std::size_t left = 1 + random() % 4; left > 0; --left) some += pieces[random() % pieces.size()];
  std::string all;
  for (std::size_t i = 0; i < rounds; ++i) all += some;
  return all;
}

template <class Run>
std::uint64_t work_of(const Run& run) {
  start_counting();
  try {
    const PageBudget budget("docs/a.md", 0, limits);
    run();
  } catch (const Error&) {
    // Left out is as good as read, if it took as little work.
  }
  return stop_counting().work;
}

std::size_t seeds() {
  const char* const text = std::getenv("SPEUR_PATTERNS");
  return text == nullptr ? 150 : std::strtoull(text, nullptr, 10);
}

constexpr std::uint64_t most_work = limits.work * most_a_step + most_before;

}  // namespace

TEST_CASE("what a template of Liquid does is spent from its page's budget", "[growth]") {
  const YamlNode page = large_values();
  const YamlNode none;
  std::vector<std::string> pieces = {
      "{% assign x = page.lang %}", "{% assign x = page.lijst %}", "{% assign x = page.diep %}", "{% assign x = page.blad %}",
      "{% assign y = page.eind %}", "{% if x contains y %}a{% endif %}", "{% if page.lang contains page.eind %}a{% endif %}",
      "{% assign z = x | remove: y %}", "{% assign z = page.lang | replace: page.eind, 'a' %}", "{% assign z = x | split: y %}",
      "{% assign z = x | split: '' %}", "{% if x %}a{% endif %}", "{% unless x == y %}a{% endunless %}",
      "{% case x %}{% when 1, 2, 3, 4, 5, 6 %}a{% endcase %}", "{% assign z = x | where_exp: 'i', 'i' %}",
      "{% assign z = page.lijst | first %}", "{% if page.blad.k0 %}a{% endif %}", "{% if page.niet %}a{% endif %}",
      "{% assign z = x | reverse %}", "{% assign z = x | upcase %}", "{% assign x = x | append: x %}",
      "{% capture x %}{{ x }}{{ x }}{% endcapture %}", "{% assign z = x | join: y %}", "{{ x }}", "{{ page.lang | markdownify }}",
      "{% for a in x %}{% for b in x limit: 2 %}{% endfor %}{% endfor %}", "{% for a in x limit: 1 %}a{% endfor %}",
      "{% included a=page.lijst b=page.lang %}{% if include.a %}a{% endif %}{% endincluded %}", "{% assign z = page.lang | date: x %}"};
  const std::string words(20'000, 'i');
  pieces.push_back("{% assign z = page.lijst | where_exp: 'i', 'i == \"" + words + "\"' %}");
  std::string condition = "i";
  for (int i = 0; i < 5'000; ++i) condition += " and i";
  pieces.push_back("{% assign z = page.lijst | where_exp: 'i', '" + condition + "' %}");
  std::mt19937_64 random(1);
  std::vector<std::string> faults;
  for (std::size_t seed = 0; seed < seeds(); ++seed) {
    // The first ones are each piece by itself.
    const std::string inside = seed < pieces.size() ? pieces[seed] : random_template(random, pieces, 1);
    const bool is_long = inside.size() > 1'000;  // what loops go over is bounded
    const std::string body = is_long ? inside : "{% for r in (1..900) %}" + inside + "{% endfor %}";
    const std::string source = "{% assign x = page.lijst %}{% assign y = page.eind %}" + body;
    std::vector<Problem> problems;
    const std::uint64_t work = work_of([&] { (void)run_liquid(source, {page, none}, {"docs/a.md", 1}, problems); });
    if (work > most_work) faults.push_back(fmt::format("{} units: {}", work, inside.substr(0, 300)));
  }
  for (const std::string& fault : faults) UNSCOPED_INFO(fault);
  CHECK(faults.empty());
}

TEST_CASE("what the template of a shortcode does is spent from its page's budget", "[growth]") {
  const YamlNode page = large_values();
  const YamlNode none;
  const std::string tokens = [] {
    std::string all = "{{ $z := print";
    for (int i = 0; i < 5'000; ++i) all += " $y";
    return all + " }}";
  }();
  const std::vector<std::string> pieces = {
      "{{ $x = .Page.Params.lang }}", "{{ $x = .Page.Params.lijst }}", "{{ $x = .Page.Params.diep }}", "{{ $x = .Page.Params.teksten }}",
      "{{ $x = .Page.Params.blad }}", "{{ $z := len $x }}", "{{ $z := in $x $y }}", "{{ $z := upper $x }}",
      "{{ $z := replace $y \"a\" \"bb\" }}", "{{ $z := split $x $y }}", "{{ $z := split $y \"\" }}", "{{ $z := split $y \"a\" }}",
      "{{ $z := index $x 3 }}", "{{ $z := index $x \"niet\" }}", "{{ $z := .Page.Params.blad.niet }}", "{{ $z := first 2 $x }}",
      "{{ $x = append $y $x }}", "{{ $x = slice $x $x $x }}", "{{ $z := delimit $x $y }}", "{{ if in $x \"niet\" }}a{{ end }}",
      "{{ if .Site.LastChange }}{{ $x = 1 }}{{ end }}", "{{ with unknown }}{{ $y = 1 }}{{ end }}", "{{ $z := print $y $y }}",
      "{{ range $x }}{{ end }}", "{{ range $x }}{{ $z := len $x }}{{ end }}", "{{ if eq $x $y $y $y $y }}a{{ end }}", "{{ $y }}",
      "{{ if contains .Page.Params.lang .Page.Params.eind }}a{{ end }}", "{{ $z := partial \"deel\" . }}", "<a b=\"{{ $y }}\">",
      "{{ $z := dict \"a\" $x \"b\" $y }}", "{{ $z := isset $x \"niet\" }}", "{{/* a */}}" + std::string(10'000, 'a'), tokens};
  GoTemplates partials;
  partials.emplace("deel", parse_go_template(std::string(60'000, 'a') + "{{ $z := len .Page.Params.lijst }}"));
  const GoValue around = GoValue::nothing();
  std::mt19937_64 random(1);
  std::vector<std::string> faults;
  for (std::size_t seed = 0; seed < seeds(); ++seed) {
    const std::string inside = seed < pieces.size() ? pieces[seed] : random_template(random, pieces, 1);
    const std::string source = "{{ $x := .Page.Params.lijst }}{{ $y := .Page.Params.eind }}{{ range seq 1000 }}" + inside + "{{ end }}";
    const std::shared_ptr<const GoTemplate> made = parse_go_template(source);
    REQUIRE(made);
    const std::uint64_t work = work_of([&] {
      // A page has many tags.
      for (int tag = 0; tag < 20; ++tag) {
        (void)run_go_template(*made, {partials, page, none, "naam", false, GoValue::nothing(), &around, none, none});
      }
    });
    if (work > most_work) faults.push_back(fmt::format("{} units: {}", work, inside.substr(0, 300)));
  }
  for (const std::string& fault : faults) UNSCOPED_INFO(fault);
  CHECK(faults.empty());
}

}  // namespace speur
