"""The judged query sets of SPEUR_CORPORA as indexes, topics and qrels.

Used by ablation.py and tune.py. Every set is split in two halves by a hash of the topic's id: what
is tuned is tuned on the first half, and reported on the second.
"""
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

NAMES = ("algoritmekader", "libreoffice-help-nl", "rijksoverheid-vac", "content")
PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~^=&:$@\"'/%])")


def corpora():
    root = os.environ.get("SPEUR_CORPORA")
    if not root:
        sys.exit("SPEUR_CORPORA is not set: it names the folder with the judged corpora")
    return pathlib.Path(root)


def escaped(text):
    """Text that Markdown reads as it stands, a line a paragraph."""
    lines = (PUNCTUATION.sub(r"\\\1", line.strip()) for line in text.splitlines())
    return "\n\n".join(line for line in lines if line)


class JudgedSet:
    """One set: `pages` to index, `topics` and `qrels` files, all below `work`."""

    def __init__(self, name, work, source):
        self.name = name
        self.work = pathlib.Path(work) / name
        self.work.mkdir(parents=True, exist_ok=True)
        self.topics = self.work / "topics.tsv"
        self.qrels = self.work / "qrels.txt"
        if name == "content":
            self.pages = source / "content"
            self._copy(self.pages / "evaluation", "")
        elif name == "algoritmekader":
            self.pages = corpora() / "algoritmekader" / "docs"
            self._copy(corpora() / "topics" / "algoritmekader", "")
        else:
            self.pages = self.work / "pages"
            self._write_pages(corpora() / "judged" / name / "docs.jsonl")
            self._copy(corpora() / "judged" / name, ".md")

    def _copy(self, folder, suffix):
        topics = (folder / "topics.tsv").read_text()
        self.topics.write_text(topics)
        with open(folder / "qrels.txt") as lines, open(self.qrels, "w") as out:
            for line in lines:
                topic, iteration, page, grade = line.split()
                out.write(f"{topic} {iteration} {page}{suffix} {grade}\n")

    def _write_pages(self, documents):
        self.pages.mkdir(exist_ok=True)
        with open(documents) as lines:
            for line in lines:
                document = json.loads(line)
                front = f"---\ntitle: {json.dumps(document['title'], ensure_ascii=False)}\n---\n"
                text = (front if document["title"] else "") + escaped(document["text"]) + "\n"
                (self.pages / f"{document['id']}.md").write_text(text)

    def half(self, which):
        """A topics file with one half (0 or 1), and its qrels."""
        files = self.work / f"topics-{which}.tsv", self.work / f"qrels-{which}.txt"
        chosen = set()
        with open(files[0], "w") as out:
            for line in self.topics.read_text().splitlines():
                topic = line.split("\t")[0]
                if hashlib.sha256(topic.encode()).digest()[0] % 2 == which:
                    chosen.add(topic)
                    out.write(line + "\n")
        with open(files[1], "w") as out:
            for line in self.qrels.read_text().splitlines():
                if line.split()[0] in chosen:
                    out.write(line + "\n")
        return files

    def index(self, indexer, label="default", options=()):
        """The index made with `options`, made once."""
        folder = self.work / f"index-{label}"
        done = subprocess.run([indexer, self.pages, "--index", folder, "--rebuild", *options],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode not in (0, 65):  # 65: a page was reported
            sys.exit(f"{indexer} failed: {done.stderr}")
        return folder

    def run(self, speur, index, out, settings=(), topics=None):
        options = [part for setting in settings for part in ("--set", setting)]
        subprocess.run([speur, "run", "--index", index, "--topics", topics or self.topics,
                        "--output", out, *options], check=True, stderr=subprocess.DEVNULL)
        return out


def measure(speur, qrels, run, name="nDCG@10"):
    """The mean over all judged topics; a topic without answers counts as 0."""
    printed = subprocess.run([speur, "eval", "--qrels", qrels, run, "--complete", "--measures", name,
                              "--json"], check=True, capture_output=True, text=True).stdout
    return json.loads(printed)["runs"][0]["measures"][name]
