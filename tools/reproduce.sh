#!/usr/bin/env bash
# Builds a commit twice, in two folders that know nothing of each other and with the crates in two places, and
# compares every byte.
# usage: tools/reproduce.sh [COMMIT]
set -euo pipefail
cd "$(dirname "$0")/.."
commit=$(git rev-parse "${1:-HEAD}")
export NIANBAO_COMMIT=${commit:0:12}
unset CARGO_TARGET_DIR
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# build FOLDER CRATES: builds the commit in a folder, with the crates that lie in another.
build() {
  mkdir -p "$work/$1"
  git archive "$commit" | tar -x -C "$work/$1"
  echo "Building $NIANBAO_COMMIT in $work/$1 ..."
  CARGO_HOME=$2 make --silent -C "$work/$1" build >"$work/log" 2>&1 || { tail -40 "$work/log" >&2; exit 1; }
}

crates=${CARGO_HOME:-$HOME/.cargo}
mkdir "$work/crates"
ln -s "$crates/registry" "$work/crates/registry"
build one/nianbao "$crates"
build another/place/of/the/page "$work/crates"
diff -r "$work/one/nianbao/dist" "$work/another/place/of/the/page/dist" || { echo "The builds differ." >&2; exit 1; }
echo "The same bytes twice:"
cat "$work/one/nianbao/dist/SHA256SUMS"
