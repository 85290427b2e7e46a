# Two commands for a machine that has python3 (3.11 or newer) and make:
#   make demo   extract the example article and show the tables
#   make test   the linters, the type checker and all tests
# and make wheel, which compiles it for this machine into dist/ (with a C compiler; two minutes).
# Installing is done once; a stamp file in .venv remembers it until pyproject.toml changes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: demo test lint install-dev wheel format schema clean
.DEFAULT_GOAL := demo
.DELETE_ON_ERROR:

demo: $(VENV)/installed
	$(BIN)/zhextract extract examples/article.txt --published 2024-02 --format table

test: lint
	$(BIN)/python -m pytest

install-dev: $(VENV)/installed-dev

lint: $(VENV)/installed-dev
	$(BIN)/ruff check
	$(BIN)/mypy

wheel: $(BIN)/python
	$(BIN)/python -m pip --disable-pip-version-check wheel --quiet --no-deps --wheel-dir dist .

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix

schema: $(VENV)/installed
	$(BIN)/zhextract schema > src/zhextract/schema.json.new
	mv src/zhextract/schema.json.new src/zhextract/schema.json

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "zhextract needs Python 3.11 or newer; $(PYTHON) is older (make PYTHON=python3.x …)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) cannot make a venv (Debian: apt install python3-venv)" >&2; exit 1; }

$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(PIP) -e .
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	$(PIP) -e '.[dev]'
	@touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
