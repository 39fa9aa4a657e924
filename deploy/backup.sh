#!/usr/bin/env bash
# Backs up the database and the files into a folder of its own, with checksums. Files that did not change since the
# last backup are hard links to it, so that a backup costs what is new.
#
#   backup.sh        BACKUP_DIR (/var/backups/mou-tracker) holds the backups, BACKUP_KEEP (14) of them
set -euo pipefail
umask 077

here=$(dirname "$(readlink -f "$0")")
folder=$(readlink -m "${BACKUP_DIR:-/var/backups/mou-tracker}")
keep=${BACKUP_KEEP:-14}
[[ $keep =~ ^[1-9][0-9]*$ ]] || { echo "BACKUP_KEEP is '$keep'; write a whole number of one or more." >&2; exit 2; }
connection=$("${PYTHON:-$here/../.venv/bin/python}" "$here/connection.py")
eval "$connection"

backups() { find "$folder" -mindepth 1 -maxdepth 1 -type d -name 'mou-tracker-*Z' | sort; }

mkdir -p "$folder"
last=$(backups | tail -n 1)
backup=$folder/mou-tracker-$(date -u +%Y%m%dT%H%M%SZ)
part=$backup.part
[[ ! -e $backup ]] || { echo "$backup is there already." >&2; exit 1; }
mkdir "$part"
trap 'rm -rf "$part"' EXIT

# The database first: a file is stored before its row, so every file the dump names is still to be copied.
pg_dump --format=custom --file="$part/database.dump"
named=$(psql -X --quiet --tuples-only --no-align --command="SELECT DISTINCT content FROM plans_storedfile")
mkdir "$part/media"
if [[ -d $MEDIA_ROOT ]]; then
    rsync --archive --exclude='incoming-*' ${last:+--link-dest="$last/media"} "$MEDIA_ROOT/" "$part/media/"
fi
(cd "$part" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum >"$part/SHA256SUMS")
sync --file-system "$part"
mv "$part" "$backup"
trap - EXIT
echo "$backup: $(du -sh "$backup" | cut -f 1), $(find "$backup/media" -type f | wc -l) files"

backups | head -n "-$keep" | while IFS= read -r old; do rm -rf "$old"; done

missing=0
while IFS= read -r name; do
    if [[ -n $name && ! -f $backup/media/$name ]]; then
        echo "Missing in $MEDIA_ROOT, though the database names it: $name" >&2
        missing=1
    fi
done <<<"$named"
exit "$missing"
