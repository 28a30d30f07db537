#!/usr/bin/env python3
"""Runs the shell sessions of README.md and holds what they print against what it says.

readme_check.py SPEUR SPEUR_INDEX README CONTENT. A session is a block of ```console, whose lines with
`$ ` are commands; times in brackets may differ. The commands run beside a copy of the sample site.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def sessions(readme):
    """Pairs of a command and what is said to be its output."""
    for block in re.findall(r'^```console\n(.*?)^```$', readme, re.MULTILINE | re.DOTALL):
        command, output = None, []
        for line in block.splitlines():
            if line.startswith('$ '):
                if command:
                    yield command, output
                command, output = line[2:], []
            else:
                output.append(line)
        if command:
            yield command, output


def without_times(text):
    return re.sub(r'\(\d+\.\d+ s\)', '(TIME)', text).strip()


def main():
    speur, indexer, readme, content = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    found = list(sessions(readme.read_text()))
    faults = [] if found else ['there is no session in the README']
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(content, pathlib.Path(folder, 'content'))
        path = f'{speur.parent}:{indexer.parent}:{os.environ["PATH"]}'
        environment = {'PATH': path, 'LC_ALL': 'C.UTF-8', 'HOME': folder}
        for command, output in found:
            process = subprocess.run(['bash', '-c', command], cwd=folder, env=environment, text=True,
                                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
            wanted, got = without_times('\n'.join(output)), without_times(process.stdout)
            if wanted != got:
                faults.append(f'$ {command}\n--- README\n{wanted}\n--- printed\n{got}')
    print('\n'.join(faults) or f'{len(found)} commands print what the README says')
    sys.exit(1 if faults else 0)


main()
