#include "stemmers/words/tokenizer.hpp"

#include "support/file_text.hpp"
#include "support/skipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <sstream>
#include <string>

using namespace std::string_literals;

namespace {

std::string words_of(std::string_view text) {
  std::vector<speur::Piece> pieces;
  speur::Tokenizer().split(text, pieces);
  std::string line;
  for (const speur::Piece& piece : pieces) {
    if (!line.empty()) {
      line += piece.new_block ? " / " : " ";
      if (piece.link != speur::Link::none) line += "<"s + piece.connector + ">";
    }
    line += text.substr(piece.begin, piece.end - piece.begin);
  }
  return line;
}

/// Where the two ways differ, or empty.
std::string difference(std::string_view text) {
  speur::WordBreaker breaker;
  std::vector<speur::WordSpan> fast, icu;
  breaker.split(text, fast);
  breaker.split_by_icu(text, icu);
  if (fast == icu) return {};
  const auto apart = std::mismatch(fast.begin(), fast.end(), icu.begin(), icu.end());
  const auto show = [&](const auto& list, auto at) {
    return at == list.end() ? "none"s : std::to_string(at->begin) + "-" + std::to_string(at->end);
  };
  const std::size_t begin = std::min(apart.first == fast.end() ? text.size() : apart.first->begin,
                                     apart.second == icu.end() ? text.size() : apart.second->begin);
  std::ostringstream message;
  message << "fast " << show(fast, apart.first) << ", ICU " << show(icu, apart.second) << " from "
          << begin << ":" << std::hex;
  for (const char c : text.substr(begin - std::min<std::size_t>(begin, 10), 40)) {
    message << ' ' << (static_cast<unsigned>(c) & 0xffU);
  }
  return message.str();
}

}  // namespace

TEST_CASE("a text is split into the words that people search for", "[tokenizer]") {
  struct Row {
    std::string_view text, words;
  };
  for (const Row& row : std::to_array<Row>({
           {"", ""},
           {" .,;!", ""},
           {"De wet, en (dus) de regel.", "De wet en dus de regel"},
           {"risico's en foto’s", "risico's en foto’s"},
           {"'s avonds om ’t uur", "s avonds om t uur"},
           {"'s-Gravenhage", "s <->Gravenhage"},
           {"coördinatie in Ĳsland", "coördinatie in Ĳsland"},
           {"artikel 5.1 kost 1.234,56", "artikel 5.1 kost 1.234,56"},
           {"art.5.1", "art <.>5.1"},
           {"5.Inleiding 3;4", "5 <.>Inleiding 3 4"},
           {"einde.Begin minbzk.nl", "einde <.>Begin minbzk <.>nl"},
           {"urn:nl:ak:mtr:org-04", "urn <:>nl <:>ak <:>mtr <:>org <->04"},
           {"risico:hoog", "risico <:>hoog"},
           {"bestand_naam __ _a_", "bestand <_>naam a"},
           {"2024/1689", "2024 </>1689"},
           {"e-mail, e\u2011mail en e\u2010mail", "e <->mail e <->mail en e <->mail"},
           {"a - b -c d- e--f", "a b c d e f"},
           {"naam@minbzk.nl R&D", "naam <@>minbzk <.>nl R <&>D"},
           {"https://x.nl/a", "https x <.>nl </>a"},
           {"train-, test- en validatie", "train test en validatie"},
           {"C++ C# F#, C+ a# C++20", "C++ C# F# C a# C++ 20"},
           {"de#eerste C#a", "de <#>eerste C <#>a"},
           {"ver\u00adgun\u00adning", "ver\u00adgun\u00adning"},
           {"zorg\u200bplicht\u200b\u200ben", "zorg\u200bplicht\u200b\u200ben"},
           {"\ufeffeerste wo\u200drd", "eerste wo\u200drd"},
           {"10\u00a0000 10\u202f000", "10 000 10 000"},
           {"Art. 5\nTekst\n\n  _Nog_ een", "Art 5 / Tekst / Nog een"},
           {"één\r\ntwee", "één / twee"},
           {"日本語 カタカナ", "日本語 カタカナ"},
           {"👍🏽 goed 🇳🇱", "goed"},
           {"a\xffz \xe2\x80 b", "a z b"},
       })) {
    CAPTURE(row.text);
    CHECK(words_of(row.text) == row.words);
  }
}

TEST_CASE("the plain path finds the words that ICU finds in every string", "[tokenizer]") {
  // Every kind of character that UAX #29 has a rule for, and what is not UTF-8.
  const auto alphabet = std::to_array<std::string>(
      {"a",        "b",      "Z",        "é",           "ß",      "Ĳ",      "ž",
       "0",        "7",      "_",        ".",           ",",      ":",      ";",
       "'",        "’",      "‘",        "-",           " ",      " ",      " ",
       "\n",       "\r",     "\t",       "\v",          "\0"s,    "(",      "#",
       "+",        "\u00a0", "\u00ad",   "\u00b7",      "\u00aa", "\u00b5", "\u00d7",
       "\u200b",   "\u200c", "\u200d",   "\u2011",      "\u2013", "\u201c", "\u2026",
       "\u202f",   "\u2028", "\u203f",   "\u2060",      "\ufeff", "\u0301", "\u20ac",
       "\u20e3",   "日",     "本",       "ア",          "ー",     "한",     "ก",
       "า",        "ب",      "ר",        "\"",          "п",      "Ω",      "👍",
       "🏽",     "🇳",      "🇱",        "❤",           "\ufe0f", "\u2024", "\uff0e",
       "\uff3f",   "\u0085", "\u3000",   "\U000e0020",  "\xff",   "\xc3",   "\xe2\x80",
       "\xf0\x9f", "\x80",   "\xc0\xaf", "\xed\xa0\x80"});
  std::mt19937 random(20240613);
  std::uniform_int_distribution<std::size_t> any(0, alphabet.size() - 1), plain(0, 24),
      length(0, 14);
  for (int round = 0; round < 150'000; ++round) {
    std::string text;
    for (std::size_t i = length(random); i > 0; --i) {
      text += alphabet[round % 3 == 0      ? any(random)
                       : random() % 4 == 0 ? any(random)
                                           : plain(random)];
    }
    const std::string found = difference(text);
    REQUIRE(found == "");
  }
}

TEST_CASE("the plain path finds the words that ICU finds after each character", "[tokenizer]") {
  for (unsigned c = 1; c < 0x3000; ++c) {
    std::string wide;
    if (c < 0x80) {
      wide = {static_cast<char>(c)};
    } else if (c < 0x800) {
      wide = {static_cast<char>(0xc0U | (c >> 6U)), static_cast<char>(0x80U | (c & 0x3fU))};
    } else {
      wide = {static_cast<char>(0xe0U | (c >> 12U)), static_cast<char>(0x80U | ((c >> 6U) & 0x3fU)),
              static_cast<char>(0x80U | (c & 0x3fU))};
    }
    for (const std::string& text :
         {"a" + wide + "b", "1" + wide + "2", "a" + wide + "1", wide, " " + wide + "a", wide + wide,
          "_" + wide + "a", "a." + wide + "b", "a" + wide + " b"}) {
      const std::string found = difference(text);
      REQUIRE(found == "");
    }
  }
}

TEST_CASE("the plain path finds the words that ICU finds in real pages", "[tokenizer][corpora]") {
  const char* corpora = std::getenv("SPEUR_CORPORA");
  if (corpora == nullptr) {
    speur::skip_without("the real sites of SPEUR_CORPORA");
    return;
  }
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpora)) {
    const auto extension = entry.path().extension();
    if (extension != ".md" && extension != ".jsonl" && extension != ".tsv") continue;
    const std::string text = speur::text_of(entry.path());
    CAPTURE(entry.path().string());
    const std::string found = difference(text);
    REQUIRE(found == "");
    ++files;
  }
  CHECK(files > 250);
}
