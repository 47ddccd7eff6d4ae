#!/usr/bin/env bash
# Installs what building (`setup.sh build`), testing (`test`), testing in more browsers (`browsers`) or on more engines
# (`engines`), looking after the crates (`deny`) or altering the code (`mutants`) needs, and nothing that is already
# there at the right version.
# Given are rustup's Rust, node with npm, and apt as root.
# Versions: tools/package.json (tools from crates.io, npm and PyPI), Cargo.lock (wasm-bindgen), rust-toolchain.toml.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tools/paths.sh
source tools/paths.sh

fail() { printf '\n%s\n' "$*" >&2; exit 1; }

# need PROGRAM SENTENCE: stops with the sentence if the program is missing.
need() { command -v "$1" >/dev/null || fail "$1 is missing. $2"; }

# installed CRATE VERSION PROGRAM: is it in the folder of all tools, or else on the path?
installed() {
  grep -qsF "\"$1 $2 " "$TOOLS/.crates.toml" || "$3" --version 2>/dev/null | grep -qF " $2"
}

# cargo_tool CRATE VERSION PROGRAM [FLAGS...]: a tool from crates.io, into the folder of all tools.
# Built without optimising across crates: it runs for seconds, and installs in a third of the time.
cargo_tool() {
  local crate=$1 version=$2 program=$3; shift 3
  installed "$crate" "$version" "$program" && return
  echo "Installing $crate $version (a few minutes, once) ..."
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
    cargo install --quiet --root "$TOOLS" --version "$version" "$@" "$crate" ||
    fail "$crate could not be installed. Try by hand: cargo install --root $TOOLS --version $version $* $crate"
}

# version TOOL: its version in tools/package.json.
version() { node -p "require('./tools/package.json').config['$1']"; }

# debian PROGRAM PACKAGE: a program from Debian's packages.
debian() {
  command -v "$1" >/dev/null && return
  apt_install "$2"
}

apt_install() {
  local command="apt-get install -y --no-install-recommends $*"
  need apt-get "Install these packages by the means of your system: $*"
  [ "$(id -u)" = 0 ] || fail "$* is missing. Install it as root: sudo $command"
  echo "Installing $* ..."
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive $command -qq; } >"$TOOLS/apt.log" 2>&1 ||
    fail "$* could not be installed (log: $TOOLS/apt.log). Try by hand: $command"
}

npm_tools() {
  cmp -s tools/package-lock.json tools/node_modules/.lock-installed && return
  echo "Installing the npm tools ..."
  npm ci --prefix tools --silent --no-audit --no-fund 2>"$TOOLS/npm.log" ||
    fail "The npm tools could not be installed (log: $TOOLS/npm.log). Try by hand: npm ci --prefix tools"
  cp tools/package-lock.json tools/node_modules/.lock-installed
}

# python_tools FOLDER PACKAGE...: a Python of their own for packages of PyPI, in that folder of all tools.
python_tools() {
  local python="$TOOLS/$1" package wanted=""; shift
  for package in "$@"; do wanted+=" $package==$(version "$package")"; done
  wanted=${wanted# }
  [ "$(cat "$python/.installed" 2>/dev/null)" = "$wanted" ] && return
  python3 -c 'import ensurepip, venv' 2>/dev/null || apt_install python3 python3-venv
  echo "Installing $wanted ..."
  # shellcheck disable=SC2086
  { python3 -m venv --clear "$python" && "$python/bin/pip" install $wanted; } >"$TOOLS/pip.log" 2>&1 ||
    fail "These could not be installed (log: $TOOLS/pip.log). Try by hand: $python/bin/pip install $wanted"
  echo "$wanted" >"$python/.installed"
}

build() {
  need rustup "Install Rust first: curl --proto =https -sSf https://sh.rustup.rs | sh"
  need node "Install it from your system's packages: apt-get install nodejs npm"
  need npm "Install it from your system's packages: apt-get install npm"
  node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' ||
    fail "node $(node --version) is too old: version 20 or later is needed. Install a newer one, then run this again."
  mkdir -p "$TOOLS"
  local toolchain; toolchain=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
  rustup target list --installed --toolchain "$toolchain" 2>/dev/null | grep -q wasm32-unknown-unknown ||
    rustup toolchain install "$toolchain" --profile minimal --target wasm32-unknown-unknown --component rustfmt --component clippy --no-self-update ||
    fail "Rust $toolchain could not be installed. Try by hand: rustup toolchain install $toolchain --target wasm32-unknown-unknown"
  command -v cc >/dev/null || apt_install gcc libc6-dev
  npm_tools
  cargo_tool trunk "$(version trunk)" trunk --locked
  # Without --locked: the lock file of this release names a crate version that the registry does not serve.
  cargo_tool wasm-bindgen-cli "$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)" wasm-bindgen
  cargo_tool wasm_split_cli_support "$(version wasm_split_cli_support)" wasm-split-cli --locked --features build-binary
  cargo fetch --locked --quiet || fail "The crates could not be fetched. Try by hand: cargo fetch --locked"
}

test_tools() {
  build
  debian chromium chromium
  debian chromedriver chromium-driver
  debian firefox-esr firefox-esr
  debian WebKitWebDriver webkit2gtk-driver
  debian Xvfb xvfb
  debian pdftotext poppler-utils
  # DuckDB, and sqlglot, which knows what other engines write.
  python_tools python duckdb sqlglot
  cargo_tool geckodriver "$(version geckodriver)" geckodriver --locked
  [ -n "$(fc-list :lang=zh-cn 2>/dev/null | head -1)" ] || apt_install fontconfig fonts-noto-cjk
}

# old_chromium VERSION: a real old kernel, out of the npm package that carries one, into the folder of all tools.
old_chromium() {
  local folder="$TOOLS/chromium-$1" package; package="chrome-aws-lambda@$(version "chromium-$1")"
  [ -x "$folder/chrome" ] && return
  echo "Fetching Chromium $1 ..."
  mkdir -p "$folder"
  { (cd "$folder" && npm pack --silent "$package" && tar xzf chrome-aws-lambda-*.tgz package/bin/chromium.br) &&
    node -e 'const [from, to] = process.argv.slice(1), fs = require("fs"); fs.writeFileSync(to, require("zlib").brotliDecompressSync(fs.readFileSync(from)), { mode: 0o755 })' \
      "$folder/package/bin/chromium.br" "$folder/chrome"; } >/dev/null 2>"$TOOLS/npm.log" ||
    fail "Chromium $1 could not be fetched (log: $TOOLS/npm.log). Try by hand: npm pack $package"
  rm -rf "$folder"/package "$folder"/*.tgz
}

# Apache Spark is within pyspark and needs Java; chDB is the ClickHouse of today, without a server; the server is that of
# Debian, older. 1.6 GB. Where systemd runs, Debian's package starts a server too, which the tests leave alone.
engines_tools() {
  build
  debian java default-jre-headless
  debian clickhouse-server clickhouse-server
  python_tools engines duckdb sqlglot pyspark chdb-core pandas
}

browser_tools() {
  test_tools
  for old in 83 92; do old_chromium "$old"; done
}

deny_tools() {
  need rustup "Install Rust first: curl --proto =https -sSf https://sh.rustup.rs | sh"
  mkdir -p "$TOOLS"
  cargo_tool cargo-deny "$(version cargo-deny)" cargo-deny --locked
}

mutants_tools() {
  build
  cargo_tool cargo-mutants "$(version cargo-mutants)" cargo-mutants --locked
}

case "${1:-}" in
  build) build ;;
  browsers) browser_tools ;;
  deny) deny_tools ;;
  engines) engines_tools ;;
  mutants) mutants_tools ;;
  test) test_tools ;;
  *) fail "usage: tools/setup.sh build|test|browsers|engines|deny|mutants" ;;
esac
