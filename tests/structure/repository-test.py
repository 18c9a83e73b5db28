"""The lock file records no registry, and lists what package.json pins. At the top lies only what belongs there."""

import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from sources import ROOT, finish

lock = json.loads((ROOT / "package-lock.json").read_text())
pins = json.loads((ROOT / "package.json").read_text())
problems = [f"{key}: the lock records where it was downloaded from" for key, entry in lock["packages"].items() if "resolved" in entry]
for package, version in {**pins["dependencies"], **pins["devDependencies"]}.items():
    locked = lock["packages"].get(f"node_modules/{package}", {}).get("version")
    if locked != version:
        problems.append(f"{package}: package.json pins {version}, the lock has {locked}")

TOP = {"bench", "cmake", "docs", "editors", "fixtures", "fuzz", "rules", "schemas", "src", "tests", "tools", "ARCHITECTURE.md",
       "CMakeLists.txt", "CMakePresets.json", "CONTRIBUTING.md", "LICENSE", "NOTICE", "README.md", "action.yml", "package-lock.json",
       "package.json"}
listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)  # an archive without git has no such list
stray = {path.split("/")[0] for path in listed.stdout.splitlines()} - TOP
problems += [f"{name}: nothing of that name belongs at the top" for name in sorted(stray) if not name.startswith(".")]
finish(problems)
