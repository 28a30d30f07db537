#!/usr/bin/env python3
"""What steps of the analysis cost: size of the index, time to make it, and time of a query, with all
steps and without some, or of two builds. All in one run, taking turns, so that a noisy machine is
noisy for both; medians of user and system time and their ratios are printed.

  tests/bench/query_cost.py build/release CONTENT                  without stemmer, compounds, acronyms
  tests/bench/query_cost.py build/release CONTENT --baseline OTHER all steps, by another build

CONTENT is a folder of Markdown pages; --pages takes so many of them at most, in the order of their
paths. Without --topics the queries are words of the pages' titles: one to four in a row.
"""

import argparse
import pathlib
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

# The steps that are compared, and what a query does only because of them.
WITHOUT_STEPS = ["stemmer=none", "lemmas=none", "compounds=none"]
WITHOUT_SETTINGS = ["form.part=0", "form.compound=0", "form.split=0", "form.piece=0", "form.pair=0",
                    "form.acronym=0", "form.synonym=0"]
LIMITS = {"size": 1.35, "index": 1.5, "query": 1.5}


def seconds(command):
    """User and system time of a command that must succeed, or report pages that it left out."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if done.returncode not in (0, 1, 65):
        sys.exit(f"{command}: exit {done.returncode}: {done.stderr.decode(errors='replace')}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def size_of(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def take_pages(content, most, folder):
    pages = sorted(content.rglob("*.md"))[:most]
    for page in pages:
        target = folder / page.relative_to(content)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, target)
    return pages


def make_topics(pages, count, file):
    titles = []
    for page in pages:
        with page.open(encoding="utf-8", errors="replace") as text:
            head = text.read(4000)
        found = re.search(r"^(?:title:|#)\s*(.+)$", head, re.MULTILINE)
        words = re.findall(r"\w{3,}", found.group(1)) if found else []
        if words:
            titles.append(words)
    if not titles:
        sys.exit("no page has a title to make queries of: give --topics")
    chosen = random.Random(1)
    with file.open("w", encoding="utf-8") as out:
        for number in range(count):
            words = chosen.choice(titles)
            length = min(chosen.randint(1, 4), len(words))
            first = chosen.randint(0, len(words) - length)
            print(f"t{number}", " ".join(words[first:first + length]), sep="\t", file=out)


class Side:
    def __init__(self, build, index, steps, settings):
        self.indexer = build / "indexer" / "speur-index"
        self.searcher = build / "searcher" / "speur"
        self.index = index
        self.steps = [word for step in steps for word in ("--analyzer", step)]
        self.settings = [word for each in settings for word in ("--set", each)]
        self.times = {"index": [], "query": []}

    def make(self, content):
        shutil.rmtree(self.index, ignore_errors=True)
        self.times["index"].append(seconds(
            [self.indexer, content, "--index", self.index, "--rebuild", *self.steps]))

    def ask(self, topics):
        self.times["query"].append(seconds(
            [self.searcher, "run", "--index", self.index, "--topics", topics, "--depth", "10",
             "--jobs", "1", "--output", self.index.with_suffix(".run"), *self.settings]))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path, help="folder of a release build")
    parser.add_argument("content", type=pathlib.Path)
    parser.add_argument("--baseline", type=pathlib.Path, help="another build, with all steps")
    parser.add_argument("--pages", type=int, default=7000)
    parser.add_argument("--topics", type=pathlib.Path)
    parser.add_argument("--queries", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        pages = take_pages(options.content, options.pages, work / "content")
        topics = options.topics
        if not topics:
            topics = work / "topics.tsv"
            make_topics(pages, options.queries, topics)
        count = len(topics.read_text(encoding="utf-8").splitlines())
        whole = Side(options.build, work / "whole", [], [])
        if options.baseline:
            other = Side(options.baseline, work / "other", [], [])
        else:
            other = Side(options.build, work / "other", WITHOUT_STEPS, WITHOUT_SETTINGS)
        for _ in range(options.runs):
            for side in (whole, other):
                side.make(work / "content")
        for _ in range(options.runs):
            for side in (whole, other):
                side.ask(topics)
        print(f"{len(pages)} pages, {count} queries, {options.runs} runs each")
        rows = [("size", "MB", [size_of(side.index) / 1e6 for side in (whole, other)])]
        for name, unit, scale in (("index", "s", 1), ("query", "ms", 1000 / count)):
            rows.append((name, unit, [statistics.median(side.times[name]) * scale
                                      for side in (whole, other)]))
        for name, unit, (with_all, without) in rows:
            print(f"{name:6} {with_all:9.2f} {unit:2} {without:9.2f} {unit:2}  "
                  f"ratio {with_all / without:5.2f}  (at most {LIMITS[name]})")
        return 0 if all(a / b <= LIMITS[name] for name, _, (a, b) in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
