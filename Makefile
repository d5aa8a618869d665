# Two commands do everything on a fresh machine: make run, make test. PYTHON= chooses the interpreter, PORT= the port.
PYTHON ?= python3
PORT ?= 8000
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
COURSES := $(wildcard course_exports/*/course.xml)

.DEFAULT_GOAL := help
.PHONY: help install run test lint bench judges soak build wheel catalogues static clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "make %-11s %s\n", $$1, $$2}'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is older than 3.11. Give a newer one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "$(PYTHON) could not make a virtual environment. On Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/.run-ready: setup.py pyproject.toml | $(BIN)/python
	@echo "Installing what 'make run' needs into $(VENV) (once)…"
	@$(PIP) install -e '.[campus]'
	@touch $@

$(VENV)/.test-ready: setup.py pyproject.toml | $(BIN)/python
	@echo "Installing what 'make test' needs into $(VENV) (once)…"
	@$(PIP) install -e '.[test]'
	@touch $@ $(VENV)/.run-ready

install: $(VENV)/.run-ready ## the package and campus into .venv

run: $(VENV)/.run-ready ## build the courses, import them, serve them on 127.0.0.1:8000 (PORT=)
	@$(BIN)/epm serve --demo --port $(PORT) --state var/campus --courses course_exports

test: $(VENV)/.test-ready ## all tests, with slices of the large sets
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not soak and not judge" $(ARGS)

lint: $(VENV)/.test-ready ## ruff, mypy on the pure rooms, import contracts, spelling
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "ruff format would change files: run $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/codespell

bench: .venv-judges/.ready ## every goal figure beside its peer, into build/bench.json (ARGS=--log: docs/measured/bench.md)
	@.venv-judges/bin/python -m benchmarks.run $(ARGS)

judges: .venv-judges/.ready ## our work before the judges of others (ARGS="--measured judges": docs/measured/judges.md)
	@.venv-judges/bin/python -m pytest -q -p benchmarks.measured -m judge --ds=tests.judges.settings --disable-warnings \
	  tests/judges $(ARGS)

.venv-judges/.ready: benchmarks/judges.txt setup.py
	@python312=""; for one in python3.12 "$${HOME:-/root}"/.pyenv/versions/3.12*/bin/python3.12 /usr/local/bin/python3.12; do \
	  if "$$one" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 12))' 2>/dev/null; then python312="$$one"; break; fi; \
	done; [ -n "$$python312" ] || { echo "The judges need a Python 3.12 that runs; none was found."; exit 1; }; \
	echo "Installing the judges and the peers into .venv-judges (once, some minutes)…"; \
	[ -x .venv-judges/bin/python ] || "$$python312" -m venv .venv-judges
	@.venv-judges/bin/python -m pip --disable-pip-version-check -q install -r benchmarks/judges.txt -e '.[campus]'
	@touch $@

soak: $(VENV)/.test-ready .venv-judges/.ready ## every figure of the issues in full, into docs/measured (up to an hour)
	@faults=0; \
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -p benchmarks.measured --measured soak -m "not judge" $(ARGS) || faults=1; \
	$(MAKE) --no-print-directory judges ARGS="--measured judges" || faults=1; \
	$(MAKE) --no-print-directory bench ARGS="--strict --log" || faults=1; \
	exit $$faults

build: $(VENV)/.run-ready ## the course packages, into build/packages
	@for course in $(dir $(COURSES)); do $(BIN)/epm build $$course --all -o build/packages || exit 1; done

wheel: $(VENV)/.run-ready ## the wheel and the sdist, into build/dist
	@$(PIP) install build
	@$(BIN)/python -m build -o build/dist . >/dev/null && ls build/dist

catalogues: $(VENV)/.test-ready ## collect the sentences, compile the languages
	@$(BIN)/python scripts/catalogues.py

static: ## the bundles of static/dist, from their sources (needs Node)
	@cd static && npm ci --silent && npm run --silent build

clean: ## what was built, never what was saved
	@rm -rf build .pytest_cache .mypy_cache .ruff_cache
