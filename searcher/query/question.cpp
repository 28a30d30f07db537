#include "searcher/query/question.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace speur {
namespace {

struct Frame {
  QuestionKind kind;
  /// Words with spaces: `a/b` is one of them, the last of which has a `?` where all may be absent; `a!` tells
  /// what is asked about, and is no word of the frame; `*` is one word or more that are asked about. The
  /// frame begins where the question does, and ends with it.
  std::string_view pattern;
};

/// What stands before a question and asks nothing. A question may follow, or else its subject.
constexpr std::array openings = {
    std::string_view(
        "kunt/kun/kan/zou/zoudt u/je/jij/jullie/iemand mij/me/ons? misschien/ook? kunnen? "
        "aangeven/vertellen/uitleggen/zeggen/melden/toelichten/helpen of/met/over?"),
    std::string_view("ik/wij/we wil/willen/zou graag? willen? weten of?"),
    std::string_view("graag wil/zou ik? willen? weten of?"),
    std::string_view("ik vraag mij/me af of?"),
    std::string_view("weet/weten u/je/jij/jullie/iemand of?"),
    std::string_view("mijn vraag is of?"),
    std::string_view("ik heb een vraag over"),
    std::string_view("ik ben op? zoek naar"),
    std::string_view("ik zoek informatie/uitleg over/van"),
    std::string_view("could/can you tell/explain me? if?"),
    std::string_view("i would like to know if?"),
};

using enum QuestionKind;
/// The first that fits is taken: those of one kind of question stand before more general ones. The words are
/// those of handbooks of Dutch for questions, not of any site.
constexpr std::array frames = {
    Frame{definition, "wat betekent/betekenen *"},
    Frame{definition, "wat houdt/houden * precies/eigenlijk? in"},
    Frame{definition, "wat wordt/worden er? bedoeld/verstaan met/onder *"},
    Frame{definition, "wat bedoelt/bedoelen/bedoel u/je/jullie/men/we/wij met *"},
    Frame{definition, "wat versta/verstaat/verstaan u/je/jullie/men/we/wij onder *"},
    Frame{definition, "wat is de betekenis/definitie/inhoud! van *"},
    Frame{definition, "wat is het verschil! tussen *"},
    Frame{definition, "wat is/zijn er *"},
    Frame{definition, "wat is/zijn precies/eigenlijk? *"},
    Frame{definition, "what does/do * mean"},
    Frame{definition, "what is/are *"},
    Frame{amount, "hoe lang/vaak/duur/hoog/groot/oud/snel/ver/laat is/zijn/duurt!/duren!/kost!/kosten! *"},
    Frame{amount, "hoeveel/hoelang/wat kost!/kosten!/duurt!/duren!/bedraagt! *"},
    Frame{amount, "wat is/zijn de kosten! van *"},
    Frame{amount, "hoeveel/hoelang *"},
    Frame{amount, "how much/many/long *"},
    Frame{how, "hoe werkt/werken * precies/eigenlijk?"},
    Frame{how, "hoe zit/staat het met *"},
    Frame{how, "hoe kom/komt ik/je/u/men aan *"},
    Frame{how, "hoe gaat/gaan/verloopt/verlopen * in? zijn/z'n? werk?"},
    Frame{how, "hoe ziet/zien * eruit"},
    Frame{how, "wat moet/kan/kun/mag/zal ik/je/u/wij/we/men doen/regelen! als/bij/met/om/voor *"},
    Frame{how, "wat te doen bij/met/als *"},
    Frame{how, "how to/do/does/can *"},
    Frame{how, "hoe *"},
    Frame{condition, "wat gebeurt/gebeuren er als/met/bij/wanneer *"},
    Frame{condition, "is het toegestaan!/mogelijk!/verplicht!/nodig!/verboden! om/dat *"},
    Frame{condition, "in welke/welk geval/gevallen *"},
    Frame{condition, "onder welke voorwaarden!/omstandigheden! *"},
    Frame{condition, "vanaf/tot wanneer *"},
    Frame{condition, "wanneer *"},
    Frame{condition,
          "mag/mogen/moet/moeten/kan/kun/kunnen/dien/dienen/hoef/hoeft/ben/bent/heb/hebt/hebben/krijg/krijgt "
          "ik/je/u/wij/we/men/jij *"},
    Frame{condition, "when *"},
    Frame{who, "wie is/zijn er? verantwoordelijk!/aansprakelijk! voor *"},
    Frame{where, "bij/met wie moet/kan/kun/mag ik/je/u/wij/we zijn/terecht? voor/met? *"},
    Frame{where, "met wie kan/moet ik/je/u contact! opnemen! voor/over *"},
    Frame{who, "wie *"},
    Frame{where, "waar vind/vindt/vinden ik/je/u/wij/we informatie!/iets over *"},
    Frame{where, "waar vind/vindt/vinden ik/je/u/wij/we *"},
    Frame{where, "waar kan/kun/kunnen ik/je/u/wij/we informatie! over? * vinden"},
    Frame{where, "waar kan/kun/kunnen ik/je/u/wij/we * vinden"},
    Frame{where, "waar staat/staan *"},
    Frame{where, "waar kan/kun/moet ik/je/u/wij/we terecht/zijn voor/met *"},
    Frame{where, "where *"},
    Frame{where, "waar *"},
    Frame{why, "wat is het nut/doel!/belang! van *"},
    Frame{why, "waarom is/zijn * belangrijk!/nodig!?"},
    Frame{why, "waarom/waarvoor *"},
    Frame{why, "why *"},
    Frame{other, "welke soorten! *"},
    Frame{other, "wat/welke/welk *"},
};

constexpr bool has_doubles() {
  for (std::size_t i = 0; i < frames.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (frames[i].pattern == frames[j].pattern) return true;
    }
  }
  return false;
}
static_assert(!has_doubles(), "the second of two equal frames is never reached");

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// Whether a word that is one of `choices` is of the frame; nothing for another word.
std::optional<bool> choice(std::string_view word, std::string_view choices) {
  while (true) {
    const std::size_t end = choices.find('/');
    std::string_view each = choices.substr(0, end);
    const bool is_asked = each.ends_with('!');
    if (is_asked) each.remove_suffix(1);
    if (each == word) return !is_asked;
    if (end == std::string_view::npos) return std::nullopt;
    choices.remove_prefix(end + 1);
  }
}

/// No pattern begins with what may be absent.
bool may_begin(std::string_view pattern, std::string_view word) {
  return choice(word, pattern.substr(0, pattern.find(' '))).has_value();
}

class Match {
 public:
  Match(std::string_view pattern, std::span<const std::string> words)
      : steps_(split(pattern, ' ')), words_(words), is_frame_(words.size()) {}

  /// Whether the words from `word` on are the steps from `step` on; notes which of them are the frame.
  bool from(std::size_t step, std::size_t word) {
    if (step == steps_.size()) {
      end_ = word;
      return may_go_on_ || word == words_.size();
    }
    if (steps_[step] == "*") {
      for (std::size_t end = words_.size(); end > word; --end) {
        if (from(step + 1, end)) {
          std::fill(is_frame_.begin() + static_cast<std::ptrdiff_t>(word),
                    is_frame_.begin() + static_cast<std::ptrdiff_t>(end), false);
          return true;
        }
      }
      return false;
    }
    std::string_view choices = steps_[step];
    const bool may_be_absent = choices.ends_with('?');
    if (may_be_absent) choices.remove_suffix(1);
    const std::optional<bool> is_frame =
        word < words_.size() ? choice(words_[word], choices) : std::nullopt;
    if (is_frame && from(step + 1, word + 1)) {
      is_frame_[word] = *is_frame;
      return true;
    }
    return may_be_absent && from(step + 1, word);
  }

  /// Finds the steps at the beginning of the words; gives how many words they are.
  std::optional<std::size_t> at_beginning() {
    may_go_on_ = true;
    if (!from(0, 0)) return std::nullopt;
    return end_;
  }

  [[nodiscard]] const std::vector<bool>& is_frame() const { return is_frame_; }

 private:
  std::vector<std::string_view> steps_;
  std::span<const std::string> words_;
  std::vector<bool> is_frame_;
  std::size_t end_ = 0;
  bool may_go_on_ = false;
};

}  // namespace

bool may_begin_question(std::string_view word) {
  return std::ranges::any_of(openings, [&](std::string_view each) { return may_begin(each, word); }) ||
         std::ranges::any_of(frames, [&](const Frame& each) { return may_begin(each.pattern, word); });
}

Question read_question(std::span<const std::string> words) {
  constexpr std::size_t most_words = 40;  // a longer text is no question, and would cost as much as many
  Question question;
  question.is_frame.resize(words.size());
  if (words.empty() || words.size() > most_words) return question;
  std::size_t begin = 0;
  for (const std::string_view opening : openings) {
    if (!may_begin(opening, words.front())) continue;
    const std::optional<std::size_t> length = Match(opening, words).at_beginning();
    if (!length || *length == words.size()) continue;
    begin = *length;
    question.kind = other;
    std::fill(question.is_frame.begin(), question.is_frame.begin() + static_cast<std::ptrdiff_t>(begin),
              true);
    break;
  }
  for (const Frame& frame : frames) {
    if (!may_begin(frame.pattern, words[begin])) continue;
    Match match(frame.pattern, words.subspan(begin));
    if (!match.from(0, 0)) continue;
    question.kind = frame.kind;
    std::copy(match.is_frame().begin(), match.is_frame().end(),
              question.is_frame.begin() + static_cast<std::ptrdiff_t>(begin));
    break;
  }
  return question;
}

}  // namespace speur
