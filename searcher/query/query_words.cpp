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

/// The text between white spaces, each a wanted word of the field.
void add_words(const std::string& field, std::string_view text, AllOf& all) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \t\n"), text.size());
    const std::string_view word = without_final_punctuation(text.substr(0, end));
    if (has_searchable(word)) all.clauses.push_back({Occur::wanted, make_word({field, false}, word)});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

bool is_separator(char c) {
  return std::string_view("-_/.:").find(c) != std::string_view::npos;
}

/// Letters and digits with a mark between them: aia-99, 2024/1689.
bool is_identifier(std::string_view word) {
  return std::ranges::any_of(word, is_ascii_digit) && std::ranges::any_of(word, is_separator) &&
         (is_ascii_letter(word.front()) || is_ascii_digit(word.front()));
}

/// Where a leaf is sought; null for what is no leaf.
const std::string* field_of(const Query& query) {
  return std::visit(
      [](const auto& node) -> const std::string* {
        if constexpr (requires { node.field; }) return &node.field;
        return nullptr;
      },
      query.node);
}

ParsedQuery changed(const ParsedQuery& parsed, AllOf query, std::string issue) {
  ParsedQuery made{Query{std::move(query)}, parsed.issues};
  made.issues.push_back({0, std::move(issue)});
  return made;
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
  // Who asks for a short phrase alone wants it as it stands; a whole sentence is a title or a link that was
  // copied with its quotes.
  constexpr std::ptrdiff_t least_words = 6;
  const bool has_words = std::ranges::any_of(all->clauses, [](const Clause& clause) {
    const auto* const word = std::get_if<Word>(&clause.query.node);
    return word != nullptr && clause.occur == Occur::wanted && is_text_field(word->field);
  });
  std::string phrases;
  AllOf made;
  for (const Clause& clause : all->clauses) {
    const auto* const phrase = std::get_if<Phrase>(&clause.query.node);
    if (phrase == nullptr || clause.occur != Occur::wanted || !is_text_field(phrase->field) ||
        phrase->field == "id" ||
        (!has_words && std::ranges::count(phrase->text, ' ') + 1 < least_words)) {
      made.clauses.push_back(clause);
      continue;
    }
    phrases += (phrases.empty() ? "\"" : ", \"") + phrase->text + "\"";
    add_words(phrase->field, phrase->text, made);
  }
  if (phrases.empty()) return std::nullopt;
  return changed(parsed, std::move(made), "no page has " + phrases + ": sought as words");
}

std::optional<ParsedQuery> with_identifiers_as_words(const ParsedQuery& parsed) {
  const auto* const all = std::get_if<AllOf>(&parsed.query.node);
  if (all == nullptr) return std::nullopt;
  std::string identifiers;
  AllOf made;
  for (const Clause& clause : all->clauses) {
    const auto* const word = std::get_if<Word>(&clause.query.node);
    const bool is_plain_word = word != nullptr && clause.occur == Occur::wanted && word->field.empty();
    const bool is_id = word != nullptr && clause.occur == Occur::wanted && word->field == "id";
    if (!is_id && !(is_plain_word && is_identifier(word->text))) {
      made.clauses.push_back(clause);
      continue;
    }
    identifiers += (identifiers.empty() ? "" : ", ") + word->text;
    std::string apart = word->text;
    std::ranges::replace_if(apart, is_separator, ' ');
    add_words("", apart, made);
  }
  if (identifiers.empty()) return std::nullopt;
  return changed(parsed, std::move(made), "no page has " + identifiers + ": sought as words");
}

std::optional<ParsedQuery> without_values(const ParsedQuery& parsed) {
  const auto* const all = std::get_if<AllOf>(&parsed.query.node);
  if (all == nullptr) return std::nullopt;
  std::string values;
  bool has_words = false;
  AllOf made;
  for (const Clause& clause : all->clauses) {
    const std::string* const field = field_of(clause.query);
    if (clause.occur != Occur::wanted || field == nullptr || is_text_field(*field)) {
      has_words = has_words || clause.occur != Occur::must_not;
      made.clauses.push_back(clause);
      continue;
    }
    AllOf value;
    value.clauses.push_back(clause);
    const std::string text = to_string(Query{std::move(value)});  // in brackets
    values += (values.empty() ? "" : ", ") + text.substr(1, text.size() - 2);
  }
  if (values.empty() || !has_words) return std::nullopt;
  return changed(parsed, std::move(made), "no page has all of it with " + values + ": left out");
}

std::optional<ParsedQuery> with_less(const ParsedQuery& parsed) {
  for (const auto& step : {with_phrases_as_words, with_identifiers_as_words, without_values}) {
    if (std::optional<ParsedQuery> less = step(parsed)) return less;
  }
  return std::nullopt;
}

ParsedQuery query_of(Word word) {
  return only(Query{std::move(word)});
}
ParsedQuery query_of(Prefix prefix) {
  return only(Query{std::move(prefix)});
}

}  // namespace speur
