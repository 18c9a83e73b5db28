"""Which layer may include which: the one table, checked against every #include and against ARCHITECTURE.md."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from sources import ROOT, finish, includes, name, sources

ORDER = "base text diag syntax model schema resolve asl sam code iam metrics graph workspace rule output lsp app".split()

# "a … b" is all from a to b in that order.
MAY_INCLUDE = {
    "base": "",
    "text": "base",
    "diag": "base, text",
    "syntax": "base, text, diag",
    "model": "base … syntax",
    "schema": "base",
    "resolve": "base … schema",
    "sam": "base … resolve",
    "asl": "base … resolve",
    "code": "base … sam",
    "iam": "base … sam",
    "metrics": "base … sam",
    "graph": "base … iam, code, metrics",
    "workspace": "base … graph",
    "rule": "base … workspace",
    "rules/*": "rule/api.h",
    "output": "base, text, diag, model, graph, rule/registry.h",
    "lsp": "base … rule",
    "app": "everything",
}

# Libraries from elsewhere, and the only files that may include them (a folder ends in a slash).
FOREIGN = {
    "CLI/": ["src/app/options.cpp"],
    "fmt/": ["src/base/format."],
    "rapidjson/": ["src/syntax/json-reader.cpp", "src/output/", "src/lsp/json-rpc.cpp"],
    "toml++/": ["src/app/samconfig.cpp"],
    "tree_sitter/": ["src/code/"],
    "yaml-cpp/": ["src/app/config.cpp"],
    "yaml.h": [],
}


def expand(words):
    """The set of layers and headers that a cell of the table names."""
    allowed = set()
    for part in filter(None, (part.strip(" `–") for part in words.split(","))):
        first, _, last = (end.strip() for end in part.partition("…"))
        if part == "everything":
            allowed |= set(ORDER)
        elif last:
            allowed |= set(ORDER[ORDER.index(first):ORDER.index(last) + 1])
        else:
            allowed.add(part)
    return allowed


def layer_of(path):
    parts = path.relative_to(ROOT).parts
    return "rules/*" if parts[0] == "rules" else parts[1]


def wrong_includes(path):
    layer = layer_of(path)
    allowed = expand(MAY_INCLUDE.get(layer, "")) | ({layer} if layer in ORDER else set())
    for included, own in includes(path):
        if own and included.split("/")[0] not in allowed and included not in allowed:
            yield f"{name(path)}: layer {layer} may not include {included}"
        for library, homes in FOREIGN.items():
            if included.startswith(library) and not any(name(path).startswith(home) for home in homes):
                yield f"{name(path)}: {included} belongs into {' or '.join(homes) or 'tests'} only"


def architecture_rows():
    text = (ROOT / "ARCHITECTURE.md").read_text()
    table = re.search(r"^\| layer \| may include.*\n\|[-| ]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1].splitlines()] if table else []
    return {row[0]: row[1] for row in rows}


def architecture_problems():
    documented = architecture_rows()
    for layer in sorted(documented.keys() | MAY_INCLUDE.keys()):
        if layer not in documented or layer not in MAY_INCLUDE:
            yield f"ARCHITECTURE.md and this test do not both have the layer {layer}"
        elif expand(documented[layer]) != expand(MAY_INCLUDE[layer]):
            yield f"ARCHITECTURE.md says that {layer} may include {documented[layer]!r}, this test {MAY_INCLUDE[layer]!r}"


def rule_header_problems():
    """What rules include must compile quickly: no foreign header, however deep, but fmt's declarations (0.2 s)."""
    seen, todo = set(), [ROOT / "src/rule/api.h"]
    while todo:
        path = todo.pop()
        if path in seen or not path.exists():
            continue
        seen.add(path)
        for included, own in includes(path):
            if own:
                todo.append(ROOT / "src" / included)
            elif included != "fmt/core.h" and any(included.startswith(library) for library in FOREIGN):
                yield f"rule/api.h includes {included} by way of {name(path)}"


files = sources("src/*/*.cpp", "src/*/*.h", "rules/*/*.cpp")
problems = [problem for path in files for problem in wrong_includes(path)]
problems += [f"src/{path.name}: no such layer in the table" for path in (ROOT / "src").iterdir() if path.name not in ORDER]
finish(problems + list(architecture_problems()) + list(rule_header_problems()))
