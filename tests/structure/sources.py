"""What the structure tests share: the checkout's sources, their includes and functions, and one way to fail."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def sources(*globs):
    return sorted(path for pattern in globs for path in ROOT.glob(pattern))


def name(path):
    return path.relative_to(ROOT).as_posix()


def finish(problems):
    """Prints what is wrong, one line each, and ends the test."""
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems" if problems else "fine")
    sys.exit(1 if problems else 0)


def includes(path):
    """Pairs of (what is included, in quotes?) of one file."""
    found = re.findall(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)', path.read_text(), re.MULTILINE)
    return [(own or foreign, bool(own)) for own, foreign in found]


TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'|^[ \t]*#(?:[^\n\\]|\\\n)*(?:\\.[^\n\\]*)*",
    re.DOTALL | re.MULTILINE)


def without_text(source):
    """The source with comments, texts and preprocessor lines blanked out; lines keep their numbers."""
    return TOKEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source)


class Function:
    def __init__(self, head, first_line, last_line):
        self.first_line = first_line
        self.lines = last_line - first_line + 1
        self.name, self.parameters = head_parts(head)


def head_parts(head):
    """The name of a function and how many parameters it takes, from the text before its body."""
    head = re.sub(r"\btemplate\s*<[^{};]*?>\s*(?=[\w:\[])", "", head)
    match = re.search(r"(operator\s*(?:\(\)|[^\s\w(]+|\w+)|~?[\w:]+)\s*(?=\()", head)
    if not match:
        return "", 0
    depth = angle = 0
    parameters = ""
    for char in head[match.end():]:
        depth += char in "([{"
        if depth > 1 or char not in "()":
            parameters += char if depth == 1 and angle == 0 else ""
        angle += (char == "<") - (char == ">" and angle > 0)
        depth -= char in ")]}"
        if depth == 0:
            break
    if parameters.strip() in ("", "void"):
        return match[1], 0
    return match[1], parameters.count(",") + 1


LABELS = re.compile(r"\s*(?:(?:public|private|protected)\s*:\s*)*")


def functions(source):
    """Functions that stand in a namespace or a class; what is nested in a body counts with it."""
    text = without_text(source)
    found, scopes, start, parentheses = [], [], 0, 0  # a scope: its kind, the offset of its head, the head
    for match in re.finditer(r"[{};()]", text):
        char, at = match[0], match.start()
        if char in "()":
            parentheses += 1 if char == "(" else -1
        elif char == "{":
            head = text[start:at]
            inside_open = all(scope[0] == "open" for scope in scopes)
            kind = "part" if not inside_open or parentheses else scope_kind(head)
            scopes.append((kind, start + LABELS.match(head).end(), head))
            start = start if kind == "part" else match.end()
        elif char == "}" and scopes:
            kind, begin, head = scopes.pop()
            if kind == "function":
                found.append(Function(head, text.count("\n", 0, begin) + 1, text.count("\n", 0, at) + 1))
            start = start if kind == "part" else match.end()
        elif char == ";" and not parentheses and all(scope[0] == "open" for scope in scopes):
            start = match.end()
    return found


def scope_kind(head):
    """What a brace opens: names to look into ("open"), a function, a value, or a part of the head itself."""
    head = head[LABELS.match(head).end():]
    if re.search(r"\bnamespace\b", head) or head.strip() == "extern":
        return "open"
    if "(" not in head:
        return "open" if re.search(r"\b(class|struct|union)\b", head) else "value"
    before_parameters = head.split("(")[0]
    if "=" in before_parameters and "operator" not in before_parameters:
        return "value"
    if re.search(r"\)[^()]*[^:]:[^:].*[\w>]$", head.rstrip(), re.DOTALL) and not re.search(r"->", head):
        return "part"  # a member that a constructor initialises with braces
    return "function"
