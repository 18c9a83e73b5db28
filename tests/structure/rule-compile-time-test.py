"""Prints the rules that took over a second to compile, as the build's own log has it. Slow is told, not refused."""

import os
import re
import sys
from pathlib import Path

LIMIT = 1.0

log = Path(os.environ.get("CUMULINT_BUILD_DIR", "")) / ".ninja_log"
if not log.is_file():
    print("no build log here")
    sys.exit(77)

seconds = {}
for line in log.read_text().splitlines():
    match = re.match(r"(\d+)\t(\d+)\t\d+\t.*/rules/(\w+/[\w-]+)\.cpp\.o\t", line)
    if match:
        seconds[match[3]] = (int(match[2]) - int(match[1])) / 1000

slow = {rule: time for rule, time in seconds.items() if time > LIMIT}
for rule, time in sorted(slow.items(), key=lambda item: -item[1]):
    print(f"rules/{rule}.cpp: {time:.1f} s")
print(f"{len(slow)} of {len(seconds)} rules took over {LIMIT:.0f} s")
