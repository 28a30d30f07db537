"""Whether a search over HTTP gives, byte for byte, what `speur search --json` prints.

    search_check.py SPEUR SPEUR-INDEX CONTENT

But for the time that it took, and for the window that was asked for, which HTTP repeats.
"""

import re
import subprocess
import sys
import tempfile
from urllib.parse import urlencode

from speur_server import Server

QUERIES = [
    "", "afval", "afvall", "gemeentelijke belasting betalen", "avg", "wat is een dpia",
    '"grof vuil"', '"huisvuil afval"~5', "+afval -gft", "NOT afval", "afval OR paspoort",
    "(afval OR paspoort) kosten", "titel:afval", "kop:kosten", "toelichting:afval", "id:afval",
    "doelgroep:inwoner", "doelgroep:inwoner afval", "pasp*", "pasport~", "paspoort~2", '"open',
    "((", "a AND", "-", "zzzzzz", "coördinatie", "coordinatie", "’s avonds", "<b>&amp;", "%41+1",
    "waste passport", "grofvuilophalen", "vuilnis wagen", "e-mail", "2024/1689", "\u00e9\u0301",
    "de van het", "afval " * 60,
]
WINDOWS = [{}, {"limit": "3"}, {"limit": "0"}, {"offset": "5", "limit": "5"}, {"offset": "900"}]
FACETS = [None, "all", "doelgroep"]
FILTERS = [[], ["doelgroep=inwoner"], ["doelgroep=inwoner", "doelgroep=ondernemer"],
           ["doelgroep=nergens"]]
SORTS = [None, "title:desc", "doelgroep"]


def normal(text):
    text = re.sub(r'"processingTimeMs":[0-9.e+-]+', '"processingTimeMs":0', text.rstrip("\n"))
    return re.sub(r'(?<="processingTimeMs":0),"offset":\d+,"limit":\d+}$', "}", text)


def cases():
    for number, query in enumerate(QUERIES):
        yield query, {}, None, [], None, False, None
        yield (query, WINDOWS[number % len(WINDOWS)], FACETS[number % len(FACETS)],
               FILTERS[number % len(FILTERS)], SORTS[(number // 2) % len(SORTS)],
               number % 3 == 0, "en" if number % 4 == 1 else None)
    for filters in FILTERS:
        for facets in FACETS:
            yield "afval", {"limit": "5"}, facets, filters, None, False, None
    for sort in SORTS:
        for window in WINDOWS:
            yield "afval", window, None, [], sort, False, None


def main():
    speur, indexer, content = sys.argv[1:]
    faults = 0
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([indexer, content, "--index", folder], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=False)
        server = Server(speur, folder)
        try:
            for query, window, facets, filters, sort, explain, language in cases():
                parameters = [("q", query), *window.items()]
                arguments = [speur, "search", "--index", folder, "--json"]
                for name, value in window.items():
                    arguments += ["--" + name, value]
                for name, value in (("facets", facets), ("sort", sort), ("lang", language)):
                    if value:
                        arguments += ["--" + name, value]
                        parameters.append((name, value))
                for value in filters:
                    arguments += ["--filter", value]
                    parameters.append(("filter", value))
                if explain:
                    arguments.append("--explain")
                    parameters.append(("explain", "true"))
                printed = subprocess.run([*arguments, "--", query], capture_output=True, text=True,
                                         check=False).stdout
                answered = server.ask("GET", "/v1/search?" + urlencode(parameters))[2].decode()
                count += 1
                if normal(printed) != normal(answered) or '"hits":' not in answered:
                    faults += 1
                    print("differs:", parameters)
                    print("  printed", normal(printed)[:1000])
                    print("  answered", normal(answered)[:1000])
        finally:
            server.stop()
    print(f"{count} searches, {faults} differ")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
