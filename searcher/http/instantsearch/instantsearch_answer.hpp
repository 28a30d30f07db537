#pragma once

#include "searcher/http/instantsearch/instantsearch_call.hpp"
#include "speur/searcher.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace speur::http {

/// A result in the form of the protocol: of a search for pages, or for the values of a facet.
/// Highlighted texts are the plain text with the client's tags around what matched: the client
/// escapes them, as the protocol has it.
[[nodiscard]] boost::json::object instantsearch_answer(const InstantSearchCall& call,
                                                       const SearchResult& result,
                                                       const Limits& limits);

/// A facet's label in one of the answers to one request is given in all: clients show values of the
/// others, but read the labels of the first.
void share_facet_labels(boost::json::array& answers);

}  // namespace speur::http
