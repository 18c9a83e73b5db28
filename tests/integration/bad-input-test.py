#!/usr/bin/env python3
"""Whatever lies in a folder: the program ends with 0, 1 or 2, needs less than 1 GB, and still reports on what is sound."""
import json
import os
import pathlib
import resource
import socket
import subprocess
import sys
import tempfile

BINARY = os.path.abspath(os.environ["CUMULINT_BINARY"]) if "CUMULINT_BINARY" in os.environ else ""
GIGABYTE = 1 << 30
WATCHDOG = 300  # seconds; only a hang takes that long

SOUND = """Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties: {VisibilityTimeout: 60}
  Worker:
    Type: AWS::Lambda::Function
    Properties: {Timeout: 120, Role: !Ref R, Handler: a.b, Runtime: python3.13, Code: {ZipFile: x}}
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Worker}
Parameters: {R: {Type: String}}
"""
HEAD = 'AWSTemplateFormatVersion: "2010-09-09"\n'
QUEUE = "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n"
JSON_HEAD = '{"AWSTemplateFormatVersion": "2010-09-09", '


def alias_bomb():
    lines = [HEAD + "Metadata:", "  a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"  a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    return "\n".join(lines) + "\n" + QUEUE


def merge_cycle():
    return HEAD + "Metadata: &a\n  <<: *a\n  b: &b\n    <<: [*b, *a]\n" + QUEUE


# name -> content, and what must be in the report on the file, if it is known.
CONTENTS = {
    "empty.yaml": ("", None),
    "empty.json": ("", None),
    "blank.yaml": (" \n\n", None),
    "binary.yaml": (bytes(range(256)) * 64, None),
    "binary-head.yaml": ((HEAD + QUEUE).encode() + bytes(range(256)) * 64, None),
    "nul.yaml": (HEAD + "Description: a\0b\n" + QUEUE, "a NUL byte in the text"),
    "not-utf8.yaml": (HEAD.encode() + b"Description: caf\xe9\n" + QUEUE.encode(), "this is not UTF-8"),
    "utf16-little.yaml": ("\ufeff" + HEAD + QUEUE, None),
    "utf16-big.yaml": ("\ufeff" + HEAD + QUEUE, None),
    "deep.json": (JSON_HEAD + '"Metadata": ' + "[" * 200_000 + "]" * 200_000 + "}", "values nest too deeply"),
    "deep-open.json": (JSON_HEAD + '"Metadata": ' + '{"a":' * 200_000, "values nest too deeply"),
    "deep-flow.yaml": (HEAD + "Metadata: " + "[" * 200_000 + "\n" + QUEUE, "values nest too deeply"),
    "deep-block.yaml": (HEAD + "Metadata:\n" + "".join(" " * i + "a:\n" for i in range(1, 2_000)) + QUEUE, "values nest too deeply"),
    "deep-dashes.yaml": (HEAD + "Metadata:\n  " + "- " * 200_000 + "\n" + QUEUE, "values nest too deeply"),
    "deep-sub.yaml": (HEAD + QUEUE + "    Properties:\n      QueueName: !Sub " + "${" * 200_000 + "\n", None),
    "deep-code.yaml": (HEAD + "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Handler: index.h\n"
                       "      Runtime: python3.13\n      Code:\n        ZipFile: |\n          h = " + "(" * 200_000 + "\n", None),
    "alias-bomb.yaml": (alias_bomb(), "the aliases repeat too many values"),
    "alias-of-itself.yaml": (HEAD + "Metadata: &a [*a]\n" + QUEUE, "the alias stands inside the value that it repeats"),
    "merge-cycle.yaml": (merge_cycle(), "the alias stands inside the value that it repeats"),
    "ten-megabytes.yaml": (HEAD + QUEUE + "# " + "x" * 10_000_000 + "\n", None),
    "long-line.yaml": (HEAD + "Description: " + "x " * 1_500_000 + "\n" + QUEUE, None),
    "long-key.yaml": (HEAD + "Metadata:\n  " + "x" * 3_000_000 + ": 1\n" + QUEUE, None),
    "truncated.json": (JSON_HEAD + '"Resources": {"Q": {"Type": "AWS::SQS::Queue", "Prop', "never closed"),
    "truncated.yaml": (HEAD + QUEUE + '    Properties:\n      QueueName: "jo', "a quote that is never closed"),
}


def encoded(name, content):
    if isinstance(content, bytes):
        return content
    codec = {"utf16-little.yaml": "utf-16-le", "utf16-big.yaml": "utf-16-be"}.get(name, "utf-8")
    return content.encode(codec)


def is_sanitized():
    return b"__asan_init" in pathlib.Path(BINARY).read_bytes()


SANITIZED = is_sanitized() if BINARY else False


def limit_memory():
    if not SANITIZED:  # the address sanitizer reserves terabytes that it never uses
        resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE, GIGABYTE))


def run(folder, *paths):
    command = [BINARY, "check", "--jobs", "2", "--format", "json", *paths]
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=WATCHDOG, preexec_fn=limit_memory)
    errors = done.stderr.decode(errors="replace")
    assert done.returncode in (0, 1, 2), f"status {done.returncode}: {errors[-2000:]}"
    assert "internal error" not in errors, errors
    report = json.loads(done.stdout) if done.stdout else {"findings": []}
    return done.returncode, report["findings"], errors


def check_folder(folder):
    """The folder holds something bad, and sound/template.yaml with one finding."""
    (folder / "sound").mkdir()
    (folder / "sound/template.yaml").write_text(SOUND)
    status, findings, errors = run(folder, ".")
    assert status in (1, 2), f"status {status}"
    rules = [f["rule"] for f in findings if f["file"] == "sound/template.yaml"]
    assert "sqs-visibility-timeout" in rules, f"the sound template was not analysed: {rules} {errors}"
    return findings


def check_content(folder, name):
    content, expected = CONTENTS[name]
    (folder / name).write_bytes(encoded(name, content))
    _, findings, errors = run(folder, name)
    messages = [f["message"] for f in findings]
    assert expected is None or any(expected in message for message in messages), f"not said: {expected}: {messages[:5]} {errors}"
    check_folder(folder)


def utf16_is_refused(folder):
    (folder / "template.yaml").write_bytes(("\ufeff" + HEAD + QUEUE).encode("utf-16-le"))
    status, _, errors = run(folder, ".")
    assert status == 2 and "UTF-16" in errors, f"{status} {errors}"
    check_folder(folder)


def too_large_is_named(folder):
    (folder / "template.yaml").write_bytes(encoded("", CONTENTS["ten-megabytes.yaml"][0]))
    for path in ("template.yaml", "."):
        status, _, errors = run(folder, path)
        assert status == 2 and "template.yaml" in errors and "larger than" in errors, f"{path}: {status} {errors}"
    assert run(folder, "--max-file-size", "11", ".")[0] in (0, 1)
    check_folder(folder)


def loop_of_links(folder):
    (folder / "a/b").mkdir(parents=True)
    (folder / "a/b/up").symlink_to("..")
    (folder / "self.yaml").symlink_to("self.yaml")
    (folder / "one.yaml").symlink_to("two.yaml")
    (folder / "two.yaml").symlink_to("one.yaml")
    assert run(folder, "one.yaml")[0] == 2
    check_folder(folder)


def dangling_link(folder):
    (folder / "gone.yaml").symlink_to("nowhere.yaml")
    assert run(folder, "gone.yaml")[0] == 2
    check_folder(folder)


def link_out_of_the_project(folder):
    (folder / "outside").mkdir()
    (folder / "outside/template.yaml").write_text(SOUND)
    project = folder / "project"
    (project / ".git").mkdir(parents=True)
    (project / "link.yaml").symlink_to("../outside/template.yaml")
    (project / "folder").symlink_to("../outside")
    (project / "template.yaml").write_text(HEAD + "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties: "
                                           "{Handler: template.handler, Runtime: python3.13, Code: folder/}\n")
    findings = check_folder(project)
    assert all(f["file"] in ("sound/template.yaml", "template.yaml") for f in findings), findings
    of_project = [f["rule"] for f in findings if f["file"] == "template.yaml"]
    assert "handler-not-found" not in of_project, "what lies outside is open"


def fifo(folder):
    os.mkfifo(folder / "pipe.yaml")
    (folder / "link-to-pipe.yaml").symlink_to("pipe.yaml")
    assert run(folder, "pipe.yaml")[0] == 2
    (folder / "template.yaml").write_text(HEAD + "Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: "
                                          "AWS::Serverless::Function\n    Properties: {Handler: app.h, Runtime: python3.13, CodeUri: src}\n")
    (folder / "src").mkdir()
    os.mkfifo(folder / "src/app.py")
    check_folder(folder)


def device_and_socket(folder):
    (folder / "device.yaml").symlink_to("/dev/zero")
    (folder / "full.yaml").symlink_to("/dev/full")
    listening = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir(folder)  # the path of a socket is short
    listening.bind("socket.yaml")
    os.chdir(here)
    for path in ("/dev/zero", "/dev/null", "device.yaml", "socket.yaml"):
        assert run(folder, path)[0] == 2, path
    check_folder(folder)
    listening.close()


def unreadable(folder):
    if os.geteuid() == 0:
        return "skipped: root reads everything"
    (folder / "closed.yaml").write_text(HEAD + QUEUE)
    (folder / "closed.yaml").chmod(0)
    (folder / "closed-folder").mkdir()
    (folder / "closed-folder").chmod(0)
    try:
        assert run(folder, "closed.yaml")[0] == 2
        check_folder(folder)
    finally:
        (folder / "closed-folder").chmod(0o700)


def many_levels_of_folders(folder):
    here = os.getcwd()
    os.chdir(folder)
    for _ in range(600):
        os.mkdir("d")
        os.chdir("d")
    os.chdir(here)
    try:
        check_folder(folder)
    finally:
        subprocess.run(["rm", "-rf", str(folder / "d")], check=False)


CASES = [utf16_is_refused, too_large_is_named, loop_of_links, dangling_link, link_out_of_the_project, fifo, device_and_socket,
         unreadable, many_levels_of_folders]


def main():
    if not BINARY:
        print("CUMULINT_BINARY is not set")
        return 77
    cases = [(name, lambda folder, name=name: check_content(folder, name)) for name in CONTENTS]
    cases += [(case.__name__, case) for case in CASES]
    failures = 0
    for name, case in cases:
        with tempfile.TemporaryDirectory() as folder:
            try:
                said = case(pathlib.Path(folder).resolve())
                if said:
                    print(f"{name}: {said}")
            except (AssertionError, subprocess.TimeoutExpired, ValueError) as wrong:
                failures += 1
                print(f"{name}: {wrong}")
    if not SANITIZED:
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        print(f"{len(cases)} cases, {failures} failed; the largest run took {peak >> 20} MB")
        failures += peak >= GIGABYTE
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
