#!/usr/bin/env python3
"""Runs what the examples of script/packages/examples tell others to run.

examples_check.py SPEUR SPEUR_INDEX EXAMPLES CONTENT. The jobs for GitHub, Forgejo and GitLab are read as YAML, and their
lines that call Speur are run as they stand, on a copy of the sample site with its topics and judgements where
the jobs look for them. A line that would pass with a wrong figure is no gate: the gate is tried with one that cannot be
reached, too. The Containerfile's options are held against --help. Ends with 77 where there is no PyYAML.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError:
    print("SKIPPED: there is no PyYAML (Debian's python3-yaml)", file=sys.stderr)
    sys.exit(77)


def steps_of(name, text):
    """The shell lines of a job's only job, and the paths that it publishes."""
    job = yaml.safe_load(text)
    if name == "gitlab-ci.yml":
        site = job["site"]
        return site["before_script"] + site["script"], site["artifacts"]["paths"]
    (site,) = job["jobs"].values()
    lines, published = [], []
    for step in site["steps"]:
        if "run" in step:
            lines += step["run"].splitlines()
        elif "upload-artifact" in step["uses"]:
            published += step["with"]["path"].split()
    return lines, published


def check_job(name, text, content, path):
    """What is wrong with a job."""
    lines, published = steps_of(name, text)
    ours = [line for line in lines if line.startswith("speur")]
    wanted = ["speur-index", "speur run", "speur eval"]
    if len(ours) != len(wanted) or not all(map(str.startswith, ours, wanted)):
        return [f"it runs {ours}"]
    if "mkdocs build --strict" not in lines:
        return ["it does not build the site"]
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder, "site-of-somebody")
        shutil.copytree(content, site)
        shutil.move(site / "evaluation", site / "search")
        environment = {"PATH": path, "LC_ALL": "C.UTF-8", "HOME": folder}

        def run(line):
            return subprocess.run(["bash", "-ec", line], cwd=site, env=environment, text=True,
                                  capture_output=True, check=False)

        for line in ours:
            done = run(line)
            # Two pages of the sample site are wrong on purpose, and 65 says so.
            if done.returncode not in ((0, 65) if line.startswith("speur-index") else (0,)):
                return [f"{line}: {done.returncode}: {done.stderr}"]
        faults = []
        unreachable, changes = re.subn(r"(--gate \S+)=\S+", r"\1=1.0", ours[-1])
        if changes != 1 or run(unreachable).returncode != 1:
            faults.append(f"no gate: {unreachable}")
        index = re.search(r"--index (\S+)", ours[0])[1]
        if not (site / index / "XAPIANDB").exists() or sorted(published) != sorted(["site", index]):
            faults.append(f"it publishes {published}, and the index is in {index}")
        return faults


def check_containerfile(text, speur):
    """What is wrong with the Containerfile."""
    faults = []
    user = re.search(r"^USER (\d+):(\d+)$", text, re.MULTILINE)
    if not user or "0" in user.groups():
        faults.append("it runs as root")
    command = [word for kind in ("ENTRYPOINT", "CMD")
               for word in json.loads(re.search(rf"^{kind} (\[.*\])$", text, re.MULTILINE)[1])]
    told = subprocess.run([speur, command[1], "--help"], capture_output=True, text=True, check=True).stdout
    if command[0] != "speur":
        faults.append(f"it starts {command[0]}")
    for option in command[2:]:
        if option.startswith("-") and not re.search(rf"{option}\b", told):
            faults.append(f"{command[:2]} has no {option}")
    return faults


def main():
    speur, indexer, examples, content = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    path = f"{speur.parent}:{indexer.parent}:{os.environ['PATH']}"
    faults = []
    for name in ("github.yml", "forgejo.yml", "gitlab-ci.yml"):
        faults += [f"{name}: {fault}" for fault in check_job(name, (examples / name).read_text(), content, path)]
    faults += [f"Containerfile: {fault}" for fault in check_containerfile((examples / "Containerfile").read_text(), speur)]
    print("\n".join(faults) or "three jobs run, and the container starts what there is")
    sys.exit(1 if faults else 0)


main()
