#include "searcher/answer/hit_builder.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include "speur/schema.hpp"
#include "speur/stored_page.hpp"

namespace speur {

HitBuilder::HitBuilder(const IndexReader& index, const CompiledQuery& query, Analyzers& analyzers,
                       PageCache& pages_read)
    : index_(index), query_(query), analyzers_(analyzers), pages_(pages_read) {
  const double pages = index.database().get_doccount();
  // A rare word says more of where the answer is.
  const auto rarity = [&](double having) {
    return std::max(std::log((pages + 1) / (having + 0.5)), 0.2);
  };
  constexpr double unseen = std::numeric_limits<double>::max();
  std::vector<double> rarities(query.units.size(), unseen);
  for (const ScoredLeaf& leaf : query.leaves) {
    std::vector<double> of_groups;
    for (const std::vector<std::string>& group : leaf.groups) {
      double having = 0;
      for (const std::string& term : group) {
        const auto known = query.term_pages.find(term);
        having = std::max<double>(
            having, known != query.term_pages.end() ? known->second : index.pages_with(term));
      }
      of_groups.push_back(rarity(having));
    }
    if (of_groups.empty()) continue;
    // Pages with all words of a phrase or parts of a compound are no more than those with one.
    const double rarest = *std::ranges::max_element(of_groups);
    rarities[leaf.unit] = std::min(rarities[leaf.unit], rarest);
    if (!query.units[leaf.unit].wanted) continue;
    const double all = std::accumulate(of_groups.begin(), of_groups.end(), 0.0);
    for (std::size_t group = 0; group < leaf.groups.size(); ++group) {
      for (const std::string& term : leaf.groups[group]) {
        sought_.push_back({term, &leaf, group, of_groups[group] / all});
      }
    }
  }
  std::ranges::sort(sought_, {}, &Sought::term);
  for (std::size_t unit = 0; unit < query.units.size(); ++unit) {
    const double rare = rarities[unit] == unseen ? rarity(0) : rarities[unit];
    weights_.push_back(query.units[unit].stop ? 0.05 : rare);
    if (!query.units[unit].wanted || query.units[unit].stop) continue;
    content_units_.push_back(unit);
    content_weight_ += weights_.back();
  }
}

std::vector<Token> HitBuilder::tokens(std::string_view text, std::string_view language) {
  auto analyzer = analyzers_.find(language);
  if (analyzer == analyzers_.end()) {
    const std::string name(language);
    analyzer = analyzers_.emplace(name, Analyzer(index_.recipe(), name, index_.path())).first;
  }
  return analyzer->second.analyze(text);
}

std::vector<double> HitBuilder::found_units(Xapian::docid page, std::vector<double> found) const {
  struct Groups {
    std::set<std::size_t> found;
    double share = 0;
  };
  std::map<const ScoredLeaf*, Groups> groups;
  const std::shared_ptr<const PageTerms> terms = pages_.terms(index_.database(), page);
  std::size_t at = 0;
  for (const Sought& sought : sought_) {
    const std::size_t unit = sought.leaf->unit;
    if (found[unit] == 1) continue;
    at = terms->find(sought.term, at);
    if (at == terms->size()) break;
    const std::string_view text = (*terms)[at];
    if (!query_.units[unit].prefixes.empty()) {
      if (text.starts_with(sought.term)) found[unit] = 1;
    } else if (text != sought.term) {
      continue;
    } else if (sought.leaf->groups.size() == 1) {
      found[unit] = 1;
    } else {  // words of a phrase, if not in a row; parts of a compound
      Groups& has = groups[sought.leaf];
      if (!has.found.insert(sought.group).second) continue;
      has.share += sought.share;
      const bool all = has.found.size() == sought.leaf->groups.size();
      found[unit] = std::max(found[unit], all ? 1 : has.share);
    }
  }
  return found;
}

void HitBuilder::find_by_word(const StoredWord& word, std::vector<double>& found) const {
  const auto find = [&](std::string_view prefix, std::string_view text) {
    const std::string term = bounded_term(prefix, text);
    auto same = std::ranges::lower_bound(sought_, term, {}, &Sought::term);
    for (; same != sought_.end() && same->term == term; ++same) {
      const Sought& sought = *same;
      if (sought.leaf->groups.size() == 1) found[sought.leaf->unit] = 1;
    }
  };
  const FieldSpec& body = spec(TextField::body);
  find(body.prefix, word.exact);
  if (word.stem != word.exact) find(body.stem_prefix, word.stem);
  for (stored::Reader parts(word.parts); !parts.done();) find(body.part_prefix, parts.string());
}

bool HitBuilder::has_all(const std::vector<double>& found) const {
  return std::ranges::all_of(content_units_, [&](std::size_t unit) { return found[unit] == 1; });
}

std::vector<std::string> HitBuilder::missing(Xapian::docid page) const {
  const std::vector<double> found = found_units(page, std::vector<double>(query_.units.size()));
  std::vector<std::string> words;
  for (std::size_t unit = 0; unit < found.size(); ++unit) {
    const QueryUnit& each = query_.units[unit];
    if (found[unit] == 1 || !each.wanted || each.stop) continue;
    if (std::ranges::find(words, each.text) == words.end()) words.push_back(each.text);
  }
  return words;
}

HitBuilder::Fit HitBuilder::fit(Xapian::docid id, const DecodedPage& decoded) {
  const StoredPage& page = decoded.page;
  const StoredWords& words = decoded.words;
  Fit fit;
  fit.matched = match_words(page, words, query_.matcher);
  const MatchedPage& matched = fit.matched;
  std::vector<std::vector<std::uint32_t>> positions(content_units_.size());
  std::vector<double> found(query_.units.size());
  std::vector<bool> looked_at(words.words.size());
  auto section = page.sections.begin();
  for (std::size_t i = 0; i < words.tokens.size(); ++i) {
    if (matched.matches[i] == 0) continue;
    const StoredToken& token = words.tokens[i];
    for (std::size_t unit = 0; unit < content_units_.size(); ++unit) {
      if ((matched.matches[i] & unit_bit(content_units_[unit])) != 0) {
        positions[unit].push_back(token.position);
      }
    }
    if (looked_at[token.word]) continue;
    while (section != page.sections.end() && token.begin >= section->text_end) ++section;
    if (section == page.sections.end() || token.begin < section->text_begin) continue;
    looked_at[token.word] = true;
    find_by_word(words.words[token.word], found);
  }
  fit.proximity = proximity(positions);
  fit_title(page, fit);
  // A page mostly has what is sought in its text, and its list of terms need not be read.
  if (has_all(found)) return fit;
  found = found_units(id, std::move(found));
  double has = 0;
  for (const std::size_t unit : content_units_) has += found[unit] * weights_[unit];
  if (content_weight_ > 0) fit.coverage = has / content_weight_;
  return fit;
}

void HitBuilder::fit_title(const StoredPage& page, Fit& fit) {
  std::vector<std::vector<std::uint32_t>> positions(content_units_.size());
  std::string parts;
  std::size_t title_words = 0;
  std::size_t matching = 0;
  for (const Token& token : tokens(page.title, page.language)) {
    const UnitSet units = query_.matcher.match(stored_word(*token.form, parts), TextField::title) |
                          query_.matcher.match_joined(token.joined, TextField::title);
    bool matches = false;
    for (std::size_t unit = 0; unit < content_units_.size(); ++unit) {
      if ((units & unit_bit(content_units_[unit])) == 0) continue;
      positions[unit].push_back(token.position);
      matches = true;
    }
    if (token.form->stop) continue;
    ++title_words;
    if (matches) ++matching;
  }
  double has = 0;
  for (std::size_t unit = 0; unit < content_units_.size(); ++unit) {
    if (!positions[unit].empty()) has += weights_[content_units_[unit]];
  }
  fit.proximity = std::max(fit.proximity, proximity(positions));
  if (title_words > 0 && content_weight_ > 0) {
    fit.title =
        has / content_weight_ * static_cast<double>(matching) / static_cast<double>(title_words);
  }
}

Hit HitBuilder::build(Xapian::docid id, const DecodedPage& decoded, double score, const Fit* fit) {
  const StoredPage& page = decoded.page;
  const StoredWords& words = decoded.words;
  Hit hit;
  hit.id = decoded.id;
  hit.url = page.url;
  hit.title =
      mark_text(page.title, tokens(page.title, page.language), query_.matcher, TextField::title);
  hit.breadcrumb = index_.breadcrumb(hit.id);
  hit.description = mark_text(page.description, tokens(page.description, page.language),
                              query_.matcher, TextField::description);
  hit.language = page.language;
  hit.facets = hit_facets(page, index_);
  hit.score = score;
  hit.sections = fit != nullptr ? best_sections(fit->matched, weights_)
                                : best_sections(match_words(page, words, query_.matcher), weights_);
  if (fit == nullptr || fit->coverage < 1) hit.missing = missing(id);
  return hit;
}

std::vector<HitFacet> hit_facets(const StoredPage& page, const IndexReader& index) {
  std::vector<HitFacet> facets;
  for (const StoredPage::FacetView& facet : page.facets) {
    HitFacet& made = facets.emplace_back();
    made.name = facet.name;
    for (const auto& [type, value] : facet.values) {
      made.values.push_back(index.label(made.name, value));
    }
  }
  return facets;
}

}  // namespace speur
