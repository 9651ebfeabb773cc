# Every task a person has with this book. `make` or `make help` lists them.
# Everything is installed into .venv, inside this folder; nothing else on the machine changes.

PYTHON ?= python3
BIN := .venv/bin
NOTEBOOKS = $(wildcard book/*/*.ipynb)

# A language of the book, as in `make lab EDITION=en`. Where none is named, it is Chinese.
EDITION ?=
EDITIONS := $(patsubst book/%/index.ipynb,%,$(wildcard book/*/index.ipynb))
ONE := $(or $(EDITION),$(firstword $(filter zh,$(EDITIONS)) $(EDITIONS)))

# [authors] What stands between such marks is not in the students' copy.
.PHONY: help setup lab student site slides draft pdf test test-browser test-site test-pdf test-class assignment hub load matrix execute save format lint bench clean
# Where none is named, these tasks are about all of them: site, slides, pdf, execute, student.
MANY := $(or $(EDITION),$(EDITIONS))
BROWSER_TESTS ?= tests/browser
# How many browsers work at the same time, each with a JupyterLab of its own.
BROWSERS ?= 2
# A folder for pictures of what the browser tests see; without one, none are taken.
PICTURES ?=
EXPLORERS ?=
SITE_TESTS ?= tests/website --ignore=tests/website/test_pdf.py publish/site.py publish/web publish/paper
PACKAGE = $(shell find d2l_calc -name '*.py' -o -name '*.toml' -o -name '*.js' -o -name '*.css')
PUBLISH = $(wildcard publish/*.py) publish/words.toml
PAGES := .venv/lint/node_modules/.bin
BIOME := --config-path=tools/lint
WEB = $(shell find publish/web -type f -not -path '*/__pycache__/*')
LECTURE = $(wildcard publish/lecture/*)
CLASS_TESTS ?= tests/classroom
PDF_TESTS ?= tests/website/test_pdf.py publish/pdf.py
# Such as "3.12-newest 3.13-oldest"; all, unless some are named.
CELLS ?=
STUDENTS ?= 40
LOAD_OPTIONS ?=
CHAPTER ?= 01-derivative
# Where the book is published, for buttons on the website that open a page with a kernel.
export REPOSITORY ?=
NOTHING :=
BUILT := $(subst $(NOTHING) $(NOTHING),-,$(MANY))
# Such as dist/book.pdf, dist/book-en.pdf.
PDF = dist/book$(patsubst %,-%,$(filter-out zh,$(1))).pdf
# [/authors]

# What a user has set for other work does not reach the book: start/settings.py says the same.
unexport MPLBACKEND MATPLOTLIBRC PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONINSPECT
unexport PYTHONOPTIMIZE PYTHONWARNINGS PYTHONDONTWRITEBYTECODE
export MPLCONFIGDIR := $(CURDIR)/.venv/cache/mplconfig
export IPYTHONDIR := $(CURDIR)/.venv/cache/ipython

# A Python that is named is insisted on, and .venv made anew for it; else any that fits will do.
ifneq ($(filter command environment,$(firstword $(origin PYTHON))),)
INSIST := --with-this-python
endif
NO_PYTHON = There is no $(firstword $(PYTHON)) here: install Python 3.13, or name another: make $@ PYTHON=...
start = @command -v $(firstword $(PYTHON)) >/dev/null || { echo "$(NO_PYTHON)"; exit 1; }; \
	$(PYTHON) start/$(1) $(INSIST)

.DEFAULT_GOAL := help
.PHONY: help setup lab clean

help:  ## list these tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/ready-to-read  ## make the environment in .venv (the other tasks do it by themselves)
	@echo "Ready: make lab opens the book. 装好了：make lab 打开书。"

lab:  ## open the book in JupyterLab
	$(call start,lab.py) --edition=$(ONE) $(LAB_OPTIONS)

# [authors]
student: .venv/ready-to-read  ## write a copy of the book without solutions into dist/student
	@rm -rf dist/student
	$(BIN)/python -m publish.student dist/student $(EDITION)

site: dist/web/slides-$(BUILT)  ## build the website, with slides, into dist/site: explorers move there without a kernel

slides: site  ## the same; slides of each chapter are in dist/site/slides

draft: .venv/ready-to-publish .venv/npm/ready  ## look at one chapter soon, with slides, in dist/draft: make draft CHAPTER=07-chain
	$(BIN)/python -m publish.run book/$(ONE) dist/draft/prepared/$(ONE) $(CHAPTER)
	$(BIN)/python -m publish.site dist/draft/site dist/draft/prepared/$(ONE)
	$(BIN)/python -m publish.slides dist/draft/site dist/draft/prepared/$(ONE)

pdf: .venv/ready-to-publish $(MANY:%=.venv/ready-to-typeset-%) $(MANY:%=dist/prepared/%/ready)  ## make the book as one PDF, dist/book.pdf (needs XeLaTeX, see CONTRIBUTING)
	@set -ex; $(foreach edition,$(MANY),$(BIN)/python -m publish.pdf dist/prepared/$(edition) $(call PDF,$(edition));)

test: .venv/ready-to-test  ## run every test: package, tools, and every output of every notebook
	$(BIN)/python -m pytest -n auto

test-browser: .venv/ready-to-test  ## drive the book in a real Chromium against a real JupyterLab
	PICTURES=$(PICTURES) $(BIN)/python -m pytest -n $(BROWSERS) --dist=worksteal $(BROWSER_TESTS)

test-site: .venv/ready-to-test site  ## drive website and slides in a real Chromium
	$(BIN)/python -m pytest -n $(BROWSERS) --dist=worksteal $(SITE_TESTS)

test-pdf: .venv/ready-to-test pdf  ## make the PDF, and compare it with the notebooks
	$(BIN)/python -m pytest $(PDF_TESTS)

test-class: .venv/ready-to-test .venv/classroom/ready .venv/classroom/proxy/ready  ## try a class: nbgrader's whole round, and a hub with four students
	$(BIN)/python -m pytest $(CLASS_TESTS)

assignment: .venv/classroom/ready  ## write a chapter's exercises for nbgrader into course: make assignment CHAPTER=05-gradient
	@mkdir -p -m 700 course
	$(BIN)/python -m publish.assignment book/$(ONE)/$(CHAPTER).ipynb course/source/$(CHAPTER)$(patsubst %,-%,$(filter-out zh,$(ONE)))
	@[ -e course/nbgrader_config.py ] || cp classroom/nbgrader_config.py course/

hub: .venv/classroom/ready .venv/classroom/proxy/ready  ## try a class: JupyterHub with student1, student2 … on this machine: make hub STUDENTS=40
	$(BIN)/python classroom/hand_out.py dist/hub/book.git
	cd dist/hub && STUDENTS=$(STUDENTS) EDITION=$(ONE) BOOK=$(CURDIR)/dist/hub/book.git \
		$(CURDIR)/.venv/classroom/bin/jupyterhub -f $(CURDIR)/classroom/demo_config.py

load: .venv/classroom/ready .venv/classroom/proxy/ready  ## load such a hub as a class does, and say how it holds: make load STUDENTS=40
	$(CURDIR)/.venv/classroom/bin/python classroom/load.py --students=$(STUDENTS) $(LOAD_OPTIONS)

matrix: .venv/ready-to-test .venv/npm/ready  ## try every Python that is here with the pinned, the oldest and the newest versions
	$(BIN)/python tools/matrix.py $(CELLS)

execute: .venv/ready-to-test save  ## run the notebooks and write their outputs back
	$(BIN)/python tools/execute.py $(foreach edition,$(MANY),$(wildcard book/$(edition)/*.ipynb))

save: .venv/ready-to-read  ## write d2l_calc/saved.py from the cells marked #@save
	$(BIN)/python tools/save.py book/$(ONE) d2l_calc/saved.py

format: .venv/ready-to-test  ## format the code, the notebooks' cells included
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python tools/format.py $(NOTEBOOKS)
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory format-pages; fi

format-pages: .venv/lint/ready
	$(PAGES)/biome check --write $(BIOME) d2l_calc publish

lint: .venv/ready-to-test  ## check style and format, change nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python tools/format.py --check $(NOTEBOOKS)
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory lint-pages; \
	else echo "JavaScript and CSS are not looked at: that needs npm, which comes with Node.js."; fi

# The page's side: biome for style and format, and a type check against the messages of the kernel.
lint-pages: .venv/ready-to-test .venv/lint/ready
	$(PAGES)/biome check $(BIOME) --error-on-warnings d2l_calc publish
	$(BIN)/python -m tools.lint.types >.venv/lint/protocol.d.ts
	$(PAGES)/tsc --project tools/lint

bench: .venv/ready-to-test  ## measure import, plot and explorers, as ratios within one run
	$(BIN)/python tools/bench.py
	$(BIN)/python -m tools.bench_explorers $(EXPLORERS)

# [/authors]

clean:  ## remove the environment and everything that was generated beside the book
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis .artifacts dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# [authors]
# An edition is run once for website, slides and PDF, and again when it or its package changes.
.SECONDEXPANSION:
dist/prepared/%/ready: .venv/ready-to-publish $$(wildcard book/$$*/*.ipynb) $(PACKAGE) publish/run.py publish/chapter.py publish/explorers.py publish/words.toml tools/execute.py
	$(BIN)/python -m publish.run book/$* dist/prepared/$*
	@touch $@

# Problems of the drills, which a site has where they are made.
dist/drills/ready-$(BUILT): .venv/ready-to-publish $(PACKAGE) publish/drills.py publish/answers.py publish/words.toml
	$(BIN)/python -m publish.drills dist/drills $(MANY)
	@touch $@

dist/web/site-$(BUILT): $(MANY:%=dist/prepared/%/ready) dist/drills/ready-$(BUILT) .venv/npm/ready $(WEB) $(PUBLISH)
	$(BIN)/python -m publish.site dist/site $(MANY:%=dist/prepared/%)
	@touch $@

dist/web/slides-$(BUILT): dist/web/site-$(BUILT) $(LECTURE)
	$(BIN)/python -m publish.slides dist/site $(MANY:%=dist/prepared/%)
	@touch $@

# [/authors]

# Asked each time: start/environment.py knows whether anything is to be done, and only then are
# these newer than what was made from them.
.venv/ready-to-read .venv/ready-to-test .venv/ready-to-publish: always
	$(call start,environment.py) $(@:.venv/ready-to-%=%)

always:

# [authors]
# Asked before the book is run: the PDF needs more than Python.
.venv/ready-to-typeset-%: .venv/ready-to-read publish/typesetting.py
	@$(BIN)/python -m publish.typesetting $*
	@touch $@

# MathJax, reveal.js and axe-core, from npm, which compares what comes with the lock's hashes.
.venv/npm/ready: publish/package.json publish/package-lock.json
	@mkdir -p .venv/npm && cp publish/package.json publish/package-lock.json .venv/npm/
	@command -v npm >/dev/null || { echo "The website is built with MathJax and reveal.js from npm: install Node.js."; exit 1; }
	npm_config_cache=.venv/npm/cache npm ci --prefix .venv/npm --ignore-scripts --no-audit --no-fund --silent
	@rm -rf .venv/npm/cache
	@touch $@

# What a class needs beside what readers need, in an environment of its own.
.venv/classroom/ready: .venv/ready-to-read $(wildcard classroom/*.py classroom/*.txt) $(PACKAGE)
	$(BIN)/python classroom/environment.py
	@touch $@

# The proxy in front of a hub, from npm.
.venv/classroom/proxy/ready: classroom/package.json classroom/package-lock.json
	@mkdir -p .venv/classroom/proxy && cp classroom/package.json classroom/package-lock.json .venv/classroom/proxy/
	@command -v npm >/dev/null || { echo "JupyterHub's proxy comes from npm: install Node.js."; exit 1; }
	npm_config_cache=.venv/classroom/proxy/cache npm ci --prefix .venv/classroom/proxy --ignore-scripts --no-audit --no-fund --silent
	@rm -rf .venv/classroom/proxy/cache
	@touch $@

# What looks at JavaScript and CSS, from npm in the same way.
.venv/lint/ready: tools/lint/package.json tools/lint/package-lock.json
	@mkdir -p .venv/lint && cp tools/lint/package.json tools/lint/package-lock.json .venv/lint/
	npm ci --prefix .venv/lint --ignore-scripts --no-audit --no-fund --silent
	@touch $@
# [/authors]
