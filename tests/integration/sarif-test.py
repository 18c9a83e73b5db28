"""SARIF of every whole application in fixtures/projects: what GitHub and viewers rely on. With CUMULINT_MULTITOOL set to
Microsoft's Sarif.Multitool, that judges it too."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

SOURCE = pathlib.Path(__file__).resolve().parents[2]
LEVELS = {"error": 0, "warning": 1, "note": 2}


class Failed(Exception):
    pass


def expect(condition, words, *details):
    if not condition:
        raise Failed(words + " " + " ".join(str(detail) for detail in details))


def check_location(place, project):
    physical = place["physicalLocation"]
    uri = physical["artifactLocation"]["uri"]
    expect(not uri.startswith("/") and ":" not in uri and "\\" not in uri, "no relative URI:", uri)
    file = project / urllib.parse.unquote(uri)
    expect(file.is_file(), "no such file:", uri)
    lines = file.read_bytes().decode("utf-8-sig").split("\n")
    region = physical["region"]
    start, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
    expect((1, 1) <= start <= end, "a region ends before it begins:", region)
    for line, column in (start, end):
        expect(line <= len(lines), "a line beyond the end:", uri, line)
        width = len(lines[line - 1].encode("utf-16-le")) // 2
        expect(column <= width + 1, "a column beyond the line:", uri, line, column)


def check_rule(rule):
    for name in ("id", "name", "shortDescription", "fullDescription", "help", "helpUri", "defaultConfiguration"):
        expect(rule.get(name), "a rule lacks", name, rule.get("id"))
    expect(rule["help"]["text"] and rule["help"]["markdown"], "a rule has no help", rule["id"])
    expect("# expect" not in rule["help"]["markdown"], "tests show in the help of", rule["id"])
    properties = rule["properties"]
    expect(properties["precision"] and properties["problem.severity"], "GitHub's properties are missing", rule["id"])
    expect(("security" in properties["tags"]) == ("security-severity" in properties), "security-severity", rule["id"])
    expect(len(properties["tags"]) <= 20, "too many tags", rule["id"])


def check_log(log, project):
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        check_rule(rule)
    expect(run["columnKind"] == "utf16CodeUnits" and run["invocations"], "columnKind or invocations")
    prints = [result["partialFingerprints"]["cumulint/v1"] for result in run["results"]]
    expect(len(prints) == len(set(prints)), "a fingerprint stands twice")
    for result in run["results"]:
        expect(rules[result["ruleIndex"]]["id"] == result["ruleId"], "ruleIndex", result["ruleId"])
        expect(result["level"] in LEVELS, "level", result["level"])
        flows = [step["location"] for flow in result.get("codeFlows", []) for thread in flow["threadFlows"]
                 for step in thread["locations"]]
        for place in [*result["locations"], *result.get("relatedLocations", []), *flows]:
            check_location(place, project)
        expect("primaryLocationLineHash" not in result["partialFingerprints"], "that key is GitHub's")
    return len(run["results"])


def check_by_multitool(path, folder):
    tool = os.environ.get("CUMULINT_MULTITOOL")
    if not tool:
        return
    out = folder / "verdict.sarif"
    subprocess.run([tool, "validate", path, "--rule-kind", "Sarif;Ghas", "--output", out, "--log", "ForceOverwrite"],
                   capture_output=True, timeout=120, check=True)
    for run in json.loads(out.read_text(encoding="utf-8-sig"))["runs"]:
        for result in run["results"]:
            # Its status is 0 whatever it finds.
            expect(result.get("level", "warning") not in ("error", "warning"), "Multitool:", result["ruleId"], path)


def main():
    results = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for project in sorted((SOURCE / "fixtures/projects").iterdir()):
            if not project.is_dir():
                continue
            report = folder / "report.sarif"
            # A copy outside any repository, so that paths are relative to the project itself.
            copy = folder / project.name
            subprocess.run(["cp", "-r", project, copy], check=True)
            done = subprocess.run([os.environ["CUMULINT_BINARY"], "check", "--strict", "--format", "sarif", "-o", report, "."],
                                  cwd=copy, capture_output=True, text=True, timeout=120)
            try:
                expect(done.returncode in (0, 1), "status", done.returncode, done.stderr)
                results += check_log(json.loads(report.read_text()), copy)
                check_by_multitool(report, folder)
            except Failed as failed:
                print(f"{project.name}: {failed}")
                return 1
    print(f"{results} results, all sound")
    return 0 if results else 1


sys.exit(main())
