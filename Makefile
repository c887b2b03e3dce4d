# What `make` knows here; each line is one of tasks.py's words. Options: make rehearse ARGS="--port 8080"
PYTHON ?= python3
.PHONY: rehearse test run format lock
rehearse: ; @$(PYTHON) tasks.py rehearse $(ARGS)
test: ; @$(PYTHON) tasks.py test $(ARGS)
run: ; @$(PYTHON) tasks.py run $(ARGS)
format: ; @$(PYTHON) tasks.py format $(ARGS)
lock: ; @$(PYTHON) tasks.py lock $(ARGS)
