#!/bin/sh
# Times `cumulint expand` beside AWS's own translator (aws-sam-translator and PyYAML from PyPI) over the same templates, in one run.
# Usage: bench/expand-beside-translator.sh CUMULINT FOLDER-OF-TEMPLATES. Not part of CI: it installs packages.
set -eu
binary=$1 folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet aws-sam-translator pyyaml
"$work/venv/bin/python" "$(dirname "$0")/expand-beside-translator.py" "$binary" "$folder"
