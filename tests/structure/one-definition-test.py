"""A type is defined once: of two with one name in one namespace the linker takes the functions of either, without a word."""

import re
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from sources import finish, name, sources

NAMESPACE = re.compile(r"^namespace(?: ([\w:]+))? \{")
TYPE = re.compile(r"^(?:struct|class|union|enum class|enum) (\w+)(?: final)?(?: :[^;]*)? \{")


def types_of(path):
    """Full names of the types that a file defines outside unnamed namespaces."""
    around = []
    for line in path.read_text().splitlines():
        if found := NAMESPACE.match(line):
            around.append(found[1] or "")
        elif line.startswith("}  // namespace") and around:
            around.pop()
        elif (found := TYPE.match(line)) and "" not in around:
            yield "::".join([*around, found[1]])


places = defaultdict(list)
for source in sources("src/**/*.h", "src/**/*.cpp", "rules/**/*.h", "rules/**/*.cpp", "tests/**/*.h", "tests/**/*.cpp"):
    for defined in types_of(source):
        places[defined].append(name(source))

problems = [f"{defined} is defined in {' and in '.join(files)}" for defined, files in places.items() if len(files) > 1]
if len(places) < 200:
    problems.append(f"only {len(places)} types were found: this test reads the sources wrongly")
finish(problems)
