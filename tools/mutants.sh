#!/usr/bin/env bash
# Alters the rules, the recogniser and the reading of texts, one place at a time, and lists what no test notices;
# what is altered stands in .cargo/mutants.toml. All alterations are built at once, each behind a switch, in a copy of
# the project (tools/mutants), because building each on its own takes days.
# usage: tools/mutants.sh   A second run goes on where the first ended, with the sources of the first; to begin anew
# remove target/mutants.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tools/paths.sh
source tools/paths.sh
out=target/mutants
tree=$out/tree
results=$out/results.tsv
if [ ! -e "$tree/target/built.json" ]; then
  mkdir -p "$tree"
  git ls-files -z | xargs -0 cp --parents -t "$tree"
  cargo mutants --list --json >"$out/list.json"
fi
cargo build --quiet --release --manifest-path tools/mutants/Cargo.toml --target-dir "$out/tool"
# One that takes all the memory that it can get is noticed, and harms nothing else.
(ulimit -v 6000000 && "$out/tool/release/nianbao-mutants" "$out/list.json" "$tree" "$results")
echo "Of $(wc -l <"$results") alterations:"
cut -f1 "$results" | sed 's/ by .*//' | sort | uniq -c | sort -rn
awk -F'\t' '/^(unnoticed|not reached)/ { print $2 }' "$results"
