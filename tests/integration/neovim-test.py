"""The language server in a real editor: Neovim, headless, with its own client."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77

# Letters of two, three and four bytes before the finding: columns must be right in the client's units.
TEMPLATE = """\
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties: {QueueName: "é日𝒳", VisibilityTimeout: 60}
  Worker:
    Type: AWS::Lambda::Function
    Properties: {Handler: index.handler, Runtime: python3.13, Timeout: 120, Role: !Ref RoleArn, Code: {ZipFile: "def handler(e, c): pass"}}
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Worker, BatchSize: 1}
Parameters:
  RoleArn: {Type: String}
"""


def main():
    if shutil.which("nvim") is None:
        print("skipped: nvim is not installed")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / ".cumulint.yaml").write_text("select: [sqs-visibility-timeout]\n")
        (root / "template.yaml").write_text(TEMPLATE)
        script = SOURCE / "tests/lsp/neovim/client.lua"
        done = subprocess.run(
            ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {script}", "template.yaml"],
            cwd=root, env={**os.environ, "XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder, "HOME": folder},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
    lines = [line for line in done.stdout.splitlines() if line.startswith(("{", "error: "))]
    if done.returncode != 0 or not lines or not lines[0].startswith("{"):
        print("Neovim ended with", done.returncode, done.stdout, done.stderr)
        return 1
    seen = json.loads(lines[0])
    line = TEMPLATE.splitlines()[3]
    want = {
        "codes": ["sqs-visibility-timeout"],
        "line": 4,
        "column": len(line[: line.index("60")].encode()),  # Neovim counts bytes
        "fixed": line.replace("60", "720"),
        "again": ["sqs-visibility-timeout"],
    }
    have = {
        "codes": [one["code"] for one in seen["first"]],
        "line": seen["first"][0]["line"],
        "column": seen["first"][0]["column"],
        "fixed": seen["fixed_line"],
        "again": [one["code"] for one in seen["again"]],
    }
    print(json.dumps(seen, indent=1, ensure_ascii=False))
    if have != want:
        print("wanted", want, "\nhave", have)
        return 1
    return 0


sys.exit(main())
