# make serve: install what pip can, and serve the site on 127.0.0.1:8000
# make test: install, then everything but the long share
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed

.PHONY: serve test quick long-ci trust lint messages docs fonts bench eval bench-search clean

serve: $(VENV)/serving
	$(BIN)/kamguide serve

test: $(STAMP) lint
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not long and not trust"

quick: $(STAMP) lint
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not long and not trust and not browser and not postgres" -q

long-ci: $(STAMP)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "long and not trust"

trust: $(STAMP)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m trust

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fonts: $(STAMP)
	$(BIN)/python -m tests.cut_fonts

docs: $(STAMP)
	$(BIN)/python -m tests.write_docs
	$(BIN)/python -m tests.write_plugin_docs

messages: $(STAMP)
	$(BIN)/python -m tests.catalogue

bench: $(STAMP)
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.career_paths.bench
	$(BIN)/python -m tests.render.bench

eval: $(STAMP)
	$(BIN)/python -m tests.search.evaluate all

bench-search: $(STAMP)
	$(BIN)/python -m tests.search.bench

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/serving: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q -e ".[full]"
	touch $@

$(STAMP): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --upgrade "pip>=25.1"
	$(BIN)/python -m pip install -q -e ".[full]" --group dev
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
