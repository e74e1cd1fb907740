# make run · make test · make lint · make bench · make installer · make clean
# Each prepares what it needs first: .venv, and on Debian and Ubuntu the system's packages (.ci/bootstrap).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PREPARED := $(VENV)/prepared-for-
INPUTS := pyproject.toml constraints.txt .ci/bootstrap

.PHONY: run test lint bench installer clean

run: $(PREPARED)run
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "No display here: the same work without a window, into build/demo."; \
		$(BIN)/klikks-desktop demo build/demo; \
	else \
		$(BIN)/python -m klikks_desktop; \
	fi

# Programs that tests start are compiled once, not at every start.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(PREPARED)test
	$(BIN)/pytest -n 2 --dist loadfile $(TESTS)

lint: $(PREPARED)test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(PREPARED)bench
	@for script in tests/benchmarks/bench_*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

installer: $(PREPARED)installer
	$(BIN)/pyinstaller --noconfirm --clean --log-level ERROR installer.spec

clean:
	rm -rf build dist $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(PREPARED)%: $(INPUTS)
	PYTHON="$(PYTHON)" sh .ci/bootstrap $*
	@touch $@
