#!/usr/bin/env python3
"""Learns the weights of whole pages, and tests them on sites that they were not learned on.

  SPEUR_CORPORA=… tests/bench/learn.py --speur build/release/searcher/speur \\
      --indexer build/release/indexer/speur-index title.weight=0.3,0.6,1.2 proximity.weight=0.8,1.2 …

Reads what `speur run --features` tells of the candidates of each topic, and orders them anew by the
formula of searcher/rank/rescorer.cpp with other weights: no search is run again. Coordinate ascent as in
tune.py (Metzler and Croft, Information Retrieval 10(3), 2007), once for each site with that site left out;
the table is of the sites that were left out. Sites are the judged sets, and those of SPEUR_CORPORA/sites with
the queries that site-queries.py makes of them. What comes of the same site is left out together.
"""
import argparse
import collections
import math
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from judged_sets import NAMES, JudgedSet, corpora  # noqa: E402

DEPTH = 10
MOST_TOPICS = 200  # of a site: beyond these its mean hardly moves


class Site:
    """The candidates of a site's topics: for each a list of features with the grade of the page."""

    def __init__(self, name, speur, indexer, pages, topics, qrels, work):
        self.name = name
        index, features = work / f"{name}-index", work / f"{name}.tsv"
        done = subprocess.run([indexer, pages, "--index", index], stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True)
        if done.returncode not in (0, 65):  # 65: a page was reported
            sys.exit(f"{indexer} failed: {done.stderr}")
        subprocess.run([speur, "run", "--index", index, "--topics", topics, "--features", features,
                        "--output", work / "run", "--depth", "100"], check=True,
                       stderr=subprocess.DEVNULL)
        grades = collections.defaultdict(dict)
        for line in qrels.read_text().splitlines():
            topic, _, page, grade = line.split()
            if int(grade) > 0:
                grades[topic][page] = int(grade)
        found = {topic: [] for topic in list(grades)[:MOST_TOPICS]}
        head, *lines = features.read_text().splitlines()
        self.weights = numbers(head.split("\t")[1:])
        for line in lines:
            topic, page, *rest = line.split("\t")
            if topic in found:
                values = numbers(rest)
                found[topic].append((values, page, grades[topic].get(page, 0)))
        self.topics = [(candidates, ideal(grades[topic].values()))
                       for topic, candidates in found.items()]

    def score(self, weights):
        """The mean nDCG@10; a topic without answers counts as 0."""
        total = 0.0
        for candidates, best in self.topics:
            ranking = sorted((-formula(values, weights), page, grade)
                             for values, page, grade in candidates)
            total += gain(grade for _, _, grade in ranking[:DEPTH]) / best
        return total / len(self.topics)


def numbers(assignments):
    return {name: float(value) for name, _, value in (a.partition("=") for a in assignments)}


def gain(grades):
    return sum(grade / math.log2(rank + 2) for rank, grade in enumerate(grades))


def ideal(grades):
    return gain(sorted(grades, reverse=True)[:DEPTH])


def formula(of, weights):
    """As Rescorer::score(), of the same features."""
    several = of["count"] > 1
    gained = 2 * weights["coverage.weight"] / of["count"] * of["content"] if several and of["all"] else 0
    title = weights["title.weight"] if several else weights["title.word"]
    return ((of["words"] + gained) * of["boost"] *
            (1 + weights["proximity.weight"] * of["proximity"] +
             weights["title.proximity"] * of["title_proximity"] + title * of["title"] +
             weights["title.typed"] * of["typed_title"] +
             weights["heading.typed"] * of["typed_heading"] +
             weights["name.weight"] * of["name"] + weights["question.lead"] * of["lead"]) *
            of["coverage"] ** weights["partial.power"])


def check(sites, weights):
    for site in sites:
        for candidates, _ in site.topics:
            for values, page, _ in candidates:
                if not math.isclose(formula(values, weights), values["score"], rel_tol=1e-6):
                    sys.exit(f"{site.name}, {page}: the formula is no longer that of the program")


def climbed(sites, weights, grid, least):
    def mean(tried):
        return sum(site.score(tried) for site in sites) / len(sites)

    best, score = dict(weights), mean(weights)
    while True:
        before = score
        for name, values in grid.items():
            for value in values:
                tried = dict(best, **{name: value})
                if value != best[name] and (now := mean(tried)) > score + least:
                    best, score = tried, now
        if score == before:
            return best


def read_sites(speur, indexer, work):
    source = pathlib.Path(__file__).resolve().parents[2]
    for name in NAMES:
        judged = JudgedSet(name, work, source)
        yield Site(name, speur, indexer, judged.pages, judged.topics, judged.qrels, work)
    for folder in sorted((corpora() / "sites").iterdir()):
        out = work / folder.name
        subprocess.run([sys.executable, corpora() / "site-queries.py", folder, out], check=True,
                       stdout=subprocess.DEVNULL)
        if len((out / "topics.tsv").read_text().splitlines()) >= 20:
            yield Site(folder.name, speur, indexer, out / "docs", out / "topics.tsv",
                       out / "qrels.txt", work)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speur", required=True)
    parser.add_argument("--indexer", required=True)
    parser.add_argument("--least", type=float, default=0.0005, help="gain that counts as better")
    parser.add_argument("parameters", nargs="*", help="name=value,value,…")
    options = parser.parse_args()
    grid = {name: [float(value) for value in values.split(",")] for name, _, values in
            (parameter.partition("=") for parameter in options.parameters)}
    with tempfile.TemporaryDirectory() as folder:
        sites = list(read_sites(options.speur, options.indexer, pathlib.Path(folder)))
    weights = sites[0].weights
    check(sites, weights)
    print(f"{'site left out':28}{'topics':>8}{'defaults':>10}{'learned':>10}  learned weights")
    for site in sites:
        rest = [other for other in sites if other is not site]
        learned = climbed(rest, weights, grid, options.least)
        changed = " ".join(f"{n}={v:g}" for n, v in learned.items() if v != weights[n])
        print(f"{site.name:28}{len(site.topics):>8}{site.score(weights):>10.4f}"
              f"{site.score(learned):>10.4f}  {changed or 'the defaults'}", flush=True)
    learned = climbed(sites, weights, grid, options.least)
    print("all sites: " + (" ".join(f"{n}={v:g}" for n, v in learned.items() if v != weights[n])
                           or "the defaults"))


if __name__ == "__main__":
    main()
