#pragma once

#include "searcher/http/app/application.hpp"
#include "searcher/http/serve/index_watch.hpp"
#include "support/http/site.hpp"

#include <memory>
#include <string>

namespace speur::http {

/// What answers requests, with an open index.
struct ServedSite {
  TestIndex index;
  Metrics metrics;
  Application application{{{}, {"https://a.nl"}}, metrics};
  IndexWatch watch{index.path(), 1, {[](const IndexFacts&) {}, [](const std::string&) {}}};
  std::unique_ptr<OpenIndex> open;
  Compressor compressor;
  ServedSite() { watch.refresh(0, open); }
};

}  // namespace speur::http
