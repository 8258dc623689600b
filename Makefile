# Every command installs what it needs first; a second run finds it in place and starts at once.
# `make` alone lists the commands.

PYTHON ?= python3
BIN := .venv/bin
# Builds and tests start hundreds of processes: what Python compiles is kept, whatever a machine says.
export PYTHONDONTWRITEBYTECODE :=
# Checks have no clock: this is the day that they compare dates with.
TODAY := --today "$$(date +%F)"
REPORTS := --report json=outputs/reports/report.json --report junit=outputs/reports/junit.xml \
	--report html=outputs/reports/report.html $(if $(GITHUB_ACTIONS),--report github)
# What `make changes` compares with: any commit.
SINCE ?= HEAD
.DEFAULT_GOAL := help
.PHONY: build build-full export check check-full check-external changes serve test test-quick lint bench weigh setup setup-test setup-check lock clean help

build: setup ## publish every edition into outputs/, all or none
	$(BIN)/tandem build

check: setup ## say what is wrong in content/, and write nothing
	$(BIN)/tandem check

build-full: setup-check ## publish after the full plan of checks, and write reports into outputs/reports/
	$(BIN)/tandem build --full $(TODAY) $(REPORTS)

check-full: setup-check ## check content/ and the release in full: in a browser and with Java too
	$(BIN)/tandem check --full $(TODAY) $(REPORTS)

export: setup ## put the release together for a web server and a list of downloads: outputs/export/
	@rm -rf outputs/export
	$(BIN)/tandem export outputs/export

check-external: setup ## ask whether the outside addresses answer; this takes minutes
	$(BIN)/tandem check --external $(TODAY) $(REPORTS)

changes: setup ## say which sections' words have changed since a commit: make changes SINCE=main
	@rm -rf outputs/since && mkdir -p outputs/since
	@git archive $(SINCE) | tar -x -C outputs/since
	$(BIN)/tandem changes outputs/since/content --json outputs/reports/changes.json

serve: setup ## show the editions while you edit, and rebuild on every change
	$(BIN)/tandem serve

test: setup-check lint ## run every linter and every test
	$(BIN)/pytest -n 2 --dist worksteal

test-quick: setup-test ## run the fast tests only
	$(BIN)/pytest -n 2 --dist worksteal -m "not slow"

lint: setup-test ## check style, types, imports and where they come from, and the workflows
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry build_tools
	$(BIN)/actionlint -shellcheck $(BIN)/shellcheck .github/workflows/*.yml
	$(BIN)/zizmor --offline --quiet --strict-collection --persona pedantic .github

bench: setup-check ## measure a build of 60 pages (all editions against four, memory), then weigh
	$(BIN)/python tests/bench/bench_build.py
	@$(MAKE) --no-print-directory weigh

weigh: setup-check ## weigh the release: a first view of every page, the search index, the PDF
	@test -e outputs/current || $(BIN)/tandem build
	$(BIN)/python tests/bench/weigh.py outputs/current

setup: ## install what building needs
	@$(PYTHON) -m build_tools.setup build

setup-test: ## install what the quick tests need besides
	@$(PYTHON) -m build_tools.setup test

setup-check: ## install what looks at finished pages: Chromium, programs from npm
	@$(PYTHON) -m build_tools.setup check

lock: ## pin the packages anew; UPGRADE=1 takes the newest of those that pyproject.toml leaves open
	@build_tools/setup/lock $(if $(UPGRADE),--upgrade)

clean: ## delete everything that was made, and keep the virtual environment
	find outputs -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -r {} +
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache dist

help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile
