#!/usr/bin/env bash
# Brings the machine to where the Makefile can build (`build`), test (`test`) or prove (`verify`).
# Silent about what is already there; each step that works says what it does and how long it takes.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { echo "· $*"; }
stop() { echo "✗ $*" >&2; exit 1; }

# Installs Debian packages in one go, or tells who can.
system_packages() {
    (($#)) || return 0
    if ((EUID != 0)); then
        stop "Missing on this machine: $*. Ask its administrator: sudo apt-get update && sudo apt-get install --yes --no-install-recommends $*"
    fi
    command -v apt-get > /dev/null || stop "Missing on this machine, and it has no apt-get: $*"
    say "system packages $*: downloads, about 1 min"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends "$@" > /dev/null
}

languages() {
    command -v rustup > /dev/null || stop 'Rust is missing. Install it with rustup: https://rustup.rs'
    command -v npm > /dev/null || stop 'Node is missing. Install Node 20 or later, with npm.'
    local node
    node=$(node -p 'process.versions.node.split(".")[0]')
    ((node >= 20)) || stop "Node $node is too old: 20 or later is needed."
    command -v cc > /dev/null || system_packages build-essential
}

wasm_target() {
    rustup target list --installed | grep -qx wasm32-unknown-unknown && return
    say 'Rust for wasm: downloads, about 10 s'
    rustup target add wasm32-unknown-unknown
}

# The tool must be of exactly the version of the crate, or it refuses the file.
wasm_bindgen() {
    local version
    version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/"/, ""); print $3 }' Cargo.lock)
    [[ -n $version ]] || stop 'Cargo.lock names no wasm-bindgen.'
    [[ $("$KT_TOOLS/bin/wasm-bindgen" --version 2> /dev/null) == "wasm-bindgen $version" ]] && return
    say "wasm-bindgen $version: downloads and compiles, about 3 min on 2 cores"
    # Not --locked: the lock of the tool names a yanked crate. A debug build is quicker to make and fast enough.
    env -u CARGO_TARGET_DIR cargo install wasm-bindgen-cli --version "$version" --debug --force --quiet \
        --root "$KT_TOOLS"
}

database_and_browser() {
    local missing=()
    compgen -G '/usr/lib/postgresql/*/bin/initdb' > /dev/null || command -v initdb > /dev/null || missing+=(postgresql)
    [[ -x $CHROMIUM ]] || missing+=(chromium)
    system_packages "${missing[@]}"
}

# Changes the rules one by one, to see whether a test notices.
mutants() {
    [[ -x $KT_TOOLS/bin/cargo-mutants ]] && return
    say 'cargo-mutants: downloads and compiles, about 3 min on 2 cores'
    env -u CARGO_TARGET_DIR cargo install cargo-mutants --locked --debug --quiet --root "$KT_TOOLS"
}

case "${1:-}" in
    build) languages; wasm_target; wasm_bindgen ;;
    test)
        database_and_browser
        # The licence test reads the manifests of every crate, also of those that only the wasm uses.
        cargo fetch --quiet --target wasm32-unknown-unknown --target "$(rustc -vV | awk '/^host:/ { print $2 }')"
        ;;
    verify) mutants ;;
    *) stop 'usage: scripts/setup.sh build|test|verify' ;;
esac
