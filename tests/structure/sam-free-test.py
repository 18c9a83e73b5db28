"""Layers above SAM see ordinary resources only: none of them names a type of SAM."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from sources import finish, name, sources

# Files whose messages, or whose subject, is the written text of a template.
ALLOWED = {"rules/validity/transform-missing.cpp"}

files = sources("src/graph/*", "src/rule/*", "rules/*/*.cpp")
finish([f"{name(path)}:{number}: {line.strip()}" for path in files if name(path) not in ALLOWED
        for number, line in enumerate(path.read_text().splitlines(), 1) if "AWS::Serverless" in line])
