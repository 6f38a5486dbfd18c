# The one door: `make run` brings a bare machine to a live workshop, `make test` to all tests passed.

PYTHON ?= python3
VENV := .venv/bin
CODE := config people live signing followup workshops openspace okr review
FRONT := static/css static/js tests/js bundle.mjs
# A test that hangs must end the run, and say where it hung.
PYTEST := timeout --foreground --signal=INT 45m $(VENV)/pytest -o faulthandler_timeout=600 \
	-o asyncio_default_fixture_loop_scope=function
# One more than a small machine has cores, for many tests wait; who ends early takes over from the others.
SPREAD := -n 3 --dist worksteal
# What one core does while another looks at the types, which takes as long as all of it.
BESIDE_TYPES := lint schema
# Node.js of the machine, or the one that the preparation put here.
export PATH := $(CURDIR)/build/bin:$(PATH)
# Many short processes: each would compile the whole house anew where none may keep what it compiled.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test prepare-run prepare-test check lint types schema unit unit-js browser faults soak messages pictures \
	rules-bite ways-out bench bench-quick bench-screens clean
.NOTPARALLEL:

run: prepare-run
	@exec $(VENV)/python manage.py serve

test: BESIDE_TYPES += unit-js
test: prepare-test check unit browser

prepare-run:
	@$(PYTHON) deploy/prepare.py run

prepare-test:
	@$(PYTHON) deploy/prepare.py test

# Style, layers, types, and whether models and migrations agree.
check: prepare-test
	@$(MAKE) --no-print-directory types > build/types.log 2>&1 & types=$$!; \
	$(MAKE) --no-print-directory $(BESIDE_TYPES); rest=$$?; \
	wait $$types; types=$$?; cat build/types.log; exit $$((rest + types))

lint:
	@echo "— ruff, djlint, prettier, layers"
	@$(VENV)/ruff check --quiet .
	@$(VENV)/ruff format --check --quiet . || { echo "Run: $(VENV)/ruff format ."; exit 1; }
	@$(VENV)/djlint --lint --quiet templates
	@node_modules/.bin/prettier --log-level warn --check $(FRONT) || { echo "Run: node_modules/.bin/prettier --write $(FRONT)"; exit 1; }
	@layers=$$($(VENV)/lint-imports --no-logo) || { echo "$$layers"; exit 1; }

types:
	@echo "— mypy"
	@TUTTI_DATA=build/test-data $(VENV)/mypy $(CODE) deploy

schema:
	@echo "— models and migrations, Django's own checks"
	@TUTTI_DATA=build/test-data $(VENV)/python manage.py makemigrations --check --dry-run
	@TUTTI_DATA=build/test-data $(VENV)/python manage.py check --fail-level WARNING

unit-js: prepare-test
	@echo "— scripts of the browser, without one"
	@if [ -d tests/js ]; then timeout 5m node --test --test-reporter=spec $$(find tests/js -name '*test*.*js' | sort); fi

unit: prepare-test
	@echo "— rules, rooms, documents, faults"
	@$(PYTEST) -m "not browser" $(SPREAD)

# In a process of their own: Playwright's event loop breaks asynchronous tests that come after it.
browser: prepare-test
	@if grep -rqs --include='*.py' 'mark\.browser' tests; then echo "— browser"; $(PYTEST) -m "browser and not pictures" -n 2 --dist worksteal tests/browser tests/deploy; fi

# Each fault at its full size, its figures held against their limits; build/faults.json keeps them. Wants a quiet machine.
faults: prepare-test
	@timeout --foreground --signal=INT 2h $(VENV)/pytest tests/faults --long -p no:xdist

# Phones that come and go for SOAK_MINUTES (20) in each shape: what grows, and who falls behind?
soak: prepare-test
	@timeout --foreground --signal=INT 3h $(VENV)/pytest tests/faults/test_soak.py --soak -p no:xdist

# Collects texts for both languages and lists what is not translated yet.
messages: prepare-test
	@$(VENV)/python deploy/messages.py

# Switches each rule off in turn, in memory: the tests that name it must go red.
rules-bite: prepare-test
	@$(VENV)/python -m tests.bite $(RULES)

# Plays random days, `DAYS=50` of them, on which people do whatever their screens offer: no rule may leave a room stuck.
ways-out: prepare-test
	@WAYS_OUT_DAYS=$(or $(DAYS),20) $(PYTEST) tests/workshops/rooms/test_no_dead_end.py

# The room under load beside a bare socket server; writes docs/performance.md, JSON on the last line.
bench: prepare-test
	@$(VENV)/python -m bench

# One round instead of five, and the page stays as it is.
bench-quick: prepare-test
	@$(VENV)/python -m bench --rounds 1

# What phone and wall weigh, and how much they ask of their browsers; writes its section of docs/performance.md.
bench-screens: prepare-test
	@$(VENV)/python -m bench.surfaces

# One PNG of each living screen into build/pictures/.
pictures: prepare-test
	@$(PYTEST) -m pictures tests/browser

clean:
	rm -rf build node_modules .venv .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
