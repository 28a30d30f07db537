#include "fuzz/served_site.hpp"
#include "searcher/http/app/application.hpp"
#include "searcher/http/serve/index_watch.hpp"
#include "searcher/http/net/request_reader.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

// Laws: the bytes of a connection are the same requests however they are divided; and each request
// gets an answer that is HTTP: a status with its reason, fields of one line, a body that is JSON
// where it says so, and no fault of ours.

namespace {

using namespace speur::http;

struct Reading {
  std::vector<Request> requests;
  unsigned failed = 0;
};

Reading read(std::string_view bytes, std::size_t piece) {
  Limits limits;
  limits.header_bytes = 512;
  limits.body_bytes = 1024;
  RequestReader reader(limits);
  Reading reading;
  while (!bytes.empty()) {
    const std::size_t size = std::min(piece, bytes.size());
    reader.append(bytes.substr(0, size));
    bytes.remove_prefix(size);
    for (;;) {
      const RequestReader::State state = reader.advance();
      if (state == RequestReader::State::more) break;
      if (state == RequestReader::State::failed) {
        reading.failed = reader.failed_status();
        return reading;
      }
      reading.requests.push_back(reader.take());
    }
  }
  return reading;
}

void check(bool law) {
  if (!law) std::abort();
}

void check_answer(const Response& response) {
  check(!reason(response.status).empty());
  for (const auto& [name, value] : response.fields) {
    check(value.find_first_of("\r\n") == value.npos);
  }
  const bool packed =
      std::any_of(response.fields.begin(), response.fields.end(),
                  [](const auto& field) { return field.first == "Content-Encoding"; });
  if (!packed && response.content_type.ends_with("json")) {
    boost::system::error_code error;
    (void)boost::json::parse(response.body, error);
    check(!error);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static ServedSite site;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Reading whole = read(bytes, std::max<std::size_t>(size, 1));
  for (const std::size_t piece : {1U, 3U}) {
    const Reading divided = read(bytes, piece);
    check(divided.failed == whole.failed);
    check(divided.requests.size() == whole.requests.size());
    for (std::size_t i = 0; i < whole.requests.size(); ++i) {
      check(divided.requests[i].target == whole.requests[i].target);
      check(divided.requests[i].body == whole.requests[i].body);
      check(divided.requests[i].fields == whole.requests[i].fields);
    }
  }
  if (whole.failed != 0) check_answer(site.application.refuse(whole.failed, "refused"));
  for (const Request& request : whole.requests) {
    CallRecord record;
    check_answer(site.application.respond(
        request, {*site.open->shared, &site.open->searcher, site.compressor}, record));
    check(record.fault.empty());
  }
  return 0;
}
