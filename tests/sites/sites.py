"""Builds sites with their own generators and holds them against what Speur reads of them.

Three generators are in Debian: mkdocs, hugo and jekyll. A site is built from a copy, without its theme and
without plugins that are not installed, so that only addresses, anchors and words remain to be compared.
"""

import contextlib
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unicodedata
import urllib.parse

import yaml

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
INLINE = set("a abbr b bdi bdo cite code del dfn em font i ins kbd mark q s samp small span strong sub sup time "
             "u var wbr".split())


class BuiltPage(html.parser.HTMLParser):
    """The ids and the words of a page that a generator made."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.ids, self.headings, self.pieces, self.dropped = set(), [], [], 0
        self.excluded_level = 0
        self.feed(text)
        self.close()
        self.text = "".join(self.pieces)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        for name in ("id", "name") if tag == "a" else ("id",):
            if attributes.get(name):
                self.ids.add(attributes[name])
        if tag in HEADINGS:
            level = int(tag[1])
            if self.excluded_level and level <= self.excluded_level:
                self.excluded_level = 0
            if "data-search-exclude" in attributes:
                self.excluded_level = self.excluded_level or level
            of_theme = attributes.get("id") in ("keyboardModalLabel", "footnote-label")
            if not self.excluded_level and re.search(r"\w", attributes.get("id") or "") and not of_theme:
                self.headings.append(attributes["id"])
        self.dropped += tag in ("script", "style")
        if tag not in INLINE:
            self.pieces.append(" ")
        self.pieces += [f" {value} " for name, value in attributes.items()
                        if name in ("alt", "title", "aria-label") and value]

    def handle_endtag(self, tag):
        if tag not in INLINE:
            self.pieces.append(" ")
        self.dropped -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.dropped:
            self.pieces.append(data)


class YamlWithTags(yaml.SafeLoader):
    """Keeps `!!python/name:x` and the like, which are no business of this script."""


class Tagged(yaml.YAMLObject):
    def __init__(self, tag, node):
        self.tag, self.node = tag, node


YamlWithTags.add_multi_constructor("", lambda loader, suffix, node: Tagged(node.tag, node))
YamlWithTags.add_multi_constructor("!", lambda loader, suffix, node: Tagged(node.tag, node))


class DumperWithTags(yaml.SafeDumper):
    pass


DumperWithTags.add_representer(Tagged, lambda dumper, tagged: tagged.node)


# (generator, folder below SPEUR_CORPORA/sites, path that the site has at its host)
REAL = [("mkdocs", "NeRDS", ""), ("mkdocs", "../algoritmekader", ""), ("hugo", "ftv", ""), ("hugo", "odi-kennisbank/sites/odi", ""),
        ("hugo", "toetsingskader-archiefwet", ""), ("jekyll", "gemma-zaken/docs", "gemma-zaken/")]


# For pages that came without their configuration: the extensions that they use.
STAND_IN = """site_name: Proef
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.emoji
  - pymdownx.snippets: {base_path: [., docs, includes]}
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
"""


@contextlib.contextmanager
def real_sites(generators=None):
    """Lists the real sites of SPEUR_CORPORA whose generators are installed: (generator, name, folder, prefix)."""
    with tempfile.TemporaryDirectory() as temporary:
        found = []
        for generator, name, prefix in REAL if os.environ.get("SPEUR_CORPORA") else ():
            folder = pathlib.Path(os.environ["SPEUR_CORPORA"], "sites", name)
            if not installed(generator) or not folder.is_dir() or generator not in (generators or (generator,)):
                continue
            if generator == "mkdocs" and not (folder / "mkdocs.yml").exists():
                folder = pathlib.Path(shutil.copytree(folder, pathlib.Path(temporary, folder.name)))
                (folder / "mkdocs.yml").write_text(STAND_IN)
            found.append((generator, folder.name if name.startswith("..") else name, folder, prefix))
        yield found


def installed(generator):
    return shutil.which(generator, path="/usr/bin:/usr/local/bin") is not None


def run(command, folder):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/usr/local/bin:/bin"}
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
    if result.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {result.returncode}:\n"
                           f"{result.stdout[-2000:]}{result.stderr[-2000:]}")


def is_importable(extension):
    """Whether the Python that MkDocs runs with has the extension: Debian's lacks the newest."""
    name = next(iter(extension)) if isinstance(extension, dict) else extension
    module = name if "." in name else "markdown.extensions." + name
    return subprocess.run(["/usr/bin/python3", "-c", f"import {module}"], capture_output=True).returncode == 0


def markdown_files(folder):
    return [path for path in sorted(folder.rglob("*"))
            if path.suffix in (".md", ".markdown") and path.is_file()]


def write_stubs(texts, folder, opening, inner):
    """Empty shortcodes or includes for those that the pages use."""
    for name in sorted({name for text in texts for name in re.findall(opening, text)}):
        file = folder / name
        if file.exists():
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(inner(name))


def build_mkdocs(site, out):
    """MkDocs 1.4, with those extensions of the site's that are installed."""
    file = site / "mkdocs.yml"
    config = yaml.load(file.read_text(), YamlWithTags) or {}
    docs = site / config.get("docs_dir", "docs")
    excluded = (config.pop("exclude_docs", None) or "").split()  # newer than Debian's MkDocs
    for key in ("plugins", "hooks", "theme", "draft_docs", "not_in_nav", "validation", "nav", "extra",
                "extra_javascript", "extra_css", "watch"):
        config.pop(key, None)
    if config.get("docs_dir") == ".":  # MkDocs wants its configuration outside of the pages
        (site / "docs.built").mkdir()
        for path in list(site.iterdir()):
            if path.name not in ("docs.built", "mkdocs.yml"):
                shutil.move(path, site / "docs.built" / path.name)
        config["docs_dir"] = "docs.built"
        for extension in config.get("markdown_extensions", []):
            if isinstance(extension, dict) and "pymdownx.snippets" in extension:
                extension["pymdownx.snippets"]["base_path"] = ["docs.built", "docs.built/includes"]
        docs = site / "docs.built"
    extensions = config.get("markdown_extensions") or []
    if isinstance(extensions, dict):
        extensions = [{name: options} if options else name for name, options in extensions.items()]
    for extension in extensions:
        if isinstance(extension, dict) and "pymdownx.emoji" in extension:
            extension["pymdownx.emoji"] = {}
    config["markdown_extensions"] = [extension for extension in extensions if is_importable(extension)]
    config["plugins"] = []
    # What MkDocs calls drafts, Material's blog and other plugins leave out.
    for page in markdown_files(docs):
        text = page.read_text(errors="replace")
        if re.match(r"---\n(?:.*\n)*?draft: *true", text):
            page.unlink()
        elif text.startswith("---\n"):  # templates come with the theme
            page.write_text(re.sub(r"(?m)^template:.*\n", "", text, count=1))
    file.write_text(yaml.dump(config, Dumper=DumperWithTags, allow_unicode=True))
    run(["/usr/bin/mkdocs", "build", "-q", "-f", str(file), "-d", str(out)], site)
    for pattern in excluded:
        for path in out.glob(pattern.strip("/")):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def build_hugo(site, out):
    for name in ("themes", "layouts", "assets", "static", "archetypes"):
        shutil.rmtree(site / name, ignore_errors=True)
    layouts = site / "layouts"
    (layouts / "_default").mkdir(parents=True)
    for kind in ("single", "list"):
        (layouts / "_default" / f"{kind}.html").write_text(
            "{{ if .File }}{{ .Title }}{{ end }} {{ .Content }}\n")
    pages = [page.read_text(errors="replace") for page in markdown_files(site)]
    closed = {name for text in pages for name in re.findall(r"\{\{[<%]\s*/\s*([\w./-]+)", text)}
    write_stubs(pages, layouts / "shortcodes", r"\{\{[<%]\s*([\w][\w./-]*)",
                lambda name: "{{ range .Params }}{{ . }} {{ end }}" + (
                    '{{ .Inner | .Page.RenderString (dict "display" "block") }}' if name in closed else ""))
    for shortcode in list((layouts / "shortcodes").rglob("*")) if closed or pages else ():
        if shortcode.is_file():
            shortcode.rename(shortcode.with_name(shortcode.name + ".html"))
    config = next((site / f"{name}.{form}" for name in ("hugo", "config") for form in ("toml", "yaml", "yml", "json")
                   if (site / f"{name}.{form}").exists()), None)
    if config is None:
        config = site / "hugo.toml"
        config.write_text("")
    text = config.read_text()
    if config.suffix == ".toml":
        text = re.sub(r"(?m)^theme\s*=.*$", "", text)
    else:
        settings = yaml.safe_load(text) or {}
        settings.pop("theme", None)
        mounts = settings.get("module", {}).get("mounts", [])
        mounts[:] = [m for m in mounts if not m["source"].startswith("..")]
        text = json.dumps(settings, default=str)
        config = config.with_suffix(".json")  # which is YAML, too
    config.write_text(text)
    run(["/usr/bin/hugo", "--quiet", "--source", str(site), "--config", str(config), "-d", str(out)], site)


def build_jekyll(site, out):
    file = site / "_config.yml"
    config = yaml.safe_load(file.read_text()) or {}
    for key in ("plugins", "gems", "theme", "remote_theme", "whitelist"):
        config.pop(key, None)
    config.setdefault("defaults", []).insert(0, {"scope": {"path": ""}, "values": {"layout": "speur"}})
    file.write_text(yaml.dump(config, allow_unicode=True))
    (site / "_layouts").mkdir(exist_ok=True)
    layouts = {name for page in markdown_files(site)
               for name in re.findall(r"(?m)^layout: *([\w-]+) *$", page.read_text(errors="replace"))}
    for layout in sorted(layouts - {"none"} | {"speur"}):
        (site / "_layouts" / f"{layout}.html").write_text("{{ page.title }} {{ content }}\n")
    pages = [page.read_text(errors="replace") for page in markdown_files(site)]
    write_stubs(pages, site / "_includes", r"\{%-?\s*include\s+([\w./-]+)", lambda name: "")
    run(["/usr/bin/jekyll", "build", "-q", "--disable-disk-cache", "-s", str(site), "-d", str(out)], site)


BUILDERS = {"mkdocs": build_mkdocs, "hugo": build_hugo, "jekyll": build_jekyll}


def build(generator, site):
    """The pages of the site by their addresses: with "index.html" where a file has that name."""
    with tempfile.TemporaryDirectory() as temporary:
        copy, out = pathlib.Path(temporary, "site"), pathlib.Path(temporary, "out")
        shutil.copytree(site, copy)
        BUILDERS[generator](copy, out)
        return {page.relative_to(out).as_posix(): BuiltPage(page.read_text(errors="replace"))
                for page in sorted(out.rglob("*.html")) if page.name != "404.html"}


def speur_pages(print_pages, site):
    if not any((site / name).exists() for name in
               ("mkdocs.yml", "hugo.toml", "hugo.yaml", "_config.yml", "docusaurus.config.js", ".vitepress", "docfx.json")):
        site = site / "content"  # Hugo's pages without their configuration
    result = subprocess.run([print_pages, str(site)], capture_output=True, text=True)
    if result.returncode != 0:
        raise RuntimeError(result.stderr)
    pages = [json.loads(line) for line in result.stdout.splitlines()]
    excused = set()  # words of pages that the author keeps out of the search alone
    for page in pages:
        source = next((f for f in (site / page["id"], site / "docs" / page["id"],
                                   site / "content" / page["id"]) if f.is_file()), None)
        if "url" not in page and source is not None:
            excused |= words_of(source.read_text(errors="replace"))
    return [page for page in pages if "url" in page], excused


def file_of(url, prefix, built):
    """The file that a server shows for the address; None where there is none."""
    path = urllib.parse.unquote(url)
    if "://" in path:
        path = path.split("/", 3)[3] if path.count("/") > 2 else ""
    if path.startswith(prefix):
        path = path[len(prefix):]
    candidates = [path + "index.html" if path in ("", ) or path.endswith("/") else path,
                  path + ".html", path + "/index.html"]
    return next((name for name in candidates if name in built), None)


WORD = re.compile(r"[^\W\d_]{6,}")


def words_of(text):
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\u200b", "")
    return {word.lower() for word in WORD.findall(text)}


class Comparison:
    """What is wrong between a site as it was built and as Speur has it; lists of one line each."""

    def __init__(self, built, pages, prefix="", excused=frozenset()):
        self.dead_pages, self.dead_anchors, self.leaks = [], [], []
        self.unpublished, self.missing_pages, self.missing_anchors = [], [], []
        shown = set()
        for page in built.values():
            shown |= words_of(page.text)
        reached = set()
        for page in pages:
            name = file_of(page["url"], prefix, built)
            text = " ".join([page["title"]] + [s["heading"] + " " + s.get("text", "") for s in page["sections"]])
            hidden = sorted(words_of(text) - shown)
            if name is None:
                self.dead_pages.append(f"{page['id']}: {page['url']}")
                if hidden:
                    self.unpublished.append(f"{page['id']}: {' '.join(hidden[:5])}")
                continue
            reached.add(name)
            if hidden:
                self.leaks.append(f"{page['id']}: {' '.join(hidden[:8])}")
            anchors = [s["anchor"] for s in page["sections"] if s["anchor"]]
            ids = built[name].ids
            for anchor in anchors:
                if anchor not in ids and urllib.parse.unquote(anchor) not in ids:
                    self.dead_anchors.append(f"{page['id']}: #{anchor}")
            for heading in built[name].headings:
                if heading not in anchors and heading not in map(urllib.parse.unquote, anchors):
                    self.missing_anchors.append(f"{page['id']}: #{heading}")
        # Pages that a generator makes of no file (lists, redirects) have no words of their own.
        known = set(excused)
        for name in reached:
            known |= words_of(built[name].text)
        self.missing_pages = [name for name in sorted(set(built) - reached)
                              if words_of(built[name].text) - known]
