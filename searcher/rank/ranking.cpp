#include "speur/ranking.hpp"

#include <fmt/format.h>

#include <charconv>

#include "speur/error.hpp"

namespace speur {

const std::vector<RankingParameter>& ranking_parameters() {
  using P = RankingParameters;
  static const std::vector<RankingParameter> all = {
      {"bm25.k1", "how slowly a repeated word stops to count", &P::bm25_k1, 0, 10},
      {"bm25.b", "how much a long page is held back", &P::bm25_b, 0, 1},
      {"bm25.title_length", "times the mean length of a page beyond which a title is held back no more",
       &P::bm25_title_length, 0.5, 1000},
      {"field.title", "a word in the title, against 1 in the running text", &P::field_title, 0,
       100},
      {"field.heading", "a word in a heading", &P::field_heading, 0, 100},
      {"field.description", "a word in the description", &P::field_description, 0, 100},
      {"field.body", "a word in the running text", &P::field_body, 0, 100},
      {"field.label", "a word of a facet's value", &P::field_label, 0, 100},
      {"field.identifier", "the page's own identifier", &P::field_identifier, 0, 1000},
      {"form.exact", "the word as typed, on top of its stem", &P::form_exact, 0, 10},
      {"form.stem", "the word's stem", &P::form_stem, 0, 10},
      {"form.part", "a compound with the word, of what its stem weighs", &P::form_part, 0, 10},
      {"form.family", "a word of the same root", &P::form_family, 0, 10},
      {"form.compound", "another spelling of a compound, or a larger one", &P::form_compound, 0,
       10},
      {"form.split", "the parts of a compound as words", &P::form_split, 0, 10},
      {"form.piece", "some parts of a compound that the site lacks, of form.split", &P::form_piece,
       0, 10},
      {"form.pair", "two words of the query written as one", &P::form_pair, 0, 10},
      {"form.acronym", "what an acronym stands for, and back", &P::form_acronym, 0, 10},
      {"form.synonym", "what the site calls it otherwise", &P::form_synonym, 0, 10},
      {"form.translation", "Dutch words for an English one", &P::form_translation, 0, 10},
      {"form.thesaurus", "a word of about the same meaning, by the thesaurus", &P::form_thesaurus, 0,
       10},
      {"thesaurus.found", "how much of a wanted word a page has that has such a word instead",
       &P::thesaurus_found, 0, 1},
      {"thesaurus.rare", "the part of all pages that may have a word with such words",
       &P::thesaurus_rare, 0, 1},
      {"form.correction", "the word meant by one that the site lacks", &P::form_correction, 0, 10},
      {"form.joined", "pieces written together", &P::form_joined, 0, 10},
      {"form.rest", "what a word's further forms count beside the best of them", &P::form_rest, 0, 1},
      {"stop.weight", "a function word, against 1 for another word", &P::stop_weight, 0, 1},
      {"coverage.weight", "what a page with all words gains, of its score; less for more words",
       &P::coverage_weight, 0, 10},
      {"proximity.weight", "what a page with all words side by side gains, of its score",
       &P::proximity_weight, 0, 10},
      {"partial.power", "how hard missing words are punished", &P::partial_power, 0, 10},
      {"title.weight", "what a page gains whose title is the query and nothing else",
       &P::title_weight, 0, 10},
      {"title.word", "the same for a query of one word", &P::title_word, 0, 10},
      {"title.typed", "what a page gains, beside these, whose title is the query as typed", &P::title_typed, 0, 100},
      {"heading.typed", "what a page gains of which a heading is the query as typed", &P::heading_typed, 0, 100},
      {"name.weight", "gain of a page of which another name, or its file's, is the query", &P::name_weight, 0, 100},
      {"title.proximity", "what a page gains whose title has all words side by side",
       &P::title_proximity, 0, 10},
      {"question.lead", "what a page gains whose description or first paragraph is the question and no more",
       &P::question_lead, 0, 10},
      {"question.word", "a function word of a question, and any that only makes it a question",
       &P::question_word, 0, 1},
      {"candidates.depth", "pages of the first stage that are ordered anew", &P::candidates_depth, 1,
       10'000},
      {"candidates.k1", "as bm25.k1, of the first stage", &P::candidates_k1, 0, 10},
      {"candidates.b", "as bm25.b, of the first stage", &P::candidates_b, 0, 1},
  };
  return all;
}

void set_parameter(RankingParameters& parameters, std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  const std::string_view name = assignment.substr(0, equals);
  for (const RankingParameter& known : ranking_parameters()) {
    if (known.name != name || equals == std::string_view::npos) continue;
    const std::string_view text = assignment.substr(equals + 1);
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stop != end || !(value >= known.least && value <= known.most)) {
      throw Error(ExitCode::usage, fmt::format("{} takes a number from {} to {}, not '{}'", name,
                                               known.least, known.most, text));
    }
    parameters.*known.value = value;
    return;
  }
  std::string names;
  for (const RankingParameter& known : ranking_parameters()) {
    names += names.empty() ? "" : ", ";
    names += known.name;
  }
  throw Error(ExitCode::usage,
              fmt::format("'{}' is not name=value of a ranking parameter; they are: {}", assignment,
                          names));
}

}  // namespace speur
