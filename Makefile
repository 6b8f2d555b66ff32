# `make demo` and `make test` work from a clean clone: Python 3.11 or newer and make are all they need.

VENV := .venv
BIN := $(VENV)/bin
DEMO := igf-2024
DEMO_SECONDS := 300
# How many mutants of the rules “make mutate” tries, and which: more with make mutate MUTANTS=…
MUTANTS := 200
SEED := 1
# How many tiny meetings “make brute-force” tries: more with make brute-force CASES=…
CASES := 2000

.PHONY: agreement best-known mutate audit browser check hooks lock schemas site help demo test fuzz brute-force lint format bench bench-whole instances docs clean

help:
	@echo "make demo       solve instances/$(DEMO), check the programme, write it as JSON and as a workbook"
	@echo "make test       run the tests"
	@echo "make check      check style and types, and run the fast tests, in under two minutes"
	@echo "make site       build the documentation as pages, in build/site"
	@echo "make fuzz       read 100,000 spoilt files, which takes about half an hour"
	@echo "make brute-force hold the solver against every programme of thousands of tiny meetings, which takes hours"
	@echo "make agreement  hold the marks of the desk against the verifier in thousands of places"
	@echo "make mutate     change the rules at random, $(MUTANTS) times, and see that the tests notice, which takes a quarter of an hour"
	@echo "make browser    fetch the checker of accessibility, for the tests in a browser"
	@echo "make schemas    fetch the published schemas of schedule.json and schedule.xml, for the tests of both"
	@echo "make lint       check style and types"
	@echo "make format     put the style right"
	@echo "make bench      measure, and write docs/benchmarks.md"
	@echo "make bench-whole measure whole programmes beside other ways, which takes an hour and a half"
	@echo "make instances  write the workbooks under instances/ again"
	@echo "make lock       write the exact versions with their hashes under requirements/ again"
	@echo "make audit      look for known weaknesses of the dependencies, which needs the network"
	@echo "make hooks      have git check style and types before each commit"
	@echo "make best-known search for better programmes of the stored instances, five minutes each, and store them"
	@echo "make docs       write the generated pages under docs/ again"
	@echo "make clean      remove $(VENV) and what the tools left"

demo: $(VENV)/.installed
	$(BIN)/igf-scheduler solve $(DEMO) --time $(DEMO_SECONDS)
	$(BIN)/igf-scheduler verify solutions/$(DEMO).json
	$(BIN)/igf-scheduler export solutions/$(DEMO).json solutions/$(DEMO).xlsx

# The tests in a browser need Chromium, its driver (apt install chromium chromium-driver) and this; without, they skip.
browser:
	npm install --prefix tests/browser --no-audit --no-fund --no-package-lock

# The schemas are the c3voc's, under the EUPL 1.2, which comes with them; without, the tests have checks of their own.
schemas: $(VENV)/.installed-dev
	$(BIN)/python -m tests.publishing.fetch_schemas

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal --cov --cov-report=term --cov-fail-under=95

# What shows most mistakes in under two minutes: the rules in the check, reading, texts, files, documentation.
FAST := tests/verify tests/intake tests/amendments tests/diff tests/generate tests/test_docs.py tests/test_files.py \
  tests/test_phrases.py tests/test_records.py tests/test_tables.py tests/storage/test_keep.py

check: lint
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal -m "not slow" $(FAST)

site: $(VENV)/.installed-dev
	$(BIN)/mkdocs build --quiet --strict
	@echo "build/site/index.html is the documentation."

fuzz: $(VENV)/.installed-dev
	$(BIN)/python -m tests.fuzz

brute-force: $(VENV)/.installed-dev
	BRUTE_FORCE_CASES=$(CASES) METAMORPHIC_CASES=$(CASES) $(BIN)/python -m pytest -n auto --maxprocesses 4 \
	  tests/brute_force tests/candidates/test_principles.py tests/metamorphic tests/replan/test_brute_force.py

agreement: $(VENV)/.installed-dev
	$(BIN)/python -m tests.desk.agreement

mutate: $(VENV)/.installed-dev
	MUTANTS=$(MUTANTS) SEED=$(SEED) $(BIN)/python -m tests.mutation

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench

bench-whole: $(VENV)/.installed-dev
	$(BIN)/python -m bench whole

instances: $(VENV)/.installed
	$(BIN)/python instances/build.py

docs: $(VENV)/.installed-dev
	$(BIN)/python -m tools.model_page
	$(BIN)/python -m tools.formats_page docs/formats.md
	$(BIN)/python -m tools.tables_page
	$(BIN)/python -m tools.architecture_page
	$(BIN)/python -m tools.best_known_page

# Seconds for each instance whose best known programme is not proven.
BEST_KNOWN_SECONDS := 300

best-known: $(VENV)/.installed
	$(BIN)/python -m tools.best_known $(BEST_KNOWN_SECONDS)

# The newest versions that pyproject.toml allows are taken with make lock UPGRADE=--upgrade.
# One resolution holds for Python 3.11 and later on every system; packages of all three lists agree.
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
  --no-header --no-emit-index-url $(UPGRADE)

lock: $(VENV)/.installed-maintain
	$(LOCK) --all-extras --output-file requirements/maintain.txt
	$(LOCK) --extra bench --extra build --extra dask --extra dev -c requirements/maintain.txt \
	  --output-file requirements/dev.txt
	$(LOCK) --extra build -c requirements/maintain.txt --output-file requirements/run.txt

audit: $(VENV)/.installed-maintain
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements/maintain.txt

hooks: $(VENV)/.installed-maintain
	$(BIN)/pre-commit install

clean:
	rm -rf $(VENV) build *.egg-info .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache

# Dependencies come from lists of exact versions with their hashes, the program itself from this folder.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PROGRAM := $(PIP) --no-deps --no-build-isolation -e .

$(VENV)/.installed: pyproject.toml setup.py requirements/run.txt | $(VENV)/.created
	$(PIP) --no-deps --require-hashes -r requirements/run.txt
	$(PROGRAM)
	@touch $@

$(VENV)/.installed-dev: pyproject.toml setup.py requirements/dev.txt | $(VENV)/.created
	$(PIP) --no-deps --require-hashes -r requirements/dev.txt
	$(PROGRAM)
	@touch $(VENV)/.installed $@

$(VENV)/.installed-maintain: requirements/maintain.txt $(VENV)/.installed-dev
	$(PIP) --no-deps --require-hashes -r requirements/maintain.txt
	@touch $@

# An environment that was there before is used as it is.
$(VENV)/.created:
	@if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	  for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	    if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	      echo "Creating $(VENV) with $$($$python --version) …"; \
	      $$python -m venv $(VENV) && touch $@ && exit 0; \
	      exit 1; \
	    fi; \
	  done; \
	  echo "Python 3.11 or newer is needed, with its venv module (on Debian and Ubuntu: apt install python3-venv)." >&2; \
	  echo "If it lies elsewhere, say where: make PYTHON=/path/to/python3 …" >&2; \
	  exit 1; \
	fi
	@touch $@
