#!/usr/bin/env bash
# Restores a backup into the database DATABASE_URL names and the folder MEDIA_ROOT names, after checking every sum.
# The database comes back whole or stays as it was; of the files none is ever deleted.
#
#   restore.sh [--overwrite] BACKUP        --overwrite is needed where tables or files are there already
set -euo pipefail
umask 007

overwrite=no
if [[ ${1:-} == --overwrite ]]; then
    overwrite=yes
    shift
fi
if [[ $# -ne 1 || ! -f $1/SHA256SUMS ]]; then
    echo "Usage: restore.sh [--overwrite] BACKUP, where BACKUP is a folder backup.sh made." >&2
    exit 2
fi
backup=$(readlink -f "$1")
here=$(dirname "$(readlink -f "$0")")
connection=$("${PYTHON:-$here/../.venv/bin/python}" "$here/connection.py")
eval "$connection"

cd "$backup"
sha256sum --check --strict --quiet SHA256SUMS
if ! cmp --silent <(find . -type f ! -name SHA256SUMS | sort) <(cut -c 67- SHA256SUMS | sort); then
    echo "$backup holds other files than SHA256SUMS lists." >&2
    exit 1
fi

tables=$(psql -X --quiet --tuples-only --no-align \
    --command="SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = 'public'")
files=""
if [[ -d $MEDIA_ROOT ]]; then files=$(find "$MEDIA_ROOT" -type f -print -quit); fi
if [[ $overwrite == no && ($tables != 0 || -n $files) ]]; then
    echo "Nothing was restored: there are $tables tables in $PGDATABASE or files in $MEDIA_ROOT." >&2
    echo "Say --overwrite to put the backup in their place." >&2
    exit 1
fi

mkdir -p "$MEDIA_ROOT"
rsync --recursive --checksum media/ "$MEDIA_ROOT/"
{
    echo "BEGIN; SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
    pg_restore --no-owner --no-privileges --file=- database.dump && echo "COMMIT;"
} | psql -X --quiet --output=/dev/null --set=ON_ERROR_STOP=1
echo "Restored $(basename "$backup") into $PGDATABASE and $MEDIA_ROOT."
