#include "speur/query.hpp"

#include "searcher/query/query_leaf.hpp"

#include <type_traits>

namespace speur {
namespace {

void print(const Query& query, std::string& text);

void print_field(const std::string& field, std::string& text) {
  if (!field.empty()) (text += field) += ':';
}

void print_node(const AllOf& all, std::string& text) {
  text += '(';
  for (const Clause& clause : all.clauses) {
    if (&clause != &all.clauses.front()) text += ' ';
    if (clause.occur == Occur::must) {
      std::string sought;
      print(clause.query, sought);
      // In brackets no telephone number begins there.
      text += sought.starts_with("31") ? "+(" + sought + ")" : "+" + sought;
      continue;
    }
    if (clause.occur == Occur::must_not) {
      const bool is_word = std::holds_alternative<Word>(clause.query.node);
      text += is_word && makes_second_half(text) ? "NOT " : "-";
    }
    print(clause.query, text);
  }
  text += ')';
}

void print_node(const AnyOf& any, std::string& text) {
  text += '(';
  for (const Query& option : any.options) {
    if (&option != &any.options.front()) text += " OR ";
    print(option, text);
  }
  text += ')';
}

void print_node(const Word& word, std::string& text) {
  print_field(word.field, text);
  text += word.text;
}

void print_node(const Phrase& phrase, std::string& text) {
  print_field(phrase.field, text);
  ((text += '"') += phrase.text) += '"';
  if (phrase.slop != 0) (text += '~') += std::to_string(phrase.slop);
}

void print_node(const Prefix& prefix, std::string& text) {
  print_field(prefix.field, text);
  (text += prefix.text) += '*';
}

void print_node(const Fuzzy& fuzzy, std::string& text) {
  print_field(fuzzy.field, text);
  (text += fuzzy.text) += '~';
  if (fuzzy.distance != 1) text += std::to_string(fuzzy.distance);
}

void print_node(const Range& range, std::string& text) {
  print_field(range.field, text);
  ((text += range.from.value_or("")) += "..") += range.to.value_or("");
}

void print(const Query& query, std::string& text) {
  std::visit([&text](const auto& node) { print_node(node, text); }, query.node);
}

}  // namespace

std::string to_string(const Query& query) {
  std::string text;
  print(query, text);
  return text;
}

}  // namespace speur
