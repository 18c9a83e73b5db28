"""Sums the test cases of ctest's JUnit files: doctest's own count where a test prints one, else one per test."""

import argparse
import os
import re
import sys
import xml.etree.ElementTree as xml

DOCTEST = re.compile(r"\[doctest\] test cases:\s*\d+\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed")


def count(path):
    passed = failed = 0
    for case in xml.parse(path).getroot().iter("testcase"):
        status = case.get("status")
        if status in ("notrun", "disabled"):
            continue
        counts = DOCTEST.search(re.sub(r"\x1b\[[0-9;]*m", "", case.findtext("system-out") or ""))
        good, bad = (int(counts[1]), int(counts[2])) if counts else (0, 0)
        if status == "fail":
            bad = max(bad, 1)  # a crash, a leak or a timeout has no count of its own
        elif not counts:
            good = 1
        passed += good
        failed += bad
    return passed, failed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--broken", type=int, default=0, help="stages that failed before their tests")
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()
    counts = [count(path) for path in arguments.files if os.path.exists(path)]
    passed = sum(good for good, _ in counts)
    failed = sum(bad for _, bad in counts) + arguments.broken
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


sys.exit(main())
