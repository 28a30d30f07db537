#include "searcher/words/word_relations.hpp"

#include "speur/npos.hpp"
#include "speur/schema.hpp"
#include "speur/section_url.hpp"
#include "speur/word_relation.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace speur {
namespace {

/// Expansions that so many times fewer pages give than the best one are slips.
constexpr std::size_t far_fewer = 20;

/// An acronym of several words, as B&W, is no longer than this.
constexpr std::size_t max_acronym_bytes = 10;

std::string_view cut(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(relation_separator), rest.size());
  const std::string_view piece = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return piece;
}

/// Calls `take` with what stands behind `key` and its separator in each such line of a sorted
/// table.
template <typename Take>
void for_lines(std::string_view table, const std::string& key, const Take& take) {
  const std::string probe = key + relation_separator;
  std::size_t low = 0;
  std::size_t high = table.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t before = middle == 0 ? npos : table.rfind('\n', middle - 1);
    const std::size_t begin = before == npos ? 0 : before + 1;
    const std::size_t end = std::min(table.find('\n', middle), table.size());
    if (table.substr(begin, end - begin) < probe) {
      low = std::min(end + 1, table.size());
    } else {
      high = begin;
    }
  }
  while (low < table.size()) {
    const std::size_t end = std::min(table.find('\n', low), table.size());
    const std::string_view line = table.substr(low, end - low);
    if (!line.starts_with(probe)) return;
    take(line.substr(probe.size()));
    low = std::min(end + 1, table.size());
  }
}

/// Questions that ask for a definition; articles are function words and go anyway.
constexpr std::array<std::array<std::string_view, 4>, 11> questions = {{
    {"wat", "wordt", "bedoeld", "met"},
    {"wat", "wordt", "verstaan", "onder"},
    {"wat", "bedoelt", "men", "met"},
    {"wat", "betekent"},
    {"wat", "betekenen"},
    {"wat", "is"},
    {"wat", "zijn"},
    {"what", "is"},
    {"what", "are"},
    {"definitie", "van"},
    {"betekenis", "van"},
}};
constexpr std::array<std::string_view, 7> articles = {"een", "de", "het", "'n", "a", "an", "the"};

/// What is left of a question for a definition, or all.
std::span<const Token> subject(std::span<const Token> words) {
  for (const auto& question : questions) {
    std::size_t length = 0;
    while (length < question.size() && !question[length].empty() && length < words.size() &&
           words[length].form->exact == question[length]) {
      ++length;
    }
    const bool whole = length == question.size() || question[length].empty();
    if (!whole || length == words.size()) continue;
    words = words.subspan(length);
    break;
  }
  if (words.size() > 1 && std::ranges::find(articles, words[0].form->exact) != articles.end()) {
    words = words.subspan(1);
  }
  return words;
}

}  // namespace

/// One other name, with all spellings of it.
struct WordRelations::Found {
  std::string key;
  ExpansionKind kind;
  std::size_t pages = 0;
  std::string text;
  std::size_t text_pages = 0;
};

WordRelations::WordRelations(Xapian::Database database) : database_(std::move(database)) {
  const auto has = [&](std::string_view prefix) {
    const std::string text(prefix);
    return database_.allterms_begin(text) != database_.allterms_end(text);
  };
  has_acronyms_ = has(acronym_prefix);
  has_expansions_ = has(expansion_prefix);
  has_synonyms_ = has(synonym_prefix);
  has_definitions_ = has(definition_prefix);
  synonyms_ = database_.get_metadata(std::string(synonyms_key));
  site_definitions_ = database_.get_metadata(std::string(definitions_key));
}

void WordRelations::collect(std::string_view prefix, ExpansionKind kind, const std::string& key,
                            std::vector<Found>& found) const {
  std::string start(prefix);
  start += key;
  start += relation_separator;
  for (auto term = database_.allterms_begin(start); term != database_.allterms_end(start); ++term) {
    const std::string whole = *term;
    std::string_view rest = std::string_view(whole).substr(start.size());
    const std::string_view other = cut(rest);
    const std::size_t pages = term.get_termfreq();
    auto known = std::ranges::find(found, other, &Found::key);
    if (known == found.end()) {
      found.push_back({std::string(other), kind, 0, {}, 0});
      known = std::prev(found.end());
    }
    known->pages += pages;
    if (pages > known->text_pages) {  // of equal ones the first, in the order of the terms
      known->text = rest;
      known->text_pages = pages;
    }
  }
}

void WordRelations::collect_site(const std::string& key, std::vector<Found>& found) const {
  const std::size_t all = database_.get_doccount();
  for_lines(synonyms_, key, [&](std::string_view rest) {
    const std::string_view kind = cut(rest);
    const std::string_view other = cut(rest);
    auto known = std::ranges::find(found, other, &Found::key);
    if (known == found.end()) {
      found.push_back({std::string(other), ExpansionKind::synonym, 0, {}, 0});
      known = std::prev(found.end());
    }
    if (kind != "s") known->kind = ExpansionKind::acronym;
    known->pages = std::max<std::size_t>(all, 1);
    known->text = rest;
    known->text_pages = known->pages;
  });
}

std::vector<Expansion> WordRelations::expansions(std::span<const WordForm* const> words) const {
  std::vector<Expansion> all;
  const bool acronyms = has_acronyms_;
  const bool names = has_expansions_ || has_synonyms_ || !synonyms_.empty();
  if (!acronyms && !names) return all;
  const auto form = [](const WordForm* word) -> const WordForm& { return *word; };
  const std::size_t count = std::min(words.size(), max_query_words);
  for (std::size_t first = 0; first < count; ++first) {
    for (std::size_t size = std::min(max_relation_run, count - first); size > 0; --size) {
      const std::span<const WordForm* const> run = words.subspan(first, size);
      // OM is a body of the state where it stands alone; in a question it is not.
      if (words.size() > 1 && (run.front()->stop || run.back()->stop)) continue;
      std::vector<Found> found;
      const std::string key = name_key(run, form);
      std::string exact;
      for (const WordForm* word : run) (exact += exact.empty() ? "" : " ") += word->exact;
      if (size == 1 || exact.size() <= max_acronym_bytes) {
        if (acronyms) collect(acronym_prefix, ExpansionKind::acronym, exact, found);
        if (exact != key && size == 1) {
          // The plural of an acronym: DPIA's.
          if (acronyms && found.empty()) {
            collect(acronym_prefix, ExpansionKind::acronym, key, found);
          }
          collect_site(exact, found);
        }
      }
      if (has_expansions_) collect(expansion_prefix, ExpansionKind::acronym, key, found);
      if (has_synonyms_) collect(synonym_prefix, ExpansionKind::synonym, key, found);
      collect_site(key, found);
      std::erase_if(found, [&](const Found& each) { return each.key == key; });
      std::ranges::sort(found, [](const Found& a, const Found& b) {
        return std::tie(b.pages, a.kind, a.text, a.key) < std::tie(a.pages, b.kind, b.text, b.key);
      });
      std::map<ExpansionKind, std::size_t> most;
      for (const Found& each : found) most[each.kind] = std::max(most[each.kind], each.pages);
      std::erase_if(found,
                    [&](const Found& each) { return each.pages * far_fewer < most[each.kind]; });
      if (found.size() > max_expansions) found.resize(max_expansions);
      for (Found& each : found) {
        all.push_back({first, first + size - 1, std::move(each.text), each.kind, each.pages});
      }
    }
  }
  return all;
}

std::vector<OtherNames> WordRelations::names() const {
  struct Line {
    std::string key, other, text;
  };
  std::vector<Line> lines;
  std::string_view table = synonyms_;
  while (!table.empty()) {
    std::string_view line = table.substr(0, table.find('\n'));
    table.remove_prefix(std::min(line.size() + 1, table.size()));
    Line& each = lines.emplace_back();
    each.key = cut(line);
    static_cast<void>(cut(line));  // its kind
    each.other = cut(line);
    each.text = line;
  }
  constexpr std::size_t most_of_pages = 10'000;
  std::size_t of_pages = 0;
  const std::string prefix(synonym_prefix);
  for (auto term = database_.allterms_begin(prefix);
       term != database_.allterms_end(prefix) && of_pages < most_of_pages; ++term, ++of_pages) {
    const std::string whole = *term;
    std::string_view line = std::string_view(whole).substr(prefix.size());
    Line& each = lines.emplace_back();
    each.key = cut(line);
    each.other = cut(line);
    each.text = line;
  }
  std::map<std::string_view, std::string_view> spelled;
  for (const Line& line : lines) spelled.emplace(line.other, line.text);
  std::map<std::string_view, OtherNames> by_key;
  for (const Line& line : lines) {
    const auto own = spelled.find(line.key);
    OtherNames& name = by_key[line.key];
    name.name = own == spelled.end() ? line.key : own->second;
    if (line.other != line.key) name.others.push_back(line.text);
  }
  std::vector<OtherNames> all;
  all.reserve(by_key.size());
  for (auto& [key, name] : by_key) all.push_back(std::move(name));
  return all;
}

std::vector<std::string> WordRelations::named_words(Analyzer& analyzer) const {
  std::vector<std::string> words;
  for (const OtherNames& name : names()) {
    const std::vector<Token> tokens = analyzer.analyze(name.name);
    if (tokens.size() == 1 && !tokens.front().form->stop) words.push_back(tokens.front().form->exact);
  }
  return words;
}

std::optional<Definition> WordRelations::page_definition(const std::string& key) const {
  std::string start(definition_prefix);
  start += key;
  start += relation_separator;
  std::string best;
  std::size_t most = 0;
  std::size_t meanings = 0;
  for (auto term = database_.allterms_begin(start); term != database_.allterms_end(start); ++term) {
    const std::string each = *term;
    // The rank stands first: all that follows the best source is of no interest.
    if (!best.empty() && each.at(start.size()) != best.at(start.size())) break;
    ++meanings;
    if (term.get_termfreq() > most) {
      best = each;
      most = term.get_termfreq();
    }
  }
  if (best.empty() || meanings > max_meanings) return std::nullopt;
  std::string id;
  Xapian::docid page = 0;
  for (auto posting = database_.postlist_begin(best); posting != database_.postlist_end(best);
       ++posting) {
    std::string other = database_.get_document(*posting).get_value(id_slot);
    if (page != 0 && id <= other) continue;
    id = std::move(other);
    page = *posting;
  }
  if (page == 0) return std::nullopt;
  const Xapian::Document document = database_.get_document(page);
  for (StoredDefinition& each : decode_definitions(document.get_value(definitions_slot))) {
    if (std::ranges::find(each.keys, key) == each.keys.end()) continue;
    if (definition_term(key, each.source, each.text) != best) continue;
    std::string url = section_url(document.get_value(url_slot), each.anchor);
    return Definition{std::move(each.term), std::move(each.text), std::move(id), std::move(url),
                      each.source};
  }
  return std::nullopt;
}

std::optional<Definition> WordRelations::site_definition(const std::string& key) const {
  std::optional<Definition> found;
  for_lines(site_definitions_, key, [&](std::string_view rest) {
    if (found) return;
    const std::string_view term = cut(rest);
    found =
        Definition{std::string(term), std::string(rest), {}, {}, DefinitionSource::abbreviation};
  });
  return found;
}

std::optional<Definition> WordRelations::definition(std::string_view query,
                                                    Analyzer& analyzer) const {
  if (!has_definitions_ && site_definitions_.empty()) return std::nullopt;
  const std::vector<Token> tokens = analyzer.analyze(query);
  const std::span<const Token> words = subject(tokens);
  if (words.empty() || words.size() > max_relation_words) return std::nullopt;
  if (words.size() > 1 && (words.front().form->stop || words.back().form->stop)) {
    return std::nullopt;
  }
  const std::string key = name_key(words);
  if (key.empty()) return std::nullopt;
  std::optional<Definition> by_page = has_definitions_ ? page_definition(key) : std::nullopt;
  if (by_page && by_page->source <= DefinitionSource::glossary) return by_page;
  std::optional<Definition> by_site = site_definition(key);
  return by_site ? by_site : by_page;
}

}  // namespace speur
