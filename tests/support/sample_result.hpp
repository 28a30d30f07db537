#pragma once

#include "speur/searcher.hpp"

namespace speur {

/// An answer with one of everything, for the tests of what prints it.
inline SearchResult sample_result() {
  SearchResult result;
  result.query = "stalling <station>";
  Hit hit;
  hit.id = "verkeer/fiets.md";
  hit.url = "verkeer/fiets/";
  hit.title = {"Fiets & stalling", {{8, 16}}};
  hit.breadcrumb = {"Verkeer"};
  hit.description = {"Waar de fiets mag staan", {}};
  hit.language = "nl";
  hit.facets = {{"rollen", {{"burger", "Burger", ""}, {"winkelier", "winkelier", ""}}}};
  hit.score = 12.25;
  hit.sections = {
      {{"Kosten", {}}, "verkeer/fiets/#kosten", {"… een \"stalling\" < 2 euro", {{9, 17}}}},
      {{"", {}}, "verkeer/fiets/", {"Een stalling", {{4, 12}}}}};
  hit.missing = {"station"};
  hit.explanation = {{"stalling", "titel", "stalling", "exact", 12.25}};
  result.hits.push_back(hit);
  result.total_hits = 1204;
  result.total_hits_exact = false;
  result.facets = {
      {"rollen",
       FacetType::keyword,
       {{{"burger", "Burger", ""}, 12, true}, {{"winkelier", "winkelier", ""}, 3, false}},
       14},
      {"datum", FacetType::date, {}, 0}};
  result.correction = "stallingen station";
  result.definition = Definition{"stalling", "Plaats voor fietsen.", "begrippen/index.md",
                                 "begrippen/#stalling", DefinitionSource::glossary};
  result.expansions = {{"stalling", "berging", "thesaurus"}, {"station", "NS", "synonym"}};
  result.issues = {{3, "'-' stands alone and is ignored"}};
  result.milliseconds = 1.5;
  return result;
}

}  // namespace speur
