#!/usr/bin/env python3
"""Compares what the content reader makes of front matter with an independent reading by PyYAML.

front_matter_reference.py PRINT_PAGES FOLDER...

Reads the folders and those of SPEUR_CORPORA, where they are there. Exits 1 and names every difference; 77 (skipped) without PyYAML or any folder.
"""

import datetime
import json
import os
import re
import subprocess
import sys

try:
    import yaml
except ImportError:
    print("SKIPPED: it needs python3-yaml")
    # Where script/install-dependencies was to install it, its absence is a fault.
    sys.exit(1 if os.environ.get("SPEUR_REQUIRE_ALL") else 77)

DESCRIPTIONS = ("toelichting", "description", "summary")
OTHER_TEXT = {"title", "definitie", "definition", "id", "synoniemen", "synonyms", "lang", "language", "url", "permalink", "slug"}
PRESENTATION = {"hide", "search", "template", "icon", "draft", "layout", "weight", "toc", "aliases", "redirect_from",
                "cascade", "sidebar_position", "nav_order", "comments", "social"}
INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})([Tt ].*)?")


def compose(text):
    # PyYAML takes a tab behind a value for a mistake; YAML 1.2 takes it for white space.
    for attempt in (text, re.sub(r"(?<=\S)[ \t]*\t[ \t]*", " ", text)):
        try:
            return yaml.compose(attempt, Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            pass
    return None


def front_matter(text):
    """The YAML node of the front matter, or None."""
    lines = text.split("\n")
    if lines[0].rstrip(" \t") != "---":
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip(" \t") in ("---", "..."):
            node = compose("\n".join(lines[1:number]) + "\n")
            return node if isinstance(node, yaml.MappingNode) else None
    return None


def is_null(node):
    return (isinstance(node, yaml.ScalarNode) and node.style is None
            and node.value in ("", "~", "null", "Null", "NULL"))


def winners(node):
    result = {}
    for key, value in node.value:
        result[key.value] = value  # a later one replaces it
    return result


def typed(node):
    text = re.sub(r"[\x00-\x1f\x7f]+", " ", node.value.strip()).strip()
    date = DATE.fullmatch(text)
    if date:
        try:
            datetime.date.fromisoformat(date[1])
            return ("date", date[1])
        except ValueError:
            pass
    if node.style is None:
        if text.lower() in ("true", "false") and text in (text.lower(), text.upper(), text.title()):
            return ("keyword", text.lower())
        if INTEGER.fullmatch(text) or FLOAT.fullmatch(text):
            return ("number", text)
    return ("keyword", text)


def collect(name, node, facets):
    if is_null(node):
        return
    if isinstance(node, yaml.MappingNode):
        for key, value in winners(node).items():
            collect(f"{name}.{key}", value, facets)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            collect(name, item, facets)
    else:
        value = typed(node)
        known = facets.setdefault(name, [])
        if value[1] and len(value[1].encode()) <= 1000 and value[1] not in [v[1] for v in known]:
            known.append(value)


def texts(node):
    if node is None or is_null(node):
        return []
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return list(dict.fromkeys(" ".join(i.value.split()) for i in items if not is_null(i)))


def identifiers(members):
    """The page's own, and its other addresses with a slash at their ends."""
    found = texts(members.get("id"))
    for key in ("aliases", "redirect_from"):
        for address in texts(members.get(key)):
            name = address[address.rfind("/") + 1:]
            found.append(address + "/" if name and "." not in name else address)
    return list(dict.fromkeys(found))


def expected(text):
    node = front_matter(text)
    members = winners(node) if node is not None else {}
    facets = {}
    for key, value in members.items():
        if key not in OTHER_TEXT | PRESENTATION | set(DESCRIPTIONS):
            collect(key, value, facets)
    description = next((t for key in DESCRIPTIONS for t in texts(members.get(key)) if t), "")
    page = {
        "facets": {name: values for name, values in facets.items() if values},
        "description": description,
        "identifiers": identifiers(members),
        "synonyms": texts(members.get("synoniemen")) + texts(members.get("synonyms")),
    }
    if texts(members.get("title")):
        page["title"] = texts(members["title"])[0]
    return page, members


def cascaded(folder):
    """Names of facets that a section of a Hugo site gives to the pages below it."""
    names = set()
    for parent, _, files in os.walk(folder):
        if "_index.md" not in files:
            continue
        with open(os.path.join(parent, "_index.md"), encoding="utf-8-sig") as file:
            node = front_matter(file.read())
        cascade = winners(node).get("cascade") if node is not None else None
        each = cascade.value if isinstance(cascade, yaml.SequenceNode) else [cascade]
        for one in each:
            if isinstance(one, yaml.MappingNode):
                facets = {}
                for key, value in winners(one).items():
                    collect(key, value, facets)
                names |= facets.keys()
    return names


def is_left_out(members):
    search = members.get("search")
    exclude = winners(search).get("exclude") if isinstance(search, yaml.MappingNode) else None
    return any(n is not None and n.value.lower() in ("true", "yes", "on")
               for n in (exclude, members.get("draft")))


def check(program, folder):
    run = subprocess.run([program, folder], capture_output=True, check=True)
    pages = {page["id"]: page for page in map(json.loads, run.stdout.decode().splitlines())}
    differences, files = [], 0
    inherited = cascaded(folder)
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            page_id = os.path.relpath(path, folder)
            if not name.endswith(".md") or page_id.startswith("."):
                continue
            files += 1
            with open(path, encoding="utf-8-sig") as file:  # also turns line ends into \n
                want, members = expected(file.read())
            got = pages.pop(page_id, None)
            if got is None:
                if not page_id.startswith("includes/"):  # snippets, and excluded in mkdocs.yml
                    differences.append(f"{page_id}: is not read")
                continue
            if got.get("skipped"):
                if not is_left_out(members):
                    differences.append(f"{page_id}: is left out")
                continue
            if is_left_out(members):
                differences.append(f"{page_id}: is not left out")
            got["facets"] = {name: [(v["type"], v["text"]) for v in values]
                             for name, values in got["facets"].items()
                             if name in want["facets"] or name not in inherited}
            for key, value in want.items():
                if got[key] != value:
                    differences.append(f"{page_id}: {key} is {got[key]}, not {value}")
    differences += [f"{page_id}: is no file" for page_id in pages]
    print(f"{folder}: {files} pages, {len(differences)} differences")
    return differences


def main():
    folders = sys.argv[2:]
    corpora = os.environ.get("SPEUR_CORPORA")
    if corpora:
        folders += [os.path.join(corpora, "algoritmekader/docs"), os.path.join(corpora, "seeds"),
                    os.path.join(corpora, "sites/toetsingskader-archiefwet/content")]
    else:
        print("SPEUR_CORPORA is not set: its pages are not compared")
    folders = [folder for folder in folders if os.path.isdir(folder)]
    if not folders:
        print("no folder of pages is there")
        sys.exit(77)
    differences = [d for folder in folders for d in check(sys.argv[1], folder)]
    for difference in differences:
        print(difference)
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
