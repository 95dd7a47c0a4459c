# `make cv` and `make test` need only make and Python 3.11 or later: what they use they install into .venv.
# Written for GNU make 3.81 (as on macOS) and any POSIX sh.

VENV := .venv
BIN := $(VENV)/bin
# Lets the Python of an existing .venv go on being used, if that .venv is whole.
CANDIDATES := $(if $(wildcard $(VENV)/.python-*),$(BIN)/python) python3 python3.13 python3.12 python3.11

# "COMMAND MAJOR.MINOR" of the first Python that runs and is new enough; a command may exist and not run (pyenv).
FOUND := $(shell for python in $(or $(PYTHON),$(CANDIDATES)); do \
	"$$python" -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1); print(sys.argv[1], "%d.%d" % sys.version_info[:2])' \
	"$$python" 2>/dev/null && break; done)
FOUND_PYTHON := $(word 1,$(FOUND))
FOUND_VERSION := $(word 2,$(FOUND))

# What is audited, and every verdict: of its own documents, cvkit accepts none.
OUTPUTS := output/cv.pdf output/cv-accessible.pdf output/cv.tex output/cv.md output/cv.txt output/site output/bio-short.txt output/bio-medium.txt output/bio-long.txt
VERDICTS := differs stale unknown missing uncertain note

VENV_READY := $(VENV)/.python-$(FOUND_VERSION)
RUN_READY := $(VENV)/.installed
TEST_READY := $(VENV)/.installed-test

PIP_INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt --editable

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: all bench bio check clean cv golden help install-tools site test

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' $(firstword $(MAKEFILE_LIST))

cv: $(RUN_READY) ## output/cv.pdf and its other editions
	@$(BIN)/cvkit cv --all

site: $(RUN_READY) ## the homepage, in output/site
	@$(BIN)/cvkit site

bio: $(RUN_READY) ## a short bio, printed
	@$(BIN)/cvkit bio --short

all: $(RUN_READY) ## every document
	@$(BIN)/cvkit build

check: $(TEST_READY) ## lint, types, the profile, and the documents made from it
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/cvkit check
	$(BIN)/cvkit build
	$(BIN)/cvkit status
	$(BIN)/cvkit audit $(VERDICTS:%=--fail-on %) $(OUTPUTS)

test: $(TEST_READY) install-tools ## every test
	$(BIN)/pytest -n auto --dist loadgroup $(TESTS)

golden: $(TEST_READY) install-tools ## rewrite what the golden tests expect; read the diff before you commit it
	@test -z "$$CI" || { echo 'golden files are never rewritten in CI' >&2; exit 1; }
	CVKIT_GOLDEN=1 $(BIN)/pytest -n auto --dist loadgroup -m golden

bench: $(TEST_READY) ## how long things take
	$(BIN)/python benchmarks/run.py

install-tools: $(TEST_READY) ## TeX, Chromium and others that the fuller tests use
	@tests/install-tools.sh $(BIN)/python

clean: ## take away all that was made, .venv included
	find output -mindepth 1 -maxdepth 1 ! -name .gitignore -exec rm -rf {} +
	rm -rf $(VENV) build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the virtual environment ---

$(VENV_READY):
	@test -n '$(FOUND_VERSION)' || { echo 'cvkit needs Python 3.11 or later; none of these is: $(or $(PYTHON),$(strip $(CANDIDATES)))' >&2; exit 1; }
	@echo 'setting up $(VENV) with Python $(FOUND_VERSION); the first time takes a minute' >&2
	@rm -rf $(VENV)
	@# Debian keeps ensurepip in a package of its own.
	@$(FOUND_PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/apt-install 'Python without venv' python$(FOUND_VERSION)-venv
	@$(FOUND_PYTHON) -m venv $(VENV)
	@touch $@

$(RUN_READY): pyproject.toml constraints.txt $(VENV_READY)
	@echo 'installing cvkit and what it needs' >&2
	@$(PIP_INSTALL) '.[tex]' 2>$(VENV)/tex.log || { $(PIP_INSTALL) . && \
		echo 'going on without the TeX of the extra `tex`; $(VENV)/tex.log says why' >&2; }
	@# pip compiles what it installs, but not what stays here; where Python may write no bytecode, each start would.
	@$(BIN)/python -m compileall -q cvkit
	@touch $@

$(TEST_READY): $(RUN_READY)
	@echo 'installing what the tests need' >&2
	@$(PIP_INSTALL) '.[test]'
	@touch $@
