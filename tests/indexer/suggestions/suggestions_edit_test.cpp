#include "indexer/suggestions/suggestions_edit.hpp"

#include "indexer/suggestions/suggestions_encoding.hpp"
#include "indexer/suggestions/suggestions_file.hpp"
#include "stemmers/words/folded_text.hpp"
#include "support/kept_text.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

namespace speur {
namespace {

using Entries = std::map<std::string, SuggestionEntry, std::less<>>;  // by folded text

SuggestionEntry random_entry(std::mt19937& random) {
  static const std::vector<std::string> words = {"Fiets", "stalling", "de", "Één", "bezwaar", "AVG",
                                                 "maken", "van", "Zeeën", "1"};
  std::string text;
  for (std::size_t i = 1 + random() % 4; i > 0; --i) {
    text += (text.empty() ? "" : " ") + words[random() % words.size()];
  }
  SuggestionEntry entry;
  entry.text = kept(text);
  entry.folded = kept(fold_text(text).text);
  entry.kind = static_cast<SuggestionKind>(random() % 4);
  entry.usefulness = static_cast<std::uint32_t>(random() % 50);
  entry.pages = static_cast<std::uint32_t>(1 + random() % 300);
  if (random() % 2 == 0) {
    const std::string id = "map/" + std::to_string(random() % 40) + ".md";
    entry.id = kept(id);
    entry.url = kept(id.size() % 2 == 0 ? usual_url(id) : "elders/" + id);
    if (random() % 2 == 0) entry.anchor = "kop";
  }
  return entry;
}

/// All that a file says, whatever the numbers of its pages.
struct Said {
  std::vector<std::tuple<std::string, int, std::uint32_t, std::uint32_t, std::string, std::string,
                         std::string, std::string>>
      entries;
  std::vector<std::string> pages, terms, later;
  bool operator==(const Said&) const = default;
};

Said said_by(std::string_view payload) {
  const SuggestionsView file(payload);
  const auto ids = file.pages();
  Said said;
  for (std::uint32_t i = 0; i < file.size(); ++i) {
    const StoredSuggestion entry = file.entry(i);
    const auto page = entry.page == 0 ? std::pair<std::string, std::string>() : ids.at(entry.page - 1);
    said.entries.emplace_back(entry.folded, static_cast<int>(entry.kind), entry.usefulness, entry.pages,
                              page.first, page.second, entry.anchor, entry.spelling);
    CHECK(file.find(entry.folded) == i);
  }
  // The text behind a place, and of which entry it is.
  const auto lines = [&](const std::vector<std::uint32_t>& places, std::vector<std::string>& out) {
    for (const std::uint32_t place : places) {
      std::uint32_t entry = 0;
      while (file.begin(entry + 1) <= place) ++entry;
      out.push_back(std::string(file.line(place)) + "|" + std::string(file.entry(entry).folded));
    }
  };
  lines(file.page_places(), said.pages);
  lines(file.term_places(), said.terms);
  lines(file.later_places(), said.later);
  return said;
}

std::string encode(const Entries& entries) {
  std::vector<SuggestionEntry> list;
  for (const auto& [folded, entry] : entries) list.push_back(entry);
  return encode_suggestions(std::move(list));
}

/// One URL a page: what a site has.
void agree_on_urls(Entries& entries) {
  std::map<std::string_view, std::string_view> urls;
  for (auto& [folded, entry] : entries) {
    if (!entry.id.empty()) entry.url = urls.try_emplace(entry.id, entry.url).first->second;
  }
}

}  // namespace

TEST_CASE("suggestions that are edited say what those made anew say", "[suggestions]") {
  std::mt19937 random(5);
  for (int round = 0; round < 60; ++round) {
    Entries before;
    for (std::size_t i = random() % 30; i > 0; --i) {
      const SuggestionEntry entry = random_entry(random);
      before.emplace(entry.folded, entry);
    }
    agree_on_urls(before);
    Entries after = before;
    const std::string file = encode(before);
    const SuggestionsView view(file);
    std::map<std::string, SuggestionEdit, std::less<>> edits;
    for (std::size_t i = random() % 8; i > 0; --i) {
      const SuggestionEntry entry = random_entry(random);
      if (edits.contains(entry.folded)) continue;
      const std::string folded(entry.folded);
      edits[folded] = {folded, view.find(folded), {}};
      after.erase(folded);
      if (random() % 3 > 0) after.emplace(entry.folded, entry);
    }
    agree_on_urls(after);
    std::vector<SuggestionEdit> list;
    for (auto& [folded, edit] : edits) {
      CHECK(edit.before.has_value() == before.contains(folded));
      if (const auto now = after.find(folded); now != after.end()) {
        const SuggestionEntry& entry = now->second;
        edit.after = {entry.kind,
                      entry.usefulness,
                      entry.pages,
                      std::string(entry.id),
                      std::string(entry.url),
                      std::string(entry.anchor),
                      encode_spelling(entry.text)};
      }
      list.push_back(edit);
    }
    // Entries that stay keep the URL that the file has.
    bool same_urls = true;
    for (const auto& [folded, entry] : after) {
      const auto old = before.find(folded);
      if (old != before.end() && !edits.contains(folded)) same_urls &= old->second.url == entry.url;
    }
    if (!same_urls) continue;
    CAPTURE(round);
    const std::string edited = edit_suggestions(view, list, {});
    CHECK(said_by(edited) == said_by(encode(after)));
  }
}

TEST_CASE("a page that has gone is named no more", "[suggestions]") {
  SuggestionEntry entry;
  entry.text = "Geheim plan";
  entry.folded = "geheim plan";
  entry.pages = 1;
  entry.id = "plannen/geheim.md";
  entry.url = kept(usual_url(entry.id));
  const std::string file = encode_suggestions({entry});
  REQUIRE(file.find("geheim") != std::string::npos);
  const SuggestionsView view(file);
  const std::string edited = edit_suggestions(view, {{"geheim plan", 0U, {}}}, {std::string(entry.id)});
  CHECK(edited.find("geheim") == std::string::npos);
  CHECK(SuggestionsView(edited).size() == 0);
}

TEST_CASE("damaged suggestions are told, or edited without a crash", "[suggestions]") {
  std::mt19937 random(6);
  Entries entries;
  for (int i = 0; i < 30; ++i) {
    const SuggestionEntry entry = random_entry(random);
    entries.emplace(entry.folded, entry);
  }
  const std::string file = encode(entries);
  std::size_t refused = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string damaged = file;
    char& byte = damaged[random() % damaged.size()];
    byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << (random() % 8)));
    if (round % 3 == 0) damaged.resize(random() % damaged.size());
    try {
      const SuggestionsView view(damaged);
      const std::string folded = entries.begin()->first;
      SuggestionEdit edit{folded, view.find(folded), SuggestionEdit::Entry{}};
      edit.after->id = "nieuw.md";
      static_cast<void>(edit_suggestions(view, {edit}, {"map/1.md"}));
    } catch (const std::out_of_range&) {
      ++refused;
    }
  }
  CHECK(refused > 500);
}

}  // namespace speur
