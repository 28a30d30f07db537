#!/usr/bin/env python3
"""Times queries of speur against SQLite's FTS5 on the same pages, by the number of their words.

Usage: tests/bench/compare_fts5.py BIN CONTENT [--queries N] [--runs N] [--pages N]

BIN is the folder of a release build (build/release), CONTENT a folder of Markdown pages. Queries are
words that follow each other in the pages: one, two, three, and ten as in a question; phrases; and
beginnings of words. Each program is asked for the ten best pages, on one thread: FTS5 by bm25() for any
of the words, without stemming; speur by `speur run --depth 10`. They take turns by kind of query, so that
a noisy machine is noisy for both; p50 and p99 of all runs and their ratios are printed.

Needs a Python whose sqlite3 has FTS5, as Debian's.
"""

import argparse
import pathlib
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time


def read_pages(content, most):
    pages = []
    for file in sorted(content.rglob("*.md"))[:most]:
        text = file.read_text(encoding="utf-8", errors="replace")
        if text.startswith("---"):
            text = text[3:].partition("\n---")[2]
        pages.append((str(file.relative_to(content)), text))
    return pages


def make_queries(pages, count):
    """By kind: (as speur reads it, as FTS5 does)."""
    randoms = random.Random(20240517)
    kinds = {kind: [] for kind in ("1 word", "2 words", "3 words", "10 words", "phrase", "prefix")}
    lengths = {"1 word": 1, "2 words": 2, "3 words": 3, "10 words": 10, "phrase": 2, "prefix": 1}
    tried = 0
    while any(len(made) < count for made in kinds.values()):
        tried += 1
        if tried > 1000 * count:
            sys.exit("the pages have too few words to make queries of")
        words = re.findall(r"[^\W\d_]{2,}", randoms.choice(pages)[1].lower())
        for kind, length in lengths.items():
            if len(kinds[kind]) >= count or len(words) < length + 1:
                continue
            start = randoms.randrange(len(words) - length)
            taken = words[start:start + length]
            if kind == "prefix":
                if len(taken[0]) < 6:
                    continue
                kinds[kind].append((taken[0][:4] + "*", taken[0][:4] + "*"))
            elif kind == "phrase":
                phrase = '"' + " ".join(taken) + '"'
                kinds[kind].append((phrase, phrase))
            else:
                kinds[kind].append((" ".join(taken), " OR ".join(taken)))
    return kinds


def percentile(times, part):
    times = sorted(times)
    return times[min(len(times) - 1, int(len(times) * part))]


def run_fts5(database, queries):
    times = []
    for query in queries:
        start = time.perf_counter()
        database.execute("SELECT id FROM pages WHERE pages MATCH ? ORDER BY rank LIMIT 10",
                         (query,)).fetchall()
        times.append((time.perf_counter() - start) * 1000)
    return percentile(times, 0.5), percentile(times, 0.99)


def run_speur(speur, index, queries, folder):
    topics = folder / "topics.tsv"
    topics.write_text("".join(f"{i}\t{query}\n" for i, query in enumerate(queries)))
    done = subprocess.run([speur, "run", "--jobs", "1", "--depth", "10", "--topics", topics, "--index",
                           index, "--output", folder / "run"], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"speur run: exit {done.returncode}: {done.stderr}")
    found = re.search(r"p50 ([\d.]+) ms.*p99 ([\d.]+) ms", done.stderr)
    return float(found[1]), float(found[2])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("content", type=pathlib.Path)
    parser.add_argument("--queries", type=int, default=100, help="of each kind")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pages", type=int, help="take so many at most")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pages = read_pages(options.content, options.pages)
        database = sqlite3.connect(":memory:")
        database.execute("CREATE VIRTUAL TABLE pages USING fts5(id UNINDEXED, text)")
        database.executemany("INSERT INTO pages VALUES (?, ?)", pages)
        kept = {page for page, _ in pages}
        content = options.content
        if options.pages:
            content = folder / "content"
            for page in kept:
                (content / page).parent.mkdir(parents=True, exist_ok=True)
                (content / page).write_bytes((options.content / page).read_bytes())
        index = folder / "index"
        done = subprocess.run([options.bin / "indexer" / "speur-index", content, "--index", index,
                               "--quiet"], capture_output=True, text=True)
        if done.returncode not in (0, 1, 65):
            sys.exit(f"speur-index: exit {done.returncode}: {done.stderr}")
        speur = options.bin / "searcher" / "speur"
        print(f"{len(pages)} pages, {options.queries} queries of each kind, {options.runs} runs in turn")
        print(f"{'':12}{'speur p50':>12}{'p99 ms':>9}{'FTS5 p50':>12}{'p99 ms':>9}"
              f"{'p50 ratio':>12}{'p99 ratio':>12}")
        for kind, queries in make_queries(pages, options.queries).items():
            ours, theirs = [], []
            for turn in range(options.runs + 1):
                pair = (run_speur(speur, index, [query for query, _ in queries], folder),
                        run_fts5(database, [query for _, query in queries]))
                if turn > 0:  # the first turn warms the caches
                    ours.append(pair[0])
                    theirs.append(pair[1])
            a50, a99 = (statistics.median(times) for times in zip(*ours))
            b50, b99 = (statistics.median(times) for times in zip(*theirs))
            print(f"{kind:12}{a50:12.2f}{a99:9.2f}{b50:12.2f}{b99:9.2f}{a50 / b50:12.2f}"
                  f"{a99 / b99:12.2f}", flush=True)


if __name__ == "__main__":
    main()
