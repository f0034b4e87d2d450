# dateline: everything from a fresh clone. Needs make and Python 3.11, 3.12 or 3.13; `make help` lists the rest.

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
DATELINE := $(VENV)/bin/dateline
READY := $(VENV)/ready.stamp
TRAINER := $(VENV)/train.stamp
BENCH := build/bench
SPACY := $(BENCH)/ready.stamp
RUN ?= training/runs/latest

# The first interpreter that is there, runs and is of a version that dateline is tested with.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	2>/dev/null && echo $$name && break; done)

.DEFAULT_GOAL := help
.PHONY: help demo test lint format train evals bench lock clean

help: ## list what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

demo: $(READY) ## code the sample reports and write demo-out/report.html
	@mkdir -p demo-out
	$(DATELINE) code samples/baghouz --published 2019-03-06 --publisher "Jazira Reporter" -o demo-out/events.jsonl
	$(DATELINE) show demo-out/events.jsonl --html -o demo-out/report.html
	@$(PY) tools/demo_summary.py demo-out/events.jsonl demo-out/report.html

test: $(READY) ## run the tests
	$(PY) -m pytest -q

lint: $(READY) ## check style and types
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy

format: $(READY) ## put the code in shape
	$(VENV)/bin/ruff check --fix-only
	$(VENV)/bin/ruff format

# A teacher, a wide reader that learns from it, and a reader that is cut step by step and learns from both after
# each cut. Days on two cores, an hour with DEVICE=cuda; training/LOG.md says what each step gives. CORPUS and
# READER let it be tried on a few documents without touching what ships.
DEVICE ?= cpu
CORPUS ?= corpus
READER ?= src/dateline/data/reader
CUTS := 8:1024:6 6:768:4  # heads and inner units a layer, and epochs after the cut
LEARN = --corpus $(CORPUS) --device $(DEVICE)
train: $(TRAINER) ## train the reader and export it into the package (RUN=folder of the run)
	$(PY) -m training.mpnet $(RUN)/mpnet
	$(PY) -m training.teach --mpnet $(RUN)/mpnet/model.safetensors $(LEARN) --out $(RUN)/teacher
	$(PY) -m training.distil --teacher $(RUN)/teacher/weights.pt $(LEARN) --out $(RUN)/taught.pt
	$(PY) -m training.train --soft $(RUN)/taught.pt $(LEARN) --out $(RUN)/wide
	$(PY) -m training.distil --teacher $(RUN)/teacher/weights.pt --reader $(RUN)/wide/weights.pt $(LEARN) \
		--out $(RUN)/told.pt
	rm -rf $(RUN)/reader && cp -r $(RUN)/wide $(RUN)/reader
	set -e; for cut in $(CUTS); do \
		epochs=$${cut##*:}; heads=$${cut%%:*}; inner=$${cut#*:}; \
		size="--heads $$heads --inner $${inner%:*}"; \
		$(PY) -m training.prune $(RUN)/reader/weights.pt $$size --corpus $(CORPUS) --out $(RUN)/cut; \
		$(PY) -m training.train --start $(RUN)/cut/weights.pt $$size --epochs $$epochs --encoder-rate 1.5e-4 \
			--head-rate 8e-4 --soft $(RUN)/told.pt $(LEARN) --out $(RUN)/reader; \
	done
	$(PY) -m training.export $(RUN)/reader/weights.pt --target $(READER)
	$(PY) -m training.tune $(READER)

evals: $(READY) ## measure the reader and its parts (DATA=folder: on other people's data too, see docs/results.md)
	$(PY) -m evals.reader
	$(PY) -m evals.amounts
	$(PY) -m evals.samples
	$(PY) -m evals.snippets evals/snippets/held.tsv
	$(PY) -m evals.fusion
	@test -n "$(DATA)" || echo 'For the rest: make evals DATA=FOLDER, the folder with the data to measure on (docs/results.md).'
	@test -z "$(DATA)" || $(MAKE) --no-print-directory evals-data

.PHONY: evals-data
evals-data: $(READY)
	$(PY) -m evals.reader $(DATA)/reader-dev/dev.txt
	$(PY) -m evals.ucdp $(DATA)/ucdp-aec/dev.jsonl
	$(PY) -m evals.times $(DATA)/tempeval3-aquaint
	$(PY) -m evals.police $(DATA)/india-police/dev.tsv
	$(PY) -m evals.satp $(DATA)/satp/dev.tsv
	for file in $(wildcard $(DATA)/geo/*); do $(PY) -m evals.places $$file || exit 1; done

bench: $(READY) $(SPACY) ## compare speed and memory with spaCy's small English pipeline
	$(PY) -m benchmarks.reader_vs_spacy --spacy-python $(BENCH)/bin/python

lock: $(READY) ## write the lock files anew from pyproject.toml
	$(VENV)/bin/uv pip compile -q --upgrade --universal --generate-hashes --no-header --no-emit-index-url \
		pyproject.toml -o requirements/run.txt
	$(VENV)/bin/uv pip compile -q --upgrade --universal --generate-hashes --no-header --no-emit-index-url \
		pyproject.toml --group dev -o requirements/dev.txt

clean: ## remove what was made, the environment too
	rm -rf $(VENV) build dist demo-out .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(READY): requirements/dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo 'dateline needs Python 3.11, 3.12 or 3.13 with venv; install one or name it: make PYTHON=/path/to/python'; exit 2; }
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PIP) install -q --require-hashes -r requirements/dev.txt
	$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

$(TRAINER): requirements/train.txt $(READY)
	$(PIP) install -q -r requirements/train.txt
	@touch $@

$(SPACY): benchmarks/requirements.txt
	@test -n "$(PYTHON)" || { echo 'no Python 3.11, 3.12 or 3.13 found'; exit 2; }
	test -x $(BENCH)/bin/python || $(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install -q --disable-pip-version-check -r benchmarks/requirements.txt
	@touch $@
