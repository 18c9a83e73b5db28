"""The lock file records no registry, and lists what package.json pins."""

import json
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
finish(problems)
