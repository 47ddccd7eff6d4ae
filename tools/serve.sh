#!/usr/bin/env bash
# Builds the form, serves it on this machine, and opens it in the browser if there is one.
set -euo pipefail
address=http://127.0.0.1:8080/
open=()
command -v xdg-open >/dev/null && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && open=(--open)
mkdir -p dist screenshots target # Trunk refuses to ignore (Trunk.toml) what is not there.
echo "Building (the first time takes some minutes). The form will be at $address"
exec trunk serve --release --offline "${open[@]}"
