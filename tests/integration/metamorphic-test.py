"""Findings do not depend on how a template is written: a SAM template and the plain CloudFormation that it expands to
have the same (rule, resource) pairs, over all templates of the SAM oracle that expand.

A resource counts for a finding if the finding's message names it. EXPLAINED lists the rules for which the two may
differ, each with its reason.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(os.environ.get("CUMULINT_SHARED", Path.cwd().parent / "shared"))
ORACLE = SHARED / "oracles" / "sam"
BINARY = Path(os.environ["CUMULINT_BINARY"]).resolve()

TRANSFORM = "Transform: AWS::Serverless-2016-10-31\n"
EXPLAINED = {
    "template-syntax": "is about the text: nulls that SAM drops, conditions that it writes by itself",
    "invalid-intrinsic": "is about the text: SAM drops what it does not understand",
    "redundant-depends-on": "is about the text: nobody can take out a DependsOn that SAM writes",
    "unused-parameter": "is about the text: SAM puts the values of parameters in, or drops what used them",
    "unused-condition": "is about the text: SAM keeps conditions of events without effect",
    "unused-mapping": "is about the text: SAM looks values up by itself",
}
# In templates that have the word only.
EXPLAINED_WITH = {"sqs-partial-batch": ("SqsSubscription", "`true` takes no setting: sqs-subscription-queue-timeout says so")}
# A role that SAM writes has no name in the text: there its function or state machine is named.
OF_ROLES = {"iam-wildcard-action", "iam-wildcard-resource", "iam-full-access-policy", "iam-pass-role", "iam-not-action"}
# Findings that name the place in the text: the SAM resource there, what was made of it here. What lacks is the same.
BY_TARGET = {"unresolved-reference": re.compile(r"there is no [a-z ]+ (\w+)")}


def good_inputs():
    entries = json.loads((ORACLE / "expected.json").read_text())
    entries = entries["entries"] if isinstance(entries, dict) else entries
    for entry in entries:
        if not entry.get("error"):
            yield ORACLE / "input" / (entry["input"] + ".yaml")


def pairs(folder, ids):
    """{template: {(rule, resource)}}"""
    run = subprocess.run([BINARY, "check", "--strict", "--no-code", "--today", "2026-11-24", "--format", "json", "."],
                         cwd=folder, capture_output=True, timeout=300)
    if run.returncode not in (0, 1):
        sys.exit(f"exit status {run.returncode}: {run.stderr.decode()[-400:]}")
    found = {}
    for finding in json.loads(run.stdout)["findings"]:
        name = Path(finding["file"]).stem
        if finding["rule"] in BY_TARGET:
            target = BY_TARGET[finding["rule"]].search(finding["message"])
            if target:  # an attribute that SAM's resources lack is judged in what SAM makes only
                found.setdefault(name, set()).add((finding["rule"], target[1]))
            continue
        words = set(re.findall(r"[A-Za-z0-9]+", finding["message"])) | set(finding.get("members", []))
        named = words & ids[name] or {"-"}
        if finding["rule"] in OF_ROLES:
            named = {word[:-4] if word.endswith("Role") and word[:-4] in ids[name] else word for word in named}
        found.setdefault(name, set()).update((finding["rule"], word) for word in named)
    return found


def main():
    with tempfile.TemporaryDirectory() as temp:
        written, plain, ids = Path(temp) / "written", Path(temp) / "plain", {}
        written.mkdir()
        plain.mkdir()
        for template in good_inputs():
            run = subprocess.run([BINARY, "expand", template], capture_output=True, text=True)
            expanded = json.loads(run.stdout)
            expanded.setdefault("Parameters", {})  # with a section of its own it is no piece of another template
            ids[template.stem] = set(expanded["Resources"])
            text = template.read_text()
            declared = re.search(r"^['\"]?Transform", text, re.M)
            (written / template.name).write_text(text if declared else text.rstrip("\n") + "\n" + TRANSFORM)
            (plain / f"{template.stem}.json").write_text(json.dumps(expanded))
        of_sam, of_plain = pairs(written, ids), pairs(plain, ids)
    differences = 0
    for name in sorted(ids):
        one, other = of_sam.get(name, set()), of_plain.get(name, set())
        for rule, resource in sorted(one ^ other):
            word = EXPLAINED_WITH.get(rule, (None,))[0]
            if rule in EXPLAINED or (word and word in (ORACLE / "input" / f"{name}.yaml").read_text()):
                continue
            differences += 1
            print(f"{name}: {rule} {resource} only in the {'SAM text' if (rule, resource) in one else 'expansion'}")
    total = sum(len(found) for found in of_sam.values())
    print(f"{len(ids)} templates, {total} pairs of rule and resource, {differences} differences without explanation")
    return 0 if differences == 0 and total > 1000 else 1


if not (ORACLE / "expected.json").exists():
    print("skipped: there is no", ORACLE)
    sys.exit(77)
sys.exit(main())
