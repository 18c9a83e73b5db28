"""action.yml, run step by step as GitHub would: clean, findings, thresholds, SARIF off, words with blanks, errors."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77

GOOD = "Resources:\n  Orders:\n    Type: AWS::SNS::Topic\n"
BAD = """\
Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}
  Worker:
    Type: AWS::Lambda::Function
    Properties: {Handler: index.handler, Runtime: python3.13, Timeout: 120, Role: !Ref R, Code: {ZipFile: "def handler(e, c): pass"}}
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Worker, BatchSize: 1}
Parameters:
  R: {Type: String}
"""


class Failed(Exception):
    pass


def expect(condition, words, *details):
    if not condition:
        raise Failed(words + "\n" + "\n".join(str(detail) for detail in details))


def check(root, composite):
    binary = os.environ["CUMULINT_BINARY"]

    def action(files, **inputs):
        case = pathlib.Path(tempfile.mkdtemp(dir=root)) / "work"
        for name, text in files.items():
            (case / name).parent.mkdir(parents=True, exist_ok=True)
            (case / name).write_text(text)
        return case, *composite(SOURCE, case, binary).run(binary=binary, **inputs)

    case, good, outputs, log, summary = action({"template.yaml": GOOD})
    expect(good and outputs["findings"] == "0", "a clean template failed", log, outputs)
    expect((case / outputs["sarif-file"]).is_file(), "no SARIF of a clean run", outputs)
    expect("no findings" in summary, "the summary says nothing", summary)

    case, good, outputs, log, summary = action({"template.yaml": BAD}, args="--select\nsqs-visibility-timeout")
    expect(not good, "findings did not fail the job", log)
    expect(outputs["findings"] == "1", "wrong count", outputs)
    report = json.loads((case / outputs["sarif-file"]).read_text())
    expect([one["ruleId"] for one in report["runs"][0]["results"]] == ["sqs-visibility-timeout"], "wrong SARIF", report)
    expect("::error file=template.yaml,line=2," in log, "no annotation", log)
    expect("sqs-visibility-timeout" in summary, "the summary lacks the finding", summary)

    _, good, outputs, log, _ = action({"template.yaml": BAD}, fail_on="never", sarif_file="false")
    expect(good and outputs["sarif-file"] == "" and outputs["findings"] != "0", "fail-on never failed", log, outputs)

    files = {"my stack/template.yaml": BAD, "other/template.yaml": BAD}
    case, good, outputs, log, _ = action(files, paths="my stack\n", args="--select sqs-visibility-timeout",
                                         sarif_file="out/x y.sarif")
    expect(not good and outputs["findings"] == "1", "a path with a blank", log, outputs)
    expect((case / "out/x y.sarif").is_file(), "SARIF in a folder that is not there yet")

    _, good, outputs, log, _ = action({"template.yaml": GOOD}, paths="$(touch hacked) `touch hacked`")
    expect(not good and "::error title=cumulint" in log, "unreadable paths passed", log)
    expect(not (case / "hacked").exists(), "an input was run as a command")

    case, good, outputs, log, _ = action({"template.yaml": GOOD}, args="--slect x")
    expect(not good and "did you mean --select?" in log, "a wrong option passed", log)


def check_definition():
    """GitHub's schema of actions, where its checker is installed."""
    checker = SOURCE / "node_modules/.bin/action-validator"
    if not checker.exists():
        print("action-validator is not installed: the schema was not checked")
        return
    done = subprocess.run([checker, SOURCE / "action.yml"], capture_output=True, text=True, timeout=60)
    expect(done.returncode == 0, "action-validator refuses action.yml", done.stdout, done.stderr)


def main():
    try:
        from composite import Composite
    except ImportError:
        print("skipped: python3-yaml is not installed")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        try:
            check(pathlib.Path(folder).resolve(), Composite)
            check_definition()
        except Failed as failed:
            print(failed)
            return 1
    return 0


sys.exit(main())
