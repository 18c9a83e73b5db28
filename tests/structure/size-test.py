"""The size budget: longer files and functions than this are split, not excused."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from sources import finish, functions, name, sources

FILE, RULE, HEADER, FUNCTION, PARAMETERS = 600, 250, 300, 80, 5


def limit(path):
    if path.suffix == ".h":
        return HEADER
    return RULE if name(path).startswith("rules/") else FILE


def problems(path):
    text = path.read_text()
    lines = text.count("\n")
    if lines > limit(path):
        yield f"{name(path)}: {lines} lines, the limit is {limit(path)}"
    if not text.startswith("// "):
        yield f"{name(path)}:1: the first line does not say what the file is for"
    if path.suffix == ".h" and "#pragma once" not in text:
        yield f"{name(path)}: no #pragma once"
    for function in functions(text):
        place = f"{name(path)}:{function.first_line}: {function.name}"
        if function.lines > FUNCTION:
            yield f"{place} has {function.lines} lines, the limit is {FUNCTION}"
        if function.parameters > PARAMETERS:
            yield f"{place} has {function.parameters} parameters, the limit is {PARAMETERS}"


finish([p for path in sources("src/*/*.cpp", "src/*/*.h", "rules/*/*.cpp") for p in problems(path)])
