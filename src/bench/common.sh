# shellcheck shell=bash
# What the benchmarks share; sourced by them. A PostgreSQL and the service of their own, ended with the script.
start_seconds=60

bench=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
project=$(dirname "$(dirname "$bench")")
jar=$project/target/quarkus-app/quarkus-run.jar

fail() {
    printf 'bench: %s\n' "$1" >&2
    exit 1
}

say() {
    printf 'bench: %s\n' "$1" >&2
}

# Prints the folder with PostgreSQL's program $1: from the PATH, or the newest of Debian's packages.
folder_of() {
    local found
    found=$(command -v "$1" || printf '%s\n' /usr/lib/postgresql/*/bin/"$1" | sort -V | tail -n 1)
    [ -x "$found" ] || return 1
    dirname "$(readlink -f "$found")"
}

# --- What is needed -------------------------------------------------------------------------------------------------
# Debian has a wrapper of the clients on the PATH; the programs themselves are beside the server.
programs=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
[ -x "$programs/postgres" ] || programs=$(folder_of postgres) ||
    fail "needs a PostgreSQL server: install the package postgresql (its initdb and postgres are used, not its service)."
for program in initdb psql pgbench; do
    [ -x "$programs/$program" ] || fail "needs $program beside $programs/postgres: install the package postgresql."
done
jdk=$("$project/mvnw" --version | sed -n 's/.*runtime: //p')
[ -x "$jdk/bin/java" ] || fail "needs a JDK 25, which ./mvnw did not find."
[ -x "$jdk/bin/javac" ] || fail "needs the JDK's javac."
java=("$jdk/bin/java")
# src/upgrade/run builds two of its own.
[ "${own_jars:-no}" = yes ] || [ -f "$jar" ] || { say "building the service" && (cd "$project" && ./mvnw -q -B package -DskipTests); }

work=$(mktemp -d)
chmod 755 "$work"
service_pid=
postgres_pid=

# PostgreSQL refuses to run as root.
as_server=()
if [ "$(id -u)" -eq 0 ]; then
    owner=$(id -un postgres 2>/dev/null || echo nobody)
    as_server=(setpriv "--reuid=$owner" "--regid=$(id -g "$owner")" --clear-groups)
fi

# shellcheck disable=SC2329 # called by the trap
clean_up() {
    [ -z "$service_pid" ] || kill "$service_pid" 2>/dev/null || true
    [ -z "$service_pid" ] || wait "$service_pid" 2>/dev/null || true
    [ -z "$postgres_pid" ] || kill -INT "$postgres_pid" 2>/dev/null || true
    [ -z "$postgres_pid" ] || wait "$postgres_pid" 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# A program that lives for seconds is not worth the second compiler, which would take time from what is measured.
part() {
    "${java[@]}" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$work/classes" Bench "$@"
}

sql() {
    "$programs/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$database_port" -U postgres postgres "$@"
}

"$jdk/bin/javac" -d "$work/classes" "$bench"/java/*.java

# The database: fsync and synchronous_commit on, everything else as the package has it.
start_database() {
    mapfile -t ports < <(part ports 3)
    database_port=${ports[0]} http_port=${ports[1]} management_port=${ports[2]}
    mkdir "$work/data" "$work/bench"
    [ "${#as_server[@]}" -eq 0 ] || chown "$owner:" "$work/data"
    cd "$work/data"
    "${as_server[@]}" "$programs/initdb" -D "$work/data" -U postgres -A trust -E UTF8 --locale=C >"$work/initdb.log" 2>&1 ||
        fail "initdb failed: $(tail -n 1 "$work/initdb.log")"
    # Settings that come from the command line could not be changed while it runs; the sample call needs one changed.
    "${as_server[@]}" "$programs/postgres" -D "$work/data" -h 127.0.0.1 -p "$database_port" -k '' \
        -c fsync=on -c synchronous_commit=on >>"$work/postgres.log" 2>&1 &
    postgres_pid=$!
    for _ in $(seq 1 $((start_seconds * 10))); do
        sql -c 'select 1' >/dev/null 2>&1 && break
        kill -0 "$postgres_pid" 2>/dev/null || fail "PostgreSQL did not start: $(tail -n 1 "$work/postgres.log")"
        sleep 0.1
    done
}

# The service, with tokens for so many buyers.
start_service() {
    part tokens "$work/bench" "$1"
    export QUARKUS_DATASOURCE_REACTIVE_URL=postgresql://127.0.0.1:$database_port/postgres
    export QUARKUS_DATASOURCE_USERNAME=postgres QUARKUS_DATASOURCE_PASSWORD=postgres
    QUARKUS_OIDC_PUBLIC_KEY=$(cat "$work/bench/public.key")
    export QUARKUS_OIDC_PUBLIC_KEY QUARKUS_OIDC_TOKEN_AUDIENCE=countermand
    export QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=$http_port QUARKUS_MANAGEMENT_PORT=$management_port
    export COUNTERMAND_SANDBOX_ENABLED=true
    "${java[@]}" -jar "$jar" migrate >"$work/migrate.log" 2>&1 || fail "migrating failed: $(tail -n 1 "$work/migrate.log")"
    # shellcheck disable=SC2086 # JAVA_OPTS is a list of options
    "${java[@]}" ${JAVA_OPTS--XX:+UseParallelGC -XX:+UseCompactObjectHeaders} -jar "$jar" >"$work/service.log" 2>&1 &
    service_pid=$!
    part await "$management_port" "$start_seconds" || fail "the service did not start: $(tail -n 1 "$work/service.log")"
}

# Everything that is sent is logged between these two, in the form that the Java part "statements" reads.
log_statements() {
    sql -c "alter system set log_line_prefix = '@%p|'" -c "alter system set log_statement = 'all'" \
        -c 'select pg_reload_conf()' >/dev/null
    sleep 1
}

log_nothing() {
    sql -c 'alter system reset all' -c 'select pg_reload_conf()' >/dev/null
}

# Prints $1 / $2, with $3 digits.
ratio() {
    awk -v a="$1" -v b="$2" -v digits="${3:-2}" 'BEGIN { printf "%.*f", digits, a / b }'
}
