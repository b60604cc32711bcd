# Start with `make run` and `make test`. The environment goes to .venv/, data to var/.

PYTHON ?= python3
PORT ?= 8000
DEMO ?= 1
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python site/manage.py
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header
export DEMO
# Elsewhere, .env names the address of the site.
prepare run: export BASE_URL ?= http://127.0.0.1:$(PORT)

.PHONY: help install install-test prepare run sentry worker test check format lock rebuild elasticsearch screenshots accessibility reliability bench relevance mutants

help: ## Show all commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Try make PYTHON=python3.12 run"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/installed-test: requirements-test.lock $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

install: $(VENV)/installed ## Create the environment in .venv/

install-test: $(VENV)/installed-test

prepare: install ## Update the database, vocabularies, content and index
	@mkdir -p var/static
	@$(MANAGE) prepare --port $(PORT)

run: prepare ## Serve the portal on http://127.0.0.1:8000/ (PORT=…, DEMO=0 for an empty site)
	@DJANGO_SETTINGS_MODULE=config.settings.development $(BIN)/gunicorn \
	  --config deploy/gunicorn.conf.py --bind 127.0.0.1:$(PORT) --workers 2 --log-level warning

sentry: install ## Install the client of Sentry, which SENTRY_DSN needs
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-sentry.lock

worker: install ## Update the index and publish scheduled pages
	@$(MANAGE) worker

# Bytecode is kept also where the environment forbids it: each of the processes that the tests
# start would translate all modules again.
test: install-test ## Run all tests, one process a processor (ARGS="tests/pages/test_items.py" for one file)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest $(ARGS)

check: install-test ## Check style, types, templates, system checks and migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=site:. $(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/djhtml --check templates
	DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) check --fail-level WARNING
	DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) makemigrations --check --dry-run

format: install-test ## Format code and templates
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djhtml templates

rebuild: install ## Rebuild the search index
	@$(MANAGE) search rebuild

elasticsearch: install-test ## Start an Elasticsearch node to try by hand
	@$(BIN)/python -m tests.elasticsearch

lock: install-test ## Update the lock files from pyproject.toml
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra sentry --constraint requirements.lock --output-file requirements-sentry.lock pyproject.toml
	$(COMPILE) --extra test --constraint requirements.lock --output-file requirements-test.lock pyproject.toml

screenshots: install-test ## Take screenshots of every kind of page, to var/screenshots/
	@$(BIN)/python -m tools.screens pictures

accessibility: install-test ## Run axe on every kind of page in every state; writes docs/accessibility.md
	@$(BIN)/python -m tools.screens axe

reliability: install-test ## Run the fault tests in full; writes docs/reliability.md
	@$(BIN)/python -m tools.reliability

bench: install-test ## Measure speed and compare with peers; writes docs/performance.md (ARGS="--sizes 1000,10000")
	@$(BIN)/python -m tools.bench $(ARGS)

relevance: install-test ## Measure relevance on judged questions; writes docs/relevance.md
	@$(BIN)/python -m tools.relevance $(ARGS)

mutants: install-test ## Change the code in small ways and see if the tests notice; writes docs/testing.md (ARGS="--every 1 search/query")
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m tools.mutants $(ARGS)
