# Everything by two commands: `make up`, `make test`. What is not here is in `.venv/bin/python -m tools --help`.

STACK   ?= dev
CLUSTER ?= embedded
BACKEND ?= local
CHART   ?=
CRDS    ?=
OUT     ?= rendered
LABELS  ?=
NAME    ?=
KIND    ?= stateless
NAMESPACE ?=

PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python
TARGET  = --stack '$(STACK)' --cluster '$(CLUSTER)' --backend '$(BACKEND)' $(if $(CHART),--chart '$(CHART)') $(if $(CRDS),--crds '$(CRDS)')

.DEFAULT_GOAL := help
.PHONY: help up preview down test check render graph alerts new-app docs

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'
	@echo "  variables: STACK=$(STACK)  CLUSTER=$(CLUSTER) (or current)  BACKEND=$(BACKEND) (or current)  CHART=path  CRDS=path  OUT=$(OUT)  LABELS='name=value ...'"

up: $(VENV)/ready ## set up everything and deploy the stack (STACK=dev) to an embedded cluster
	@$(RUN) -m tools up $(TARGET)

preview: $(VENV)/ready ## show what `make up` would change
	@$(RUN) -m tools preview $(TARGET)

down: $(VENV)/ready ## destroy the stack and stop the cluster; keep what was built
	@$(RUN) -m tools down $(TARGET)

test: check ## everything of `make check`, then set up the engine and run the tests that need it
	@$(RUN) -m tools setup
	@$(RUN) -m pytest --numprocesses auto --dist loadscope --ignore tests/unit --ignore tests/contract tests

check: check-code ## format, lint, types, layers, unit and contract tests; needs nothing but pip
	@$(RUN) -m pytest --numprocesses auto tests/unit tests/contract

render: $(VENV)/ready ## write what STACK=... would send to Kubernetes into OUT=..., one file per object; offline
	@$(RUN) -m offline.render '$(STACK)' '$(OUT)'

graph: $(VENV)/ready ## draw who talks to whom in STACK=... into OUT=..., as Markdown (Mermaid) and SVG; offline
	@$(RUN) -m offline.graph '$(STACK)' '$(OUT)' $(if $(filter dev,$(STACK)),--page docs/network.md)

alerts: $(VENV)/ready ## print who gets which alert of STACK=..., or who gets one with LABELS='team=shop severity=critical'; offline
	@$(RUN) -m offline.alerts '$(STACK)' $(if $(LABELS),--labels '$(LABELS)')

new-app: $(VENV)/ready ## write a new app NAME=... KIND=... into the file of STACK=... (NAMESPACE=... where there are several)
	@$(RUN) -m tools.new_app '$(NAME)' --kind '$(KIND)' --stack '$(STACK)' $(if $(NAMESPACE),--namespace '$(NAMESPACE)')

docs: $(VENV)/ready ## write docs/settings.md, docs/stack.schema.json, docs/policies.md and docs/api.md anew from the code
	@$(RUN) -m tools.reference

.PHONY: check-code
check-code: $(VENV)/ready
	@$(RUN) -m ruff format --check --quiet .
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m mypy
	@$(VENV)/bin/lint-imports

# Made once, and again whenever a requirement changes or the Python that it was made with is gone.
$(VENV)/ready: requirements.txt requirements-dev.txt
	@command -v $(PYTHON) >/dev/null || { echo "slipway: $(PYTHON) is not on PATH; install Python 3.10 or newer" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; v = "%d.%d" % sys.version_info[:2]; sys.version_info >= (3, 10) or sys.exit("slipway: Python 3.10 or newer is needed, $(PYTHON) is " + v + "; name another one: make PYTHON=python3.12")'
	@echo "slipway: installing the Python environment into $(VENV)"
	@$(RUN) -c '' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
