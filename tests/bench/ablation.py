#!/usr/bin/env python3
"""Every step of the analysis and of the ranking switched off in turn, on every judged set.

  SPEUR_CORPORA=… tests/bench/ablation.py --speur build/release/searcher/speur \\
      --indexer build/release/indexer/speur-index > tests/bench/ABLATION.md

Prints a Markdown table: nDCG@10 with everything, and what each step is worth: the difference that
its absence makes, with the two-sided p of the paired randomization test (`speur compare`).
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from judged_sets import NAMES, JudgedSet  # noqa: E402

TITLES = {"algoritmekader": "Algoritmekader (40)", "libreoffice-help-nl": "LibreOffice help (750)",
          "rijksoverheid-vac": "Rijksoverheid (632)", "content": "content/ (64)"}

# What is switched off, options of speur-index, ranking parameters.
STEPS = [
    ("stemmer", ["--analyzer", "stemmer=none"], []),
    ("lemmas of the dictionary", ["--analyzer", "lemmas=none"], []),
    ("own stemmer, for Kraaij-Pohlmann", ["--analyzer", "stemmer=kraaij_pohlmann"], []),
    ("own stemmer, for Porter's Dutch", ["--analyzer", "stemmer=dutch"], []),
    ("compounds, all of it", ["--analyzer", "compounds=none"], ["form.pair=0"]),
    ("compounds: a word finds those with it", [], ["form.part=0"]),
    ("compounds: parts as words", [], ["form.split=0", "form.piece=0"]),
    ("compounds: some parts of an absent one", [], ["form.piece=0"]),
    ("compounds: other spellings, larger ones", [], ["form.compound=0"]),
    ("compounds: words typed apart", [], ["form.pair=0"]),
    ("words of the same root", [], ["form.family=0"]),
    ("acronyms", [], ["form.acronym=0"]),
    ("synonyms", [], ["form.synonym=0"]),
    ("thesaurus", [], ["form.thesaurus=0"]),
    ("spelling correction", [], ["form.correction=0"]),
    ("English to Dutch", [], ["form.translation=0"]),
    ("function words weigh less", [], ["stop.weight=1"]),
    ("function words weigh at all", [], ["stop.weight=0"]),
    ("the word as typed weighs more", [], ["form.exact=0"]),
    ("pieces written together", [], ["form.joined=0"]),
    ("field weights", [], ["field.title=1", "field.heading=1", "field.description=1",
                           "field.label=1"]),
    ("length of pages", [], ["bm25.b=0"]),
    ("proximity", [], ["proximity.weight=0"]),
    ("how much of the title matches", [], ["title.weight=0", "title.word=0", "title.proximity=0"]),
    ("the title or a heading as typed", [], ["title.typed=0", "heading.typed=0"]),
    ("how much of another name matches", [], ["name.weight=0"]),
    ("all words wanted", [], ["coverage.weight=0", "partial.power=0"]),
]


def compared(speur, qrels, base, run):
    printed = subprocess.run([speur, "compare", "--qrels", qrels, base, run, "--complete",
                              "--measures", "nDCG@10", "--json"],
                             check=True, capture_output=True, text=True).stdout
    found = json.loads(printed)["runs"][0]["measures"]["nDCG@10"]
    return found["baseline"], found["difference"], found["randomization"]["p"]


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speur", required=True)
    parser.add_argument("--indexer", required=True)
    options = parser.parse_args()
    source = pathlib.Path(__file__).resolve().parents[2]
    rows = [[step] for step, _, _ in STEPS]
    whole = []
    with tempfile.TemporaryDirectory() as folder:
        for name in NAMES:
            judged = JudgedSet(name, folder, source)
            index = judged.index(options.indexer)
            base = judged.run(options.speur, index, judged.work / "base.run")
            baseline = 0.0
            for row, (step, analysis, settings) in zip(rows, STEPS):
                used = judged.index(options.indexer, "without", analysis) if analysis else index
                run = judged.run(options.speur, used, judged.work / "without.run", settings)
                baseline, difference, p = compared(options.speur, judged.qrels, base, run)
                mark = "**" if p < 0.05 else ""
                row.append(f"{mark}{difference:+.3f}{mark} ({p:.3f})" if difference or p < 1
                           else "0")
            whole.append(f"{baseline:.3f}")
            print(f"{name}: {baseline:.4f}", file=sys.stderr, flush=True)
    print("| without | " + " | ".join(TITLES[name] for name in NAMES) + " |")
    print("| --- |" + " ---: |" * len(NAMES))
    print("| (everything on: nDCG@10) | " + " | ".join(whole) + " |")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
