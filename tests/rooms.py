#!/usr/bin/env python3
"""Holds each #include of a room against what CMake says that the room uses.

rooms.py BUILD/rooms.txt SOURCE. A line of rooms.txt is `folder|rooms|libraries`. A file may include
headers of its own folder, of the rooms that its folder uses (directly or through one of those), of
include/, and of the libraries that its folder names. Prints each line that breaks this; exits 1 for
one, and 1 where two rooms use each other. No two files may define types of one name in one
namespace, either: the library holds both programs, and the linker takes the destructor of one type for both.
"""
import pathlib
import re
import sys

# Which headers come with which library. Headers that are not here are the standard library's.
LIBRARY_OF_HEADER = [
    (r'xapian', 'PkgConfig::xapian'), (r'boost/json', 'Boost::json'), (r'boost/', 'Boost::headers'),
    (r'fmt/', 'fmt::fmt'), (r'unicode/', 'ICU::uc'), (r'CLI/', 'CLI11::CLI11'),
    (r'yaml-cpp/', 'yaml-cpp'), (r'cmark', 'PkgConfig::cmark'), (r'gumbo', 'PkgConfig::gumbo'),
    (r'toml\+\+/', 'PkgConfig::tomlplusplus'), (r'xxhash', 'PkgConfig::xxhash'),
    (r'spdlog/', 'spdlog::spdlog_header_only'), (r'zlib', 'ZLIB::ZLIB'), (r'brotli/', 'PkgConfig::brotli')]
SAME = {'ICU::i18n': 'ICU::uc'}


TYPE = re.compile(r'(?:class|struct|union|enum(?: class)?) (?:\[\[.*?\]\] )?(\w+)(?: final)?(?: : [^;]*)?\s*\{')


def types_in(file):
    """The types that a file defines for others to see, with their namespaces."""
    around = []
    for line in file.read_text().splitlines():
        opened = re.match(r'namespace ?([\w:]*) ?\{', line)
        if opened:
            around.append(opened[1])
        elif line.startswith('}  // namespace'):
            around = around[:-1]
        elif '' not in around and (found := TYPE.match(line)):
            yield '::'.join([*around, found[1]])


def namesakes(source):
    files = {}
    for root in ('include', 'stemmers', 'indexer', 'searcher'):
        for file in sorted((source / root).rglob('*.[ch]pp')):
            for name in types_in(file):
                files.setdefault(name, []).append(str(file.relative_to(source)))
    return [f'{name} is defined in each of: {" ".join(of)}' for name, of in files.items() if len(of) > 1]


def main():
    table, source = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    uses, libraries = {}, {}
    for line in table.read_text().splitlines():
        if not line:
            continue
        folder, rooms, names = line.split('|')
        uses[folder] = set(filter(None, rooms.split(',')))
        libraries[folder] = {SAME.get(n, n) for n in names.split(',')}

    def reachable(folder, seen=()):
        found = set()
        for room in uses.get(folder, ()):
            found |= {room} | (reachable(room, (*seen, room)) if room not in seen else set())
        return found

    faults = namesakes(source)
    for folder in sorted(uses):
        allowed = reachable(folder) | {folder}
        if folder in reachable(folder):
            faults.append(f'{folder}: it uses itself, by way of another room')
        for file in sorted((source / folder).glob('*.[ch]pp')):
            if file.name == 'main.cpp':
                continue
            for number, line in enumerate(file.read_text().splitlines(), 1):
                match = re.match(r'#include ([<"])([^>"]+)', line)
                if not match:
                    continue
                where = f'{file.relative_to(source)}:{number}'
                header = match[2]
                if match[1] == '"':
                    room = header.rpartition('/')[0]
                    stemmers = room.startswith('stemmers') and any(r.startswith('stemmers') for r in allowed)
                    if room != 'speur' and room not in allowed and not stemmers:
                        faults.append(f'{where}: {folder} does not use {room}')
                    continue
                for pattern, library in LIBRARY_OF_HEADER:
                    if re.match(pattern, header):
                        if library not in libraries[folder]:
                            faults.append(f'{where}: {folder} does not name {library}, for <{header}>')
                        break
    print('\n'.join(faults) or f'{len(uses)} rooms keep their arrows')
    sys.exit(1 if faults else 0)


main()
