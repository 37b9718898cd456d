# Everything here needs Python 3.11 or newer and make. `make` alone lists what there is.
.DEFAULT_GOAL := help
.PHONY: help install run ask chat check test lint lock encoder schema browser-test npm-test screenshots figures benchmarks

BIN := .venv/bin
# A question may hold anything, so it travels in the environment and neither make nor the shell reads it.
override Q := $(value Q)
export Q

help:  ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name what; do \
		printf '%-20s %s\n' "$$name" "$$what"; done

install: .venv/.installed .venv/.encoder  ## Make .venv and install everything in it, checked against the hashes

.venv/.installed: requirements/dev.txt pyproject.toml
	@set -eu; chosen=""; \
	for each in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14; do \
		if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then chosen=$$each; break; fi; \
	done; \
	if [ -z "$$chosen" ]; then \
		echo "Python 3.11 or newer is needed and was not found." >&2; \
		echo "Install it (Debian and Ubuntu: apt install python3 python3-venv; macOS: brew install python)," >&2; \
		echo "or name it: make install PYTHON=/path/to/python3.11" >&2; exit 1; \
	fi; \
	if [ ! -x $(BIN)/python ] || ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
		"$$chosen" -m venv --clear .venv || { \
			echo "This Python cannot make a virtual environment. Debian and Ubuntu: apt install python3-venv" >&2; \
			rm -rf .venv; exit 1; }; \
	fi
	@echo "Installing into .venv (a few minutes the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

# Tried once at installation: the bot works without it, so no later command waits for it again.
.venv/.encoder: .venv/.installed
	@$(BIN)/python -m bot.encoder_setup .encoder
	@$(BIN)/learning-bot prepare
	@touch $@

encoder: .venv/.installed  ## Fetch the sentence encoder into .encoder, if it is not there
	@$(BIN)/python -m bot.encoder_setup .encoder

run: install  ## Start the bot; the chat page is at http://127.0.0.1:3978
	@exec $(BIN)/learning-bot serve

ask: install  ## Ask one question here: make ask Q="what does Child P say about missed appointments"
	@if [ -z "$$Q" ]; then echo 'Give a question: make ask Q="what is ICON"' >&2; exit 2; fi; \
	exec $(BIN)/learning-bot ask -- "$$Q"

chat: install  ## Talk to the bot in this terminal
	@exec $(BIN)/learning-bot chat

check: install  ## List every problem in the content
	@$(BIN)/learning-bot check

test: install  ## Run every test that needs no Node and no browser
	$(BIN)/pytest -m "not browser and not npm" --numprocesses=auto --maxprocesses=4 --dist=loadfile

lint: install  ## Check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

schema: install  ## Write the JSON Schema of each kind of content file, for editors
	@$(BIN)/python -m knowledge.schema.write

browser-test: install  ## Run the tests that drive Chromium
	$(BIN)/pytest -m browser

npm-test: install tests/npm/node_modules/.installed  ## Run the tests that use Node packages
	$(BIN)/pytest -m npm

screenshots: install tests/npm/node_modules/.installed  ## Draw the pictures of the docs again
	@$(BIN)/python -m tests.npm.pictures

tests/npm/node_modules/.installed: tests/npm/package-lock.json tests/npm/package.json
	@command -v npm >/dev/null || { \
		echo "npm is needed (Debian and Ubuntu: apt install nodejs npm; macOS: brew install node)" >&2; exit 1; }
	@cd tests/npm && npm ci --no-progress
	@touch $@

figures: install  ## Print start-up times and memory as the README gives them
	@$(BIN)/python benchmarks/footprint.py

# The peers that are compared with live in an environment of their own, beside the product.
.venv-benchmarks/.installed: requirements/benchmarks.txt pyproject.toml .venv/.installed
	@test -x .venv-benchmarks/bin/python || $(BIN)/python -m venv .venv-benchmarks
	@.venv-benchmarks/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/benchmarks.txt
	@touch $@

benchmarks: install .venv-benchmarks/.installed  ## Measure speed and scale again and write benchmarks/results.md
	@for each in slack_events teams_activities answers; do $(BIN)/python -m benchmarks.$$each || exit 1; done
	@PYTHONPATH=. .venv-benchmarks/bin/python -m benchmarks.scale
	@if [ -n "$(SETS)" ]; then PYTHONPATH=. .venv-benchmarks/bin/python -m benchmarks.accuracy "$(SETS)"; \
	else echo "SETS=FOLDER make benchmarks measures accuracy too, on clinc150/ and banking77/ in it."; fi

COMPILE = uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header
lock:  ## Compile requirements/*.txt again from pyproject.toml; needs uv
	@command -v uv >/dev/null || { echo "uv is needed to lock: pip install uv" >&2; exit 1; }
	$(COMPILE) --extra semantic --extra postgres --extra import pyproject.toml -o requirements/base.txt
	$(COMPILE) --extra semantic --extra postgres --extra import --group dev pyproject.toml -o requirements/dev.txt
	$(COMPILE) --extra semantic --group benchmarks pyproject.toml -o requirements/benchmarks.txt
	@! grep -nE '://|file:|-index-url|find-links' requirements/*.txt || { echo "An address got into the lock." >&2; exit 1; }
