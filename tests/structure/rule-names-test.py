"""A rule has one name: its id, its file, the title of its page; a retired id never comes back."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from sources import ROOT, finish, name, sources


def problems(path, retired):
    id = path.stem
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id):
        yield f"{name(path)}: an id is lower-case words joined by -"
    if id in retired:
        yield f"{name(path)}: {id} is retired (rules/retired.txt)"
    written = re.findall(r'\.id\s*=\s*"([^"]*)"', path.read_text())
    if written != [id]:
        yield f"{name(path)}: .id is {written}, the file name says {id}"
    page = path.with_suffix(".md")
    title = page.read_text().split("\n", 1)[0] if page.exists() else ""
    if title != f"# {id}":
        yield f"{name(page)}: the title is {title!r}, not '# {id}'"


rules = sources("rules/*/*.cpp")
retired_file = ROOT / "rules/retired.txt"
retired = set(retired_file.read_text().split()) if retired_file.exists() else set()
found = [p for path in rules for p in problems(path, retired)]
found += [f"{name(page)}: a page without a rule" for page in sources("rules/*/*.md") if not page.with_suffix(".cpp").exists()]
finish(found)
