#include "searcher/query/question.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace speur {
namespace {

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

/// The words that a question is about: those that are not of its frame.
std::string subject(const std::vector<std::string>& words, const Question& question) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!question.is_frame[i]) text += (text.empty() ? "" : " ") + words[i];
  }
  return text;
}

}  // namespace

TEST_CASE("a question has a kind, a frame, and what it is about", "[question]") {
  using enum QuestionKind;
  struct Row {
    std::string text;
    QuestionKind kind;
    std::string subject;
  };
  for (const Row& row : std::vector<Row>{
           {"wat betekent proportionaliteit", definition, "proportionaliteit"},
           {"wat houdt het zorgvuldigheidsbeginsel in", definition, "het zorgvuldigheidsbeginsel"},
           {"wat wordt er bedoeld met een hoog risico", definition, "een hoog risico"},
           {"wat is het verschil tussen leges en belasting", definition, "verschil leges en belasting"},
           {"wat is een verwerker", definition, "een verwerker"},
           {"hoe werkt de melding", how, "de melding"},
           {"hoe zit het met het recht op inzage", how, "het recht op inzage"},
           {"hoe vraag ik subsidie aan", how, "vraag ik subsidie aan"},
           {"wat moet ik regelen als ik verhuis", how, "regelen ik verhuis"},
           {"hoe lang duurt de procedure", amount, "duurt de procedure"},
           {"wat kost een paspoort", amount, "kost een paspoort"},
           {"wat gebeurt er als ik te laat ben", condition, "ik te laat ben"},
           {"wanneer moet ik melden", condition, "moet ik melden"},
           {"mag ik bezwaar maken", condition, "bezwaar maken"},
           {"wie is verantwoordelijk voor het register", who, "verantwoordelijk het register"},
           {"waar vind ik het model", where, "het model"},
           {"waar kan ik het formulier vinden", where, "het formulier"},
           {"waarom is inspraak belangrijk", why, "inspraak belangrijk"},
           {"welke soorten subsidie zijn er", other, "soorten subsidie zijn er"},
           {"what does proportionality mean", definition, "proportionality"},
           // What is politeness asks nothing.
           {"kunt u mij vertellen wat een mandaat is", other, "een mandaat is"},
           {"kunt u aangeven of ik bezwaar kan maken", other, "ik bezwaar kan maken"},
           {"ik wil graag weten hoe de melding werkt", how, "de melding werkt"},
           {"ik vraag me af wanneer de raad vergadert", condition, "de raad vergadert"},
           {"ik heb een vraag over parkeren", other, "parkeren"},
           // No questions.
           {"subsidie aanvragen", none, "subsidie aanvragen"},
           {"wat", none, "wat"},
           {"hoe", none, "hoe"},
           {"ik wil graag weten", none, "ik wil graag weten"},
           {"", none, ""}}) {
    CAPTURE(row.text);
    const std::vector<std::string> words = words_of(row.text);
    const Question question = read_question(words);
    CHECK(static_cast<int>(question.kind) == static_cast<int>(row.kind));
    REQUIRE(question.is_frame.size() == words.size());
    CHECK(subject(words, question) == row.subject);
  }
}

TEST_CASE("some word of any text is not of a frame", "[question]") {
  // Words of which frames are made, in every order of four.
  const std::vector<std::string> words{"wat", "is", "hoe", "werkt", "ik", "wil", "weten", "of",
                                       "vinden", "met"};
  std::size_t questions = 0;
  for (std::size_t number = 0; number < 10'000; ++number) {
    std::vector<std::string> text;
    for (std::size_t rest = number, i = 0; i < 4; ++i, rest /= 10) text.push_back(words[rest % 10]);
    const Question question = read_question(text);
    CHECK(std::count(question.is_frame.begin(), question.is_frame.end(), true) < 4);
    if (question.kind != QuestionKind::none) ++questions;
  }
  CHECK(questions > 1000);
}

TEST_CASE("a text of many words is no question", "[question]") {
  std::vector<std::string> words(1000, "weten");
  words.front() = "wat";
  CHECK(read_question(words).kind == QuestionKind::none);
}

}  // namespace speur
