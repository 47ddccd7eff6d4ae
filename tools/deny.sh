#!/usr/bin/env bash
# Holds all crates to deny.toml. Advisories need their database; where it cannot be had, that is said, and the rest
# counts all the same.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tools/paths.sh
source tools/paths.sh
cargo deny --locked --offline check --hide-inclusion-graph licenses bans sources
if cargo deny --locked fetch db >/dev/null 2>&1; then
  cargo deny --locked check advisories
else
  echo "The database of advisories cannot be had from here: advisories were not checked." >&2
fi
