#!/usr/bin/env bash
# Puts the version that lies here in place, the first one too: packages, tables, rights, static files, checks, start.
# Run as root; pages answer 503 meanwhile, and stay so where a step fails.
set -euo pipefail
umask 022
cd "$(dirname "$(readlink -f "$0")")/.."

as_owner() { runuser --user mou_tracker_owner -- "$@"; }

systemctl stop mou-tracker.socket mou-tracker.service
[[ -x .venv/bin/python ]] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
as_owner .venv/bin/python manage.py migrate --verbosity 0
as_owner .venv/bin/python manage.py createcachetable
connection=$(as_owner .venv/bin/python deploy/connection.py)
(eval "$connection" && as_owner psql -X --quiet --set=ON_ERROR_STOP=1 --file=deploy/grants.sql)
as_owner .venv/bin/python manage.py collectstatic --noinput --verbosity 0
as_owner .venv/bin/python manage.py verify_trail
runuser --user mou_tracker -- .venv/bin/python manage.py check --deploy --database default --fail-level WARNING
systemctl start mou-tracker.socket mou-tracker.service
