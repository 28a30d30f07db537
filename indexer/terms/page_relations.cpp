#include "indexer/terms/page_relations.hpp"

#include "indexer/terms/acronyms.hpp"
#include "indexer/text/text_decoding.hpp"
#include "speur/npos.hpp"
#include "stemmers/words/whole_letters.hpp"

#include <algorithm>
#include <set>
#include <span>

namespace speur {
namespace {

/// Of one page; those that come later are left out.
constexpr std::size_t max_relations = 2000;
constexpr std::size_t max_definitions = 1000;

/// So many words explain; fewer only name.
constexpr std::size_t min_explaining_words = 3;

std::string without_final_point(std::string text) {
  while (text.ends_with('.') || text.ends_with(' ')) text.pop_back();
  return text;
}

/// Cut at the end of a sentence, or else of a word.
std::string shortened(const std::string& text) {
  if (text.size() <= max_definition_bytes) return text;
  const std::string_view start = std::string_view(text).substr(0, max_definition_bytes);
  const std::size_t sentence = start.rfind(". ");
  if (sentence != npos && sentence > max_definition_bytes / 2) {
    return std::string(start.substr(0, sentence + 1));
  }
  const std::size_t blank = start.rfind(' ');
  const std::size_t end = blank != npos ? blank : whole_letters(text, max_definition_bytes);
  return std::string(start.substr(0, end)) + " …";
}

/// The relations of one page: each once, and for two names of a thing in one spelling, so that the
/// number of pages with it is the number of pages that say it.
class Relations {
 public:
  explicit Relations(Analyzer& analyzer) : analyzer_(analyzer) {}

  void add_acronym(const std::string& brief_key, std::string_view brief,
                   const std::string& full_key, std::string_view full) {
    add(acronym_prefix, brief_key, full_key, full);
    add(expansion_prefix, full_key, brief_key, brief);
  }

  void add_synonym(const std::string& one, const std::string& other) {
    const std::string one_key = name_key(analyzer_.analyze(one));
    const std::string other_key = name_key(analyzer_.analyze(other));
    if (one_key == other_key) return;
    add(synonym_prefix, one_key, other_key, other);
    add(synonym_prefix, other_key, one_key, one);
  }

  void add_found(std::string_view text, std::span<const Token> tokens) {
    for (const FoundAcronym& each : find_acronyms(text, tokens)) {
      const std::string_view brief = each.brief.substr(0, each.brief_letters);
      std::string key = acronym_key(each.brief_tokens);
      // "DPIA's (…)" says what a DPIA is.
      if (brief.size() < each.brief.size()) key = ascii_lower(brief);
      add_acronym(key, brief, name_key(each.full_tokens), each.full);
    }
  }

  std::vector<std::string> take() { return {terms_.begin(), terms_.end()}; }

 private:
  void add(std::string_view prefix, const std::string& key, const std::string& other_key,
           std::string_view other) {
    if (key.empty() || other_key.empty() || terms_.size() >= max_relations) return;
    std::string term(prefix);
    ((term += key) += relation_separator) += other_key;
    const std::size_t size = term.size();
    ((term += relation_separator) += one_line(std::string(other)));
    if (term.size() > max_term_bytes || !said_.insert(term.substr(0, size)).second) return;
    terms_.insert(std::move(term));
  }

  Analyzer& analyzer_;
  std::set<std::string> said_;
  std::set<std::string> terms_;
};

}  // namespace

DeclaredAbbreviation read_abbreviation(const std::pair<std::string, std::string>& written,
                                       Analyzer& analyzer) {
  DeclaredAbbreviation result;
  result.brief = one_line(written.first);
  result.full = one_line(written.second);
  // The analyzer's tokens live until its next text: both are read as one, a block apart.
  const std::string both = result.brief + '\n' + result.full;
  const std::vector<Token> tokens = analyzer.analyze(both);
  const auto split = std::ranges::find_if(
      tokens, [&](const Token& token) { return token.begin > result.brief.size(); });
  const std::span<const Token> brief(tokens.begin(), split);
  const std::span<const Token> full(split, tokens.end());
  if (brief.empty() || full.empty()) return result;
  result.acronym = is_declared_acronym(result.brief, brief, full);
  result.explains = !result.acronym && full.size() >= min_explaining_words;
  if (result.acronym) {
    result.full = without_final_point(std::move(result.full));
    result.brief_key = acronym_key(brief);
    result.full_key = name_key(full);
  }
  return result;
}

StoredDefinition stored_definition(const PageDefinition& definition, Analyzer& analyzer) {
  StoredDefinition stored;
  stored.source = definition.source;
  stored.term = one_line(definition.term);
  stored.text = shortened(one_line(definition.text));
  stored.anchor = definition.anchor;
  std::vector<std::string> names = {stored.term};
  const std::size_t open = stored.term.find('(');
  if (const std::size_t close = stored.term.find(')', open); open != npos && close != npos) {
    names.push_back(stored.term.substr(0, open) + stored.term.substr(close + 1));
    names.push_back(stored.term.substr(open + 1, close - open - 1));
  }
  for (const std::string& name : names) {
    std::string key = name_key(analyzer.analyze(name));
    const bool known = std::ranges::find(stored.keys, key) != stored.keys.end();
    if (!key.empty() && !known) stored.keys.push_back(std::move(key));
  }
  return stored;
}

PageRelations page_relations(const Page& page, const AnalyzedPage& analyzed, Analyzer& analyzer) {
  Relations relations(analyzer);
  relations.add_found(analyzed.text.text, analyzed.section_tokens());
  relations.add_found(analyzed.text.text, analyzed.head_tokens());

  std::vector<StoredDefinition> definitions;
  for (const PageDefinition& definition : page.definitions) {
    if (definitions.size() == max_definitions) break;
    definitions.push_back(stored_definition(definition, analyzer));
    if (definition.source != DefinitionSource::entry) continue;
    for (const std::string& synonym : page.synonyms) {
      std::string key = name_key(analyzer.analyze(synonym));
      if (!key.empty()) definitions.back().keys.push_back(std::move(key));
    }
  }
  for (const auto& written : page.abbreviations) {
    const DeclaredAbbreviation each = read_abbreviation(written, analyzer);
    if (each.acronym) {
      relations.add_acronym(each.brief_key, each.brief, each.full_key, each.full);
    } else if (each.explains && definitions.size() < max_definitions) {
      definitions.push_back(
          stored_definition({each.brief, each.full, {}, DefinitionSource::abbreviation}, analyzer));
    }
  }
  for (const std::string& synonym : page.synonyms) relations.add_synonym(page.title, synonym);

  PageRelations result;
  result.terms = relations.take();
  std::set<std::string> defined;
  for (const StoredDefinition& definition : definitions) {
    for (const std::string& key : definition.keys) {
      std::string term = definition_term(key, definition.source, definition.text);
      if (term.size() <= max_term_bytes) defined.insert(std::move(term));
    }
  }
  result.terms.insert(result.terms.end(), defined.begin(), defined.end());
  std::erase_if(definitions, [](const StoredDefinition& each) { return each.keys.empty(); });
  result.definitions = encode_definitions(definitions);
  return result;
}

}  // namespace speur
