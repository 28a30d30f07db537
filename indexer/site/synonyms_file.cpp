#include "indexer/site/synonyms_file.hpp"

#include "indexer/text/text_decoding.hpp"
#include "speur/error.hpp"

#include <fmt/format.h>

#include <optional>
#include <string_view>
#include <utility>

namespace speur {
namespace {

/// Reads one line; every mistake is an Error(config) with its number.
class RuleReader {
 public:
  RuleReader(const std::filesystem::path& file, std::size_t line) : where_{file, line} {}

  /// Nothing for a line without names.
  std::optional<SynonymRule> read(std::string_view line) {
    if (one_line(line).empty() || one_line(line).front() == '#') return std::nullopt;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '\\' && i + 1 < line.size()) {
        name_ += line[++i];
      } else if (line[i] == ',') {
        end_name();
      } else if (line.substr(i, 2) == "=>") {
        end_name();
        if (one_way_) fail("'=>' stands twice in one line");
        one_way_ = true;
        from_ = std::exchange(names_, {});
        ++i;
      } else {
        name_ += line[i];
      }
    }
    end_name();
    if (one_way_) return SynonymRule{std::move(from_), std::move(names_), where_.line};
    if (names_.size() == 1) {
      fail("one name alone has no synonym: write \"a, b\" or \"a => b\"");
    }
    return SynonymRule{names_, names_, where_.line};
  }

 private:
  [[noreturn]] void fail(const std::string& message) const {
    throw Error(ExitCode::config, where_, message);
  }

  void end_name() {
    std::string name = one_line(std::exchange(name_, {}));
    if (name.empty()) fail("a name is missing: nothing stands between two commas or beside '=>'");
    if (names_.size() == max_synonyms_a_line) {
      fail(fmt::format("more than {} names in one line", max_synonyms_a_line));
    }
    names_.push_back(std::move(name));
  }

  Where where_;
  std::string name_;
  std::vector<std::string> names_, from_;
  bool one_way_ = false;
};

}  // namespace

std::vector<SynonymRule> read_synonyms(const std::filesystem::path& file) {
  std::vector<Problem> problems;
  std::string text;
  try {
    text = decode_text(read_file(file, max_synonyms_bytes), FallbackEncoding::none, file, problems);
  } catch (const Error& e) {
    if (e.code() == ExitCode::no_input) throw;
    throw Error(ExitCode::config, e.what());
  }
  for (const Problem& problem : problems) {
    throw Error(ExitCode::config, problem.where, problem.message);
  }
  std::vector<SynonymRule> rules;
  std::string_view rest = text;
  for (std::size_t line = 1; !rest.empty(); ++line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (auto rule = RuleReader(file, line).read(rest.substr(0, end))) {
      rules.push_back(std::move(*rule));
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return rules;
}

}  // namespace speur
