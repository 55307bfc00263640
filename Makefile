# Two commands matter: `make run` and `make test`. The rest is for those who build on it.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
CORPUS ?= corpus

export HAYSTACK_TELEMETRY_ENABLED := False
export GRADIO_ANALYTICS_ENABLED := False
export HF_HUB_OFFLINE := 1

.PHONY: run test bench lint clean

run: $(VENV)/.installed
	@$(BIN)/bronwijzer ingest $(CORPUS) || test $$? -eq 1
	@$(BIN)/bronwijzer serve

test: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest

bench: $(VENV)/.installed
	@$(BIN)/python scripts/bench.py

lint: $(VENV)/.installed-dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

clean:
	rm -rf $(VENV) .bronwijzer

$(BIN)/python:
	@echo "Een eigen Python-omgeving maken in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Bronwijzer en wat het nodig heeft installeren (eenmalig, ongeveer twee minuten) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "De testgereedschappen installeren ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@
