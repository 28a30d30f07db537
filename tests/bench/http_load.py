#!/usr/bin/env python3
"""`speur serve` under load, on loopback, with wrk. Prints figures; fails only on a failed request.

  tests/bench/http_load.py --build build/bench --index .speur --queries topics.tsv [PART…]

The build is one with -DSPEUR_BENCH=ON. Parts, all by default:

  health    /health against a hello-world of the same HTTP library, taking turns
  search    the ten best pages with facets and snippets, each answer made: the most a second, and the
            latency at half
  again     the same queries with the server's cache of answers: the most a second
  slow      the same at half, while 500 connections idle and 200 dribble a byte a second
  memory    what the server holds, over --minutes of load
  switch    the index replaced --switches times under load
"""

import argparse
import os
import pathlib
import re
import selectors
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request

PARTS = ["health", "search", "again", "slow", "memory", "switch"]

# What is measured is searches, not answers that are given again.
NO_CACHE = ["--answer-cache", "0"]

# Asks the queries in turn; with a pause before each request that makes a rate (milliseconds, spread
# evenly from none to twice as many, so that requests come in no step).
SCRIPT = """
local paths = {{ {paths} }}
local pause = {pause}
local next = 0
local threads = 0
function setup(thread) thread:set("id", threads); threads = threads + 1 end
function init(args) math.randomseed(id + 1); next = id * 17 end
function request() next = next + 1; return wrk.format("GET", paths[next % #paths + 1]) end
{delay}
"""
DELAY = "function delay() return math.floor(math.random() * 2 * pause + 0.5) end"


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Program:
    """A server that is ended with the run."""

    def __init__(self, command, port):
        self.port = port
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit(f"{command[0]} does not answer")

    def url(self, path=""):
        return f"http://127.0.0.1:{self.port}{path}"

    def memory(self):
        """Resident, in MB."""
        with open(f"/proc/{self.process.pid}/statm") as fields:
            return int(fields.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def metric(self, name):
        with urllib.request.urlopen(self.url("/metrics")) as answer:
            found = re.search(rf"^{name} (\S+)$", answer.read().decode(), re.MULTILINE)
        return float(found[1]) if found else None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def wrk(url, connections, seconds, script=None):
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "10s"]
    command += ["-s", str(script)] if script else []
    printed = subprocess.run(command + [url], check=True, capture_output=True, text=True).stdout
    for bad in ("Non-2xx", "Socket errors"):
        if bad in printed:
            sys.exit(f"requests failed:\n{printed}")
    times = dict(re.findall(r"^\s+(50|90|99)%\s+(\S+)$", printed, re.MULTILINE))
    return (float(re.search(r"Requests/sec:\s+([\d.]+)", printed)[1]),
            {f"p{part}": milliseconds(text) for part, text in times.items()},
            int(re.search(r"(\d+) requests in", printed)[1]))


def write_script(folder, queries, pause=None):
    paths = ", ".join('"/v1/search?facets=all&hitsPerPage=10&q=%s"' % urllib.parse.quote(query)
                      for query in queries)
    file = folder / f"load-{pause}.lua"
    file.write_text(SCRIPT.format(paths=paths, pause=pause or 0, delay=DELAY if pause else ""))
    return file


def told(times):
    return ", ".join(f"{name} {value:.2f} ms" for name, value in times.items())


class SlowClients:
    """Connections that say nothing after one answer, and ones that send a request byte by byte."""

    def __init__(self, port, idle, dribbling):
        self.port, self.going = port, True
        self.idle = [self.connect() for _ in range(idle)]
        for client in self.idle:
            client.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            client.recv(4096)
        self.dribbling = [self.connect() for _ in range(dribbling)]
        self.thread = threading.Thread(target=self.dribble)
        self.thread.start()

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port))

    def dribble(self):
        text = b"GET /v1/search?q=subsidie HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + b"a" * 7000
        at = 0
        while self.going:
            for i, client in enumerate(self.dribbling):
                try:
                    client.send(text[at % len(text):at % len(text) + 1])
                except OSError:  # its time for a request was over: there is always a next one
                    client.close()
                    self.dribbling[i] = self.connect()
            at += 1
            time.sleep(1)

    def open_idle(self):
        """How many idle ones the server has not closed."""
        watch = selectors.DefaultSelector()
        for client in self.idle:
            watch.register(client, selectors.EVENT_READ)
        return len(self.idle) - len(watch.select(0))

    def close(self):
        self.going = False
        self.thread.join()
        for client in self.idle + self.dribbling:
            client.close()


def health(serve, hello, options):
    ratios = []
    for _ in range(5):
        plain = wrk(hello.url("/"), 64, options.seconds)[0]
        own = wrk(serve.url("/health"), 64, options.seconds)[0]
        ratios.append(own / plain)
        print(f"health: hello-world {plain:.0f}/s, /health {own:.0f}/s, ratio {own / plain:.2f}")
    print(f"health: median ratio {statistics.median(ratios):.2f}")


def search(serve, folder, queries, options):
    """The pause between requests of 16 connections that makes half of the most a second."""
    script = write_script(folder, queries)
    wrk(serve.url(), 16, 2, script)
    most, times, _ = wrk(serve.url(), 64, options.seconds, script)
    print(f"search: at most {most:.0f}/s with 64 connections ({told(times)})")
    pause = round(16 / (most / 2) * 1000)
    for _ in range(4):  # what an answer itself takes is not known before
        rate, times, _ = wrk(serve.url(), 16, options.seconds, write_script(folder, queries, pause))
        if abs(rate / most - 0.5) < 0.03:
            break
        pause = max(1, round(pause * rate / (most / 2)))
    print(f"search: at {rate / most:.2f} of that, {rate:.0f}/s: {told(times)}")
    return pause


def again(program, folder, queries, options):
    """Each query has been asked before."""
    port = free_port()
    with Program([program, "serve", "--index", str(options.index), "--port", str(port)],
                 port) as serve:
        script = write_script(folder, queries)
        wrk(serve.url(), 16, 2, script)
        most, times, _ = wrk(serve.url(), 64, options.seconds, script)
        kept = serve.metric("speur_kept_answers_total")
        print(f"again: at most {most:.0f}/s with 64 connections ({told(times)}), {kept:.0f} kept answers")


def slow(serve, folder, queries, pause, options):
    script = write_script(folder, queries, pause)
    changes = []
    for _ in range(3):
        before = wrk(serve.url(), 16, options.seconds, script)[1]["p99"]
        clients = SlowClients(serve.port, 500, 200)
        during = wrk(serve.url(), 16, options.seconds, script)[1]["p99"]
        left = clients.open_idle()
        clients.close()
        changes.append(during / before)
        print(f"slow: p99 {before:.2f} ms, {during:.2f} ms beside 500 idle ({left} still open) "
              f"and 200 dribbling clients: {during / before:.2f} times")
    print(f"slow: median {statistics.median(changes):.2f} times")


def memory(serve, folder, queries, options):
    script = write_script(folder, queries)
    wrk(serve.url(), 16, 10, script)
    seen = [serve.memory()]
    requests = 0
    for _ in range(max(1, round(options.minutes * 2))):
        requests += wrk(serve.url(), 16, 30, script)[2]
        seen.append(serve.memory())
    print("memory: " + ", ".join(f"{each:.0f}" for each in seen) +
          f" MB, a figure each half minute, {requests} requests")


def switch(program, options, folder, queries):
    """A copy of the index whose stub names two generations with the same pages in turn."""
    index = folder / "index"
    shutil.copytree(options.index, index)
    stub = (index / "XAPIANDB").read_text()
    name = re.search(r"generation-\d+", stub)[0]
    other = "generation-900"
    shutil.copytree(index / name, index / other)
    stubs = [stub.replace(name, other), stub]
    port = free_port()
    with Program([program, "serve", "--index", str(index), "--port", str(port),
                  "--watch-interval", "1", *NO_CACHE], port) as serve:
        script = write_script(folder, queries)
        answered = []
        load = threading.Thread(target=lambda: answered.append(
            wrk(serve.url(), 16, options.switches // 100 + 5, script)))
        load.start()
        begin = time.monotonic()
        for i in range(options.switches):
            temporary = index / "XAPIANDB.new"
            temporary.write_text(stubs[i % 2])
            os.replace(temporary, index / "XAPIANDB")
            time.sleep(max(0.0, begin + (i + 1) / 100 - time.monotonic()))
        load.join()
        rate, times, requests = answered[0]
        opened = serve.metric("speur_index_switches_total")
        print(f"switch: {options.switches} switches, {opened} of them opened, {requests} requests, "
              f"none failed ({rate:.0f}/s, {told(times)})")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--index", type=pathlib.Path, required=True)
    parser.add_argument("--queries", type=pathlib.Path, required=True, help="a topics file (TSV)")
    parser.add_argument("--seconds", type=int, default=8, help="of each measurement")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--switches", type=int, default=10000)
    parser.add_argument("parts", nargs="*", metavar="PART")
    options = parser.parse_args()
    parts = options.parts or PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    lines = options.queries.read_text(encoding="utf-8").splitlines()
    queries = [line.split("\t")[1] for line in lines if "\t" in line]
    program = str(options.build / "searcher" / "speur")
    ports = free_port(), free_port()
    with tempfile.TemporaryDirectory() as name, \
            Program([program, "serve", "--index", str(options.index), "--port", str(ports[0]),
                     *NO_CACHE], ports[0]) as serve:
        folder = pathlib.Path(name)
        if "health" in parts:
            hello_program = str(options.build / "tests" / "hello_server")
            with Program([hello_program, str(ports[1])], ports[1]) as hello:
                health(serve, hello, options)
        if "search" in parts or "slow" in parts:
            pause = search(serve, folder, queries, options)
            if "slow" in parts:
                slow(serve, folder, queries, pause, options)
        if "again" in parts:
            again(program, folder, queries, options)
        if "memory" in parts:
            memory(serve, folder, queries, options)
        if "switch" in parts:
            switch(program, options, folder, queries)


if __name__ == "__main__":
    main()
