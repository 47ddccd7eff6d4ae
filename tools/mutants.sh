#!/usr/bin/env bash
# Alters the rules, the recogniser and the reading of texts, one place at a time, and lists what no test notices:
# first by the tests of the library, then what these let pass by all native tests.
# usage: tools/mutants.sh [SHARD]   A part such as 1/40: all of them take days on two cores.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tools/paths.sh
source tools/paths.sh
out=target/mutants
rm -rf "$out"
mkdir -p "$out"
cargo mutants --output "$out" --shard "${1:-0/1}" --sharding round-robin --no-shuffle --colors never || true
found="$out/mutants.out"
printf '%s altered, %s noticed, %s not compiled, %s too slow, %s unnoticed:\n' \
  "$(jq '[.outcomes[] | select(.scenario != "Baseline")] | length' "$found/outcomes.json" 2>/dev/null || echo '?')" \
  "$(wc -l <"$found/caught.txt")" "$(wc -l <"$found/unviable.txt")" "$(wc -l <"$found/timeout.txt")" \
  "$(wc -l <"$found/missed.txt")"
cat "$found/missed.txt"
