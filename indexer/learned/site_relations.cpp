#include "indexer/learned/site_relations.hpp"

#include "indexer/terms/page_relations.hpp"
#include "speur/error.hpp"
#include "speur/word_relation.hpp"

#include <fmt/format.h>

#include <set>
#include <string_view>
#include <utility>

namespace speur {
namespace {

constexpr std::size_t max_table_bytes = 8U << 20U;

/// Lines of a table, in order and none twice.
class Table {
 public:
  void add(std::initializer_list<std::string_view> pieces) {
    std::string line;
    for (const std::string_view& piece : pieces) {
      if (&piece != pieces.begin()) line += relation_separator;
      line += piece;
    }
    line += '\n';
    const std::size_t size = line.size();
    if (lines_.insert(std::move(line)).second) bytes_ += size;
    if (bytes_ > max_table_bytes) {
      throw Error(ExitCode::config, "the site's synonyms and abbreviations are too many to keep");
    }
  }

  [[nodiscard]] std::string text() const {
    std::string all;
    for (const std::string& line : lines_) all += line;
    return all;
  }

 private:
  std::set<std::string> lines_;
  std::size_t bytes_ = 0;
};

void add_rule(const SynonymRule& rule, const std::filesystem::path& file, Analyzer& analyzer,
              Table& table) {
  std::vector<std::string> to_keys;
  for (const std::string& name : rule.to) to_keys.push_back(name_key(analyzer.analyze(name)));
  for (const std::string& name : rule.from) {
    const std::vector<Token> words = analyzer.analyze(name);
    const std::string key = name_key(words);
    if (key.empty() || words.size() > max_relation_run) {
      throw Error(ExitCode::config, {file, rule.line},
                  fmt::format("\"{}\" has {} words: a name of 1 to {} is found", name, words.size(),
                              max_relation_run));
    }
    // How it is spelled, for suggestions and corrections: no name is another name of itself.
    table.add({key, "s", key, name});
    for (std::size_t i = 0; i < rule.to.size(); ++i) {
      if (!to_keys[i].empty() && to_keys[i] != key) table.add({key, "s", to_keys[i], rule.to[i]});
    }
  }
}

}  // namespace

SiteRelations site_relations(const SiteConfig& config, const AnalyzerRecipe& recipe) {
  if (config.synonyms.empty() && config.abbreviations.empty()) return {};
  Analyzer analyzer(recipe, config.language);
  Table synonyms;
  Table definitions;
  for (const SynonymRule& rule : config.synonyms) {
    add_rule(rule, config.synonyms_file, analyzer, synonyms);
  }
  for (const auto& written : config.abbreviations) {
    const DeclaredAbbreviation each = read_abbreviation(written, analyzer);
    if (each.acronym && !each.brief_key.empty() && !each.full_key.empty()) {
      synonyms.add({each.brief_key, "a", each.full_key, each.full});
      synonyms.add({each.full_key, "e", each.brief_key, each.brief});
    } else if (each.explains) {
      const StoredDefinition definition =
          stored_definition({each.brief, each.full, {}, DefinitionSource::abbreviation}, analyzer);
      for (const std::string& key : definition.keys) {
        definitions.add({key, definition.term, definition.text});
      }
    }
  }
  return {synonyms.text(), definitions.text()};
}

}  // namespace speur
