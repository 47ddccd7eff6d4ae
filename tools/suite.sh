#!/usr/bin/env bash
# The end-to-end suite in one engine. usage: tools/suite.sh chromium|firefox|webkit [FILTER]
# What an engine cannot do stands in tests/e2e/excluded.txt: it is said by name and reason, and left out.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tools/paths.sh
source tools/paths.sh
export NIANBAO_ENGINE=$1
suite() { cargo test --locked --offline --test e2e -- "$@"; }

skipped=()
if [ "$1" != chromium ]; then
  tests=$(suite --list)
  echo "The end-to-end suite in $1, without:"
  while read -r engine test reason; do
    grep -qx "$test: test" <<<"$tests" || { echo "tests/e2e/excluded.txt names $test, which is no test" >&2; exit 1; }
    [ "$engine" = others ] || [ "$engine" = "$1" ] || continue
    echo "  $test ($reason)"
    skipped+=(--skip "$test")
  done < <(grep -v '^#' tests/e2e/excluded.txt)
fi
suite --test-threads=2 "${skipped[@]}" "${@:2}"
