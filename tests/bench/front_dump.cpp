// Everything that reading and analyzing makes of a site's pages, as text, so that two builds can be
// compared byte for byte.
// front_dump CONTENT: one line a page, its id and a hash of all that was made of it.
// front_dump CONTENT ID: that page in full.

#include "indexer/page/page_reader.hpp"
#include "indexer/site/content_reader.hpp"
#include "indexer/site/site_config.hpp"
#include "speur/analyzer.hpp"

#include <fmt/format.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstdio>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

class Dump {
 public:
  std::string text;

  template <typename... Values>
  void line(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(text), format, std::forward<Values>(values)...);
    text += '\n';
  }

  void page(const speur::Page& page) {
    line("url {}\ntitle {}\nother {}\ndescription {}\nlanguage {}\nboost {}", page.url, page.title,
         page.other_title, page.description, page.language, page.boost);
    for (const std::string& each : page.identifiers) line("identifier {}", each);
    for (const std::string& each : page.synonyms) line("synonym {}", each);
    for (const speur::Facet& facet : page.facets) {
      line("facet {}", facet.name);
      for (const speur::FacetValue& value : facet.values) {
        line("  value {} {} {}", static_cast<int>(value.type), value.text, value.number);
      }
    }
    for (const auto& [name, meaning] : page.abbreviations) line("abbreviation {}={}", name, meaning);
    for (const speur::PageDefinition& each : page.definitions) {
      line("definition {} {} {} {}", static_cast<int>(each.source), each.term, each.text,
           each.anchor);
    }
    for (const speur::Section& section : page.sections) {
      line("section {} #{} {}\n{}", section.level, section.anchor, section.heading, section.text);
    }
  }

  void words(speur::Analyzer& analyzer, std::string_view name, std::string_view analyzed) {
    line("words of {}", name);
    for (const speur::Token& token : analyzer.analyze(analyzed)) {
      const speur::WordForm& form = *token.form;
      line("{} {} {} {} {} {}{}", token.position, token.begin, token.end, form.exact,
           form.accented, form.stem, form.stop ? " stop" : "");
      for (const speur::CompoundPart& part : form.parts) {
        line("  part {} {} {}", part.stem, part.begin, part.end);
      }
      for (const auto& term : token.joined.terms()) line("  joined {} {}", term, token.joined.text_end());
    }
  }
};

std::string text_of(const speur::Page& page) {
  std::string text;
  for (const speur::Section& section : page.sections) {
    ((text += section.heading) += '\n') += section.text;
    text += '\n';
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: front_dump CONTENT [ID]\n", stderr);
    return 64;
  }
  const std::string wanted = argc > 2 ? argv[2] : "";
  speur::IndexOptions options;
  options.content = argv[1];
  std::vector<speur::Problem> problems;
  const speur::SiteConfig config = speur::load_site_config(options, problems);
  const std::vector<speur::FoundPage> found = speur::find_pages(config, problems);
  for (const speur::Problem& problem : problems) {
    std::printf("%s\n", describe(problem.where, problem.message).c_str());
  }
  std::map<std::string, speur::Analyzer> analyzers;
  for (const speur::FoundPage& each : found) {
    const speur::SourceFile source = speur::source_file(each, config);
    if (!wanted.empty() && source.id != wanted) continue;
    Dump dump;
    problems.clear();
    try {
      const speur::PageResult result =
          speur::read_page(source, speur::read_page_bytes(source, config), config, problems);
      if (result.page) {
        const speur::Page& page = *result.page;
        dump.page(page);
        speur::Analyzer& analyzer =
            analyzers
                .try_emplace(page.language, speur::AnalyzerRecipe::standard(), page.language)
                .first->second;
        dump.words(analyzer, "title", page.title);
        dump.words(analyzer, "description", page.description);
        dump.words(analyzer, "text", text_of(page));
      } else {
        dump.line("skipped {}", static_cast<int>(result.skipped));
      }
    } catch (const speur::Error& e) {
      dump.line("error {} {}", static_cast<int>(e.code()), e.what());
    }
    for (const speur::Problem& problem : problems) {
      dump.line("problem {} {}", describe(problem.where, problem.message), problem.harmless);
    }
    if (wanted.empty()) {
      std::printf("%s %016llx\n", source.id.c_str(),
                  static_cast<unsigned long long>(XXH3_64bits(dump.text.data(), dump.text.size())));
    } else {
      std::fputs(dump.text.c_str(), stdout);
    }
  }
  return 0;
}
