// Law: the work that a page takes grows at most as n log n with its bytes, and its memory is at most
// 20 times its bytes and a constant, whatever the page is made of. Pages are made of the fragments of
// fragments.hpp, alone and in each other, in several shapes; what is counted is the same on each
// machine, and no time is measured.

#include "growth/fragments.hpp"
#include "growth/work_counter.hpp"
#include "indexer/markdown/markdown.hpp"
#include "indexer/page/page_reader.hpp"
#include "indexer/site/jekyll/highlighted_code.hpp"
#include "indexer/site/liquid/liquid.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace speur {
namespace {

/// How a page is made of two fragments; both may be the same.
enum class Shape : std::uint8_t {
  alternate,  ///< ababab
  blocks,     ///< aaabbb
  one_first,  ///< abbb
  one_last,   ///< bbba
  rows,       ///< abbb abbb abbb, as many rows as there are in a row
  falling,    ///< aaab aab ab
  rising,     ///< ab aab aaab
  different,  ///< like alternate, and each letter `a` in them is another word
  last
};

constexpr auto shape_names = std::to_array<std::string_view>(
    {"alternate", "blocks", "one_first", "one_last", "rows", "falling", "rising", "different"});

enum class Place : std::uint8_t { body, yaml, toml, json, last };

/// How a body is read.
enum class Reading : std::uint8_t { python_markdown, kramdown, commonmark, mdx, vue, liquid, last };

struct Pattern {
  Place place = Place::body;
  Shape shape = Shape::alternate;
  Reading reading = Reading::python_markdown;
  std::string_view a, b;
};

std::span<const std::string_view> fragments(Place place) {
  switch (place) {
    case Place::yaml: return yaml_fragments;
    case Place::toml: return toml_fragments;
    case Place::json: return json_fragments;
    default: return body_fragments;
  }
}

std::string shown(const Pattern& pattern) {
  const auto quoted = [](std::string_view text) {
    std::string all = "\"";
    for (const char c : text) {
      if (c == '\n') {
        all += "\\n";
      } else if (c == '\r') {
        all += "\\r";
      } else if (c == '\t') {
        all += "\\t";
      } else {
        if (c == '"' || c == '\\') all += '\\';
        all += c;
      }
    }
    return all + '"';
  };
  return fmt::format("place {} reading {} {} of {} and {}", static_cast<int>(pattern.place),
                     static_cast<int>(pattern.reading),
                     shape_names[static_cast<std::size_t>(pattern.shape)], quoted(pattern.a),
                     quoted(pattern.b));
}

void append(std::string& page, std::string_view text, std::size_t times) {
  for (std::size_t i = 0; i < times; ++i) page += text;
}

/// `text` with another word for each letter `a`.
void append_different(std::string& page, std::string_view text, std::size_t& number) {
  for (const char c : text) {
    page += c;
    if (c == 'a') page += std::to_string(number++);
  }
}

std::string repeated(const Pattern& pattern, std::size_t bytes) {
  const std::string_view a = pattern.a;
  const std::string_view b = pattern.b;
  const std::size_t both = a.size() + b.size();
  const auto root = static_cast<std::size_t>(std::sqrt(static_cast<double>(bytes / b.size())));
  const auto steps = static_cast<std::size_t>(std::sqrt(2 * static_cast<double>(bytes / a.size())));
  std::string page;
  std::size_t number = 0;
  switch (pattern.shape) {
    case Shape::blocks:
      append(page, a, bytes / both);
      append(page, b, bytes / both);
      break;
    case Shape::one_first:
      append(page, a, 1);
      append(page, b, bytes / b.size());
      break;
    case Shape::one_last:
      append(page, b, bytes / b.size());
      append(page, a, 1);
      break;
    case Shape::rows:
      for (std::size_t i = 0; i < root; ++i) {
        append(page, a, 1);
        append(page, b, root);
      }
      break;
    case Shape::falling:
      for (std::size_t i = steps; i > 0; --i) {
        append(page, a, i);
        append(page, b, 1);
      }
      break;
    case Shape::rising:
      for (std::size_t i = 1; i <= steps; ++i) {
        append(page, a, i);
        append(page, b, 1);
      }
      break;
    case Shape::different:
      while (page.size() < bytes) {
        append_different(page, a, number);
        append_different(page, b, number);
      }
      break;
    default:
      append(page, std::string(a) + std::string(b), bytes / both);
  }
  return page;
}

std::string page_of(const Pattern& pattern, std::size_t bytes) {
  const std::string text = repeated(pattern, bytes);
  switch (pattern.place) {
    case Place::yaml: return "---\n" + text + "\n---\ntekst\n";
    case Place::toml: return "+++\n" + text + "\n+++\ntekst\n";
    case Place::json: return "{\"t\": 1, " + text + "}\ntekst\n";
    default: return text;
  }
}

struct Measured {
  std::size_t bytes = 0;
  Cost cost;
  bool refused = false;
};

MarkdownOptions options_of(Reading reading) {
  MarkdownOptions options;
  if (reading != Reading::python_markdown) options.anchors.style = AnchorStyle::github;
  switch (reading) {
    case Reading::kramdown:
    case Reading::liquid:
      options.anchors.slug = SlugRule::kramdown;
      options.dialect = MarkdownDialect::kramdown;
      break;
    case Reading::commonmark:
      options.anchors.slug = SlugRule::hugo;
      options.dialect = MarkdownDialect::commonmark;
      break;
    case Reading::mdx:
      options.anchors.slug = SlugRule::github;
      options.dialect = MarkdownDialect::mdx;
      break;
    case Reading::vue:
      options.anchors.slug = SlugRule::github;
      options.dialect = MarkdownDialect::commonmark;
      options.features.vue = true;
      break;
    default:
      break;
  }
  return options;
}

/// Reads the page as a whole; in the dialects of which a page alone does not tell, its body.
void read(std::string page, Reading reading, const PageLimits& limits) {
  std::vector<Problem> problems;
  if (reading == Reading::python_markdown) {
    SiteConfig config;
    config.page_limits = limits;
    (void)read_page({"a.md", "docs/a.md"}, std::move(page), config, problems);
  } else {
    const PageBudget budget("docs/a.md", page.size(), limits);
    if (reading == Reading::liquid) {
      const YamlNode none;
      page = run_liquid(with_code_on_lines(std::move(page)), {none, none}, {"docs/a.md", 1}, problems);
    }
    (void)read_markdown(page, options_of(reading), {"docs/a.md", 1}, problems);
  }
}

Measured measure(const Pattern& pattern, std::size_t bytes, const PageLimits& limits = {}) {
  std::string page = page_of(pattern, bytes);
  Measured measured{page.size(), {}, false};
  start_counting();
  try {
    read(std::move(page), pattern.reading, limits);
  } catch (const Error&) {
    measured.refused = true;
  }
  measured.cost = stop_counting();
  return measured;
}

/// n log n, and what buffers and tables that double may add.
double allowed(const Measured& small, const Measured& large) {
  const auto n = static_cast<double>(small.bytes);
  const auto m = static_cast<double>(large.bytes);
  return 1.6 * m / n * std::log2(m) / std::log2(n);
}

double growth(const Measured& small, const Measured& large) {
  return static_cast<double>(large.cost.work) / static_cast<double>(small.cost.work);
}

/// Where SPEUR_SHOW is set: units and bytes of memory for each byte of the page.
void show(const Pattern& pattern, const Measured& measured, double grown) {
  static const bool wanted = std::getenv("SPEUR_SHOW") != nullptr;
  if (!wanted) return;
  const auto bytes = static_cast<double>(measured.bytes);
  fmt::print("{:9} {:5.1f} {:7.1f} {:6.1f} {}{}\n", measured.bytes, grown,
             static_cast<double>(measured.cost.work) / bytes,
             static_cast<double>(measured.cost.peak_bytes) / bytes, shown(pattern),
             measured.refused ? " refused" : "");
}

/// What is wrong with how the pattern's cost grows; empty if nothing is. One step may be steep where
/// another way is taken from a size on; a square is steep at each.
std::string fault(const Pattern& pattern) {
  constexpr std::size_t factor = 6;
  std::size_t bytes = 5000;
  Measured small = measure(pattern, bytes);
  double last = 0;
  for (int steep = 0; steep < 3; ++steep) {
    bytes *= factor;
    const Measured large = measure(pattern, bytes);
    last = growth(small, large);
    show(pattern, large, last);
    if (last <= allowed(small, large)) return {};
    small = large;
    if (large.cost.work > 4'000'000'000) break;
  }
  return fmt::format("{}: {} bytes cost {} units, {:.1f} times as much as a {}th of them", shown(pattern),
                     small.bytes, small.cost.work, last, factor);
}

constexpr auto readings = static_cast<std::size_t>(Reading::last);

std::size_t count_from_environment(const char* name, std::size_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

template <class Value>
Value random_of(std::mt19937_64& random, Value last) {
  return static_cast<Value>(random() % static_cast<std::size_t>(last));
}

/// A fragment as shown() prints it, from the environment.
std::string from_environment(const char* name) {
  const char* const text = std::getenv(name);
  std::string all;
  for (std::string_view left = text == nullptr ? "a" : text; !left.empty(); left.remove_prefix(1)) {
    if (left[0] == '\\' && left.size() > 1) {
      left.remove_prefix(1);
      all += left[0] == 'n' ? '\n' : left[0] == 't' ? '\t' : left[0] == 'r' ? '\r' : left[0];
    } else {
      all += left[0];
    }
  }
  return all;
}

}  // namespace

TEST_CASE("one pattern of the environment, for who looks at a fault", "[.][pattern]") {
  const std::string a = from_environment("SPEUR_A");
  const std::string b = from_environment("SPEUR_B");
  const Pattern pattern{static_cast<Place>(count_from_environment("SPEUR_PLACE", 0)),
                        static_cast<Shape>(count_from_environment("SPEUR_SHAPE", 0)),
                        static_cast<Reading>(count_from_environment("SPEUR_READING", 0)), a, b};
  double last = 0;
  for (const std::size_t bytes : {10'000, 40'000, 160'000, 640'000, 2'560'000}) {
    const Measured measured = measure(pattern, bytes);
    const auto work = static_cast<double>(measured.cost.work);
    show(pattern, measured, last == 0 ? 0 : work / last);
    last = work;
    CHECK(work < 1e11);
  }
}

TEST_CASE("the work of a page grows with its bytes, whatever fragment is repeated in it", "[growth]") {
  std::vector<std::string> faults;
  std::size_t turn = 0;
  for (std::size_t place = 0; place < static_cast<std::size_t>(Place::last); ++place) {
    for (const std::string_view a : fragments(static_cast<Place>(place))) {
      // They take turns, so that all of them meet each shape.
      const auto reading = static_cast<Reading>(place == 0 ? turn++ % readings : 0);
      for (const Shape shape : {Shape::alternate, Shape::different}) {
        if (const std::string wrong = fault({static_cast<Place>(place), shape, reading, a, a}); !wrong.empty()) {
          faults.push_back(wrong);
        }
      }
    }
  }
  for (const std::string& wrong : faults) UNSCOPED_INFO(wrong);
  CHECK(faults.empty());
}

TEST_CASE("what once cost a square of a page's bytes grows with them", "[growth]") {
  for (const Pattern& pattern : std::to_array<Pattern>({
           {Place::body, Shape::one_first, Reading::python_markdown, "<div\n", "<a b"},
           {Place::body, Shape::rising, Reading::mdx, "<a \"", "a<b c=\""},
           {Place::body, Shape::blocks, Reading::python_markdown, "//// a | b\n", "///\n"},
           {Place::body, Shape::alternate, Reading::mdx, "<br>", "<br>"},
           {Place::body, Shape::one_first, Reading::mdx, ">>", "<body>"},
           {Place::body, Shape::falling, Reading::mdx, "<!--", "    "},
       })) {
    CHECK(fault(pattern) == "");
  }
}

TEST_CASE("the work of a page grows with its bytes where two fragments are in each other", "[growth]") {
  std::mt19937_64 random(count_from_environment("SPEUR_SEED", 1));
  std::vector<std::string> faults;
  for (std::size_t left = count_from_environment("SPEUR_PATTERNS", 600); left > 0; --left) {
    Pattern pattern;
    pattern.place = random() % 3 == 0 ? random_of(random, Place::last) : Place::body;
    pattern.shape = random_of(random, Shape::last);
    if (pattern.place == Place::body) pattern.reading = random_of(random, Reading::last);
    const auto pieces = fragments(pattern.place);
    pattern.a = pieces[random() % pieces.size()];
    pattern.b = pieces[random() % pieces.size()];
    if (const std::string wrong = fault(pattern); !wrong.empty()) {
      faults.push_back(wrong);
      if (std::getenv("SPEUR_PATTERNS") != nullptr) fmt::print(stderr, "{}\n", wrong);
    }
  }
  for (const std::string& wrong : faults) UNSCOPED_INFO(wrong);
  CHECK(faults.empty());
}

TEST_CASE("a page holds no more memory than its bytes allow, whatever fragment is repeated in it",
          "[growth]") {
  constexpr PageLimits limits{std::size_t{512} << 10U, 20};
  constexpr std::size_t bytes = 60'000;
  // What the thread keeps for the next page.
  constexpr std::size_t slack = std::size_t{400} << 10U;
  std::vector<std::string> faults;
  std::size_t turn = 0, refused = 0;
  for (const std::string_view a : body_fragments) {
    const auto reading = static_cast<Reading>(turn++ % readings);
    for (const Shape shape : {Shape::alternate, Shape::different}) {
      const Pattern pattern{Place::body, shape, reading, a, a};
      const Measured measured = measure(pattern, bytes, limits);
      if (measured.refused) ++refused;
      if (measured.cost.peak_bytes <= limits.bytes + limits.bytes_a_byte * measured.bytes + slack) continue;
      faults.push_back(fmt::format("{}: {} bytes hold {}{}", shown(pattern), measured.bytes,
                                   measured.cost.peak_bytes, measured.refused ? ", refused" : ""));
    }
  }
  for (const std::string& wrong : faults) UNSCOPED_INFO(wrong);
  CHECK(faults.empty());
  CHECK(refused > 0);  // or the bound was never met
}

}  // namespace speur
