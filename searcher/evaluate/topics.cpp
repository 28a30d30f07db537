#include "searcher/evaluate/line_reader.hpp"
#include "searcher/evaluate/evaluation.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <cctype>
#include <string>
#include <unordered_map>
#include <utility>

namespace speur {
namespace {

/// Collects topics and holds them to what all formats promise.
class TopicList {
 public:
  void add(Topic topic, const LineReader& reader) {
    if (topic.id.empty()) reader.fail("a topic without an id");
    if (topic.id.find_first_of(" \t\r\n\v\f") != std::string::npos) {
      reader.fail("the topic id " + in_quotes(topic.id) + " holds white space");
    }
    if (topic.query.empty()) reader.fail("topic " + in_quotes(topic.id) + " has no query");
    const auto [known, is_new] = lines_.emplace(topic.id, reader.where().line);
    if (!is_new) {
      reader.fail("topic " + in_quotes(topic.id) + " stands already on line " +
                  std::to_string(known->second));
    }
    topics_.push_back(std::move(topic));
  }
  [[nodiscard]] std::vector<Topic> take() { return std::move(topics_); }

 private:
  std::vector<Topic> topics_;
  std::unordered_map<std::string, std::size_t> lines_;
};

Topic parse_tsv(std::string_view line, const LineReader& reader) {
  std::vector<std::string_view> columns;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    columns.push_back(trim(line.substr(begin, end - begin)));
    begin = end + 1;
  }
  if (columns.size() != 2 && columns.size() != 3) {
    reader.fail("a topic is id TAB query, or id TAB query TAB group; this line has " +
                std::to_string(columns.size()) + (columns.size() == 1 ? " column" : " columns"));
  }
  return {std::string(columns[0]), std::string(columns[1]),
          columns.size() == 3 ? std::string(columns[2]) : std::string()};
}

/// The member's text; a number for an id is common and as good. Empty if it is not there.
std::string text_member(const boost::json::object& object, std::string_view name,
                        std::string_view other_name, const LineReader& reader) {
  const boost::json::value* value = object.if_contains(name);
  if (value == nullptr && !other_name.empty()) value = object.if_contains(other_name);
  if (value == nullptr || value->is_null()) return {};
  if (const boost::json::string* text = value->if_string()) {
    std::string plain(trim({text->data(), text->size()}));
    for (char& c : plain) {
      if (c == '\n' || c == '\r' || c == '\t') c = ' ';  // a query is one line everywhere else
    }
    return plain;
  }
  if (const std::int64_t* number = value->if_int64()) return std::to_string(*number);
  reader.fail("'" + std::string(name) + "' is not a string");
}

Topic parse_json(std::string_view line, const LineReader& reader) {
  boost::json::error_code error;
  const boost::json::value value = boost::json::parse({line.data(), line.size()}, error);
  if (error) reader.fail("is not JSON: " + error.message());
  const boost::json::object* object = value.if_object();
  if (object == nullptr) reader.fail("is not a JSON object");
  return {text_member(*object, "id", "_id", reader), text_member(*object, "query", "text", reader),
          text_member(*object, "group", "", reader)};
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) ==
           std::tolower(static_cast<unsigned char>(y));
  });
}

/// `text` without `label` (in any case) before it: old topic files have `<num> Number: 301`.
std::string_view without_label(std::string_view text, std::string_view label) {
  text = trim(text);
  if (text.size() >= label.size() && same_letters(text.substr(0, label.size()), label)) {
    text = trim(text.substr(label.size()));
  }
  return text;
}

/// TREC's SGML as it occurs: an element runs to its end tag or, as most have none, to the next tag.
class TrecTopicParser {
 public:
  explicit TrecTopicParser(TopicList& list) : list_(list) {}

  void line(std::string_view line, const LineReader& reader) {
    while (true) {
      const std::size_t open = line.find('<');
      add_text(line.substr(0, open), reader);
      if (open == std::string_view::npos) return;
      const std::size_t close = line.find('>', open);
      const std::string_view tag =
          line.substr(open + 1, close == std::string_view::npos ? close : close - open - 1);
      if (close == std::string_view::npos || !is_tag(tag)) {  // "a < b" in a query
        add_text(line.substr(open, 1), reader);
        line.remove_prefix(open + 1);
        continue;
      }
      on_tag(tag, reader);
      line.remove_prefix(close + 1);
    }
  }

  void end(const LineReader& reader) const {
    if (in_topic_) reader.fail("the last <top> has no </top>");
  }

 private:
  static bool is_tag(std::string_view tag) {
    if (tag.starts_with('/')) tag.remove_prefix(1);
    return !tag.empty() && tag.find_first_not_of(
                               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "0123456789-_") == std::string_view::npos;
  }

  void on_tag(std::string_view tag, const LineReader& reader) {
    if (same_letters(tag, "top")) {
      if (in_topic_) reader.fail("<top> within a <top>: a </top> is missing");
      in_topic_ = true;
      num_.clear();
      title_.clear();
    } else if (same_letters(tag, "/top")) {
      if (!in_topic_) reader.fail("</top> without a <top>");
      in_topic_ = false;
      element_ = nullptr;
      list_.add({std::string(without_label(num_, "Number:")),
                 std::string(without_label(title_, "Topic:")), ""},
                reader);
    } else if (!in_topic_) {
      reader.fail("<" + std::string(tag) + "> outside <top>");
    } else {
      element_ = same_letters(tag, "num") ? &num_ : same_letters(tag, "title") ? &title_ : nullptr;
      if (element_ != nullptr && !element_->empty()) {
        reader.fail("a second <" + std::string(tag) + "> in one topic");
      }
    }
  }

  void add_text(std::string_view text, const LineReader& reader) {
    text = trim(text);
    if (text.empty()) return;
    if (!in_topic_) reader.fail("text outside <top>: " + in_quotes(text));
    if (element_ == nullptr) return;
    if (!element_->empty()) *element_ += ' ';
    *element_ += text;
  }

  TopicList& list_;
  bool in_topic_ = false;
  std::string num_, title_;
  std::string* element_ = nullptr;  // of the two above; null: an element we skip
};

}  // namespace

std::vector<Topic> read_topics(const std::filesystem::path& file) {
  LineReader reader(file);
  TopicList list;
  std::optional<std::string_view> line = reader.next();
  if (!line) throw Error(ExitCode::data, {file}, "holds no topics");
  const char first = trim(*line).front();
  TrecTopicParser trec(list);
  for (; line; line = reader.next()) {
    if (first == '<') {
      trec.line(*line, reader);
    } else {
      list.add(first == '{' ? parse_json(*line, reader) : parse_tsv(*line, reader), reader);
    }
  }
  if (first == '<') trec.end(reader);
  return list.take();
}

std::vector<TopicGroup> group_topics(std::span<const std::string> ids,
                                     std::span<const Topic> topics) {
  std::vector<TopicGroup> groups;
  std::unordered_map<std::string_view, std::size_t> group_of_topic, group_by_name;
  for (const Topic& topic : topics) {
    if (topic.group.empty()) continue;
    const auto [at, is_new] = group_by_name.emplace(topic.group, groups.size());
    if (is_new) groups.push_back({topic.group, {}});
    group_of_topic.emplace(topic.id, at->second);
  }
  groups.push_back({});
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto at = group_of_topic.find(ids[i]);
    groups[at == group_of_topic.end() ? groups.size() - 1 : at->second].places.push_back(i);
  }
  std::erase_if(groups, [](const TopicGroup& group) { return group.places.empty(); });
  return groups;
}

}  // namespace speur
