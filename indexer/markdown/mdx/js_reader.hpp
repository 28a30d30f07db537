#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// What an expression of JavaScript gives, as far as it can be told without running it.
struct JsValue {
  enum class Truth : unsigned char { no, yes, unknown };
  Truth truth = Truth::unknown;
  std::string shown;              ///< what a reader sees: text as plain_as_markdown() has it, blocks between blank lines
  std::optional<std::string> literal;  ///< of a string or number; nothing for other values
  bool is_number = false;
  bool is_null = false;
  bool is_object = false;  ///< those of its members that are there have names with a dot: `auteur.naam`
};

/// Constants that a page gives a literal: `export const versie = '2'`.
using JsNames = std::map<std::string, JsValue, std::less<>>;

/// A tag of JSX.
struct JsxTag {
  std::string name;  ///< as written; empty for a fragment, `<>`
  bool closing = false;
  bool self_closing = false;
  bool hidden = false;  ///< the reader does not see its content, or its author excludes it from search
  std::string heading;  ///< that the component `Heading` of Docusaurus becomes: `h2`
  std::string id;
  std::string shown;  ///< the text of its attributes that a reader sees, as a title or a label
  bool shown_is_value = false;  ///< that is the value of a tab, which shows it where it has no label
};

/// The signs of Markdown in `text` as entities, so that all of it is text; white space as one blank.
[[nodiscard]] std::string plain_as_markdown(std::string_view text);

/// Whether the name of a tag is that of a component, and not of an HTML element.
[[nodiscard]] bool is_component(std::string_view name);

/// Reads expressions of JavaScript and tags of JSX from their text, from its start on. What it cannot make out
/// is unknown; text that ends too early, or nests too deep, fails.
class JsReader {
 public:
  JsReader(std::string_view text, const JsNames& names) : text_(text), names_(names) {}

  /// The value of `{…}`, which the text starts with.
  JsValue braces();
  /// The value of an expression that is the text as a whole; unknown if more follows.
  JsValue whole();
  /// The tag that the text starts with.
  JsxTag tag();
  /// Takes statements up to the first blank line that stands in no bracket, string or comment.
  void statements();

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] std::size_t place() const { return at_; }
  /// Whether there was text of which it cannot be told if a reader sees it.
  [[nodiscard]] bool lost_text() const { return lost_text_; }

 private:
  static constexpr std::size_t max_depth = 200;

  /// Counts how deep the reader is, and fails beyond what is safe.
  class Deeper {
   public:
    explicit Deeper(JsReader& reader) : reader_(reader) {
      if (++reader_.depth_ > max_depth) reader_.fail();
    }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    ~Deeper() { --reader_.depth_; }

   private:
    JsReader& reader_;
  };

  [[nodiscard]] bool here(std::string_view sign) const { return text_.substr(at_, sign.size()) == sign; }
  [[nodiscard]] char now() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c);
  void fail() { failed_ = true, at_ = text_.size(); }
  /// Goes over white space and comments.
  void blanks();
  JsValue unknown(const JsValue& lost);
  JsValue conditional();
  JsValue alternative();
  JsValue both();
  JsValue comparison();
  JsValue unary();
  JsValue primary();
  JsValue list();
  JsValue name();
  /// What `translate({message: 'Tekst'})` of Docusaurus gives, behind its name.
  JsValue translation();
  /// The value of a name that the page knows, or of a member of it that the next signs name: `.naam`, `?.naam`, `[0]`.
  JsValue known_value(std::string path);
  JsValue string();
  JsValue number();
  /// Goes on to where a part of an expression ends that is none of those read here.
  JsValue rest();
  /// Goes behind the bracket that closes the one which was taken.
  void close(char bracket);
  /// Takes one sign, string, comment, bracket with its content, or element of code.
  void piece();
  /// Whether a `<` or `/` here starts an element or a regular expression, and is no operator.
  [[nodiscard]] bool starts_value() const;
  void regular_expression();
  std::string quoted();
  std::string element();
  /// Goes over a name with further signs, as attributes have them; the answer is that.
  std::string_view name_with(std::string_view signs);
  std::string attribute(const JsxTag& tag, JsxTag& to);

  std::string_view text_;
  const JsNames& names_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  bool failed_ = false;
  bool lost_text_ = false;
};

}  // namespace speur
