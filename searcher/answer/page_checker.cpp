#include "searcher/answer/page_checker.hpp"

#include <algorithm>

namespace speur {

bool PageChecker::passes(Xapian::docid page, const WordRecord& record) const {
  return passes(check_, [&] { return index_.database().get_document(page); }, record);
}

bool PageChecker::passes(const PageCheck& check, const DocumentSource& document, const WordRecord& record) const {
  const auto child_passes = [&](const PageCheck& child) { return passes(child, document, record); };
  switch (check.kind) {
    case PageCheck::Kind::always:
      return true;
    case PageCheck::Kind::all:
      return std::ranges::all_of(check.children, child_passes);
    case PageCheck::Kind::any:
      return std::ranges::any_of(check.children, child_passes);
    case PageCheck::Kind::none:
      return std::ranges::none_of(check.children, child_passes);
    case PageCheck::Kind::unit:
      return rescorer_.has_unit(record, check.unit);
    case PageCheck::Kind::terms:
      return std::ranges::any_of(check.terms, [&](const std::string& term) {
        const Xapian::Document page = document();
        auto known = page.termlist_begin();
        known.skip_to(term);
        return known != page.termlist_end() && *known == term;
      });
  }
  return false;
}

PageTests PageChecker::tests() const {
  return {.by_docid = {[this](Xapian::docid page) { return passes(page, WordRecord(records_.get(page))); },
                       [this](Xapian::docid page, unsigned step) {
                         records_.announce(page, step, rescorer_.keys());
                       }},
          .by_document = [this](const Xapian::Document& document) {
            return passes(check_, [&] { return document; }, WordRecord(records_.get(document)));
          }};
}

}  // namespace speur
