#!/usr/bin/env python3
"""Coordinate ascent over the named ranking parameters, on one half of every judged set.

  SPEUR_CORPORA=… tests/bench/tune.py --speur build/release/searcher/speur \\
      --indexer build/release/indexer/speur-index form.part=0,0.25,0.5 bm25.b=0.3,0.45,0.6 …

Takes each parameter in turn, keeps the value with the best mean over the sets, and goes round until
nothing gets better. Ends with nDCG@10 on both halves, before and after. Metzler and Croft, "Linear
feature-based models for information retrieval", Information Retrieval 10(3), 2007.
"""
import argparse
import concurrent.futures
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from judged_sets import NAMES, JudgedSet, measure  # noqa: E402


class Tuner:
    def __init__(self, speur, sets, indexes, work):
        self.speur, self.sets, self.indexes, self.work = speur, sets, indexes, work
        self.halves = {s.name: (s.half(0), s.half(1)) for s in sets}
        self.seen = {}

    def one(self, judged, settings, half):
        topics, qrels = self.halves[judged.name][half]
        run = self.work / f"{judged.name}-{half}-{abs(hash(tuple(settings)))}.run"
        judged.run(self.speur, self.indexes[judged.name], run, settings, topics)
        value = measure(self.speur, qrels, run)
        run.unlink()
        return value

    def all(self, values, half):
        settings = sorted(f"{name}={value}" for name, value in values.items())
        key = (tuple(settings), half)
        if key not in self.seen:
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                self.seen[key] = list(pool.map(lambda s: self.one(s, settings, half), self.sets))
        return self.seen[key]

    def score(self, values):
        means = self.all(values, 0)
        return sum(means) / len(means)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speur", required=True)
    parser.add_argument("--indexer", required=True)
    parser.add_argument("--sets", default=",".join(NAMES))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--least", type=float, default=0.0005, help="gain that counts as better")
    parser.add_argument("parameters", nargs="*", help="name=value,value,…")
    options = parser.parse_args()
    source = pathlib.Path(__file__).resolve().parents[2]
    with tempfile.TemporaryDirectory() as folder:
        sets = [JudgedSet(name, folder, source) for name in options.sets.split(",")]
        indexes = {s.name: s.index(options.indexer) for s in sets}
        tuner = Tuner(options.speur, sets, indexes, pathlib.Path(folder))
        grid = {}
        for parameter in options.parameters:
            name, _, values = parameter.partition("=")
            grid[name] = [float(v) for v in values.split(",")]
        best, best_score = {}, tuner.score({})
        print(f"defaults: {best_score:.4f}", flush=True)
        for _ in range(options.rounds):
            before = best_score
            for name, values in grid.items():
                for value in values:
                    tried = dict(best, **{name: value})
                    score = tuner.score(tried)
                    if score > best_score + options.least:
                        best, best_score = tried, score
                        print(f"  {name}={value:g}: {score:.4f}", flush=True)
            if best_score == before:
                break
        print("best:", " ".join(f"{n}={v:g}" for n, v in sorted(best.items())) or "the defaults")
        print(f"{'':24}{'tuned half':>22}{'other half':>22}")
        rows = [tuner.all({}, 0), tuner.all(best, 0), tuner.all({}, 1), tuner.all(best, 1)]
        for i, judged in enumerate(sets):
            print(f"{judged.name:24}{rows[0][i]:>11.4f}{rows[1][i]:>11.4f}"
                  f"{rows[2][i]:>11.4f}{rows[3][i]:>11.4f}")


if __name__ == "__main__":
    main()
