.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test test-all check fault-run bench screenshots lock
.DELETE_ON_ERROR:

BIN := .venv/bin
READY := .venv/.made-from-lock
WORKERS ?= 2
export UV_PYTHON_DOWNLOADS := never

# ruff looks for passwords in the code (S105); bandit (B105) takes every word about passwords for one.
# Settings need addresses and keys to be imported; nothing connects to these.
CHECK_ENV = DATABASE_URL=postgresql://nobody@127.0.0.1:9/none DATABASE_OWNER_URL=postgresql://nobody@127.0.0.1:9/none \
	REDIS_URL=redis://127.0.0.1:9/0 STRIPE_SECRET_KEY=sk_test_unused STRIPE_WEBHOOK_SECRETS=whsec_unused \
	COLLETTA_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))')

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 ~ \2/p' Makefile | awk -F' ~ ' '{ printf "%-20s %s\n", $$1, $$2 }'

demo: $(READY) ## start the whole platform with its demo data; Ctrl-C ends it, the data stay
	@exec $(BIN)/python -m colletta.local demo --until-parent-ends

demo-reset: $(READY) ## remove the demo's data, so that the next `make demo` starts afresh
	@$(BIN)/python -m colletta.local reset

test: $(READY) ## tests that end within ten minutes, browser journeys included where Chromium is
	@sh deploy/setup/chromium.sh || true
	$(BIN)/pytest -n $(WORKERS) -m "not slow" tests

test-all: $(READY) ## every test, the slow ones included
	@sh deploy/setup/chromium.sh || true
	$(BIN)/pytest -n $(WORKERS) tests

check: $(READY) ## format, lint, types, import contracts, migrations, security
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(CHECK_ENV) $(BIN)/mypy platform tenants apps api
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --recursive --skip B105 --exclude platform/colletta/local platform tenants apps api
	$(CHECK_ENV) $(BIN)/python -W ignore platform/manage.py makemigrations --check --dry-run
	$(CHECK_ENV) DJANGO_SETTINGS_MODULE=colletta.settings.production \
		$(BIN)/python platform/manage.py check --deploy --fail-level WARNING

fault-run: $(READY) ## the great fault run: 1 000 gifts while everything dies; about five minutes, prints its figures
	$(BIN)/pytest -s tests/faults/test_fault_run.py

bench: $(READY) ## measurements, one JSON object a line
	@$(BIN)/python -m tests.bench

screenshots: $(READY) ## make the README's screenshots again, and ten pages of every brand in .local/screenshots/index.html
	@sh deploy/setup/chromium.sh
	COLLETTA_REQUIRE_BROWSER=1 COLLETTA_SCREENSHOTS=1 $(BIN)/pytest -m screenshots -s tests/browser

lock: ## write uv.lock and requirements.lock again after a change of pyproject.toml
	uv lock --default-index https://pypi.org/simple
	uv export --frozen --all-groups --no-emit-project --format requirements-txt --no-header --output-file requirements.lock

$(READY): uv.lock pyproject.toml requirements.lock deploy/setup/environment.sh
	@sh deploy/setup/environment.sh
	@touch $@
