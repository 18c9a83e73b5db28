"""SAM expansion against what AWS's translator makes of the same templates; the bars are what was reached."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

SHARED = Path(os.environ.get("CUMULINT_SHARED", Path.cwd().parent / "shared"))
ORACLE = SHARED / "oracles" / "sam"
BINARY = os.environ["CUMULINT_BINARY"]
BARS = {"exact": 391, "f1": 0.9999, "rejected": 184, "refs": 0.999, "depends": 0.999, "conditions": 0.999,
        "properties": 0.999}
ORIGIN = re.compile(r"^.*:(?P<line>\d+): (?P<id>\S+) \S+(?: for (?:event (?P<event>\S+) of )?(?P<cause>\S+))?$")


def scores():
    """The program meets every bar."""
    bars = [f"--min-{name}={bar}" for name, bar in BARS.items()]
    run = subprocess.run([ORACLE / "score.py", "-j2", *bars, "--", BINARY, "expand", "--resources"],
                         capture_output=True, text=True)
    print("\n".join(run.stdout.splitlines()[-8:]), run.stderr, sep="\n")
    return run.returncode == 0


def good_inputs():
    entries = json.loads((ORACLE / "expected.json").read_text())
    entries = entries["entries"] if isinstance(entries, dict) else entries
    for entry in entries:
        if not entry.get("error"):
            yield from (ORACLE / "input").glob(entry["input"] + ".*")


def origins():
    """Every resource has a place, on the line that names the resource or event that caused it."""
    wrong = seen = 0
    for template in good_inputs():
        run = subprocess.run([BINARY, "expand", "--origins", template], capture_output=True, text=True)
        lines = template.read_text().split("\n")
        for said in run.stdout.splitlines():
            match = ORIGIN.match(said)
            name = match and (match["event"] or match["cause"] or match["id"])
            line = lines[int(match["line"]) - 1] if match and int(match["line"]) <= len(lines) else ""
            seen += 1
            connector = line.strip().split(":")[0]  # of an embedded one the name is a part of the id
            if not name or (name not in line and not (connector and connector in match["id"])):
                wrong += 1
                print(f"{template.name}: {said}")
    print(f"{seen} resources, {wrong} without a place that names their cause")
    return wrong == 0 and seen > 1000


if not (ORACLE / "score.py").exists():
    print("skipped: there is no", ORACLE)
    sys.exit(77)
sys.exit(0 if all([scores(), origins()]) else 1)
