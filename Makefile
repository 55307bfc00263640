# Two commands matter: `make run` and `make test`. The rest is for those who build on it.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
CORPUS ?= corpus
VERSIONS := deploy/constraints.txt

export HAYSTACK_TELEMETRY_ENABLED := False
export GRADIO_ANALYTICS_ENABLED := False
export HF_HUB_OFFLINE := 1

.PHONY: run test chromium tesseract haproxy bench screenshots lint audit clean

run: $(VENV)/.installed
	@$(BIN)/bronwijzer ingest --words-only $(CORPUS) || test $$? -eq 1
	@$(BIN)/bronwijzer serve

test: $(VENV)/.installed-dev chromium tesseract haproxy
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# Browser tests drive a real Chromium. Where this user may install one it is installed; elsewhere the test says so.
chromium:
	@if ! { command -v chromium || command -v chromium-browser || command -v google-chrome; } > /dev/null \
	  && command -v apt-get > /dev/null && [ "$$(id -u)" = 0 ]; then \
	  echo "Chromium installeren voor de browsertests ..."; \
	  apt-get update -qq > /dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium > /dev/null; \
	fi

# Tests of scans use the real Tesseract, with Dutch; the same holds for it.
tesseract:
	@if ! ls /usr/share/tesseract-ocr/*/tessdata/nld.traineddata /usr/share/tessdata/nld.traineddata 2> /dev/null | grep -q . \
	  && [ -z "$$TESSDATA_PREFIX" ] && command -v apt-get > /dev/null && [ "$$(id -u)" = 0 ]; then \
	  echo "Tesseract met Nederlands installeren voor de tests van scans ..."; \
	  apt-get update -qq > /dev/null \
	  && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq tesseract-ocr tesseract-ocr-nld > /dev/null; \
	fi

# The test of the balancer before a cluster uses the real HAProxy; the same holds for it.
haproxy:
	@if ! command -v haproxy > /dev/null && command -v apt-get > /dev/null && [ "$$(id -u)" = 0 ]; then \
	  echo "HAProxy installeren voor de test van een cluster ..."; \
	  apt-get update -qq > /dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq haproxy > /dev/null; \
	fi

bench: $(VENV)/.installed
	@$(BIN)/python scripts/bench.py

screenshots: $(VENV)/.installed-dev
	@$(BIN)/python scripts/screenshots.py

lint: $(VENV)/.installed-dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

# Asks PyPI what is known to be wrong with the versions that are installed; needs the network, nothing else here does.
audit: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group audit
	@$(BIN)/python -m pip_audit --requirement $(VERSIONS) --no-deps --disable-pip --progress-spinner off

clean:
	rm -rf $(VENV) .bronwijzer

$(BIN)/python:
	@echo "Een eigen Python-omgeving maken in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip

# setuptools warns everybody who installs a folder that he works in; it means nothing to who only wants to use it.
$(VENV)/.installed: pyproject.toml $(VERSIONS) | $(BIN)/python
	@echo "Bronwijzer en wat het nodig heeft installeren (eenmalig, ongeveer twee minuten) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(VERSIONS) --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "De testgereedschappen installeren ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(VERSIONS) --group dev
	@touch $@
