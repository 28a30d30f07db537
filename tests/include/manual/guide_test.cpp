#include "include/manual/guide.hpp"

#include <catch2/catch.hpp>

#include <string>

using speur::guide_blocks;
using speur::guide_text;

TEST_CASE("each topic of the guide is a chapter of the README", "[guide]") {
  for (const speur::GuideTopic& topic : speur::guide_topics()) {
    CAPTURE(topic.name);
    CHECK(speur::guide_chapter(topic.heading).size() > 100);
    CHECK(guide_text(guide_blocks(speur::guide_chapter(topic.heading))).size() > 100);
  }
  CHECK(speur::guide_chapter("Geen hoofdstuk").empty());
}

TEST_CASE("a chapter ends where the next one begins, not at a section", "[guide]") {
  const std::string_view chapter = speur::guide_chapter("Serve");
  CHECK(chapter.find("### The search page") != std::string_view::npos);
  CHECK(chapter.find("\n## ") == std::string_view::npos);
}

TEST_CASE("the guide shows Markdown as a terminal can", "[guide]") {
  const std::string text = guide_text(guide_blocks("A *word* and `a|b`,\nsee [here](x.md).\n\n"
                                                   "| query | finds |\n|---|---|\n"
                                                   "| `fiets \\| bus` | both words |\n"
                                                   "| `x*` | beginnings |\n\n"
                                                   "```sh\nspeur *\n\n  indented\n```\n### Part\n"
                                                   "- first\n  goes on\n- second\n"));
  CHECK(text ==
        "A word and a|b, see here.\n\n"
        "  fiets | bus\n      both words\n"
        "  x*\n      beginnings\n\n"
        "    speur *\n    \n      indented\n\n"
        "Part\n\n"
        "  - first goes on\n  - second\n");
}

TEST_CASE("lines of the guide are wrapped by letters, not bytes", "[guide]") {
  CHECK(guide_text(guide_blocks("éé éé éé éé"), 5) == "éé éé\néé éé\n");
  CHECK(guide_text(guide_blocks("wijdlopigheid is een"), 6) == "wijdlopigheid\nis een\n");
}
