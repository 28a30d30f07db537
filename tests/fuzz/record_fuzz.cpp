#include "searcher/rank/rescorer.hpp"
#include "speur/stored_page.hpp"
#include "speur/word_record.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

// Laws: whatever the bytes of a page's data or of its word record are, they are read or refused with
// std::out_of_range; a record that was made of data can be read whole; and a score is a number.

namespace {

/// Reads all of a record, as searches do.
void read(const speur::WordRecord& record) {
  speur::RankedQuery query;
  for (std::uint32_t i = 0; i < record.header().keys && i < 64; ++i) {
    record.for_each_group(record.key(i), [&](const speur::WordRecord::Group& group) {
      group.for_each_position(
          [&](std::uint32_t position) { static_cast<void>(record.field(position)); });
    });
    speur::Evidence evidence;
    evidence.unit = query.units.size();
    evidence.pages = 3;
    evidence.exact_weight = 0.5;
    for (const auto kind : {speur::WordTest::Kind::word, speur::WordTest::Kind::part,
                            speur::WordTest::Kind::exact, speur::WordTest::Kind::compound,
                            speur::WordTest::Kind::identifier}) {
      speur::WordTest test;
      test.kind = kind;
      test.key = record.key(i);
      if (i + 1 < record.header().keys) test.next_parts = {record.key(i + 1)};
      evidence.tests.push_back(test);
    }
    query.evidence.push_back(evidence);
    query.units.push_back({"woord", true, false, 1});
  }
  speur::RankingParameters parameters;
  speur::Rescorer rescorer(query, parameters, 1000, 100);
  if (!std::isfinite(rescorer.score(record).score)) std::abort();
  static_cast<void>(rescorer.explain(record));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  try {
    read(speur::WordRecord(bytes));
  } catch (const std::out_of_range&) {
  }
  std::string made;
  try {
    made = speur::make_word_record(bytes);
  } catch (const std::out_of_range&) {
    return 0;
  }
  read(speur::WordRecord(made));  // what was made by us is never refused
  return 0;
}
