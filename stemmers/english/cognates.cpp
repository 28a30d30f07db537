#include "stemmers/english/translations.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>

namespace speur {
namespace {

constexpr std::size_t shortest_word = 5;

struct Ending {
  std::string_view english;
  std::array<std::string_view, 3> dutch;  ///< likely ones first; empty ones are none
};

/// The first that fits counts, so longer ones stand before their own ends. An ending without
/// Dutch ones stops a shorter one.
constexpr Ending endings[] = {
    {"isation", {"isatie", "isering"}},
    {"ization", {"isatie", "isering"}},
    {"ation", {"atie", "ering"}},
    {"stion", {"stie"}},
    {"tion", {"tie"}},
    {"sion", {"sie"}},
    {"xion", {"xie"}},
    {"ional", {"ioneel", "ionaal"}},
    {"ability", {"abiliteit", "baarheid"}},
    {"ivity", {"iviteit"}},
    {"ity", {"iteit"}},
    {"ology", {"ologie"}},
    {"ologist", {"oloog"}},
    {"ologic", {"ologisch"}},
    {"ological", {"ologisch"}},
    {"graphy", {"grafie"}},
    {"grapher", {"graaf"}},
    {"graph", {"graaf", "grafie"}},
    {"ancy", {"antie"}},
    {"ency", {"entie", "antie"}},
    {"ance", {"antie", "ans"}},
    {"ence", {"entie", "antie"}},
    {"acy", {"atie", "acie"}},
    {"cy", {}},
    {"ism", {"isme"}},
    {"asm", {"asme"}},
    {"ithm", {"itme"}},
    {"ythm", {"itme"}},
    {"istics", {"istiek"}},
    {"ics", {"iek", "ica"}},
    {"ical", {"isch", "iek"}},
    {"ific", {"ifiek"}},
    {"ic", {"isch", "iek"}},
    {"ician", {"icus"}},
    {"icle", {"ikel"}},
    {"ique", {"iek"}},
    {"ual", {"ueel", "uaal"}},
    {"ial", {"iaal", "ieel"}},
    {"al", {"aal", "eel"}},
    {"ive", {"ief"}},
    {"ile", {"iel"}},
    {"ary", {"air", "aris"}},
    {"ory", {"orie", "orium"}},
    {"ety", {"eteit"}},
    {"logy", {"logie"}},
    {"ture", {"tuur"}},
    {"ure", {"uur"}},
    {"ate", {"aat", "eren"}},
    {"ify", {"ificeren", "ifieren"}},
    {"ise", {"iseren"}},
    {"ize", {"iseren"}},
    {"yse", {"yseren"}},
    {"yze", {"yseren"}},
    {"ysis", {"yse"}},
    {"esis", {"ese"}},
    {"osis", {"ose"}},
    {"ute", {"uut"}},
    {"ete", {"eet"}},
    {"eme", {"eem"}},
    {"lem", {"leem"}},
    {"stem", {"steem"}},
    {"phone", {"foon"}},
    {"tocol", {"tocol"}},
    {"thod", {"thode"}},
    {"iod", {"iode"}},
    {"ator", {"ator", "ateur"}},
    {"tor", {"tor", "teur"}},
    {"ious", {"ieus"}},
    {"ous", {"eus"}},
    {"able", {"abel", "baar"}},
    {"ible", {"ibel"}},
    {"logue", {"loog", "logus"}},
    {"parent", {"parant"}},
    {"rtment", {"rtement"}},
    {"ular", {"ulair"}},
    {"lear", {"leair"}},
    {"eer", {}},
    {"apy", {"apie"}},
    {"egy", {"egie"}},
    {"ergy", {"ergie"}},
    {"omy", {"omie"}},
    {"ogy", {"ogie"}},
    {"edy", {"edie"}},
    {"ophy", {"ofie"}},
    {"archy", {"archie"}},
    {"pathy", {"pathie"}},
    {"metry", {"metrie"}},
    {"stry", {"strie"}},
    {"emy", {"emie"}},
};

/// Words, as base_form() has them, whose Dutch likeness means something else (vacancy: vakantie).
constexpr std::string_view false_friends[] = {
    "actual",      "basic",      "basical",     "concurrence", "concurrency", "concurrent",
    "declaration", "direction",  "eventual",    "fabric",      "general",     "genial",
    "glance",      "instance",   "journal",     "lecture",     "memory",      "notice",
    "novel",       "obligation", "ordinary",    "personal",    "physician",   "police",
    "policy",      "provision",  "resignation", "romance",     "royal",       "secure",
    "sensible",    "stance",     "state",       "station",     "taxation",    "theme",
    "topic",       "vacancy",    "vacation"};

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

void replace_all(std::string& text, std::string_view old, std::string_view fresh) {
  for (std::size_t at = 0; (at = text.find(old, at)) != std::string::npos; at += fresh.size()) {
    text.replace(at, old.size(), fresh);
  }
}

/// An adverb or plural as its adjective or singular.
std::string base_form(std::string_view word) {
  std::string base(word);
  for (const std::string_view end : {"ally", "ively"}) {
    if (ends_with(word, end)) return base.substr(0, base.size() - 2);
  }
  if (ends_with(word, "ies")) return base.substr(0, base.size() - 3) + "y";
  const auto keeps_s = {"ss", "us", "is", "ics"};
  const bool kept = std::any_of(keeps_s.begin(), keeps_s.end(),
                                [&](std::string_view end) { return ends_with(word, end); });
  if (ends_with(word, "s") && !kept) base.pop_back();
  return base;
}

/// The c that sounds like k written as one: electronic, elektronisch.
std::string with_k(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    if (text[i] == 'c' && std::string_view("eihyc").find(next) == std::string_view::npos) {
      text[i] = 'k';
    }
  }
  return text;
}

}  // namespace

std::vector<std::string> dutch_cognates(std::string_view english_word) {
  const bool plain = std::all_of(english_word.begin(), english_word.end(),
                                 [](char c) { return c >= 'a' && c <= 'z'; });
  const std::string base = base_form(english_word);
  if (!plain || base.size() < shortest_word) return {};
  if (std::find(std::begin(false_friends), std::end(false_friends), base) !=
      std::end(false_friends)) {
    return {};
  }
  std::vector<std::string> whole;
  const auto fitting = std::find_if(std::begin(endings), std::end(endings),
                                    [&](const Ending& e) { return ends_with(base, e.english); });
  if (fitting != std::end(endings)) {
    const std::string front = base.substr(0, base.size() - fitting->english.size());
    for (const std::string_view dutch : fitting->dutch) {
      const bool from_verb = dutch == "ering";  // of a verb: no nering for nation
      if (!dutch.empty() && (!from_verb || front.size() > 2)) {
        whole.push_back(front + std::string(dutch));
      }
    }
  } else if (base.find("ph") != std::string::npos) {
    whole.push_back(base);
  }
  std::vector<std::string> candidates;
  const auto add = [&](std::string word) {
    if (word != english_word &&
        std::find(candidates.begin(), candidates.end(), word) == candidates.end()) {
      candidates.push_back(std::move(word));
    }
  };
  for (std::string& word : whole) {
    replace_all(word, "ph", "f");
    replace_all(word, "rh", "r");
    if (word.substr(0, 2) == "qu") word.replace(0, 2, "kw");
    add(word);
  }
  for (const std::string& word : whole) add(with_k(word));
  for (std::string word : whole) {
    replace_all(word, "th", "t");
    add(word);
  }
  return candidates;
}

}  // namespace speur
