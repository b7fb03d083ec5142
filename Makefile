# TEA Awards: everything one does with this folder. It needs Python 3.11 or newer and make; nothing else, no root.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ok static/vendor/STAMP

.DEFAULT_GOAL := help
.PHONY: help run test check bench fmt lock

help: ## say what can be done here
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' Makefile

run: $(READY) ## start TEA Awards; PORT=8080 chooses another port than 8000
	@$(BIN)/awards serve --sample-when-empty

test: $(READY) ## run all tests
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

check: $(READY) ## look at format, lint, types, import contracts, templates and dependencies
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/deptry .

bench: $(READY) ## measure pages, saves, documents and memory beside their budgets; takes some minutes
	@$(BIN)/python -m benchmarks

fmt: $(READY) ## put the code into its usual form
	$(BIN)/ruff check --fix --exit-zero
	$(BIN)/ruff format

lock: $(READY) ## choose the newest fitting versions of all dependencies; needs uv
	uv pip compile --upgrade --universal --generate-hashes --no-emit-index-url --no-header -p 3.11 \
	  pyproject.toml --group dev -o requirements.lock

.venv/.ok: requirements.lock pyproject.toml
	@echo "Setting up the Python environment in .venv (the first time takes a minute)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "TEA Awards needs Python 3.11 or newer")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

static/vendor/STAMP: package-lock.json awards/assets.py | .venv/.ok
	@$(BIN)/python -m awards.assets
	@touch $@
