#!/usr/bin/env python3
"""Looks for words that no reader may find, in all that comes of a site.

Usage: exclusion_check.py SPEUR SPEUR_INDEX [SEED…]

A site is made for each generator whose rules Speur knows. Its pages hold words of their own, each in one place: in
text that is shown, or in what is excluded from search (headings, blocks, elements, in each dialect's way to say so) or
not published (drafts, expired, future, hidden, partials); the names of pages that are left out, and of what they include,
are such words, too. For each word the files of the index are searched, as they are and with all that zlib and Zstandard
can unpack in them, and the answers of the HTTP API (search with its corrections, suggestions, pages, facets), its page,
its log and its metrics. That words which are shown are found there shows that the search would see the others. With
SPEUR_CORPORA, the pages of the real sites get such words, too.
"""

import ctypes
import ctypes.util
import json
import os
import pathlib
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib

EXCLUDE = "data-search-exclude"


class Words:
    """New words, none of which is in another or like another."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.hidden, self.shown = {}, {}

    def make(self):
        letters = self.random.sample("bdfgklmnprstvz", 6)
        vowels = self.random.choices("aeiou", k=5)
        return "xq" + "".join(c + v for c, v in zip(letters, vowels)) + letters[5]

    def hide(self, why):
        word = self.make()
        self.hidden[word] = why
        return word

    def show(self, why):
        word = self.make()
        self.shown[word] = why
        return word


# In each, {h} is hidden; what follows it is shown again. The dialects that know it, or all.
EVERYWHERE = [
    f"## {{h}} {{{{ {EXCLUDE} }}}}\n\n{{h}} tekst.\n\n### {{h}} lager\n\n{{h}}\n\n## {{s}}\n",
    f"<h2 {EXCLUDE}>{{h}}</h2>\n\n{{h}} tekst.\n\n## {{s}}\n",
    f"<div {EXCLUDE}>\n<p>{{h}}</p>\n<div><b>{{h}}</b></div>\n</div>\n\n{{s}}\n",
    f"<div {EXCLUDE}=\"\">{{h}}</div>\n\n{{s}}\n",
    f"{{s}} <span {EXCLUDE}>{{h}} en <b>{{h}}</b></span> {{s}}\n",
    f"<ul><li {EXCLUDE}>{{h}}</li><li>{{s}}</li></ul>\n",
    f"<table><tr><td {EXCLUDE}>{{h}}</td><td>{{s}}</td></tr></table>\n\n{{s}}\n",
    f"<details {EXCLUDE}><summary>{{h}}</summary>\n\n{{h}}\n\n</details>\n\n{{s}}\n",
    f"<section {EXCLUDE}>\n\n## {{h}}\n\n*[HVX]: {{h}}\n\n{{h}} (HVX)\n\n</section>\n\n## {{s}}\n",
    f"<p {EXCLUDE} title=\"{{h}}\">{{h}}</p>\n\n{{s}}\n",
    f"<img {EXCLUDE} alt=\"{{h}}\"> {{s}}\n",
    "<!-- {h} -->\n\n{s}\n",
    "<script>var a = '{h}';</script>\n\n<style>.{h} {{ }}</style>\n\n{s}\n",
    "{s} <!-- {h}\n\n{h} -->\n",
]
OF_PYTHON = [
    f"Alinea met {{h}}.\n{{{{: {EXCLUDE} }}}}\n\n{{s}}\n",
    f"{{s}} *{{h}}*{{{{: {EXCLUDE} }}}}\n",
]
HEAD = [
    "search: {exclude: true}", "search:\n  exclude: true", "search: false", "search_exclude: true",
]
NOT_PUBLISHED = {
    "plain": ["draft: true"],
    "mkdocs": ["draft: true"],
    "hugo": ["draft: true", "publishDate: 2999-01-01", "expiryDate: 2001-01-01"],
    "jekyll": ["published: false"],
    "docusaurus": ["draft: true"],
    "vitepress": [],  # which shows drafts
    "docfx": ["draft: true"],
}
CONFIGURATION = {
    "plain": ({}, "docs"),
    "mkdocs": ({"mkdocs.yml": "site_name: Proef\nmarkdown_extensions: [attr_list, md_in_html, abbr]\n"}, "docs"),
    "hugo": ({"hugo.toml": "title = 'Proef'\nbaseURL = 'https://voorbeeld.nl/'\n"}, "content"),
    "jekyll": ({"_config.yml": "title: Proef\n"}, "."),
    "docusaurus": ({"docusaurus.config.js": "module.exports = {title: 'Proef', url: 'https://voorbeeld.nl', "
                                            "baseUrl: '/', presets: [['classic', {docs: {}}]]};\n",
                    "package.json": "{}"}, "docs"),
    "vitepress": ({".vitepress/config.mjs": "export default {title: 'Proef'}\n"}, "."),
    "docfx": ({"docfx.json": '{"build": {"content": [{"files": ["**/*.md"]}]}}'}, "."),
}


def fill(template, words, why):
    text = re.sub(r"\{h\}", lambda _: words.hide(why), template.replace("{{", "\0").replace("}}", "\1"))
    text = re.sub(r"\{s\}", lambda _: words.show(why), text)
    return text.replace("\0", "{").replace("\1", "}")


def make_site(generator, words, folder):
    files, place = CONFIGURATION[generator]
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    content = folder / place
    content.mkdir(exist_ok=True)
    templates = EVERYWHERE + (OF_PYTHON if generator in ("plain", "mkdocs", "jekyll") else [])
    number = 0

    def page(text, name=None):
        nonlocal number
        number += 1
        path = content / (name or f"pagina{number}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    for template in templates:
        if generator == "docusaurus" and ("<!--" in template or "<style" in template):
            continue  # MDX has neither
        body = fill(template, words, f"{generator}: {template!r}")
        page(f"---\ntitle: Pagina {number}\n---\n\nEen {words.show('running text')} zin.\n\n{body}")
        if not body.startswith("#"):
            quoted = fill(template, words, f"{generator}, in a list: {template!r}")
            page(f"---\ntitle: Lijst {number}\n---\n\n- punt\n\n" +
                 "".join(f"    {line}".rstrip() + "\n" for line in quoted.split("\n")) +
                 f"\nDaarna {words.show('behind a list')}.\n")
    for head in HEAD + NOT_PUBLISHED[generator]:
        why = f"{generator}: {head}"
        page(f"---\ntitle: {words.hide(why)}\ndescription: {words.hide(why)}\n"
             f"rollen: [{words.hide(why)}]\nsynoniemen: [{words.hide(why)}]\nid: urn:{words.hide(why)}\n"
             f"{head}\n---\n\n# {words.hide(why)}\n\n{words.hide(why)} (HVY) leest "
             f"men niet.\n\n*[HVZ]: {words.hide(why)}\n\n--8<-- \"{words.hide(why)}.txt\"\n",
             f"{words.hide(f'the folder of a page with {head}')}/{words.hide(f'the name of a page with {head}')}.md")
    if generator == "jekyll":
        page(f"---\ntitle: {words.hide('_drafts')}\n---\n{words.hide('_drafts')}\n", "_drafts/concept.md")
        page(f"---\ntitle: a\n---\n{words.hide('_includes')}\n", "_includes/stuk.md")
    if generator == "mkdocs":
        page(f"{words.hide('a hidden folder')}\n", ".verborgen/a.md")
    page(f"---\nrollen: [{words.show('a facet')}]\n---\n# {words.show('a title')}\n\nGewoon "
         f"{words.show('text')}.\n")
    return content


def run(program, *arguments, folder):
    return subprocess.run([program, *arguments], cwd=folder, capture_output=True, timeout=600)


def unpacked(data):
    """All streams of zlib in the bytes, raw ones as in Xapian's tables."""
    found = []
    for at in range(len(data)):
        unpack = zlib.decompressobj(-15)
        try:
            text = unpack.decompress(data[at:at + 65_536])
        except zlib.error:
            continue
        if len(text) > 24:
            found.append(text)
    return b"\n".join(found)


zstd = ctypes.CDLL(ctypes.util.find_library("zstd") or "libzstd.so.1")
zstd.ZSTD_getFrameContentSize.restype = ctypes.c_ulonglong
for name in ("ZSTD_findFrameCompressedSize", "ZSTD_decompress"):
    getattr(zstd, name).restype = ctypes.c_size_t


def frames(data):
    """What all Zstandard frames in the bytes unpack to."""
    found, at = [], data.find(b"\x28\xb5\x2f\xfd")
    while at >= 0:
        rest = data[at:]
        size = zstd.ZSTD_getFrameContentSize(rest, ctypes.c_size_t(len(rest)))
        packed = zstd.ZSTD_findFrameCompressedSize(rest, ctypes.c_size_t(len(rest)))
        if size < 1 << 30 and packed <= len(rest):
            text = ctypes.create_string_buffer(max(size, 1))
            if zstd.ZSTD_decompress(text, ctypes.c_size_t(size), rest, ctypes.c_size_t(packed)) == size:
                found.append(text.raw)
        at = data.find(b"\x28\xb5\x2f\xfd", at + 4)
    return found


def bytes_of(index):
    parts, texts = [], []
    for path in sorted(index.rglob("*")):
        if path.is_file() and not path.name.startswith("lexicon-"):
            data = path.read_bytes()
            parts += [str(path).encode(), data]
            texts += frames(data)
            if path.suffix == ".glass":
                parts.append(unpacked(data))
    return b"\n".join(parts + texts).lower(), b"\n".join(texts).lower()


def get(port, path):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=600) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        return error.read()


class Server:
    def __init__(self, speur, index, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = folder / "log"
        self.process = subprocess.Popen([speur, "serve", "--index", index, "--port", str(self.port),
                                         "--query-time", "60000", "--queue-time", "60000"],
                                        stderr=self.log.open("wb"), cwd=folder)
        for _ in range(6000):
            try:
                if get(self.port, "/health"):
                    return
            except OSError:
                time.sleep(0.05)
        sys.exit("the server does not start: " + self.log.read_text())

    def end(self):
        self.process.terminate()
        self.process.wait(600)
        return self.log.read_bytes()


def misspelt(word):
    """One letter is left out: what a correction would bring back."""
    return word[:5] + word[6:]


def check(speur, indexer, content, words, folder):
    """What is wrong; the index is made of `content`."""
    made = run(indexer, str(content), "--index", "index", "--quiet", folder=folder)
    wrong = []
    told = made.stderr.decode(errors="replace")
    if made.returncode not in (0, 65):
        return [f"speur-index: exit {made.returncode}: {told}"]
    everything, texts = bytes_of(folder / "index")
    names = set(words.hidden)
    for word, why in words.hidden.items():
        # In lists of terms a term lacks what it shares with the one before, and it may be a stem.
        if any(part.encode() in everything for part in (word, word[:9], word[3:11])):
            wrong.append(f"{word} ({why}) is in a file of the index")
    seen = sum(word.encode() in everything for word in words.shown)
    if seen < 0.9 * len(words.shown):
        wrong.append(f"only {seen} of {len(words.shown)} words that are shown are seen in the files: this looks "
                     "at too little")
    if sum(word.encode() in texts for word in words.shown) < 0.8 * len(words.shown):
        wrong.append("the texts of pages cannot be unpacked: this looks at too little")
    server = Server(speur, "index", folder)
    try:
        port = server.port
        for word, why in words.hidden.items():
            quoted = urllib.parse.quote(misspelt(word))
            answers = {
                "search": f"/v1/search?q={quoted}&facets=all&limit=50",
                "suggest": f"/v1/suggest?q={word[:5]}",
                "page": f"/?q={quoted}",
            }
            for kind, path in answers.items():
                answer = get(port, path).decode(errors="replace").lower()
                for other in names:
                    if other in answer:
                        wrong.append(f"{other} ({words.hidden[other]}) is in the answer of {kind} to {path}")
            answer = json.loads(get(port, f"/v1/search?q={word}&limit=1"))
            if answer.get("totalHits", 0) > 0 and answer.get("query") == word and not answer.get("correction"):
                wrong.append(f"{word} ({why}) finds {answer['hits'][0]['id']}")
        found = sum(json.loads(get(port, f"/v1/search?q={word}&limit=1")).get("totalHits", 0) > 0
                    for word in words.shown)
        if found < 0.9 * len(words.shown):
            wrong.append(f"only {found} of {len(words.shown)} words that are shown are found")
        whole = [get(port, path) for path in ("/metrics", "/health", "/v1/facets", "/opensearch.xml")]
        listed = json.loads(get(port, "/v1/search?q=&limit=100&facets=all"))
        for hit in listed.get("hits", []):
            whole.append(json.dumps(hit).encode())
            whole.append(get(port, "/v1/documents/" + urllib.parse.quote(hit["id"], safe="")))
    finally:
        log = server.end()
    for name, text in (("an answer about the index", b"\n".join(whole)), ("the log", log)):
        for word in names:
            if word.encode() in text.lower():
                wrong.append(f"{word} ({words.hidden[word]}) is in {name}")
    return wrong


def corpora():
    """The folders of the real sites: those that hold a page, or a generator's configuration."""
    folder = os.environ.get("SPEUR_CORPORA")
    if not folder:
        return []
    sites = [path for pattern in ("algoritmekader", "sites/*", "judged/*") for path in
             sorted(pathlib.Path(folder).glob(pattern))]
    return [path for path in sites if path.is_dir() and next(path.rglob("*.md"), None)]


def with_words(corpus, words, folder):
    """A copy of the site's Markdown and configuration, with hidden and shown words at the end of its pages."""
    content = folder / "site"
    shutil.copytree(corpus, content, symlinks=True, ignore=lambda where, names: [
        name for name in names if not (pathlib.Path(where) / name).is_dir() and
        not name.endswith((".md", ".yml", ".yaml", ".toml", ".js", ".mjs", ".ts", ".json", ".txt"))])
    pages = [path for path in sorted(content.rglob("*.md")) if path.is_file() and not path.is_symlink()]
    words.random.shuffle(pages)
    for path in pages[200:]:  # all that zlib could unpack is looked for, which takes a while
        path.unlink()
    for path in pages[:200]:
        with path.open("a", encoding="utf-8") as page:
            page.write(f"\n\n<div {EXCLUDE}>\n<p>{words.hide(str(path))}</p>\n</div>\n")
    return content


def main():
    speur, indexer = (str(pathlib.Path(program).resolve()) for program in sys.argv[1:3])
    seeds = sys.argv[3:] or ["1"]
    wrong, count = [], 0
    for seed in seeds:
        for generator in CONFIGURATION:
            with tempfile.TemporaryDirectory(prefix="speur-exclusion-") as name:
                folder = pathlib.Path(name)
                site = folder / "site"
                site.mkdir()
                words = Words(f"{seed}/{generator}")
                content = make_site(generator, words, site)
                wrong += check(speur, indexer, content, words, folder)
                count += len(words.hidden)
    for corpus in corpora():
        with tempfile.TemporaryDirectory(prefix="speur-exclusion-") as name:
            words = Words(str(corpus.name))
            content = with_words(corpus, words, pathlib.Path(name))
            if words.hidden:
                found = check(speur, indexer, content, words, pathlib.Path(name))
                wrong += [f"{corpus.name}: {each}" for each in found]
                count += len(words.hidden)
    for each in wrong:
        print(each)
    print(f"{count} words that are hidden, {len(wrong)} found")
    sys.exit(1 if wrong else 0)


main()
