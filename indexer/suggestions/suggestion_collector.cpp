#include "indexer/suggestions/suggestion_collector.hpp"

#include "indexer/suggestions/suggestion_line.hpp"
#include "indexer/suggestions/usefulness.hpp"
#include "speur/analyzer.hpp"
#include "speur/schema.hpp"
#include "speur/suggestion_layout.hpp"
#include "stemmers/words/folded_text.hpp"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <limits>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace speur {
namespace {

constexpr std::size_t max_words = 20'000;
constexpr std::size_t max_entries = 400'000;

/// What wants to be suggested, by its text.
enum class Source : std::uint8_t { title, series, heading, phrase, name, word };

struct Candidate {
  std::string_view folded, text;
  Source source = Source::title;
  std::uint32_t pages = 0;
  Xapian::docid page = 0;  ///< 0: not one page
  std::string_view anchor;
};

/// Texts that stay where they are.
class TextStore {
 public:
  std::string_view keep(std::string_view text) {
    if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < text.size()) {
      blocks_.emplace_back().reserve(std::max(block_bytes, text.size()));
    }
    std::string& block = blocks_.back();
    const std::size_t begin = block.size();
    block += text;
    return {block.data() + begin, text.size()};
  }

 private:
  static constexpr std::size_t block_bytes = std::size_t{1} << 20U;
  std::deque<std::string> blocks_;
};

}  // namespace

struct SuggestionCollector::Impl {
  std::vector<SuggestionEntry> collect(const Vocabulary& vocabulary, std::string_view language) {
    limits_ = SuggestionLimits::of_site(count_);
    candidates_.reserve(titles_.size() + series_.size() + lines_.size() + max_words);
    add_titles();
    add_lines();
    add_words(vocabulary);
    make_entries(vocabulary);
    keep_one_form_of_each_word(language);
    keep_best();
    return std::move(entries_);  // of texts that stay here
  }

  /// `text` and `anchor` stay where they are.
  void add(std::string_view text, Source source, std::uint32_t pages, Xapian::docid page = 0,
           std::string_view anchor = {}) {
    if (text.size() > limits_.text_bytes || pages == 0) return;
    const std::string folded = fold_text(text).text;
    if (folded.empty()) return;
    candidates_.push_back(
        {texts_.keep(folded), text, source, pages, page, anchor});
  }
  void add_titles();
  void add_lines();
  void add_line(std::string_view line, std::uint32_t pages, Xapian::docid page);
  void add_words(const Vocabulary& vocabulary);
  void make_entries(const Vocabulary& vocabulary);
  void make_entry(const Vocabulary& vocabulary, const Candidate* begin, const Candidate* end);
  [[nodiscard]] bool is_useful_word(const Vocabulary& vocabulary, std::string_view folded, std::uint32_t words,
                                    std::uint32_t names) const;
  void keep_one_form_of_each_word(std::string_view language);
  void keep_best();
  void read_pages(const Xapian::Database& database);
  void read_titles(const Xapian::Database& database);
  void read_lines(const Xapian::Database& database);
  struct PageInfo {
    std::string_view id, url;
    double boost = 1;
  };
  struct Title {
    std::string_view text;
    Xapian::docid page;
  };
  struct Seen {
    std::uint32_t pages = 0;
    Xapian::docid page = 0;  // the first
  };

  SuggestionLimits limits_;
  Xapian::docid last_ = 0;   ///< number of the last page of the databases before
  std::uint32_t count_ = 0;  ///< of pages
  TextStore texts_;
  std::vector<Title> titles_;
  std::unordered_map<std::string_view, Seen> lines_;  ///< what pages suggest themselves
  std::vector<Candidate> candidates_;
  std::unordered_map<std::string, std::uint32_t> series_;  ///< titles that begin with it
  std::vector<PageInfo> pages_;  ///< by number
  std::vector<SuggestionEntry> entries_;
};

void SuggestionCollector::Impl::read_pages(const Xapian::Database& database) {
  pages_.resize(std::size_t{last_} + database.get_lastdocid() + 1);
  for (auto id = database.valuestream_begin(id_slot); id != database.valuestream_end(id_slot); ++id) {
    pages_[last_ + id.get_docid()].id = texts_.keep(*id);
  }
  for (auto url = database.valuestream_begin(url_slot); url != database.valuestream_end(url_slot);
       ++url) {
    pages_[last_ + url.get_docid()].url = texts_.keep(*url);
  }
  const std::string prefix(boost_prefix);
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    const std::string name = *term;
    const double boost = boost_of_term(name);
    for (auto page = database.postlist_begin(name); page != database.postlist_end(name); ++page) {
      pages_[last_ + *page].boost = boost;
    }
  }
}

void SuggestionCollector::Impl::read_titles(const Xapian::Database& database) {
  const auto end = database.valuestream_end(title_text_slot);
  for (auto title = database.valuestream_begin(title_text_slot); title != end; ++title) {
    const std::string_view text = texts_.keep(*title);
    if (const std::string_view series = series_of(text); !series.empty()) {
      ++series_[std::string(series)];
    }
    titles_.push_back({text, last_ + title.get_docid()});
  }
}

void SuggestionCollector::Impl::read_lines(const Xapian::Database& database) {
  const auto end = database.valuestream_end(suggestions_slot);
  for (auto value = database.valuestream_begin(suggestions_slot); value != end; ++value) {
    const std::string all = *value;
    for (std::string_view rest = all; !rest.empty();) {
      const std::size_t size = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, size);
      auto known = lines_.find(line);
      if (known == lines_.end()) known = lines_.emplace(texts_.keep(line), Seen{}).first;
      if (++known->second.pages == 1) known->second.page = last_ + value.get_docid();
      rest.remove_prefix(std::min(size + 1, rest.size()));
    }
  }
}

void SuggestionCollector::Impl::add_titles() {
  for (const Title& title : titles_) add(title.text, Source::title, 1, title.page);
  for (const auto& [text, titles] : series_) {
    if (titles >= limits_.series_pages) add(text, Source::series, titles);
  }
}

/// Their memory is of use to what follows: hence the early end here and in make_entries().
void SuggestionCollector::Impl::add_lines() {
  for (const auto& [text, seen] : lines_) add_line(text, seen.pages, seen.pages == 1 ? seen.page : 0);
  lines_ = {};
}

void SuggestionCollector::Impl::add_line(std::string_view line, std::uint32_t pages, Xapian::docid page) {
  if (line.empty()) return;
  const std::string_view text = line.substr(1);
  switch (line.front()) {
    case suggestion_title:
      return add(text, Source::title, pages, page);
    case suggestion_heading: {
      const HeadingLine heading = heading_line(text);
      if (page == 0) return add(heading.text, Source::heading, pages);
      return add(heading.text, Source::heading, pages, page, texts_.keep(heading.anchor));
    }
    case suggestion_phrase:
      // What one page alone says is nothing to suggest, unless others write it otherwise.
      return add(text, Source::phrase, pages);
    case suggestion_name:
      return add(text, Source::name, pages);
    default:
      return;
  }
}

/// The words that most pages have.
void SuggestionCollector::Impl::add_words(const Vocabulary& vocabulary) {
  struct Counted {
    std::string text;
    std::uint32_t pages;
  };
  std::vector<Counted> words;
  const auto add_word = [&](const std::string& word, std::uint32_t pages) {
    if (pages < limits_.least_pages) return;
    if (!can_be_suggested(word)) return;
    words.push_back({word, pages});
  };
  for (const auto& [text, word] : vocabulary.words()) add_word(text, word.pages);
  for (const auto& [text, accented] : vocabulary.accented()) add_word(text, accented.pages);
  if (words.size() > max_words) {
    std::ranges::nth_element(words, words.begin() + max_words, std::greater(), &Counted::pages);
    const std::uint32_t least = words[max_words].pages;
    std::erase_if(words, [&](const Counted& word) { return word.pages <= least; });
  }
  for (const Counted& word : words) add(texts_.keep(word.text), Source::word, word.pages);
}

void SuggestionCollector::Impl::make_entries(const Vocabulary& vocabulary) {
  std::ranges::sort(candidates_, [](const Candidate& a, const Candidate& b) {
    return std::tie(a.folded, a.source, a.text, a.anchor) <
           std::tie(b.folded, b.source, b.text, b.anchor);
  });
  const Candidate* const all = candidates_.data();
  for (std::size_t begin = 0; begin < candidates_.size();) {
    std::size_t end = begin + 1;
    while (end < candidates_.size() && all[end].folded == all[begin].folded) ++end;
    make_entry(vocabulary, all + begin, all + end);
    begin = end;
  }
  candidates_ = {};
  pages_ = {};
}

/// `words`, `names`: pages that have it, and that write it as a name.
bool SuggestionCollector::Impl::is_useful_word(const Vocabulary& vocabulary, std::string_view folded,
                                               std::uint32_t words, std::uint32_t names) const {
  constexpr std::size_t short_word = 3;
  if (std::max(words, names) < limits_.least_pages || folded.size() == 1) return false;
  if (folded.find(' ') != std::string_view::npos) return false;
  return folded.size() > short_word || names >= limits_.least_pages || vocabulary.title_pages(folded) > 0;
}

void SuggestionCollector::Impl::make_entry(const Vocabulary& vocabulary, const Candidate* begin,
                                           const Candidate* end) {
  std::array<std::uint32_t, 6> pages{};
  for (const Candidate* c = begin; c != end; ++c) {
    std::uint32_t& sum = pages[static_cast<std::size_t>(c->source)];
    // An accented word is counted again without its accents.
    sum = c->source == Source::word ? std::max(sum, c->pages) : sum + c->pages;
  }
  const auto of = [&](Source source) { return pages[static_cast<std::size_t>(source)]; };
  const std::uint32_t titles = of(Source::title), series = of(Source::series),
                      headings = of(Source::heading), phrases = of(Source::phrase),
                      words = of(Source::word);
  const std::uint32_t mentions = phrases + of(Source::name) + words;
  SuggestionEntry entry;
  entry.folded = begin->folded;
  double useful = 0;
  // The page that it leads to, if it is one page only.
  const Candidate* target = nullptr;
  Source shown = Source::word;
  if (titles + series > 0) {
    entry.kind = SuggestionKind::title;
    shown = titles > 0 ? Source::title : Source::series;
    entry.pages = std::max(titles, series) + headings;
    const bool same_page = std::all_of(begin, end, [&](const Candidate& c) {
      return c.source != Source::title || c.page == begin->page;
    });
    if (titles > 0 && same_page) target = begin;
    useful = usefulness::of_title(entry.pages, mentions);
    if (series > 0) useful += usefulness::head_of_series;
    const auto known = series_.find(std::string(series_of(begin->text)));
    if (known != series_.end() && known->second >= limits_.series_pages)
      useful += usefulness::member_of_series;
  } else if (headings > 0 && headings <= limits_.most_pages) {
    entry.kind = SuggestionKind::heading;
    shown = Source::heading;
    entry.pages = headings;
    if (headings == 1) target = begin;
    useful = usefulness::of_heading(headings, mentions);
  } else if (headings > 0) {
    entry.kind = SuggestionKind::phrase;
    shown = Source::heading;
    entry.pages = headings;
    useful = usefulness::of_boilerplate;
  } else if (phrases >= limits_.least_pages) {
    entry.kind = SuggestionKind::phrase;
    shown = Source::phrase;
    entry.pages = phrases;
    useful = phrases > limits_.most_pages ? usefulness::of_boilerplate
                                          : usefulness::of_phrase(phrases);
  } else if (is_useful_word(vocabulary, entry.folded, words, of(Source::name))) {
    entry.kind = SuggestionKind::word;
    entry.pages = std::max(words, of(Source::name));
    useful = usefulness::of_word(entry.pages, vocabulary.title_pages(entry.folded));
  } else {
    return;
  }
  // Of several spellings the one that most pages have, as the best source has it.
  std::uint64_t most = 0;
  for (const Candidate* c = begin; c != end; ++c) {
    std::uint64_t weight = c->pages;
    if (shown == Source::word) {
      const bool accented = c->source == Source::word && c->text != c->folded;
      weight *= c->source == Source::name ? 10 : accented ? 2 : 1;
    } else if (c->source != shown) {
      continue;
    }
    if (weight > most) {
      most = weight;
      entry.text = c->text;
    }
  }
  if (target != nullptr && target->page != 0) {
    const PageInfo& page = pages_[target->page];
    entry.id = page.id;
    entry.url = page.url;
    entry.anchor = target->anchor;
    useful += usefulness::of_page(page.url, page.boost);
  }
  entry.usefulness = usefulness::stored(useful, entry.folded);
  entries_.push_back(std::move(entry));
}

/// "algoritme" and "algoritmes" are one suggestion, the one that more pages have.
void SuggestionCollector::Impl::keep_one_form_of_each_word(std::string_view language) {
  const Analyzer analyzer(AnalyzerRecipe::standard(), language.empty() ? "nl" : language);
  std::unordered_map<std::string, std::size_t> best;
  std::vector<bool> dropped(entries_.size());
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].folded.find(' ') != std::string_view::npos) continue;
    const auto [known, is_new] = best.try_emplace(analyzer.analyze_word(entries_[i].text).stem, i);
    if (is_new) continue;
    const auto rank = [&](std::size_t entry) {
      return std::pair(entries_[entry].usefulness, entries_[entry].pages);
    };
    if (rank(i) > rank(known->second)) {
      if (entries_[known->second].kind == SuggestionKind::word) dropped[known->second] = true;
      known->second = i;
    } else if (entries_[i].kind == SuggestionKind::word) {
      dropped[i] = true;
    }
  }
  std::size_t i = 0;
  std::erase_if(entries_, [&](const SuggestionEntry&) { return dropped[i++]; });
}

void SuggestionCollector::Impl::keep_best() {
  if (entries_.size() <= max_entries) return;
  std::ranges::sort(entries_, [](const SuggestionEntry& a, const SuggestionEntry& b) {
    return a.usefulness != b.usefulness ? a.usefulness > b.usefulness : a.folded < b.folded;
  });
  entries_.resize(max_entries);
}

SuggestionCollector::SuggestionCollector() : impl_(std::make_unique<Impl>()) {}
SuggestionCollector::~SuggestionCollector() = default;
SuggestionCollector::SuggestionCollector(SuggestionCollector&&) noexcept = default;
SuggestionCollector& SuggestionCollector::operator=(SuggestionCollector&&) noexcept = default;

void SuggestionCollector::add_pages(const Xapian::Database& database) {
  impl_->read_pages(database);
  impl_->read_titles(database);
  impl_->read_lines(database);
  impl_->last_ += database.get_lastdocid();
  impl_->count_ += database.get_doccount();
}

std::vector<SuggestionEntry> SuggestionCollector::collect(const Vocabulary& vocabulary,
                                                          std::string_view language) {
  return impl_->collect(vocabulary, language);
}

}  // namespace speur
