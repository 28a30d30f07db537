#include "include/postings/page_terms.hpp"

namespace speur {
namespace {

unsigned filter_bit(RecordField field) {
  const auto bit = [](TextField of) { return 1U << static_cast<unsigned>(of); };
  switch (field) {
    case RecordField::title:
    case RecordField::other_title:
      return bit(TextField::title);
    case RecordField::heading:
      return bit(TextField::heading);
    case RecordField::description:
    case RecordField::lead:
      return bit(TextField::description);
    default:
      return 0;
  }
}

}  // namespace

PageTerms::PageTerms(const PlacedWords& placed) {
  const StoredWords& words = *placed.words;
  struct Sum {
    std::uint32_t whole = 0, part = 0;
    unsigned filters = 0;
  };
  // The wdf of a word is summed first: its terms are then looked up once a word, not once a token.
  std::vector<Sum> sums(words.words.size());
  terms_.reserve(words.words.size() * 5 / 4);
  for (std::size_t i = 0; i < words.tokens.size(); ++i) {
    const StoredToken& token = words.tokens[i];
    const RecordField field = placed.fields[i];
    const std::uint32_t wdf = ranking_wdf[static_cast<std::size_t>(field)];
    if (wdf == 0) continue;
    Sum& sum = sums[token.word];
    sum.whole += wdf;
    sum.part += part_wdf(wdf);
    const unsigned filter = filter_bit(field);
    sum.filters |= filter;
    if (token.joined == 0) continue;
    words.joined[token.joined - 1].for_each([&](std::string_view term) { add(term, wdf, filter); });
  }
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const Sum& sum = sums[i];
    if (sum.whole == 0) continue;
    add(words.words[i].stem, sum.whole, sum.filters);
    for (stored::Reader parts(words.words[i].parts); !parts.done();) {
      add(parts.string(), sum.part, sum.filters);
    }
  }
}

void PageTerms::add(std::string_view stem, std::uint32_t wdf, unsigned filters) {
  Term& term = terms_[stem];
  term.wdf += wdf;
  term.filters |= filters;
  length_ += wdf;
}

void PageTerms::make(std::string_view prefix, std::string_view stem, std::string& term) {
  if (prefix.size() + stem.size() > max_term_bytes) {
    term = bounded_term(prefix, stem);
  } else {
    term.assign(prefix).append(stem);
  }
}

}  // namespace speur
