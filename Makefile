# make run    opens the window on the sample article (FILE=path for another)
# make test   runs the tests
# Both make the environment they need first.

PYTHON ?= python3
FILE ?= $(wildcard seeds/*.txt)
PARALLEL ?= ../shared/data/parallel
BIN := .venv/bin
SOURCES := $(shell find reader_app resources tests -type f -not -name '*.pyc' 2>/dev/null) pyproject.toml

.PHONY: setup dev run test check bench eval-checks eval-names screenshots clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# //p' Makefile
	@echo "make check  checks style, types, import directions and coverage"
	@echo "make screenshots  draws the README's pictures from the real window"
	@echo "make eval-names CORPUS=FILE [TAGGER=FOLDER]  measures how well names are found"

setup: .venv/.installed
dev: .venv/.installed-dev

.venv/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { echo "Python's venv module is needed (Debian, Ubuntu: sudo apt install python3-venv)." >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.installed-dev: .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# Every figure of docs/performance.md; takes several minutes.
bench: dev
	$(BIN)/python benchmarks/engines.py
	$(BIN)/python benchmarks/launch.py
	$(BIN)/python benchmarks/stalls.py
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/memory.py
	$(BIN)/python benchmarks/maps.py

# make eval-checks  measures the checks on translations by people (PARALLEL=folder of the corpora)
eval-checks: dev
	$(BIN)/python tools/eval_checks.py $(PARALLEL)

# Without a display (status 69) the article is read in the terminal instead.
run: setup
	@$(BIN)/reader-app '$(FILE)'; status=$$?; \
	if [ $$status -eq 69 ]; then $(BIN)/reader-app read '$(FILE)'; else exit $$status; fi

test: dev
	$(BIN)/python -m pytest --cov --cov-report=

.coverage: $(SOURCES) | dev
	$(BIN)/python -m pytest --cov --cov-report=

check: dev .coverage
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/coverage report

screenshots: dev
	$(BIN)/python tools/screenshots.py docs/images

# CORPUS names a file of tagged news; none comes with the program. TAGGER is measured in place of the shipped one.
eval-names: dev
	$(BIN)/python tools/eval_names.py $(CORPUS) $(if $(TAGGER),--tagger $(TAGGER))

clean:
	rm -rf .venv build dist .coverage .pytest_cache .ruff_cache .hypothesis
