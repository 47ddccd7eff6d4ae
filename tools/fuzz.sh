#!/usr/bin/env bash
# Tries the readers and the recogniser on damaged input, and the reading of texts on any text: a while for each kind, seeded with the reports
# of the folder NIANBAO_REPORTS and what tools/convert-reports.sh made of them (folder NIANBAO_CONVERTED).
# usage: tools/fuzz.sh [SECONDS]   Needs the nightly compiler and cargo-fuzz, and installs both.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tools/paths.sh
source tools/paths.sh
seconds=${1:-60}
rustup toolchain list | grep -q ^nightly || rustup toolchain install nightly --profile minimal --no-self-update
cargo fuzz --version >/dev/null 2>&1 || cargo install --quiet --locked --root "$TOOLS" cargo-fuzz

corpus=fuzz/corpus
for kind in txt html csv docx xlsx xls pdf blocks text; do
  mkdir -p "$corpus/$kind"
  extension=$kind
  target=file
  case $kind in
    blocks) extension=txt target=lines ;;
    text) extension=txt target=text ;;
  esac
  for folder in "${NIANBAO_REPORTS:-}" "${NIANBAO_CONVERTED:-}" tests/pdf tests/goldens; do
    [ -d "$folder" ] || continue
    find "$folder" -name "*.$extension" ! -name '*.source.txt' -size -400k -exec cp -n {} "$corpus/$kind/" \;
  done
  echo "== $kind, $seconds s"
  cargo +nightly fuzz run --release "$target" "$corpus/$kind" -- \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=500000 -print_final_stats=1 2>&1 |
    grep -E 'number_of_executed|SUMMARY|panicked|ERROR|slowest' || true
done
[ -z "$(find fuzz/artifacts -type f 2>/dev/null)" ] || { echo "See fuzz/artifacts." >&2; exit 1; }
