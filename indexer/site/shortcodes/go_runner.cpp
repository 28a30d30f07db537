#include "indexer/site/shortcodes/go_runner.hpp"

#include "indexer/budget/page_budget.hpp"
#include "indexer/site/rules/settings.hpp"
#include "indexer/site/shortcodes/html_words.hpp"
#include "speur/ascii.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace speur {
namespace {

using Kind = GoValue::Kind;

constexpr std::size_t max_steps = 5000;
constexpr std::size_t max_parentheses = 100;
constexpr std::size_t max_output = std::size_t{64} << 10U;
constexpr std::size_t max_calls = 10;
constexpr std::size_t max_scratches = 20;
constexpr std::int64_t own_scratch = 0, page_scratch = 1;
/// What all values of a run take together, those that are gone among them.
constexpr std::size_t max_bytes = std::size_t{8} << 20U;

/// Whether what comes next stands in a tag of HTML, where it is no text.
bool is_in_tag(const std::string& html) {
  const std::size_t open = html.rfind('<');
  budget::spend(open == std::string::npos ? html.size() : html.size() - open);
  if (open == std::string::npos) return false;
  bool quoted = false;
  char quote = 0;
  for (std::size_t i = open; i < html.size(); ++i) {
    if (quoted) {
      quoted = html[i] != quote;
    } else if (html[i] == '"' || html[i] == '\'') {
      quoted = true;
      quote = html[i];
    } else if (html[i] == '>') {
      return false;
    }
  }
  return true;
}

bool has_words(std::string_view html) {
  return words_of_html(html, false).find_first_not_of(' ') != std::string::npos;
}

class Runner {
 public:
  explicit Runner(const GoContext& context) : context_(context), root_{Kind::shortcode}, dot_(root_) {}

  std::string run(const GoTemplate& source) {
    block(source.nodes);
    return std::move(out_);
  }

 private:
  void block(const std::vector<GoNode>& nodes) {
    const std::size_t variables = variables_.size();
    for (const GoNode& node : nodes) {
      if (++steps_ > max_steps || bytes_ > max_bytes || out_.size() > max_output) {
        out_ += unknown_mark;
        break;
      }
      budget::spend(64);
      run_node(node);
    }
    variables_.resize(std::min(variables, variables_.size()));
  }

  void run_node(const GoNode& node) {
    switch (node.kind) {
      case GoNode::Kind::text:
        out_ += node.text;
        return;
      case GoNode::Kind::action:
        action(node.text);
        return;
      case GoNode::Kind::if_:
      case GoNode::Kind::with:
        condition(node);
        return;
      case GoNode::Kind::range:
        loop(node);
        return;
    }
  }

  /// `$a := x`, `$a = x`, or a value that is put out.
  void action(std::string_view expression) {
    const std::vector<GoToken> tokens = tokens_of(expression);
    if (tokens.size() > 2 && (tokens[1].kind == GoToken::Kind::declare || tokens[1].kind == GoToken::Kind::assign)) {
      GoValue value = pipeline(tokens, 2);
      if (tokens[1].kind == GoToken::Kind::declare) {
        variables_.emplace_back(tokens[0].text, std::move(value));
      } else if (GoValue* const known = variable(tokens[0].text)) {
        *known = std::move(value);
      }
      return;
    }
    put_out(tokens.empty() ? GoValue() : pipeline(tokens, 0));
  }

  void put_out(const GoValue& value) {
    const bool is_mark = !value.is_known() || value.kind == Kind::inner;
    if (is_mark && is_in_tag(out_)) return;
    if (!value.is_known()) {
      out_ += unknown_mark;
      return;
    }
    // Values that the template calls safe may be HTML; of others the signs are shown, which search does not need.
    out_ += value.shown();
  }

  /// Counts what a run takes: `bytes` of values or expressions.
  void take(std::size_t bytes) {
    bytes_ += bytes;
    budget::spend(bytes);
  }

  std::vector<GoToken> tokens_of(std::string_view expression) {
    take(expression.size());
    return go_tokens(expression);
  }

  /// The value of `$i, $x := expression`; `names`: of the variables that are declared.
  GoValue declared(std::string_view expression, std::vector<std::string>& names) {
    const std::vector<GoToken> tokens = tokens_of(expression);
    std::size_t begin = 0;
    const auto declares = std::ranges::find(tokens, GoToken::Kind::declare, &GoToken::kind);
    if (declares != tokens.end()) {
      begin = static_cast<std::size_t>(declares - tokens.begin()) + 1;
      for (std::size_t i = 0; i + 1 < begin; ++i) {
        if (tokens[i].kind == GoToken::Kind::word) names.push_back(tokens[i].text);
      }
    }
    return begin < tokens.size() ? pipeline(tokens, begin) : GoValue();
  }

  void condition(const GoNode& node) {
    const std::size_t variables = variables_.size();
    std::vector<std::string> names;
    const GoValue value = declared(node.text, names);
    for (const std::string& name : names) variables_.emplace_back(name, value);
    if (!value.is_known()) {
      maybe(node);
    } else if (value.is_true()) {
      within(node.kind == GoNode::Kind::with ? value : dot_, node.body);
    } else {
      block(node.otherwise);
    }
    variables_.resize(std::min(variables, variables_.size()));
  }

  void within(GoValue dot, const std::vector<GoNode>& nodes) {
    std::swap(dot_, dot);
    block(nodes);
    std::swap(dot_, dot);
  }

  void loop(const GoNode& node) {
    std::vector<std::string> names;
    const GoValue value = declared(node.text, names);
    if (!value.is_known()) return maybe(node);
    const std::size_t variables = variables_.size();
    const bool in_map = !value.is_list();
    std::int64_t place = 0;
    const GoValue::Entries all = value.all();
    budget::spend(64 * all.size());
    for (const auto& [key, each] : all) {
      if (steps_ > max_steps || bytes_ > max_bytes) break;
      if (names.size() == 2) variables_.emplace_back(names[0], in_map ? GoValue::of_text(key) : GoValue::of_number(place));
      if (!names.empty()) variables_.emplace_back(names.back(), each);
      within(each, node.body);
      variables_.resize(std::min(variables, variables_.size()));
      ++place;
    }
    if (place == 0) block(node.otherwise);
  }

  /// A branch or a loop of which only the generator knows whether it is run: the words in it are not known, nor are the
  /// variables that it sets.
  void maybe(const GoNode& node) {
    const bool in_tag = is_in_tag(out_);
    std::string before = std::exchange(out_, {});
    for (const auto& [name, value] : variables_) take(sizeof(GoValue) + value.text.size());
    const std::vector<std::pair<std::string, GoValue>> variables = variables_;
    bool words = false;
    std::string wordless;
    const std::size_t changes = scratch_changes_;
    for (const std::vector<GoNode>* const nodes : {&node.body, &node.otherwise}) {
      within(node.kind == GoNode::Kind::if_ ? dot_ : GoValue(), *nodes);
      words = words || has_words(out_);
      wordless += std::exchange(out_, {});  // may have what pictures are called
      for (std::size_t i = 0; i < variables.size() && i < variables_.size(); ++i) {
        const bool same = variables_[i].second.is_known() == variables[i].second.is_known() &&
                          variables_[i].second.shown() == variables[i].second.shown();
        if (!same) variables_[i].second = {};
      }
    }
    out_ = std::move(before);
    scratches_lost_ = scratches_lost_ || scratch_changes_ != changes;
    if (in_tag) return;
    out_ += words ? std::string(1, unknown_mark) : wordless;
  }

  GoValue* variable(std::string_view name) {
    const auto found = std::find_if(variables_.rbegin(), variables_.rend(), [&](const auto& each) { return each.first == name; });
    return found == variables_.rend() ? nullptr : &found->second;
  }

  /// The value of the tokens from `at` to the parenthesis that closes them, or to the end.
  GoValue pipeline(const std::vector<GoToken>& tokens, std::size_t at) {
    std::optional<GoValue> piped;
    at_token_ = at;
    do {
      piped = command(tokens, std::move(piped));
    } while (at_token_ < tokens.size() && tokens[at_token_].kind == GoToken::Kind::pipe && ++at_token_ < tokens.size());
    return *piped;
  }

  GoValue command(const std::vector<GoToken>& tokens, std::optional<GoValue> piped) {
    if (at_token_ >= tokens.size()) return {};
    const GoToken& first = tokens[at_token_];
    std::vector<GoValue> arguments;
    std::optional<GoValue> head;
    if (first.kind != GoToken::Kind::word || is_operand(first.text)) {
      head = operand(tokens);
      take(sizeof(GoValue) + head->text.size());
    } else {
      ++at_token_;
    }
    while (at_token_ < tokens.size() && tokens[at_token_].kind != GoToken::Kind::pipe &&
           tokens[at_token_].kind != GoToken::Kind::close) {
      if (tokens[at_token_].kind != GoToken::Kind::word && tokens[at_token_].kind != GoToken::Kind::string &&
          tokens[at_token_].kind != GoToken::Kind::open) {
        at_token_ = tokens.size();
        return {};
      }
      arguments.push_back(operand(tokens));
      take(sizeof(GoValue) + arguments.back().text.size());
      if (bytes_ > max_bytes) {
        at_token_ = tokens.size();
        return {};
      }
    }
    if (piped) arguments.push_back(std::move(*piped));
    if (!head) {
      GoValue made = function(first.text, arguments);
      take(made.bytes());
      return made;
    }
    if (arguments.empty()) return *head;
    return first.kind == GoToken::Kind::word ? method(first.text, arguments) : GoValue();
  }

  /// Whether a word is a value, and no function.
  static bool is_operand(std::string_view word) {
    return word.starts_with('.') || word.starts_with('$') || word == "true" || word == "false" || word == "nil" ||
           is_ascii_digit(word[0]) || word[0] == '-' || word == "site" || word.starts_with("site.");
  }

  GoValue operand(const std::vector<GoToken>& tokens) {
    const GoToken& token = tokens[at_token_++];
    if (token.kind == GoToken::Kind::string) return GoValue::of_text(token.text);
    if (token.kind == GoToken::Kind::open) {
      if (nested_ > max_parentheses) return {};
      ++nested_;
      GoValue value = pipeline(tokens, at_token_);
      --nested_;
      if (at_token_ >= tokens.size() || tokens[at_token_].kind != GoToken::Kind::close) return {};
      ++at_token_;
      if (at_token_ < tokens.size() && tokens[at_token_].kind == GoToken::Kind::field) {
        value = fields(std::move(value), tokens[at_token_++].text);
      }
      return value;
    }
    if (token.kind != GoToken::Kind::word) return {};
    return word(token.text);
  }

  GoValue word(std::string_view text) {
    if (text == "true" || text == "false") return GoValue::of_truth(text == "true");
    if (text == "nil") return GoValue::nothing();
    if (text == ".") return dot_;
    if (text[0] == '.') return fields(dot_, text);
    if (text == "site" || text.starts_with("site.")) return fields({Kind::site}, text.substr(4));
    if (text[0] == '$') {
      const std::size_t end = std::min(text.find('.'), text.size());
      const std::string_view name = text.substr(0, end);
      if (name == "$") return fields(root_, text.substr(end));
      const GoValue* const known = variable(name);
      return known == nullptr ? GoValue() : fields(*known, text.substr(end));
    }
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && stop == text.data() + text.size()) return GoValue::of_number(number);
    return function(text, {});
  }

  GoValue fields(GoValue value, std::string_view path) {
    while (path.starts_with('.') && path.size() > 1) {
      const std::size_t end = std::min(path.find('.', 1), path.size());
      value = field(value, path.substr(1, end - 1));
      path.remove_prefix(end);
    }
    return value;
  }

  [[nodiscard]] GoValue field(const GoValue& value, std::string_view name) const {
    switch (value.kind) {
      case Kind::shortcode:
        if (name == "Inner" || name == "InnerDeindent") return context_.has_inner ? GoValue{Kind::inner} : GoValue::of_text("");
        if (name == "Params") return context_.arguments;
        if (name == "IsNamedParams") return GoValue::of_truth(context_.arguments.kind == Kind::map);
        if (name == "Name") return GoValue::of_text(std::string(context_.name));
        if (name == "Page") return {Kind::page};
        if (name == "Site") return {Kind::site};
        if (name == "Scratch") return {Kind::scratch, own_scratch};
        if (name == "Parent") return context_.around == nullptr ? GoValue::nothing() : GoValue{Kind::parent};
        return {};
      case Kind::parent:
        if (name == "Params") return *context_.around;
        if (name == "IsNamedParams") return GoValue::of_truth(context_.around->kind == Kind::map);
        return {};
      case Kind::page:
        if (name == "Params") return GoValue::of_node(&context_.page);
        if (name == "Site") return {Kind::site};
        if (name == "Page") return value;
        if (name == "Scratch" || name == "Store") return {Kind::scratch, page_scratch};
        if (name == "Title" || name == "Description") return GoValue::of_text(text_of(context_.page, ascii_lower(name)));
        return {};
      case Kind::site:
        if (name == "Params") return GoValue::of_node(context_.settings.find("params"));
        if (name == "Title") return GoValue::of_text(text_of(context_.settings, "title"));
        if (name == "Data") return context_.data.kind == YamlNode::Kind::map ? GoValue::of_node(&context_.data) : GoValue();
        return {};
      default:
        return value.at(name);
    }
  }

  /// `.Get "naam"`, `.Page.RenderString "…"`, `.Page.Param "x"`.
  GoValue method(std::string_view path, const std::vector<GoValue>& arguments) {
    const std::size_t dot = path.rfind('.');
    const std::string_view name = dot == std::string_view::npos ? path : path.substr(dot + 1);
    if (name == "RenderString" || name == "Markdownify") return call_go_function("renderstring", arguments);
    const GoValue object = dot == 0 ? dot_ : word(path.substr(0, dot));
    if (object.kind == Kind::scratch) return scratch(object.number, name, arguments);
    if (name == "Get" && arguments.size() == 1 && object.kind == Kind::shortcode) return argument(context_.arguments, arguments[0]);
    if (name == "Get" && arguments.size() == 1 && object.kind == Kind::parent) return argument(*context_.around, arguments[0]);
    if (name == "Param" && arguments.size() == 1 && arguments[0].kind == Kind::text) {
      const GoValue own = fields(GoValue::of_node(&context_.page), "." + arguments[0].text);
      return own.is_known() && own.kind != Kind::nothing
                 ? own
                 : fields(GoValue::of_node(context_.settings.find("params")), "." + arguments[0].text);
    }
    return {};
  }

  /// What a template does with the values that it sets by names.
  GoValue scratch(std::int64_t number, std::string_view name, const std::vector<GoValue>& arguments) {
    const bool has_key = !arguments.empty() && arguments[0].kind == Kind::text;
    if (!has_key) return {};
    std::map<std::string, GoValue, std::less<>>& values = scratches_[static_cast<std::size_t>(number)];
    const std::string& key = arguments[0].text;
    const auto known = values.find(key);
    if (name == "Get" && arguments.size() == 1) {
      // Those of the page may have been set by other templates.
      if (known == values.end()) return number == page_scratch || scratches_lost_ ? GoValue() : GoValue::nothing();
      return scratches_lost_ ? GoValue() : known->second;
    }
    ++scratch_changes_;
    take(sizeof(GoValue) + key.size() + (arguments.size() > 1 ? arguments.back().bytes() : 0));
    if (name == "Delete" && arguments.size() == 1) {
      values.erase(key);
    } else if (name == "Set" && arguments.size() == 2) {
      values.insert_or_assign(key, arguments[1]);
    } else if (name == "Add" && arguments.size() == 2) {
      const bool is_first = known == values.end() && number != page_scratch;
      values.insert_or_assign(key, is_first ? arguments[1] : known == values.end() ? GoValue() : sum(known->second, arguments[1]));
    } else {
      scratches_lost_ = true;
    }
    return GoValue::of_text("");
  }

  static GoValue sum(const GoValue& a, const GoValue& b) {
    if (a.kind == Kind::number && b.kind == Kind::number) return call_go_function("add", {a, b});
    if (a.kind == Kind::text && b.kind == Kind::text) return GoValue::of_text(a.text + b.text);
    if (a.is_list() && b.is_list()) {
      GoValue::Entries all = a.all();
      for (auto& each : b.all()) all.push_back(each);
      return GoValue::of_entries(Kind::list, std::move(all));
    }
    return a.is_list() && b.is_known() ? call_go_function("append", {b, a}) : GoValue();
  }

  [[nodiscard]] static GoValue argument(const GoValue& arguments, const GoValue& key) {
    const bool named = arguments.kind == Kind::map;
    GoValue found;
    if (key.kind == Kind::number) {
      found = named ? GoValue::nothing() : arguments.at(key.number);
    } else if (key.kind == Kind::text) {
      found = named ? arguments.at(std::string_view(key.text)) : GoValue::nothing();
    }
    return found.kind == Kind::nothing ? GoValue::of_text("") : found;
  }

  GoValue function(std::string_view name, const std::vector<GoValue>& arguments) {
    std::string lower = ascii_lower(name);
    if (lower == "partial" || lower == "partialcached" || lower == "partials.include") return partial(arguments);
    if ((lower == "i18n" || lower == "t" || lower == "lang.translate") && !arguments.empty() && arguments[0].kind == Kind::text) {
      return translation(arguments[0].text);
    }
    const std::size_t dot = lower.find('.');
    if (dot != std::string::npos) lower.erase(0, dot + 1);
    if (lower == "newscratch" && arguments.empty() && scratches_.size() < max_scratches) {
      scratches_.emplace_back();
      return {Kind::scratch, static_cast<std::int64_t>(scratches_.size()) - 1};
    }
    return call_go_function(lower, arguments);
  }

  /// Of a key with a form for each number, the usual one; in lists the keys are `id`.
  [[nodiscard]] GoValue translation(std::string_view key) const {
    const std::string lower = ascii_lower(key);
    const YamlNode* found = context_.words.find(lower);
    for (const YamlNode& item : context_.words.items) {
      if (text_of(item, "id") == key) found = item.find("translation");
    }
    if (found != nullptr && found->kind == YamlNode::Kind::map) found = found->find("other");
    const bool is_plain = found != nullptr && found->kind == YamlNode::Kind::scalar && found->text.find("{{") == std::string::npos;
    return is_plain ? GoValue::of_text(found->text) : GoValue();
  }

  /// The HTML of another template: it runs by itself, with the same shortcode.
  GoValue partial(const std::vector<GoValue>& arguments) {
    if (arguments.empty() || arguments[0].kind != Kind::text || calls_ >= max_calls) return {};
    std::string_view name = arguments[0].text;
    if (name.ends_with(".html")) name.remove_suffix(std::string_view(".html").size());
    const auto found = context_.partials.find(name);
    if (found == context_.partials.end() || found->second == nullptr) return {};
    ++calls_;
    const GoValue argument = arguments.size() > 1 ? arguments[1] : GoValue::nothing();
    std::string before = std::exchange(out_, {});
    const std::size_t at_token = at_token_;
    const GoValue root = std::exchange(root_, argument), dot = std::exchange(dot_, argument);
    auto variables = std::exchange(variables_, {});
    block(found->second->nodes);
    variables_ = std::move(variables);
    root_ = root;
    dot_ = dot;
    at_token_ = at_token;
    --calls_;
    std::string made = std::exchange(out_, std::move(before));
    return made.find(unknown_mark) == std::string::npos ? GoValue::of_text(std::move(made)) : GoValue();
  }

  const GoContext& context_;
  GoValue root_, dot_;
  std::vector<std::pair<std::string, GoValue>> variables_;
  std::string out_;
  /// That of the shortcode, that of the page, and those that the template made.
  std::vector<std::map<std::string, GoValue, std::less<>>> scratches_{2};
  std::size_t scratch_changes_ = 0;
  bool scratches_lost_ = false;  ///< what they hold is not known any more
  std::size_t steps_ = 0, bytes_ = 0, nested_ = 0, calls_ = 0;
  std::size_t at_token_ = 0;
};

}  // namespace

std::string run_go_template(const GoTemplate& source, const GoContext& context) {
  return Runner(context).run(source);
}

}  // namespace speur
