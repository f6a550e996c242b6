# Everything a developer does, by name. `make` or `make help` lists it.
# Needs from you: Rust by rustup, Node 20 or later, a C compiler. The rest it fetches, and says so.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

# One address for everything that is built; scripts and tests read it from the environment.
export CARGO_TARGET_DIR := $(abspath $(or $(CARGO_TARGET_DIR),target))
export CHROMIUM         ?= /usr/bin/chromium
# Where tools outlive `make clean`, so that a second clone does not compile them again.
export KT_TOOLS ?= $(HOME)/.cache/ketentafel/tools

# What the browser loads. Beside the crates, not in the target directory, because the binary
# embeds it from a path that has to be the same for everyone.
SITE := site

# Flags of the wasm build. Empty them (`make release WASM_RUSTFLAGS=`) to compare sizes.
WASM_RUSTFLAGS ?= --cfg erase_components
WASM_TARGET    := wasm32-unknown-unknown
WASM           := $(CARGO_TARGET_DIR)/$(WASM_TARGET)/wasm-release/app.wasm
HYDRATE        := -p app --lib --no-default-features --features hydrate --target $(WASM_TARGET)

# `--workspace` makes every command resolve the same features, so nothing is compiled twice.
BUILD  := cargo build --workspace --bin ketentafel
BINARY := $(CARGO_TARGET_DIR)/debug/ketentafel

CSS         := style/dist/ketentafel.css
CSS_SOURCES := $(shell find style app/src -type f \( -name '*.css' -o -name '*.mjs' -o -name '*.txt' -o -name '*.rs' \) -not -path '*/node_modules/*' -not -path '*/dist/*')

.NOTPARALLEL:
.PHONY: help run run-oidc site test check style-test e2e bench verify release audit clean setup setup-test

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup site ## Build, fill a demo database the first time, serve http://localhost:3000
	@echo '· server: about 6 min the first time on 2 cores, seconds later'
	@$(BUILD)
	@[ -e data/ketentafel.db ] || { mkdir -p data; echo '· demo regions into data/ketentafel.db'; $(BINARY) seed --demo; }
	@exec $(BINARY) serve --demo

run-oidc: setup site end2end/node_modules/.package-lock.json ## The demo with a real sign-in provider beside it, on http://localhost:3100
	@$(BUILD)
	@scripts/run-oidc.sh $(BINARY)

test: setup setup-test ## Everything a submission must pass: style, rules, both databases, browser
	cargo fmt --all --check
	@echo '· lints and tests: about 10 min the first time on 2 cores'
	cargo clippy --workspace --all-targets -- -D warnings
	cargo clippy $(HYDRATE) -- -D warnings
	@$(MAKE) site
	scripts/with-postgres.sh cargo test --workspace
	@$(MAKE) style-test e2e

check: ## Fast: format, lints, the rules of the domain
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cargo test -p domain

e2e: setup setup-test site end2end/node_modules/.package-lock.json ## The journeys in Chromium; ARGS='actions --headed' narrows them, SHOTS=1 keeps pictures
	$(BUILD)
	cd end2end && npm run --silent check && npx playwright test $(ARGS)

style-test: style/node_modules/.package-lock.json
	cd style && npm test --silent

bench: release ## Figures as a table: CPU, statements and bytes per page
	node end2end/bench.mjs

verify: release setup-test ## The long proofs, hours of them; reports land in docs/verification. ARGS='mutants' narrows them
	@scripts/setup.sh verify
	PATH="$$KT_TOOLS/bin:$$PATH" node end2end/verify.mjs $(ARGS)

release: setup site ## The one file to install, with the site inside
	@echo '· release binary: about 13 min the first time on 2 cores'
	RUSTFLAGS= cargo build --workspace --release --bin ketentafel
	@ls -lh $(CARGO_TARGET_DIR)/release/ketentafel

audit: ## Licences, bans, sources and advisories, by cargo-deny
	@command -v cargo-deny > /dev/null || { echo 'Install it first: cargo install cargo-deny'; exit 1; }
	cargo deny check

clean: ## Throw away what was built; data/ stays
	cargo clean
	rm -rf $(SITE) style/dist end2end/test-results end2end/.shots

# The site: the wasm, the style and public/, each with its compressed copies. Cargo decides
# whether the wasm is stale, scripts/site.mjs whether what follows from it is.
site: setup $(CSS) scripts/node_modules/.package-lock.json ## What the browser loads, in site/
	@echo '· wasm: about 3 min the first time on 2 cores, seconds later'
	@RUSTFLAGS='$(WASM_RUSTFLAGS)' cargo build $(HYDRATE) --profile wasm-release
	@node scripts/site.mjs $(WASM) $(CSS) $(SITE)

$(CSS): style/node_modules/.package-lock.json $(CSS_SOURCES)
	cd style && npm run --silent build
	@touch $@

# Set-up looks at what is there instead of keeping stamps: a stamp in a cached target directory
# would promise tools to a machine that has none.
setup:
	@scripts/setup.sh build

setup-test: setup
	@scripts/setup.sh test

%/node_modules/.package-lock.json: %/package-lock.json
	@echo "· npm packages of $*/: downloads, about 10 s"
	@cd $* && npm ci --no-audit --no-fund --loglevel=error
	@touch $@
