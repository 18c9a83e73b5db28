# Shared by the scripts of tools/ and .ci/: where the checkout is, and steps that stay quiet unless they fail.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# step SENTENCE COMMAND...: says what it does, keeps the output back, shows it when the command fails.
step() {
  local sentence=$1 log
  shift
  log=$(mktemp)
  echo "$sentence" >&2
  if "$@" >"$log" 2>&1; then
    rm -f "$log"
    return
  fi
  tail -n 40 "$log" >&2
  rm -f "$log"
  fail "this step failed: $sentence"
}

# build PRESET TARGET...: configures once, then builds all that can be built; says nothing when all is up to date.
build() {
  local preset=$1
  shift
  cd "$root" || exit 1
  if [ ! -f "build/$preset/build.ninja" ]; then
    step "configuring build/$preset" cmake --preset "$preset"
  fi
  cmake --build --preset "$preset" --target "$@" -- -k 0 2>&1 | filter_ninja >&2
  [ "${PIPESTATUS[0]}" -eq 0 ] || fail "building $* in build/$preset failed; the messages above say why"
}

filter_ninja() {
  grep --line-buffered -v -e 'Re-checking globbed directories' -e '^ninja: no work to do' || true
}
