#!/usr/bin/env python3
"""Holds the address of each page and each anchor against those of the site's own generator.

Usage: generator_check.py mkdocs|hugo|jekyll PRINT_PAGES CONTENT [SEED…]

Sites: CONTENT, our sample site, brought to the generator's form; random sites (see generated.py); and with
SPEUR_CORPORA the real sites of the corpora. Ends with 77, which ctest takes for "skipped", where the generator is
not installed.
"""

import os
import pathlib
import re
import shutil
import sys
import tempfile

try:
    import yaml

    import generated
    import sites
except ImportError as error:
    print(f"SKIPPED: it needs python3-yaml: {error}")
    sys.exit(1 if os.environ.get("SPEUR_REQUIRE_ALL") else 77)

ICONS = r":(?:material|octicons|fontawesome|simple)-[\w-]+:"


def has_good_front_matter(text):
    parts = text.split("\n---\n", 1)
    try:
        return len(parts) == 2 and isinstance(yaml.safe_load(parts[0][4:]), (dict, type(None)))
    except yaml.YAMLError:
        return False


def in_common_markdown(text):
    """Without what MkDocs alone reads. An id stands as each generator has it."""
    text = re.sub(r"(?m)^(#+ .*?)\s*\{:?[^}#\n]*(#[\w-]+)?[^}\n]*\}\s*$",
                  lambda m: m[1] + (f" {{{m[2]}}}" if m[2] else ""), text)
    text = re.sub(r"(?m)^([^\n#].*?)\s*\{[^}\n]*\}\s*\n(==+|--+)\s*$", r"\1\n\2", text)
    text = re.sub(r"(?m)^( *```)(\w*) *[ {].*$", r"\1\2", text)
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|" + ICONS, "", text)
    lines, inside = [], False
    for line in text.split("\n"):
        if re.match(r"(!!!|\?\?\?\+?|===) ", line):  # admonitions and tabs, with bodies of four spaces
            lines, inside = lines + [""], True
            continue
        inside = inside and (not line or line.startswith("    "))
        lines.append(line[4:] if inside else line)
    return "\n".join(lines)


def sample_site(generator, content, folder):
    """content/ in the form of the generator."""
    if generator == "mkdocs":
        shutil.copytree(content, folder, dirs_exist_ok=True)
        for page in sites.markdown_files(folder):  # what plugins that Debian lacks would read
            text = re.sub(ICONS + r"|\{%.*?%\}|(?m:^/// ?.*$)", "", page.read_text(errors="surrogateescape"))
            page.write_text(text, errors="surrogateescape")
        return
    pages = folder / "content" if generator == "hugo" else folder
    for page in sites.markdown_files(content):
        path = page.relative_to(content)
        if path.parts[0] in ("includes", "evaluation"):
            continue
        if generator == "hugo" and path.name == "index.md":
            path = path.with_name("_index.md")
        text = page.read_text(encoding="utf-8-sig")
        if text.startswith("---\n") and not has_good_front_matter(text):
            continue  # made to be wrong; these generators refuse the whole site for it
        if not text.startswith("---\n"):
            text = "---\n---\n" + text
        text = in_common_markdown(text)
        file = pages / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (folder / {"hugo": "hugo.toml", "jekyll": "_config.yml"}[generator]).write_text(
        "disableKinds = ['taxonomy', 'term']\nmarkup.goldmark.renderer.unsafe = true\n" if generator == "hugo" else "title: Handboek\n")


LANDING = ("dead_pages", "dead_anchors", "unpublished")
ALL = (*LANDING, "leaks", "missing_pages", "missing_anchors")
# Python-Markdown 3.6 and later make other ids of headings with entities, footnotes and double blanks than
# those before. No site tells its version, so that these headings link to their page.
BY_VERSION = {"mkdocs": re.compile(r": #(c(o|oo|oö)?rdinatie|(amp)?-*teken|twee-+spaties|voet1?)(_\d+)?$")}


def faults_of(generator, name, comparison, kinds):
    faults = []
    for kind in kinds:
        lines = getattr(comparison, kind)
        if kind == "missing_anchors" and generator in BY_VERSION:
            lines = [line for line in lines if not BY_VERSION[generator].search(line)]
        faults += [f"{name}: {kind.replace('_', ' ')}: {line}" for line in lines]
    return faults


def main():
    generator, print_pages, content = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    if not sites.installed(generator):
        print(f"SKIPPED: {generator} is not installed")
        sys.exit(1 if os.environ.get("SPEUR_REQUIRE_ALL") else 77)
    faults, checked = [], 0

    def check(name, folder, prefix="", kinds=ALL):
        nonlocal checked
        built = sites.build(generator, folder)
        pages, excused = sites.speur_pages(print_pages, folder)
        checked += len(pages)
        faults.extend(faults_of(generator, name, sites.Comparison(built, pages, prefix, excused), kinds))

    seeds = sys.argv[4:] or range(6)
    for seed in seeds:
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(temporary)
            generated.write_site(generator, seed, folder)
            check(f"site {seed}", folder)
    if len(sys.argv) <= 4:
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(temporary)
            sample_site(generator, content, folder)
            check("content", folder)
        with sites.real_sites([generator]) as real:
            for _, name, folder, prefix in real:
                # Their themes are not here, so that words and pages of these are missing.
                check(name, folder, prefix, LANDING)
    print("\n".join(faults[:60]))
    print(f"{generator}: {checked} pages, {len(faults)} faults")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
