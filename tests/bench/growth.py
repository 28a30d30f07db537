#!/usr/bin/env python3
"""How the cost of an index and of a query grows with the number of pages.

Usage: tests/bench/growth.py BIN CONTENT PAGES... [--queries N] [--runs N] [--svg FILE]

BIN is the folder of a release build (build/release), CONTENT a folder of Markdown pages. Of each number
in PAGES a site is made of links to CONTENT's pages, evenly drawn from all of them; where it is more than
CONTENT has, all come again below another folder. Each is indexed from nothing and asked the same queries
(words that stand together in the pages) on one thread. Prints a line a site: CPU and wall time of the
index run, its size, and p50 and p99 of the queries, the least of `runs` since only another load adds to
them; and what each of them grows by when the number of pages does: 1.00 is as the pages, 0 is not at
all. --svg draws them.

Sites are links: CONTENT has to be on a disk that the temporary folder can link to, or on any if it is
read only by this user.
"""

import argparse
import math
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from compare_fts5 import make_queries, read_pages, run_speur  # noqa: E402

KINDS = ("1 word", "2 words", "3 words", "10 words")


def make_site(files, content, pages, folder):
    """Links to every so many of the pages, so that each site is a sample of the same kind."""
    for copy in range(math.ceil(pages / len(files))):
        wanted = min(len(files), pages - copy * len(files))
        for i in range(wanted):
            file = files[i * len(files) // wanted]
            link = folder / f"deel{copy}" / file.relative_to(content)
            link.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(file, link)
            except OSError:
                link.write_bytes(file.read_bytes())


def make_index(options, site, index):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run([options.bin / "indexer" / "speur-index", site, "--index", index, "--rebuild",
                           "--quiet"], capture_output=True, text=True)
    wall = time.perf_counter() - start
    if done.returncode not in (0, 1, 65):
        sys.exit(f"speur-index: exit {done.returncode}: {done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = sum(file.stat().st_size for file in index.rglob("*") if file.is_file())
    return cpu, wall, size / (1 << 20)


def slope(points):
    """Of the logarithms, by least squares."""
    xs = [math.log(x) for x, _ in points]
    ys = [math.log(y) for _, y in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return (sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys)) /
            sum((x - mean_x) ** 2 for x in xs))


def draw(rows, file):
    """Each figure as a multiple of its first, on logarithmic axes: a line at 45 degrees is linear."""
    left, top, width, height = 60, 20, 420, 300
    most = math.log(max(rows[-1][0] / rows[0][0], 2) * 1.3)
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + width + 130} '
             f'{top + height + 50}" font-family="sans-serif" font-size="12">',
             f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="none" stroke="#888"/>']

    def place(pages, multiple):
        x = left + width * math.log(pages / rows[0][0]) / most
        y = top + height - height * math.log(max(multiple, 1)) / most
        return f"{x:.1f},{y:.1f}"
    for row in rows:
        x = place(row[0], 1).split(",")[0]
        lines.append(f'<text x="{x}" y="{top + height + 18}" text-anchor="middle">{row[0]:,}</text>')
    lines.append(f'<text x="{left + width / 2}" y="{top + height + 40}" text-anchor="middle">pages</text>')
    for multiple in (1, 2, 4, 8, 16):
        if math.log(multiple) > most:
            break
        y = float(place(rows[0][0], multiple).split(",")[1])
        lines.append(f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{multiple}×</text>')
        lines.append(f'<path d="M{left},{y}h{width}" stroke="#ddd"/>')
    series = (("pages", 0, "#bbb"), ("index CPU", 1, "#06c"), ("index size", 3, "#093"),
              ("query p50", 4, "#c60"), ("query p99", 5, "#c06"))
    labels = []
    for name, column, colour in series:
        points = " ".join(place(row[0], row[column] / rows[0][column]) for row in rows)
        x, y = (float(number) for number in points.split(" ")[-1].split(","))
        lines.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        labels.append((y, x, name, colour))
    below = -math.inf
    for y, x, name, colour in sorted(labels):
        below = max(y, below + 14)
        lines.append(f'<text x="{x + 6:.1f}" y="{below + 4:.1f}" fill="{colour}">{name}</text>')
    lines.append("</svg>")
    file.write_text("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("content", type=pathlib.Path)
    parser.add_argument("pages", type=int, nargs="+")
    parser.add_argument("--queries", type=int, default=100, help="of each kind")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--svg", type=pathlib.Path)
    options = parser.parse_args()
    files = sorted(options.content.rglob("*.md"))
    by_kind = make_queries(read_pages(options.content, 20_000), options.queries)
    queries = [query for kind in KINDS for query, _ in by_kind[kind]]
    rows = []
    print(f"{'pages':>9}{'CPU s':>9}{'wall s':>9}{'MiB':>8}{'p50 ms':>9}{'p99 ms':>9}")
    for pages in sorted(options.pages):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            make_site(files, options.content, pages, folder / "site")
            cpu, wall, size = make_index(options, folder / "site", folder / "index")
            timed = [run_speur(options.bin / "searcher" / "speur", folder / "index", queries, folder)
                     for _ in range(options.runs)]
            rows.append((pages, cpu, wall, size, min(t[0] for t in timed), min(t[1] for t in timed)))
        print("{:9,}{:9.1f}{:9.1f}{:8.0f}{:9.2f}{:9.2f}".format(*rows[-1]), flush=True)
    if len(rows) > 1:
        print(f"{'exponent':>9}" + "".join(
            f"{slope([(row[0], row[column]) for row in rows]):{width}.2f}"
            for column, width in ((1, 9), (2, 9), (3, 8), (4, 9), (5, 9))))
        if options.svg:
            draw(rows, options.svg)


if __name__ == "__main__":
    main()
