# Each target does its own set-up, so any of them can be the first command on a fresh machine.
.PHONY: help setup run test mutants lint types layers bench templates clean
BIN := .venv/bin
# Some machines forbid Python to keep what it compiled; every process would compile the house anew.
export PYTHONDONTWRITEBYTECODE :=

help:
	@echo "make run        serve on http://127.0.0.1:8000 (PORT, CTCL_DATA)"
	@echo "make test       lint, types, layers, tests with a browser"
	@echo "make mutants    change the rules, see which tests notice (SEED, COUNT)"
	@echo "make setup      all of the set-up alone, the command at .venv/bin/ctcl"
	@echo "make bench      speed beside docxtpl, and of every page, as tables"
	@echo "make templates  rebuild the templates nobody edited in Word"
	@echo "make clean      remove .venv/ and caches, keep var/"

setup:
	@.ci/environment test
	@.ci/system-packages run

run:
	@.ci/environment run
	@.ci/system-packages run
	@exec $(BIN)/ctcl serve

test: lint types layers
	@.ci/system-packages test
	$(BIN)/ctcl check
	.ci/scratch $(BIN)/python -m pytest -q -n 3 --dist worksteal

mutants:
	@.ci/environment mutants
	@.ci/system-packages test
	.ci/scratch $(BIN)/python tests/mutants/run.py

lint: setup
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check

types: setup
	$(BIN)/mypy --no-error-summary

layers: setup
	$(BIN)/lint-imports --no-logo

bench:
	@.ci/environment test
	@$(BIN)/ctcl bench
	@$(BIN)/python -m tests.bench.pages

templates:
	@.ci/environment run
	$(BIN)/python -m templates_docx

clean:
	rm -rf .venv build *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
