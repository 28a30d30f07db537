#!/usr/bin/env python3
"""Times speur against Omega, Xapian's own site indexer, on the same pages, in one run.

Usage: tests/bench/compare_omega.py BIN CONTENT [--snippets DIR] [--runs N]

BIN is the folder of a release build (build/release), CONTENT a folder of Markdown pages. Omega
reads the pages as HTML (made by cmark; making them is not timed). The programs take turns, so that
a noisy machine is noisy for both; medians and their ratios are printed.

Needs Debian's xapian-omega, xapian-tools and cmark.
"""

import argparse
import html
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def run_ms(command, expected=(0,)):
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    elapsed = (time.perf_counter() - start) * 1000
    if done.returncode not in expected:
        sys.exit(f"{command}: exit {done.returncode}: {done.stderr.decode(errors='replace')}")
    return elapsed


def make_html(content, folder):
    for page in sorted(content.rglob("*.md")):
        text = page.read_text(encoding="utf-8", errors="replace")
        title = page.stem
        if text.startswith("---"):
            front, _, body = text[3:].partition("\n---")
            text = body
            for line in front.splitlines():
                if line.startswith("title:"):
                    title = line[6:].strip()
        body = subprocess.run(["cmark", "--unsafe"], input=text.encode(), capture_output=True,
                              check=True).stdout.decode()
        target = folder / page.relative_to(content).with_suffix(".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>'
                          f"{html.escape(title)}</title></head><body>{body}</body></html>")


def report(name, ours, theirs, bound):
    a, b = statistics.median(ours), statistics.median(theirs)
    print(f"{name:34} {a:8.1f} ms {b:8.1f} ms   ratio {a / b:5.2f}   (wanted: at most {bound})")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("content", type=pathlib.Path)
    parser.add_argument("--snippets", action="append", default=[])
    parser.add_argument("--query", default="menselijke tussenkomst")
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    speur_index = options.bin / "indexer" / "speur-index"
    speur = options.bin / "searcher" / "speur"

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        make_html(options.content, folder / "html")
        snippets = [part for path in options.snippets for part in ("--snippets", path)]
        index = folder / "speur"
        ours = [speur_index, options.content, "--index", index, "--quiet", *snippets]
        omega = folder / "omega"
        theirs = ["omindex", "--db", omega, "--stemmer", "dutch", "--url", "/", folder / "html"]
        query = [speur, "search", *options.query.split(), "--index", index]
        quest = ["quest", "--db", omega, "--stemmer", "dutch", options.query]

        times = {key: [] for key in ("index", "omindex", "again", "search", "quest")}
        for turn in range(options.runs + 1):
            shutil.rmtree(index, ignore_errors=True)
            shutil.rmtree(omega, ignore_errors=True)
            row = {
                "omindex": run_ms(theirs),
                "index": run_ms(ours, (0, 65)),
                "again": run_ms(ours, (0, 65)),
            }
            for _ in range(5):
                row["search"] = run_ms(query)
                row["quest"] = run_ms(quest)
                if turn > 0:
                    times["search"].append(row["search"])
                    times["quest"].append(row["quest"])
            if turn > 0:  # the first turn warms the caches
                for key in ("index", "omindex", "again"):
                    times[key].append(row[key])
        pages = sum(1 for _ in options.content.rglob("*.md"))
        print(f"{pages} pages, {options.runs} runs each in turn, medians:")
        print(f"{'':34} {'speur':>11} {'Omega':>11}")
        report("index from nothing", times["index"], times["omindex"], 0.5)
        report("index again, nothing changed", times["again"], times["omindex"], 0.1)
        report(f"search '{options.query}'", times["search"], times["quest"], 2)


if __name__ == "__main__":
    main()
