#include "searcher/evaluate/evaluation.hpp"
#include "speur/error.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <sstream>
#include <string>
#include <utility>

// Laws: any bytes are topics, judgements or a run, or an Error(data) with a line; no name is there twice where
// none may be; a ranking falls. The first byte says what is read.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const int memory = ::memfd_create("proef", 0);
  static const std::string name = "/proc/self/fd/" + std::to_string(memory);
  if (::ftruncate(memory, 0) != 0 || ::pwrite(memory, data + 1, size - 1, 0) != static_cast<ssize_t>(size - 1)) {
    std::abort();
  }
  try {
    if (data[0] % 3 == 0) {
      std::set<std::string> ids;
      for (const speur::Topic& topic : speur::read_topics(name)) {
        if (topic.query.empty() || !ids.insert(topic.id).second) std::abort();
      }
    } else if (data[0] % 3 == 1) {
      const speur::Qrels qrels = speur::read_qrels(name);
      if (qrels.judgements.size() != qrels.topics.size()) std::abort();
      for (const auto& judgements : qrels.judgements) {
        std::set<std::uint32_t> documents;
        for (const speur::Judgement& judgement : judgements) {
          if (!documents.insert(judgement.document).second) std::abort();
        }
      }
    } else {
      const speur::Run run = speur::read_run(name);
      for (const auto& ranking : run.rankings) {
        for (std::size_t i = 0; i < ranking.size(); ++i) {
          if (!std::isfinite(ranking[i].score)) std::abort();
          if (i > 0 && ranking[i].score > ranking[i - 1].score) std::abort();
        }
      }
    }
  } catch (const speur::Error& error) {
    if (error.code() != speur::ExitCode::data) std::abort();
  }
  return 0;
}
