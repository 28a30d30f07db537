#include "speur/suggester.hpp"

#include "searcher/index/index_reader.hpp"
#include "searcher/index/bundle.hpp"
#include "searcher/suggest/suggestion_table.hpp"
#include "searcher/words/word_relations.hpp"
#include "speur/error.hpp"
#include "speur/suggestion_layout.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace fs = std::filesystem;

namespace speur {

namespace {

/// A name, and what the site may have instead.
struct TypedName {
  std::string folded;
  std::vector<TypedText> others;
};

std::vector<TypedName> read_names(const IndexReader& index) {
  std::vector<TypedName> names;
  for (const OtherNames& name : WordRelations(index.database()).names()) {
    TypedName made{TypedText(name.name).text, {}};
    for (const std::string& other : name.others) made.others.emplace_back(other);
    if (!made.others.empty()) names.push_back(std::move(made));
  }
  return names;
}

struct Opened {
  SiteFileSet files;
  std::vector<TypedName> names;
};

Opened open_suggestions(const fs::path& path) {
  return open_guarded(path, [&] {
    const IndexReader index(path);
    return Opened{open_site_files(index, suggestions_kind), read_names(index)};
  });
}

}  // namespace

struct Suggester::Impl {
  Impl(const fs::path& index, Opened opened);
  /// As IndexReader::check_mappings.
  void check_mappings() const {
    if (MappedFile::faults() == faults) return;
    throw Error(ExitCode::busy, "files of the index were cut while they were read");
  }

  std::uint64_t faults = MappedFile::faults();
  SiteFileSet set;
  std::vector<SuggestionTable> tables;  // of set.files
  std::vector<TypedName> names;
};

Suggester::Impl::Impl(const fs::path& index, Opened opened)
    : set(std::move(opened.files)), names(std::move(opened.names)) {
  if (set.files.empty()) {
    if (!set.damaged.empty()) throw Error(ExitCode::io, set.damaged.front());
    throw Error(ExitCode::config, {index, 0},
                "the index holds no suggestions: speur-index --rebuild makes them" +
                    (set.missing.empty() ? "" : " (" + set.missing.front() + ")"));
  }
  for (const SiteFile& file : set.files) {
    guarded(file.path(), [&] { tables.emplace_back(file.payload(), file.sums()); });
  }
}

Suggester::Suggester(const fs::path& index)
    : impl_(std::make_unique<Impl>(index, open_suggestions(index))) {}
Suggester::~Suggester() = default;
Suggester::Suggester(Suggester&&) noexcept = default;
Suggester& Suggester::operator=(Suggester&&) noexcept = default;

std::vector<Suggestion> Suggester::suggest(std::string_view typed, std::size_t limit) const {
  if (typed.size() > max_typed_bytes) return {};
  impl_->check_mappings();
  const TypedText text(typed);
  struct Found {
    std::size_t table = 0;
    SuggestionMatch match;
    std::string_view folded;
  };
  std::vector<Found> found;
  const auto in_table = [&](std::size_t table, const auto& use) {
    try {
      guarded(impl_->set.files[table].path(), [&] { use(impl_->tables[table]); });
    } catch (const Error&) {
      impl_->check_mappings();  // which tells why the file seemed damaged
      throw;
    }
  };
  const auto find = [&](const TypedText& wanted, unsigned distance) {
    for (std::size_t table = 0; table < impl_->tables.size(); ++table) {
      in_table(table, [&](const SuggestionTable& entries) {
        for (SuggestionMatch& match : entries.find(wanted, limit)) {
          const std::string_view folded = entries.folded(match.entry);
          match.distance += distance;
          found.push_back({table, std::move(match), folded});
        }
      });
    }
  };
  find(text, 0);
  // Behind them what the site calls it otherwise.
  constexpr std::size_t least_letters = 3, most_names = 4;
  constexpr unsigned another_name = 3;
  std::size_t names = 0;
  for (const TypedName& name : impl_->names) {
    const bool is_meant = text.open ? name.folded.starts_with(text.text) : name.folded == text.text;
    if (!is_meant || text.text.size() < least_letters || ++names > most_names) continue;
    for (const TypedText& other : name.others) find(other, another_name);
  }
  if (impl_->tables.size() > 1) {
    std::ranges::stable_sort(found, [](const Found& a, const Found& b) {
      if (a.match.distance != b.match.distance) return a.match.distance < b.match.distance;
      return a.match.score != b.match.score ? a.match.score > b.match.score : a.folded < b.folded;
    });
  }
  std::vector<Suggestion> suggestions;
  std::vector<std::string_view> texts;
  for (const Found& each : found) {
    const auto known = std::ranges::find(texts, each.folded);
    if (known == texts.end() && texts.size() == limit) continue;
    in_table(each.table, [&](const SuggestionTable& entries) {
      Suggestion suggestion = entries.suggestion(each.match);
      if (known == texts.end()) {
        suggestions.push_back(std::move(suggestion));
        texts.push_back(each.folded);
        return;
      }
      // Several databases have it: then it is no longer the one page that it leads to.
      Suggestion& first = suggestions[static_cast<std::size_t>(known - texts.begin())];
      first.pages += suggestion.pages;
      first.id = first.url = "";
    });
  }
  impl_->check_mappings();
  return suggestions;
}

}  // namespace speur
