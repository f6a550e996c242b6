#!/usr/bin/env bash
# Serves the demo with a sign-in provider beside it, and ends both together. Takes the binary.
set -euo pipefail

binary=$1
folder=data/oidc
issuer=http://localhost:3100
export DATABASE_URL=sqlite:$folder/ketentafel.db

mkdir -p "$folder"
NODE_NO_WARNINGS=1 node end2end/support/provider.mjs 3100 http://localhost:3000 "$PWD/$folder" &
provider=$!
trap 'kill "$provider" 2>/dev/null || true' EXIT
# The file about the provider is written before it listens; its answer says that it is ready.
curl --silent --show-error --fail --retry 60 --retry-connrefused --retry-delay 1 --output /dev/null \
	"$issuer/.well-known/openid-configuration"
"$binary" seed --demo --issuer "$issuer"
"$binary" serve --demo --providers "$folder/providers.toml"
