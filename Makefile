# SPDX-FileCopyrightText: 2026 EfA-Plattform contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Every command of this project. `make help` lists them; hooks and CI call the same ones.
# Nothing is needed but Python from 3.11 (PYTHON names another than python3) and GNU make.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
ONLY ?=
# A relative path, so that a blank in the clone's own path does no harm.
PY := .venv/bin/python
# Prefixed to what asks whether the interpreter is there at all, before it can say anything itself.
ASK = @command -v "$(PYTHON)" >/dev/null 2>&1 || \
	{ echo "$(PYTHON) fehlt; installieren Sie Python mit: sudo apt install python3 python3-venv" >&2; exit 1; }

export PYTHONPATH := platform:.
export PORT ONLY
# The commands choose their settings themselves, whatever the shell of the caller has set.
unexport DJANGO_SETTINGS_MODULE PYTHONHOME VIRTUAL_ENV MAKEFLAGS

.DEFAULT_GOAL := help
.PHONY: help venv dev demo demo-reset test campaign controls bench pictures lint lock messages pythons clean

help: ## lists the commands
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1|\2/p' Makefile | \
		while IFS='|' read -r command text; do printf '%-18s %s\n' "$$command" "$$text"; done

venv: ## makes .venv with what the demo needs
	$(ASK)
	@"$(PYTHON)" -I requirements/install.py .venv demo

dev: ## makes .venv with what tests and checks need
	$(ASK)
	@"$(PYTHON)" -I requirements/install.py .venv dev

demo: venv ## starts the Land and its fourteen Kommunen (PORT=8000); Ctrl-C ends everything
	@$(PY) -m tenants.demo

demo-reset: venv ## throws the data of the demo away
	@$(PY) -m tenants.demo reset

test: dev ## runs the tests (ARGS=tests/efa picks some)
	@$(PY) -m tests.run $(ARGS)

campaign: dev ## runs the tests that take up to an hour
	@$(PY) -m tests.run --campaign $(ARGS)

controls: dev ## switches each control of the wall off on a copy; a test must fall (ONLY=T5 picks some)
	@$(PY) -m tests.controls

bench: dev ## measures against the goals (ONLY=name picks one)
	@$(PY) -m tests.bench

pictures: dev ## takes screenshots of the running demo into var/pictures (PORT=8000)
	@$(PY) -m tests.pictures

lint: dev ## checks style, types, imports, templates and licences
	@$(PY) -m tests.lint

messages: dev ## collects the texts and updates the translations
	@$(PY) manage.py messages update

# The largest first; the others take its versions.
LOCK = .venv/bin/python -m uv pip compile -q --universal -p 3.11 --generate-hashes --no-annotate \
	--custom-compile-command "make lock" pyproject.toml $(ARGS)
lock: dev ## renews requirements/*.txt from pyproject.toml (ARGS=--upgrade takes newer versions)
	@$(LOCK) --extra dev -o requirements/dev.txt
	@$(LOCK) --extra demo --constraint requirements/dev.txt -o requirements/demo.txt
	@$(LOCK) --constraint requirements/dev.txt -o requirements/runtime.txt

# Debian's and one's own, by pyenv too; what is found but does not start is left out.
PYTHONS = python3.11 python3.12 python3.13 python3.14 $(wildcard $(HOME)/.pyenv/versions/3.1[1-9]*/bin/python3)

pythons: ## runs the tests on every Python found, from 3.11 on
	@done=; failed=; for python in $(PYTHONS); do \
		version=$$($$python -c 'import sys, venv, ensurepip; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
		case " $$done " in *" $$version "*) continue;; esac; done="$$done $$version"; echo "== Python $$version"; \
		$$python -I requirements/install.py .venv-$$version dev && .venv-$$version/bin/python -m tests.run $(ARGS) || \
		failed="$$failed $$version"; \
	done; echo "tried:$$done"; if [ -n "$$failed" ]; then echo "failed:$$failed"; exit 1; fi

clean: ## removes environments and caches; the data of the demo stays (see demo-reset)
	@rm -rf .venv .venv-* .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
	@find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +
