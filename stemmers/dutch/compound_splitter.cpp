#include "stemmers/dutch/compound_splitter.hpp"

#include "stemmers/dutch/dutch_spelling.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace speur {
namespace {

constexpr float no_way = std::numeric_limits<float>::infinity();

// What a division may cost at most, of a word that is not in the lexicon and of one that is.
constexpr float limit_unknown = 2.6F, limit_known = 1.4F;
// The most that a division may cost for the word to count as known. Divisions of misspelt words cost more, so
// that such words stay candidates for correction.
constexpr float limit_sure = 1.0F;
constexpr float further_part = 0.5F;
constexpr float no_division = -std::numeric_limits<float>::infinity();

/// Vowels that would be read as one, so that the spelling wants a hyphen between them:
/// data-analyse, zee-eend.
bool vowels_collide(char left, char right) {
  switch (left) {
    case 'a':
      return right == 'a' || right == 'e' || right == 'i' || right == 'u';
    case 'e':
      return right == 'e' || right == 'i' || right == 'u';
    case 'i':
      return right == 'e' || right == 'i' || right == 'j';
    case 'o':
      return right == 'e' || right == 'i' || right == 'o' || right == 'u';
    case 'u':
      return right == 'e' || right == 'i' || right == 'u';
    default:
      return false;
  }
}

/// `known`: the whole is a word of the lexicon, where long parts are no sign of a compound.
float length_cost(std::size_t bytes, bool known) {
  if (bytes <= 2) return no_way;
  if (bytes == 3) return 0.8F;
  if (bytes == 4) return 0.2F;
  if (bytes >= 9 && !known) return -0.5F;
  return bytes >= 7 ? -0.2F : 0.0F;
}

float use_cost(std::uint8_t bits) {
  constexpr std::array<float, 16> costs = {1.2F,  0.9F,  0.6F,  0.4F,  0.2F,  0.1F,  0.0F,  -0.1F,
                                           -0.2F, -0.2F, -0.2F, -0.2F, -0.2F, -0.2F, -0.2F, -0.2F};
  return costs[bits];
}

float first_cost(const LexiconEntry& e, std::size_t bytes, bool known) {
  if (e.never_left || bytes < 3) return no_way;
  if (!e.left && e.link == 0 && (!e.word || e.name)) return no_way;
  float cost = length_cost(bytes, known) + use_cost(e.begins);
  if (!e.left) cost += e.link > 0 ? 0.3F : e.noun ? 0.6F : 1.0F;
  if (bytes == 3 && !e.left) return no_way;
  return cost;
}

float last_cost(const LexiconEntry& e, std::size_t bytes, bool known) {
  if (!e.word || e.never_right || e.name || bytes < 3) return no_way;
  float cost = length_cost(bytes, known) + use_cost(e.ends);
  if (!e.right) cost += e.noun ? 0.8F : 1.1F;
  if (bytes == 3 && !e.right) return no_way;
  return cost;
}

bool is_plain(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// What a form that stands at [at, end) of `word` costs as a part of it; no_way if it cannot.
float part_cost(std::string_view word, std::size_t at, const Lexicon::Prefix& form, bool known) {
  const std::size_t end = at + form.bytes;
  const bool is_last = end == word.size();
  if ((at == 0 && is_last) || (at > 0 && !is_last && form.entry.never_right)) return no_way;
  const float cost = is_last ? last_cost(form.entry, form.bytes, known)
                             : first_cost(form.entry, form.bytes, known);
  if (cost == no_way || (!is_last && vowels_collide(word[end - 1], word[end]))) return no_way;
  return cost + (at > 0 ? further_part : 0.0F);
}

struct Step {
  float cost = no_way;
  std::size_t from = 0;
  std::uint8_t link = 0, count = 0;
};

/// The cheapest division of `word`; false where none is cheap enough.
bool divide(const Lexicon& lexicon, std::string_view word, std::vector<PartSpan>& parts,
            float limit = limit_unknown) {
  parts.clear();
  const std::size_t size = word.size();
  if (size < shortest_compound || size > longest_compound) return false;
  std::vector<Lexicon::Prefix> found;
  lexicon.prefixes(word, found);
  LexiconEntry self;
  if (!found.empty() && found.back().bytes == size) self = found.back().entry;
  if (self.whole) return false;
  std::array<Step, longest_compound + 1> best;
  best[0].cost = 0;
  for (std::size_t at = 0; at + 3 <= size; ++at) {
    if (best[at].cost == no_way || best[at].count == max_compound_parts) continue;
    if (at > 0) lexicon.prefixes(word.substr(at), found);
    for (const Lexicon::Prefix& form : found) {
      float cost = part_cost(word, at, form, self.word);
      if (cost == no_way) continue;
      cost += best[at].cost;
      const std::size_t end = at + form.bytes;
      if (cost < best[end].cost) {
        best[end] = {cost, at, end < size ? form.entry.link : std::uint8_t{0},
                     static_cast<std::uint8_t>(best[at].count + 1)};
      }
    }
  }
  if (best[size].cost > (self.word ? limit_known : limit)) return false;
  for (std::size_t end = size; end > 0; end = best[end].from) {
    parts.push_back({best[end].from, end, end - best[end].link});
  }
  std::ranges::reverse(parts);
  return true;
}

}  // namespace

void CompoundSplitter::split(std::string_view exact, std::vector<PartSpan>& parts) const {
  PartDivisions none;
  split(exact, parts, none);
}

void CompoundSplitter::split(std::string_view exact, std::vector<PartSpan>& parts,
                             PartDivisions& known) const {
  parts.clear();
  if (!is_plain(exact) || !divide(lexicon_, exact, parts)) return;
  for (std::size_t i = 0; i < parts.size();) {
    const PartSpan part = parts[i];
    const std::string_view base = exact.substr(part.begin, part.base_end - part.begin);
    auto division = known.find(base);
    if (division == known.end()) {
      division = known.try_emplace(std::string(base)).first;
      if (!divide(lexicon_, base, division->second)) division->second.clear();
    }
    std::vector<PartSpan> inner = division->second;
    if (inner.empty() || parts.size() + inner.size() - 1 > max_compound_parts) {
      ++i;
      continue;
    }
    for (PartSpan& span : inner) {
      span.begin += part.begin;
      span.end += part.begin;
      span.base_end += part.begin;
    }
    inner.back().end = part.end;
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
    parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(i), inner.begin(), inner.end());
  }
}

bool CompoundSplitter::is_known(std::string_view exact) const {
  if (lexicon_.is_word(exact)) return true;
  std::vector<PartSpan> parts;
  return is_plain(exact) && divide(lexicon_, exact, parts, limit_sure);
}

std::vector<CompoundSplitter::Candidate> CompoundSplitter::candidates(std::string_view exact,
                                                                      std::size_t most) const {
  std::vector<Candidate> all;
  if (!is_plain(exact) || exact.size() < shortest_compound || exact.size() > longest_compound) {
    return all;
  }
  const LexiconEntry self = lexicon_.find(exact);
  const float limit = self.whole ? no_division : self.word ? limit_known : limit_unknown;
  // Partial divisions, each with what is behind it still to divide; as many as a word can have stay few.
  constexpr std::size_t most_tried = 2000;
  std::vector<std::pair<Candidate, std::size_t>> open{{Candidate{"", 0, limit}, 0}};
  std::vector<Lexicon::Prefix> found;
  for (std::size_t next = 0; next < open.size() && open.size() < most_tried; ++next) {
    const auto [before, at] = open[next];
    const auto parts = static_cast<std::size_t>(std::ranges::count(before.text, '|'));
    if (parts + 1 > max_compound_parts) continue;
    lexicon_.prefixes(exact.substr(at), found);
    for (const Lexicon::Prefix& form : found) {
      const float cost = part_cost(exact, at, form, self.word);
      if (cost == no_way) continue;
      Candidate longer{before.text + (at > 0 ? "|" : "") + std::string(exact.substr(at, form.bytes)),
                       cost + before.cost, limit};
      if (at + form.bytes == exact.size()) {
        all.push_back(std::move(longer));
      } else {
        open.emplace_back(std::move(longer), at + form.bytes);
      }
    }
  }
  std::ranges::stable_sort(all, {}, &Candidate::cost);
  if (all.size() > most) all.resize(most);
  return all;
}

}  // namespace speur
