#!/bin/sh
# Print the folder of PostgreSQL's server programs (initdb, pg_ctl); the tests of the store start
# their own server with them. As root on Debian or Ubuntu the server is installed where it is missing.
set -eu

find_programs() {
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn); do
        [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && echo "$folder" && return 0
    done
    initdb=$(command -v initdb) || return 1
    dirname "$initdb"
}

find_programs && exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "PostgreSQL's server is not installed, and only root can install it here: apt-get install postgresql" >&2
    exit 1
fi

# The tests want programs, not a cluster that runs on its own.
mkdir -p /etc/postgresql-common
[ -e /etc/postgresql-common/createcluster.conf ] ||
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
{
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends postgresql
} >&2
find_programs
