#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// Every weight of the ranking, by name, with its default. `--set bm25.b=0.4` sets one for a run.
/// BM25 as in Robertson and Zaragoza, Foundations and Trends in IR 3(4), 2009.
struct RankingParameters {
  double bm25_k1 = 2.4;      ///< how slowly a repeated word stops to count
  double bm25_b = 0.2;       ///< how much a long page is held back: 0 none, 1 in proportion
  double bm25_title_length = 4;  ///< mean lengths beyond which a longer page's title is held back no more
  double field_title = 2.0;  ///< a word in the title, against 1 in the running text
  double field_heading = 1.0;
  double field_description = 0.7;  ///< low: of many pages it is only their first paragraph
  double field_body = 1.3;
  double field_label = 0.4;      ///< words of facet values
  double field_identifier = 20;  ///< the page's own identifier, typed as it stands
  double form_exact = 0.7;       ///< the word as typed, on top of its stem
  double form_stem = 1.0;
  double form_part = 1.0;         ///< how much of its stem's weight a compound with the word has
  double form_family = 0.4;       ///< a word of the same root: selectie for selecteren
  double form_compound = 0.15;    ///< another spelling of a compound, or a larger one with it
  double form_split = 1.0;        ///< all parts of a compound, each as a word of its own
  double form_piece = 1.0;        ///< some parts of a compound that the site lacks, of form_split
  double form_pair = 0.25;        ///< two words of the query written as one, for each of both
  double form_acronym = 0.3;      ///< what an acronym stands for, and back
  double form_synonym = 0.5;      ///< what the site or a page calls it otherwise
  double form_translation = 0.5;  ///< Dutch words for an English one
  double form_thesaurus = 0.4;    ///< a word that means about the same
  double thesaurus_found = 0.5;   ///< how much of a wanted word a page has that says it so
  double thesaurus_rare = 0.05;   ///< words that a larger part of all pages has are not sought so
  double form_correction = 0.8;   ///< the word that one was taken for which the site does not have
  double form_joined = 1.0;       ///< pieces written together: e-mail for email
  double form_rest = 1.0;         ///< what a word's further evidence counts beside the best of it
  double stop_weight = 0.2;       ///< a function word, against 1 for another word
  double proximity_weight = 1.2;  ///< a page with all words next to each other scores 2.2 times
  double coverage_weight = 0.4;   ///< what a page with all n words gains, of their sum, times 2/n
  double partial_power = 0.5;     ///< a page with the part p of the wanted words scores p^power
  double title_weight = 1.2;      ///< what a page gains whose title is the query and nothing else
  double title_word = 1.2;        ///< the same for a query of one word
  double title_typed = 2.4;       ///< what a page gains whose title is the query as typed, function words and all
  double heading_typed = 0.5;     ///< the same of a page with such a heading
  double name_weight = 2.4;       ///< what a page gains of which another name, or its file's, is the query
  double title_proximity = 0.3;   ///< what a page gains whose title has all words side by side
  double question_lead = 2.0;     ///< what a page gains whose first paragraph is the question and no more
  double question_word = 0.4;     ///< words that only make a question of the query
  double candidates_depth = 100;  ///< pages of the first stage that the second one orders anew
  double candidates_k1 = 6;       ///< of the first stage: its wdf are doubled, and one word seldom decides
  double candidates_b = 0.4;
};

struct RankingParameter {
  std::string_view name, meaning;
  double RankingParameters::*value;
  double least, most;
};

/// All parameters, for --help, --set and the tuner.
[[nodiscard]] const std::vector<RankingParameter>& ranking_parameters();

/// `assignment`: "bm25.b=0.4". Error(usage) for an unknown name (lists those that exist), a value
/// that is no number or out of range.
void set_parameter(RankingParameters& parameters, std::string_view assignment);

}  // namespace speur
