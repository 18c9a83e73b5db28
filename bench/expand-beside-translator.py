"""The timing behind expand-beside-translator.sh: one process each, all templates, the same machine and minute."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

ROUNDS = 3


class NoPolicies(dict):
    """Managed policies are looked up in an account elsewhere; any name will do."""

    def load(self):
        return {}


def translate(text):
    try:
        return Translator(NoPolicies().load(), Parser()).translate(yaml_parse(text), {})
    except Exception as refused:  # the translator refuses by exceptions of many kinds
        return refused


def main():
    binary, folder = sys.argv[1:3]
    templates = sorted(p for p in Path(folder).iterdir() if p.suffix in (".yaml", ".yml", ".json"))
    texts = [p.read_text() for p in templates]
    ours, theirs = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run([binary, "expand", "--resources", *map(str, templates)], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        refused = sum(isinstance(translate(text), Exception) for text in texts)
        theirs.append(time.perf_counter() - start)
    count = len(templates)
    print(json.dumps({
        "templates": count,
        "cumulint ms/template (start of the process included)": round(min(ours) * 1000 / count, 3),
        "aws-sam-translator ms/template (imports not included)": round(min(theirs) * 1000 / count, 3),
        "times": round(min(theirs) / min(ours), 1),
        "refused by aws-sam-translator": refused,
    }, indent=1))


main()
