"""The hooks, by the real pre-commit and a real git commit: a clean one passes, a bad one is blocked with our text."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77

GOOD = "Resources:\n  Orders:\n    Type: AWS::SNS::Topic\n"
BAD = """\
Resources:
  Dead: {Type: AWS::SQS::Queue, Properties: {MessageRetentionPeriod: 1209600}}
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 60
      RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5}
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: python3.13
      Timeout: 120
      Role: arn:aws:iam::123456789012:role/worker
      Code: {ZipFile: "def handler(event, context): return None"}
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Worker, BatchSize: 1}
"""
CONFIG = """\
repos:
  - repo: {hooks}
    rev: v1
    hooks:
      - id: cumulint
        args: [--ignore, dlq-no-alarm]
"""


class Failed(Exception):
    pass


def expect(condition, words, *details):
    if not condition:
        raise Failed(words + "\n" + "\n".join(str(detail) for detail in details))


class Repositories:
    """A repository of hooks (a copy of ours without the sources) and one of a user."""

    def __init__(self, folder):
        self.folder = folder
        self.hooks, self.user = folder / "hooks", folder / "user"
        self.environment = {
            **os.environ, "HOME": str(folder), "PRE_COMMIT_HOME": str(folder / "cache"), "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com",
            "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com",
        }
        for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
            self.environment.pop(name, None)

    def run(self, folder, *words):
        return subprocess.run(words, cwd=folder, env=self.environment, stdin=subprocess.DEVNULL, text=True,
                              capture_output=True, timeout=300)

    def must(self, folder, *words):
        done = self.run(folder, *words)
        expect(done.returncode == 0, f"{words} failed", done.stdout, done.stderr)

    def make(self):
        (self.hooks / "tools").mkdir(parents=True)
        shutil.copy(SOURCE / ".pre-commit-hooks.yaml", self.hooks)
        shutil.copy(SOURCE / "tools/hook", self.hooks / "tools/hook")
        self.must(self.hooks, "git", "init", "-q")
        self.must(self.hooks, "git", "add", ".")
        self.must(self.hooks, "git", "commit", "-qm", "hooks")
        self.must(self.hooks, "git", "tag", "v1")
        self.user.mkdir()
        self.must(self.user, "git", "init", "-q")
        (self.user / ".pre-commit-config.yaml").write_text(CONFIG.format(hooks=self.hooks))
        self.must(self.user, "pre-commit", "install")

    def commit(self, files):
        for name, text in files.items():
            (self.user / name).write_text(text)
        self.must(self.user, "git", "add", ".")
        return self.run(self.user, "git", "commit", "-qm", "change")


def others(count):
    return {f"other-{n}.yaml": f"services:\n  web-{n}: {{image: nginx}}\n" for n in range(count)}


def check(repositories):
    repositories.make()
    clean = repositories.commit({"template.yaml": GOOD})
    expect(clean.returncode == 0, "a clean commit was blocked", clean.stdout, clean.stderr)

    bad = repositories.commit({"template.yaml": BAD})
    text = bad.stdout + bad.stderr
    expect(bad.returncode != 0, "a bad commit passed", text)
    expect("template.yaml:6:26: error[sqs-visibility-timeout]: " in text, "the finding is not in the output", text)
    expect("related: " in text and "help: " in text, "the other end or the help is missing", text)

    repaired = repositories.commit({"template.yaml": BAD.replace("VisibilityTimeout: 60", "VisibilityTimeout: 720")})
    expect(repaired.returncode == 0, "the repaired commit was blocked", repaired.stdout, repaired.stderr)

    quiet = repositories.commit(others(200))
    expect(quiet.returncode == 0, "files that are no templates blocked a commit", quiet.stdout, quiet.stderr)
    expect("template" not in quiet.stdout + quiet.stderr, "files that are no templates cost a word", quiet.stdout,
           quiet.stderr)
    names = sorted(others(200))
    silent = repositories.run(repositories.user, os.environ["CUMULINT_BINARY"], "check", *names)
    expect((silent.returncode, silent.stdout, silent.stderr) == (0, "", ""), "the program itself is not silent",
           silent.stdout, silent.stderr)

    began = time.monotonic()
    repositories.run(repositories.user, os.environ["CUMULINT_BINARY"], "check", *names)
    print(f"200 files that are no templates: {1000 * (time.monotonic() - began):.0f} ms")


def main():
    if shutil.which("pre-commit") is None or shutil.which("git") is None:
        print("skipped: pre-commit is not installed")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        try:
            check(Repositories(pathlib.Path(folder).resolve()))
        except Failed as failed:
            print(failed)
            return 1
    return 0


sys.exit(main())
