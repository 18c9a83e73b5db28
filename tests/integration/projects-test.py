#!/usr/bin/env python3
"""Whole applications under fixtures/projects: each names the rules that it checks, and what they find, line by line.

A folder has expected.json {"rules": [...], "findings": [{"rule", "file", "line", "level"}]}, with "paths" if not all of it is
looked at, and may have graph.json, the graph as `cumulint graph --format json` prints it. CUMULINT_UPDATE=1 rewrites both;
read the difference before you commit it.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROJECTS = ROOT / "fixtures" / "projects"
BINARY = os.environ.get("CUMULINT_BINARY", "")
UPDATE = os.environ.get("CUMULINT_UPDATE") == "1"


def run(folder, *arguments):
    done = subprocess.run([BINARY, *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"exit status {done.returncode}: {done.stderr.decode()[-400:]}")
    return json.loads(done.stdout)


def findings(folder, rules, paths):
    report = run(folder, "check", "--format", "json", "--today", "2026-11-24", "--select", ",".join(rules), *paths)
    found = [{"rule": f["rule"], "file": f["file"], "line": f["line"], "level": f["level"]} for f in report["findings"]]
    return sorted(found, key=lambda f: (f["file"], f["line"], f["rule"]))


def shown(finding):
    return f'{finding["file"]}:{finding["line"]} {finding["level"]} {finding["rule"]}'


def check(project, failures):
    with tempfile.TemporaryDirectory() as temp:  # away from the repository: its .gitignore and root do not count
        folder = pathlib.Path(temp) / project.name
        shutil.copytree(project, folder, ignore=shutil.ignore_patterns("expected.json", "graph.json"))
        expected = json.loads((project / "expected.json").read_text())
        got = findings(folder, expected["rules"], expected.get("paths", ["."]))
        if UPDATE:
            lines = ",\n  ".join(json.dumps(f) for f in got)
            body = f'[\n  {lines}\n ]' if got else "[]"
            paths = f'"paths": {json.dumps(expected["paths"])}, ' if "paths" in expected else ""
            (project / "expected.json").write_text(f'{{{paths}"rules": {json.dumps(expected["rules"])},\n "findings": {body}}}\n')
        elif got != expected["findings"]:
            missing = [shown(f) for f in expected["findings"] if f not in got]
            extra = [shown(f) for f in got if f not in expected["findings"]]
            failures.append(f"{project.name}: missing {missing}, not expected {extra}")
        golden = project / "graph.json"
        if golden.exists():
            graph = run(folder, "graph", "--format", "json", "template.yaml")
            if UPDATE:
                golden.write_text(json.dumps(graph, indent=1) + "\n")
            elif graph != json.loads(golden.read_text()):
                failures.append(f"{project.name}: the graph differs from graph.json")


def main():
    if not BINARY:
        print("projects-test: CUMULINT_BINARY is not set")
        return 77
    projects = sorted(p.parent for p in PROJECTS.glob("*/expected.json"))
    failures = []
    for project in projects:
        check(project, failures)
    for failure in failures:
        print(failure)
    print(f"{len(projects)} applications, {len(failures)} failures")
    return 1 if failures or not projects else 0


if __name__ == "__main__":
    sys.exit(main())
