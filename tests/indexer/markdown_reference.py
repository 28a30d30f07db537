#!/usr/bin/env python3
"""Compares print_sections with Python-Markdown, set up as MkDocs Material sites have it.

Usage: markdown_reference.py PRINT_SECTIONS [CORPORA]; without it, SPEUR_CORPORA of the environment.
Checks for every page of CORPORA/algoritmekader/docs that
- the anchors of the headings are those that the site has, and
- the words of the text are those of the rendered page, less what is excluded from search.
Ends with 77, which ctest takes for "skipped", where Python-Markdown or the corpus is missing.
"""

import collections
import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys

try:
    import markdown
    import pymdownx.emoji  # noqa: F401
except ImportError:
    print("SKIPPED: it needs python3-markdown and python3-pymdownx")
    # Where script/install-dependencies was to install it, its absence is a fault.
    sys.exit(1 if os.environ.get("SPEUR_REQUIRE_ALL") else 77)

EXTENSIONS = [
    "toc", "attr_list", "admonition", "tables", "footnotes", "def_list", "abbr", "md_in_html",
    "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.emoji",
    "pymdownx.tasklist",
]
try:
    import pymdownx.blocks  # noqa: F401

    EXTENSIONS.append("pymdownx.blocks.html")
    HAS_BLOCKS = True
except ImportError:
    HAS_BLOCKS = False

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
DROPPED = {"script", "style", "template", "head"}


class Page(html.parser.HTMLParser):
    """The headings and words of a rendered page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack = []  # (tag, dropped)
        self.excluded_level = 0
        self.anchors = []
        self.pieces = []
        self.heading = None

    def dropped(self):
        return self.excluded_level or any(dropped for _, dropped in self.stack)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        excluded = "data-search-exclude" in attributes
        if tag in HEADINGS and not any(dropped for _, dropped in self.stack):
            level = int(tag[1])
            if self.excluded_level and level <= self.excluded_level:
                self.excluded_level = 0
            if excluded and not self.excluded_level:
                self.excluded_level = level
            if not self.excluded_level:
                self.anchors.append(attributes.get("id", ""))
            excluded = False
        # The type of an admonition without a title is not what its author wrote.
        style = attributes.get("class") or ""
        hidden = tag in DROPPED or style in ("footnote-ref", "footnote-backref")
        if not self.dropped():
            # Tags in an alt text are no words, though Python-Markdown keeps them.
            alt = re.sub(r"<[^<>]*>", "", attributes.get("alt") or "")
            self.pieces.append(" " + alt + " " if "twemoji" not in style else " ")
        if tag not in VOID:
            self.stack.append((tag, excluded or hidden))

    def handle_endtag(self, tag):
        for i in range(len(self.stack) - 1, -1, -1):
            if self.stack[i][0] == tag:
                del self.stack[i:]
                break
        self.pieces.append(" ")

    def handle_data(self, data):
        if not self.dropped():
            # A list directly under a paragraph is none in Python-Markdown; its numbers are no words.
            self.pieces.append(re.sub(r"(?m)^[ ]*\d+[.)] ", "", data))


def body_of(text):
    match = re.match(r"\ufeff?---[ ]*\r?\n(.*?\r?\n)??(---|\.\.\.)[ ]*\r?(\n|$)", text, re.S)
    return text[match.end():] if match else text


def words_of(text):
    return re.findall(r"\w+", re.sub("[\u00ad\u200b\ufeff]", "", text))


def render(body):
    converter = markdown.Markdown(
        extensions=EXTENSIONS,
        extension_configs={"pymdownx.tabbed": {"alternate_style": True}})
    page = Page()
    page.feed(converter.convert(body))
    page.close()
    return page


def without_tags(words):
    """Unclosed inline tags and spaces between letters differ in how words are glued: compare the
    letters, then."""
    return "".join(words)


def compare(path, ours):
    body = body_of(path.read_text(encoding="utf-8", errors="replace"))
    if not HAS_BLOCKS:
        body = re.sub(r"(?m)^///.*$", "", body)
    body = re.sub(r":material-[a-z-]+:", "", body)  # icons that only Material knows
    # The source of a diagram is neither text nor code that anyone reads.
    body = re.sub(r"(?ms)^[ ]*(```+|~~~+)[ ]*mermaid\b.*?^[ ]*\1[ ]*$", "", body)
    reference = render(body)
    differences = []
    anchors = [section["anchor"] for section in ours["sections"] if section["level"]]
    if anchors != reference.anchors:
        differences.append(f"anchors: {anchors} instead of {reference.anchors}")
    text = " ".join(section["heading"] + " " + section["text"] for section in ours["sections"])
    mine = words_of(text)
    theirs = words_of("".join(reference.pieces))
    if without_tags(mine) != without_tags(theirs):
        more = collections.Counter(mine) - collections.Counter(theirs)
        less = collections.Counter(theirs) - collections.Counter(mine)
        if more or less:
            differences.append(f"words: too many {dict(more)}, missing {dict(less)}")
    return differences


def main():
    program = sys.argv[1]
    corpora = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("SPEUR_CORPORA")
    if not corpora:
        print("SKIPPED: it needs the real sites of SPEUR_CORPORA")
        return 77
    corpora = pathlib.Path(corpora)
    docs = corpora / "algoritmekader" / "docs"
    pages = sorted(docs.rglob("*.md"))
    if not pages:
        print(f"SKIPPED: there are no pages in {docs}")
        return 77
    output = subprocess.run([program, *map(str, pages)], check=True, capture_output=True)
    failed = 0
    for line in output.stdout.splitlines():
        ours = json.loads(line)
        path = pathlib.Path(ours["page"])
        differences = compare(path, ours)
        for difference in differences:
            print(f"{path.relative_to(docs)}: {difference}")
        failed += bool(differences)
    print(f"{len(pages)} pages, {failed} differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
