PYTHON := .venv/bin/python
UV ?= uv
LOCK := $(UV) --no-config pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(UPGRADE) pyproject.toml

.DEFAULT_GOAL := contracts
.PHONY: contracts check test test-slow bench lint dist lock clean diff-setup environment environment-dev

contracts: environment
	$(PYTHON) -m contracts build

check: environment
	$(PYTHON) -m contracts check

test: environment-dev
	$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not slow"

test-slow: environment-dev  # what takes longer; before a release, and before a change of what it looks at is done
	$(PYTHON) -m pytest -n 2 --dist load -m slow

bench: environment  # half an hour; `make bench SIZES="1 10"` for a short run; docs/benchmarks.md tells what was found
	$(PYTHON) -m benchmarks.tools
	$(PYTHON) -m benchmarks $(SIZES)

lint: environment-dev
	$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) -m mypy -p contracts -p setup -p benchmarks

dist: environment-dev  # the wheel: the program with the common templates, for contracts init
	$(PYTHON) -m hatchling build -t wheel -d dist

lock:  # keeps the pins that still fit; `make lock UPGRADE=--upgrade` takes the newest
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

diff-setup:
	git config diff.docx.textconv "python3 setup/docx_text.py"

clean:  # keeps build/.sent: what has been sent must be there when it comes back edited
	@if [ -d build ]; then find build -mindepth 1 -maxdepth 1 ! -name .sent -exec rm -rf {} +; fi
	rm -rf dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

environment:
	@sh setup/start.sh run

environment-dev:
	@sh setup/start.sh dev
