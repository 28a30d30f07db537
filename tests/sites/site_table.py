#!/usr/bin/env python3
"""Prints what of Speur's does not land on real sites: a line a site, with counts.

Usage: site_table.py PRINT_PAGES [--built GENERATOR SITE OUT PREFIX]… [--verbose]

The sites of SPEUR_CORPORA whose generators are installed are built; others may be given as they were
built elsewhere: the folder of the site, that of its HTML files, and the path that it has at its host.

- dead pages: addresses at which the site has no file
- dead anchors: those of headings that their page does not have
- leaks: pages with words that the site shows nowhere
- unpublished: such pages that the site does not have at all
- missing pages, missing anchors: those of the site that Speur does not have
"""

import argparse
import pathlib
import sys

import sites

COLUMNS = ("dead_pages", "dead_anchors", "leaks", "unpublished", "missing_pages", "missing_anchors")


def built_elsewhere(out):
    return {page.relative_to(out).as_posix(): sites.BuiltPage(page.read_text(errors="replace"))
            for page in sorted(pathlib.Path(out).rglob("*.html")) if page.name != "404.html"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("print_pages")
    parser.add_argument("--built", nargs=4, action="append", default=[])
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    with sites.real_sites() as real:
        print_table(arguments, [(*row, sites.build(row[0], row[2])) for row in real])


def print_table(arguments, rows):
    for generator, folder, out, prefix in arguments.built:
        rows.append((generator, folder, pathlib.Path(folder), prefix, built_elsewhere(out)))
    if not rows:
        print("SKIPPED: neither SPEUR_CORPORA nor a site that was built elsewhere is given")
        sys.exit(77)
    print(f"{'generator':<11} {'site':<30} {'pages':>6} " + " ".join(f"{c.replace('_', ' '):>15}" for c in COLUMNS))
    faulty = False
    for generator, name, folder, prefix, built in rows:
        pages, excused = sites.speur_pages(arguments.print_pages, folder)
        comparison = sites.Comparison(built, pages, prefix, excused)
        lists = [getattr(comparison, column) for column in COLUMNS]
        print(f"{generator:<11} {name[-30:]:<30} {len(pages):>6} " + " ".join(f"{len(x):>15}" for x in lists))
        for column, lines in zip(COLUMNS, lists):
            for line in lines if arguments.verbose else ():
                print(f"    {column.replace('_', ' ')}: {line}")
        faulty = faulty or any(lists[:4])
    sys.exit(faulty)


if __name__ == "__main__":
    main()
