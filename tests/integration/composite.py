"""A small runner of composite actions: enough of GitHub's runner to try our action.yml without GitHub."""

import os
import pathlib
import re
import subprocess

import yaml

EXPRESSION = re.compile(r"\$\{\{\s*([a-z]+)\.([\w.-]+)\s*\}\}")


class Composite:
    """Runs the steps of one action in a folder. Knows `${{ inputs.x }}` and `${{ steps.a.outputs.b }}`, nothing else:
    an expression that it does not know is an error, so that the action stays as simple as the test."""

    def __init__(self, action, folder, binary):
        self.action = pathlib.Path(action)
        self.definition = yaml.safe_load((self.action / "action.yml").read_text())
        self.folder, self.binary = pathlib.Path(folder), binary
        self.steps = {}

    def evaluate(self, text, inputs):
        def value(match):
            scope, name = match.group(1), match.group(2)
            if scope == "inputs":
                return inputs[name]
            if scope == "steps":
                step, kind, output = name.split(".")
                assert kind == "outputs", name
                return self.steps.get(step, {}).get(output, "")
            raise ValueError(f"unknown expression {match.group(0)}")

        out = EXPRESSION.sub(value, str(text))
        if "${{" in out:
            raise ValueError(f"unknown expression in {text}")
        return out

    def run(self, **given):
        """-> (succeeded, outputs, log, summary)"""
        given = {name.replace("_", "-"): value for name, value in given.items()}
        inputs = {name: given.pop(name, str(one.get("default", ""))) for name, one in self.definition["inputs"].items()}
        assert not given, f"unknown inputs {given}"
        log, good = "", True
        files = self.folder.parent / "runner"
        files.mkdir(exist_ok=True)
        summary = files / "summary"
        summary.write_text("")
        for number, step in enumerate(self.definition["runs"]["steps"]):
            assert step["shell"] == "bash" and "if" not in step, step
            assert "${{" not in step["run"], "inputs go through env, never into scripts"
            output = files / f"output-{number}"
            output.write_text("")
            environment = {
                "PATH": os.environ["PATH"], "HOME": str(files), "GITHUB_ACTION_PATH": str(self.action),
                "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary), "RUNNER_TEMP": str(files),
                "GITHUB_ACTIONS": "true", "LC_ALL": "C.UTF-8",
                **{name: self.evaluate(value, inputs) for name, value in step.get("env", {}).items()},
            }
            done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                                  cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
            log += done.stdout
            if "id" in step:
                pairs = (line.split("=", 1) for line in output.read_text().splitlines())
                self.steps[step["id"]] = dict(pairs)
            if done.returncode != 0:
                good = False
                break
        outputs = {name: self.evaluate(one["value"], inputs) for name, one in self.definition["outputs"].items()}
        return good, outputs, log, summary.read_text()
