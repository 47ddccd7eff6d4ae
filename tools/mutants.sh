#!/usr/bin/env bash
# Alters the rules, the recogniser and the reading of texts, one place at a time, and lists what no test of the
# library notices; what is altered and how stands in .cargo/mutants.toml.
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
count() { wc -l <"$found/$1.txt"; }
echo "Noticed $(count caught), too slow $(count timeout), not compiled $(count unviable); unnoticed $(count missed):"
cat "$found/missed.txt"
