#include "searcher/finder/page_finder.hpp"

#include "include/files/checksums.hpp"
#include "indexer/learned/postings_update.hpp"
#include "searcher/finder/posting_cursor.hpp"
#include "speur/analyzer.hpp"
#include "speur/schema.hpp"
#include "speur/site_file.hpp"
#include "support/database_postings.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace speur;

namespace {

/// An index of generated terms: Z0 stands on nearly all pages, each next one on fewer.
class GeneratedIndex {
 public:
  GeneratedIndex() {
    std::ofstream(folder_.path() / std::string(stub_file)) << "auto generation-1\n";
  }

  void add(Xapian::docid pages) {
    Xapian::WritableDatabase database = open();
    for (Xapian::docid i = 0; i < pages; ++i) {
      Xapian::Document page;
      for (std::size_t term = 0; term < terms; ++term) {
        const double chance = 0.9 / std::pow(1.0 + static_cast<double>(term), 1.3);
        if (std::uniform_real_distribution()(random_) > chance) continue;
        page.add_term(name(term), std::geometric_distribution<Xapian::termcount>(0.3)(random_) + 1);
      }
      page.add_boolean_term(facet_term("soort", random_() % 4 == 0 ? "wet" : "besluit"));
      page.add_boolean_term(fmt::format("{}{}", id_prefix, ++added_));
      page.add_value(sort_slot("jaar"), Xapian::sortable_serialise(static_cast<double>(random_() % 30)));
      database.add_document(page);
    }
    database.commit();
  }
  void remove(Xapian::docid page) {
    Xapian::WritableDatabase database = open();
    gone_.emplace(page, terms_of(database, page));
    database.delete_document(page);
    database.commit();
  }
  void make_postings() {
    Xapian::WritableDatabase database = open();
    names_ = {make_postings_file(folder_.path() / "generation-1", database), ""};
    known_ = database.get_lastdocid();
    gone_.clear();
    name_files(database);
  }
  /// The lists follow what was added and removed since.
  void update_postings(bool whole) {
    Xapian::WritableDatabase database = open();
    PostingsUpdate update(folder_.path() / "generation-1", names_);
    for (auto page = database.postlist_begin(""); page != database.postlist_end(""); ++page) {
      if (*page > known_) update.add(*page, terms_of(database, *page));
    }
    for (const auto& [page, list] : gone_) {
      if (page <= known_) update.remove(page, list);
    }
    names_ = update.write(whole);
    known_ = database.get_lastdocid();
    gone_.clear();
    name_files(database);
  }
  [[nodiscard]] IndexReader reader() const { return IndexReader(folder_.path()); }

  static constexpr std::size_t terms = 40;
  static std::string name(std::size_t term) { return fmt::format("{}{}", ranking_prefix, term); }

 private:
  Xapian::WritableDatabase open() {
    Xapian::WritableDatabase database((folder_.path() / "generation-1").string(),
                                      Xapian::DB_CREATE_OR_OPEN);
    database.set_metadata(std::string(schema_key), std::to_string(schema_version));
    database.set_metadata(std::string(recipe_key), AnalyzerRecipe().to_text());
    database.set_metadata(std::string(words_place_key), std::string(name_of(WordsPlace::database)));
    return database;
  }
  static TermList terms_of(const Xapian::Database& database, Xapian::docid page) {
    TermList list;
    for (auto term = database.termlist_begin(page); term != database.termlist_end(page); ++term) {
      const std::string text = *term;
      if (has_posting_list(text)) list.add(text, term.get_wdf());
    }
    return list;
  }
  void name_files(Xapian::WritableDatabase& database) {
    database.set_metadata(site_file_key(postings_kind), names_.postings);
    database.set_metadata(site_file_key(changes_kind), names_.changes);
    database.commit();
    write_checksums(folder_.path() / "generation-1");
  }
  TemporaryFolder folder_;
  PostingsNames names_;
  Xapian::docid known_ = 0;  // the last that the files know
  std::map<Xapian::docid, TermList> gone_;
  std::mt19937 random_{7};
  std::size_t added_ = 0;
};

using Op = CandidateQuery;

CandidateQuery random_query(std::mt19937& random, unsigned depth) {
  const auto pick = [&](std::size_t n) { return random() % n; };
  const auto leaf = [&]() -> Op {
    switch (pick(12)) {
      case 0:
        return Op::scale(Op::term(facet_term("soort", pick(2) == 0 ? "wet" : "besluit")), 0);
      case 1:
        return Op::values({Xapian::Query::OP_VALUE_RANGE, sort_slot("jaar"),
                           Xapian::sortable_serialise(5), Xapian::sortable_serialise(9)});
      case 2:
        return Op::term("Znergens");
      case 3:
        return Op::scale(Op::term(fmt::format("{}{}", id_prefix, pick(3000))), 0);
      default:
        return Op::term(GeneratedIndex::name(pick(GeneratedIndex::terms)));
    }
  };
  if (depth == 0) return leaf();
  std::vector<Op> parts;
  for (std::size_t i = 1 + pick(4); i > 0; --i) parts.push_back(random_query(random, depth - 1));
  switch (pick(8)) {
    case 0:
      return Op::all(std::move(parts));
    case 1:
      return Op::filter(std::move(parts.front()), leaf());
    case 2:
      return Op::prefer(std::move(parts.front()), leaf());
    case 3:
      return Op::except(std::move(parts.front()), leaf());
    case 4:
      return Op::scale(Op::any(std::move(parts)), 0.25 * static_cast<double>(1 + pick(8)));
    case 5:
      return leaf();
    default:
      return Op::any(std::move(parts));
  }
}

constexpr double k1 = 6, b = 0.4;

/// As Xapian finds them: every page of the query by weight.
std::vector<RankedMatch> by_xapian(const IndexReader& index, const CandidateQuery& query) {
  Xapian::Enquire enquire(index.database());
  enquire.set_weighting_scheme(Xapian::BM25Weight(k1, 0, 1, b, 0.5));
  enquire.set_query(query.to_xapian());
  return match(index.database(), enquire, index.database().get_doccount(), 0, Deadline()).pages;
}

/// Weights are rounded by what a term and its part in a sum of some terms may differ.
bool is_near(double one, double other) { return std::abs(one - other) < 0.01; }

void check_query(const IndexReader& index, const CandidateQuery& query) {
  const std::vector<RankedMatch> expected = by_xapian(index, query);
  REQUIRE(index.postings() != nullptr);
  PageFinder finder(index, *index.postings(), k1, b, query);

  std::set<Xapian::docid> pages;
  for (const RankedMatch& page : expected) pages.insert(page.docid);
  std::set<Xapian::docid> all;
  finder.all(Deadline()).pages.for_each([&](Xapian::docid page) {
    all.insert(page);
    return true;
  });
  CHECK(all == pages);

  for (const std::size_t depth : {std::size_t{1}, std::size_t{10}, std::size_t{132}, pages.size()}) {
    const Matches best = finder.best(depth, {}, Deadline());
    CHECK(best.pages.size() == std::min(depth, pages.size()));
    for (std::size_t i = 0; i < best.pages.size(); ++i) {
      const RankedMatch& page = best.pages[i];
      INFO(query.to_xapian().get_description() << ": " << page.weight << " is not "
                                               << expected[i].weight);
      CHECK(is_near(page.weight, expected[i].weight));
      if (i > 0) {
        const RankedMatch& before = best.pages[i - 1];
        CHECK((before.weight > page.weight ||
               (before.weight == page.weight && before.docid < page.docid)));
      }
    }
  }
  // With every page at hand nothing is left out, so that the best are the same for any depth.
  const Matches whole = finder.best(pages.size(), {}, Deadline());
  const Matches some = finder.best(25, {}, Deadline());
  for (std::size_t i = 0; i < some.pages.size(); ++i) {
    CHECK(some.pages[i].docid == whole.pages[i].docid);
    CHECK(some.pages[i].weight == whole.pages[i].weight);
  }
}

}  // namespace

TEST_CASE("no page weighs more than the bound of its part of a list") {
  GeneratedIndex site;
  site.add(3000);
  site.make_postings();
  const IndexReader index = site.reader();
  REQUIRE(index.postings() != nullptr);
  const Postings& postings = index.postings()->base();
  std::size_t lists = 0;
  for (std::size_t term = 0; term < GeneratedIndex::terms; ++term) {
    const std::optional<PostingList> list = postings.find(GeneratedIndex::name(term));
    if (!list) continue;
    ++lists;
    const TermWeight weight({.pages = 3000, .mean_length = 20}, static_cast<double>(list->pages), 1);
    PostingCursor pages(postings, *list, weight, {});
    PostingCursor bounds(postings, *list, weight, {});
    for (std::uint32_t page = 1; page <= postings.last_page(); ++page) {
      const std::uint32_t weighs = pages.weight_of(page);
      if (weighs == 0) continue;
      INFO("term " << term << ", page " << page);
      CHECK(bounds.bound(page, page + 1) >= weighs);
    }
  }
  CHECK(lists > 20);
}

TEST_CASE("posting lists find what Xapian finds") {
  GeneratedIndex site;
  site.add(5000);  // more than two windows
  site.make_postings();
  std::mt19937 random(3);
  SECTION("a new file") {
    const IndexReader index = site.reader();
    REQUIRE(index.postings() != nullptr);
    CHECK_FALSE(index.postings()->has_changes());
    for (unsigned round = 0; round < 150; ++round) {
      INFO("round " << round);
      check_query(index, random_query(random, 1 + round % 3));
    }
  }
  SECTION("pages that were added and removed since") {
    for (Xapian::docid page = 3; page < 5000; page += 97) site.remove(page);
    site.add(300);
    site.update_postings(false);
    // Once more: some of those that were added go, too, and a page at the end.
    for (Xapian::docid page = 50; page < 5300; page += 131) {
      if (page % 97 != 3) site.remove(page);
    }
    site.remove(5300);
    site.add(40);
    const bool whole = GENERATE(false, true);
    site.update_postings(whole);
    const IndexReader index = site.reader();
    REQUIRE(index.postings() != nullptr);
    CHECK(index.postings()->has_changes() != whole);
    CHECK(index.postings()->mean_length() == Approx(index.database().get_avlength()));
    for (std::size_t term = 0; term < GeneratedIndex::terms; ++term) {
      const std::string name = GeneratedIndex::name(term);
      CHECK(index.pages_with(name) == index.database().get_termfreq(name));
      const std::vector<Xapian::docid> pages(index.database().postlist_begin(name),
                                             index.database().postlist_end(name));
      CHECK(index.pages_of(name) == pages);
    }
    std::map<std::string, std::uint32_t> counted;
    index.postings()->for_each(ranking_prefix, [&](const std::string& term, std::uint32_t pages) {
      counted.emplace(term, pages);
      return true;
    });
    std::map<std::string, std::uint32_t> expected;
    const std::string prefix(ranking_prefix);
    for (auto term = index.database().allterms_begin(prefix);
         term != index.database().allterms_end(prefix); ++term) {
      expected.emplace(*term, term.get_termfreq());
    }
    CHECK(counted == expected);
    for (unsigned round = 0; round < 60; ++round) {
      INFO("round " << round);
      check_query(index, random_query(random, 1 + round % 3));
    }
  }
  SECTION("a file that was made of an index with gaps") {
    for (Xapian::docid page = 1; page < 5000; page += 31) site.remove(page);
    site.make_postings();
    const IndexReader index = site.reader();
    check_query(index, Op::except(Op::everything(), Op::term(GeneratedIndex::name(0))));
    for (int round = 0; round < 30; ++round) check_query(index, random_query(random, 2));
  }
}

TEST_CASE("the pages that pass a test are the best of those that do") {
  GeneratedIndex site;
  site.add(4000);
  site.make_postings();
  const IndexReader index = site.reader();
  const CandidateQuery query = Op::any({Op::term(GeneratedIndex::name(0)),
                                        Op::term(GeneratedIndex::name(5))});
  PageFinder finder(index, *index.postings(), k1, b, query);
  const std::size_t one_in = GENERATE(2U, 100U, 5000U);
  const std::size_t depth = GENERATE(2U, 20U);
  std::map<Xapian::docid, unsigned> announced;  // the step after the last one
  bool in_steps = true;                         // but those that come first miss the first steps
  const PageTest test{[&](Xapian::docid page) { return page % one_in == 0; },
                      [&](Xapian::docid page, unsigned step) {
                        in_steps = in_steps && announced[page] <= step;
                        announced[page] = step + 1;
                      }};
  std::vector<Xapian::docid> expected;
  for (const RankedMatch& page : finder.best(4000, {}, Deadline()).pages) {
    if (test(page.docid) && expected.size() < depth) expected.push_back(page.docid);
  }
  std::vector<Xapian::docid> found;
  for (const RankedMatch& page : finder.best(depth, test, Deadline()).pages) {
    found.push_back(page.docid);
  }
  CHECK(found == expected);
  CHECK(in_steps);
  CHECK(announced.size() >= found.size());
}

TEST_CASE("a deadline cuts the search for pages short") {
  GeneratedIndex site;
  site.add(100);
  site.make_postings();
  const IndexReader index = site.reader();
  PageFinder finder(index, *index.postings(), k1, b, Op::term(GeneratedIndex::name(0)));
  const Deadline passed(std::chrono::milliseconds(-1));
  CHECK(finder.best(10, {}, passed).is_cut);
  CHECK(finder.all(passed).is_cut);
}
