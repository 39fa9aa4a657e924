# The two commands are `make run` and `make test`; `make` alone lists them all.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
CHROMIUM ?= $(firstword $(wildcard /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome))
export CHROMIUM

.PHONY: help run test check lock messages compile-messages

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

run: $(VENV)/.run-installed .env ## Run the product on SQLite with the sample data; PORT=8000
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_sample
	@echo "MOU Tracker: http://127.0.0.1:$(PORT)/   (Ctrl+C stops it)"
	@$(BIN)/python manage.py runserver --noreload 127.0.0.1:$(PORT)

test: $(VENV)/.test-installed ## Run the tests; DATABASE_URL or TEST_DATABASE_URL names a PostgreSQL to run them there too
	@$(BIN)/python -m pytest -n auto --dist loadgroup
	@if [[ "$${TEST_DATABASE_URL:-$${DATABASE_URL:-}}" == postgres* ]]; then \
	    echo "The same on PostgreSQL:"; \
	    DATABASE_URL="$${TEST_DATABASE_URL:-$$DATABASE_URL}" $(BIN)/python -m pytest -n auto --dist loadgroup; \
	fi
	@if [[ -z "$(CHROMIUM)" ]]; then echo "Chromium is not installed: the browser tests were skipped."; fi

check: $(VENV)/.dev-installed ## Check style, templates, imports, types, migrations, translations, settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --quiet --check
	$(BIN)/djlint templates --quiet --lint
	$(BIN)/lint-imports
	@export $$(grep -v '^#' .ci/environment | xargs); echo mypy; $(BIN)/mypy
	@export $$(grep -v '^#' .ci/environment | xargs); \
	    $(BIN)/python manage.py makemigrations --check --dry-run && \
	    STATIC_ROOT=$$(mktemp -d) $(BIN)/python manage.py collectstatic --noinput --verbosity 0 && \
	    $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python -m pytest -q tests/test_translations.py

lock: $(VENV)/.dev-installed ## Resolve the locks anew from requirements*.in
	@for layer in "" -test -dev; do \
	    rm -f requirements$$layer.txt; \
	    $(BIN)/uv pip compile --quiet --universal --no-strip-extras --generate-hashes --no-emit-index-url --no-header \
	        --python-version 3.11 requirements$$layer.in -o requirements$$layer.txt; \
	    sed -i "1i # Written by \`make lock\` from requirements$$layer.in; do not edit." requirements$$layer.txt; \
	done

messages: $(VENV)/.run-installed .env ## Gather what is to be translated
	$(BIN)/python manage.py makemessages -l mn --no-obsolete --add-location file --no-wrap \
	    --ignore .venv --ignore tests --ignore static --ignore node_modules

compile-messages: $(VENV)/.run-installed .env ## Compile the catalogue
	$(BIN)/python manage.py compilemessages --ignore .venv

.env:
	@$(BIN)/python -c 'import secrets; print(f"DEBUG=1\nSECRET_KEY={secrets.token_urlsafe(48)}")' > .env

$(VENV)/bin/python:
	@for python in python3.13 python3.12 python3.11 python3; do \
	    if command -v $$python >/dev/null && $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
	        found=$$python; break; \
	    fi; \
	done; \
	if [[ -z "$${found:-}" ]]; then echo "MOU Tracker needs Python 3.11 or newer; install it and try again." >&2; exit 1; fi; \
	if ! $$found -c 'import ensurepip, venv' 2>/dev/null; then \
	    echo "MOU Tracker needs python3-venv; install it (Debian: apt install python3-venv) and try again." >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with $$found; this takes a minute once."; \
	$$found -m venv $(VENV)

$(VENV)/.run-installed: requirements.txt | $(VENV)/bin/python
	@$(PIP) requirements.txt
	@touch $@

$(VENV)/.test-installed: requirements-test.txt $(VENV)/.run-installed | $(VENV)/bin/python
	@$(PIP) requirements-test.txt
	@touch $@

$(VENV)/.dev-installed: requirements-dev.txt $(VENV)/.test-installed | $(VENV)/bin/python
	@$(PIP) requirements-dev.txt
	@touch $@
