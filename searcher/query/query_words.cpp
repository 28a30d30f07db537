#include "searcher/query/query_words.hpp"

#include "searcher/query/query_leaf.hpp"
#include "speur/ascii.hpp"
#include "speur/schema.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace speur {
namespace {

bool is_text_field(std::string_view name) {
  return name.empty() || name == "id" || std::ranges::any_of(field_specs, [&](const auto& field) {
           return field.name == name || field.english == name;
         });
}

void collect_texts(const Query& query, std::vector<std::string>& texts) {
  if (const auto* all = std::get_if<AllOf>(&query.node)) {
    for (const Clause& clause : all->clauses) {
      if (clause.occur != Occur::must_not) collect_texts(clause.query, texts);
    }
  } else if (const auto* any = std::get_if<AnyOf>(&query.node)) {
    for (const Query& option : any->options) collect_texts(option, texts);
  } else {
    std::visit(
        [&](const auto& leaf) {
          if constexpr (requires { leaf.text; }) {
            if (is_text_field(leaf.field)) texts.push_back(leaf.text);
          }
        },
        query.node);
  }
}

/// The leaf that stands last, unless it is excluded; null if the query is empty.
template <class Tree>
Tree* last_leaf(Tree& query) {
  if (auto* all = std::get_if<AllOf>(&query.node)) {
    if (all->clauses.empty() || all->clauses.back().occur == Occur::must_not) return nullptr;
    return last_leaf(all->clauses.back().query);
  }
  if (auto* any = std::get_if<AnyOf>(&query.node)) return last_leaf(any->options.back());
  return &query;
}

ParsedQuery only(Query leaf) {
  AllOf all;
  all.clauses.push_back({Occur::wanted, std::move(leaf)});
  return {Query{std::move(all)}, {}};
}

}  // namespace

std::vector<std::string> wanted_texts(const Query& query) {
  std::vector<std::string> texts;
  collect_texts(query, texts);
  return texts;
}

bool is_plain(const Query& query) {
  const auto* all = std::get_if<AllOf>(&query.node);
  return all != nullptr && std::ranges::all_of(all->clauses, [](const Clause& clause) {
           if (clause.occur != Occur::wanted) return false;
           if (const auto* word = std::get_if<Word>(&clause.query.node)) return word->field.empty();
           const auto* phrase = std::get_if<Phrase>(&clause.query.node);
           return phrase != nullptr && phrase->field.empty() && phrase->slop == 0;
         });
}

std::optional<std::string> unfinished_word(const ParsedQuery& parsed, std::string_view text,
                                           std::size_t least_bytes) {
  const Query* const leaf = last_leaf(parsed.query);
  const Word* const word = leaf == nullptr ? nullptr : std::get_if<Word>(&leaf->node);
  if (word == nullptr || !word->field.empty() || !word->begin || !parsed.issues.empty()) {
    return std::nullopt;
  }
  const bool ends_text = *word->begin + word->text.size() == text.size();
  const bool is_word = std::ranges::all_of(word->text, [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || (static_cast<unsigned char>(c) & 0x80) != 0;
  });
  if (!ends_text || !is_word || word->text.size() < least_bytes) return std::nullopt;
  return word->text;
}

ParsedQuery with_beginning(ParsedQuery parsed, std::string_view text) {
  if (const auto word = unfinished_word(parsed, text, 0)) {
    last_leaf(parsed.query)->node = Prefix{{}, *word};
  }
  return parsed;
}

std::optional<ParsedQuery> with_phrases_as_words(const ParsedQuery& parsed) {
  const auto* const all = std::get_if<AllOf>(&parsed.query.node);
  if (all == nullptr) return std::nullopt;
  const auto wanted_phrase = [](const Clause& clause) -> const Phrase* {
    const auto* const phrase = std::get_if<Phrase>(&clause.query.node);
    const bool is_wanted = phrase != nullptr && clause.occur == Occur::wanted;
    return is_wanted && is_text_field(phrase->field) && phrase->field != "id" ? phrase : nullptr;
  };
  const auto is_wanted_word = [](const Clause& clause) {
    const auto* const word = std::get_if<Word>(&clause.query.node);
    return word != nullptr && clause.occur == Occur::wanted && is_text_field(word->field);
  };
  if (std::ranges::none_of(all->clauses, is_wanted_word)) return std::nullopt;
  std::string phrases;
  AllOf made;
  for (const Clause& clause : all->clauses) {
    const Phrase* const phrase = wanted_phrase(clause);
    if (phrase == nullptr) {
      made.clauses.push_back(clause);
      continue;
    }
    phrases += (phrases.empty() ? "\"" : ", \"") + phrase->text + "\"";
    std::string_view rest = phrase->text;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find_first_of(" \t\n"), rest.size());
      const std::string_view word = without_final_punctuation(rest.substr(0, end));
      if (has_searchable(word)) {
        made.clauses.push_back({Occur::wanted, make_word({phrase->field, false}, word)});
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  if (phrases.empty()) return std::nullopt;
  ParsedQuery words{Query{std::move(made)}, parsed.issues};
  words.issues.push_back({0, "no page has " + phrases + ": sought as words"});
  return words;
}

ParsedQuery query_of(Word word) {
  return only(Query{std::move(word)});
}
ParsedQuery query_of(Prefix prefix) {
  return only(Query{std::move(prefix)});
}

}  // namespace speur
