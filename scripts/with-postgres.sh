#!/usr/bin/env bash
# Runs a command beside a throw-away PostgreSQL cluster and takes the cluster away afterwards.
#   KETENTAFEL_TEST_PG_OWNER  role that owns and migrates the databases, may create more of them
#   KETENTAFEL_TEST_PG        role the application works as: neither owner nor superuser
# A cluster of your own is used instead when both are set already.
set -euo pipefail

if [[ -n ${KETENTAFEL_TEST_PG:-} && -n ${KETENTAFEL_TEST_PG_OWNER:-} ]]; then
    exec "$@"
fi

bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1 || true)
bin=${bin:-$(dirname "$(command -v initdb)")}
dir=$(mktemp -d /tmp/ketentafel-pg.XXXXXX)

# PostgreSQL refuses root, so root hands the cluster to the user postgres.
if ((EUID == 0)); then
    chown postgres "$dir"
    as() { (cd "$dir" && runuser -u postgres -- "$@"); }
else
    as() { "$@"; }
fi

clean_up() {
    as "$bin/pg_ctl" --pgdata="$dir/data" --mode=immediate --silent stop || true
    rm -rf "$dir"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
as "$bin/initdb" --pgdata="$dir/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync > "$dir/initdb.log"
# Nobody needs this data after a power cut: durability is switched off for speed.
as "$bin/pg_ctl" --pgdata="$dir/data" --log="$dir/server.log" --silent --wait start --options="\
-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$dir -c max_connections=200 \
-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
as "$bin/psql" --quiet --host="$dir" --port="$port" --username=postgres --set=ON_ERROR_STOP=1 <<'SQL'
CREATE ROLE kt_owner LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS;
CREATE ROLE kt_app LOGIN NOSUPERUSER NOBYPASSRLS;
CREATE DATABASE ketentafel OWNER kt_owner;
SQL

export KETENTAFEL_TEST_PG_OWNER="postgres://kt_owner@127.0.0.1:$port/ketentafel"
export KETENTAFEL_TEST_PG="postgres://kt_app@127.0.0.1:$port/ketentafel"
# Tests look at a dump of the database: by the tool of the same version.
export PATH="$bin:$PATH"
"$@"
