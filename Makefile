# Works on a machine with Python 3.11 or newer and make; everything else is installed into .venv.
PYTHON ?= python3
PORT ?= 3030
PIP = .venv/bin/python -m pip --disable-pip-version-check --quiet

.PHONY: help sandbox run check test pictures bench clean

help:
	@echo "make sandbox [PORT=3030]  a Slack-like workspace on this machine, with Muster in it"
	@echo "make run                  Muster in a real workspace (settings in .env, see README.md)"
	@echo "make check                format, lint, types, import contracts"
	@echo "make test                 all tests"
	@echo "make pictures             the pictures of docs/, taken anew"
	@echo "make bench                measurements, as ratios"

sandbox: .venv/run.stamp
	@.venv/bin/python -m bot sandbox --port $(PORT) $(ARGS)

run: .venv/run.stamp
	@.venv/bin/python -m bot run

check: .venv/dev.stamp
	.venv/bin/ruff format --check --quiet .
	.venv/bin/ruff check --quiet .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache

test: .venv/dev.stamp
	.venv/bin/pytest -n auto $(ARGS)

pictures: .venv/dev.stamp
	MUSTER_PICTURES=docs/pictures .venv/bin/pytest tests/browser/test_page.py tests/browser/test_*pictures.py

bench: .venv/dev.stamp
	.venv/bin/python -m benchmarks $(ARGS)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Muster needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" if sys.version_info < (3, 11) else 0)'
	@echo "Making .venv ..."
	@$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.lock | .venv/bin/python
	@echo "Installing what Muster runs on (once, about half a minute) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	@echo "Installing what its tests need (once, about a minute) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

clean:
	rm -rf .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist *.egg-info
