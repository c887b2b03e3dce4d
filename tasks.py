"""The project's own commands, for any machine with Python 3.11 or newer and nothing else.

    python3 tasks.py rehearse [--port 8080]   a group to try things on, in a browser
    python3 tasks.py run                      the bot itself; .env holds its token
    python3 tasks.py test [pytest's options]  all checks; with options: pytest alone
    python3 tasks.py format                   puts the code in its usual shape
    python3 tasks.py lock [--upgrade]         renews requirements/ from pyproject.toml

Each makes .venv where it is missing and installs the exact versions it needs from requirements/.
"""

# Old Pythons must be able to read this file as far as main(), to be told kindly: no newer syntax.
from __future__ import annotations

import hashlib
import importlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "ready.txt"  # which Python, which requirements, which part of them; written last
PARTS = ("run", "rehearse", "test")  # requirements/<part>.txt; each holds the ones before it
LOCK_HEADER = """\
# Exact versions with hashes, for Python 3.11 and newer on every system.
# Made from pyproject.toml by `python3 tasks.py lock`; not edited by hand.
"""
OLD_PYTHON = """\
Python 3.11 or newer is needed, and this is {}.{}.
If a newer one is installed, name it: make rehearse PYTHON=python3.12
or: python3.12 tasks.py rehearse"""
NO_VENV = """\
This Python came without its `venv` module, which is needed once to get ready.
On Debian and Ubuntu `apt install python3-venv` adds it; then run this again."""
NO_PARTS = """\
The parts couldn't be installed. Nothing is broken: once the cause is mended, run this again.
Most often the network was away. pip's last words:
{}"""
NO_UV = """\
Renewing requirements/ needs uv, because it knows every system's versions at once.
`pipx install uv` adds it; then run this again. Nothing was changed."""
IMPORTS = "from importlinter.cli import lint_imports_command as check; check()"
GATE = "--include=bot/domain/*,bot/storage/*,bot/services/*"
# Half of their time tests wait for the disk and for timers, so four of them share two cores well.
SIDE_BY_SIDE = ("-n", "4", "--dist", "loadfile")
CHECKS = (
    ("shape of the code (make format mends it)", ("-m", "ruff", "format", "--check", ".")),
    ("lint", ("-m", "ruff", "check", ".")),
    ("types", ("-m", "basedpyright", "--pythonpath", str(PYTHON))),
    ("import contracts", ("-c", IMPORTS, "--no-logo")),
    ("tests", ("-m", "pytest", *SIDE_BY_SIDE, "--cov", "--cov-report=")),
    ("coverage of domain, storage, services", ("-m", "coverage", "report", GATE)),
)


class Stop(Exception):
    """Something that keeps a task from starting, told to the person at the terminal."""


def main(words: list[str]) -> int:
    """Run the task named first in `words` with the rest as its options; return its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - older Pythons do get as far as this line
        return complain(OLD_PYTHON.format(*sys.version_info[:2]))
    tasks = {"rehearse": rehearse, "test": test, "run": run, "format": tidy, "lock": lock}
    if words[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if not words or words[0] not in tasks:
        return complain("Please name one of: " + ", ".join(tasks) + ".")
    signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(143))
    try:
        return tasks[words[0]](words[1:])
    except Stop as reason:
        return complain(str(reason))
    except KeyboardInterrupt:
        return 130


def rehearse(options: list[str]) -> int:
    """Open the rehearsal page."""
    prepare("rehearse")
    return become("-m", "bot", "rehearse", *options)


def run(options: list[str]) -> int:
    """Start the bot."""
    prepare("run")
    return become("-m", "bot", "run", *options)


def test(options: list[str]) -> int:
    """Run every check, stopping at the first that fails; with options, pytest alone."""
    prepare("test")
    if options:
        print("Only pytest, with your options. Without options all checks run.", flush=True)
        return follow(PYTHON, "-m", "pytest", *options)
    for number, (name, command) in enumerate(CHECKS, 1):
        print(f"\n[{number}/{len(CHECKS)}] {name}", flush=True)
        code = follow(PYTHON, *command)
        if code:
            if code < 128:  # else it was stopped by a signal, and whoever sent it knows
                complain(f"\nStopped at {number}/{len(CHECKS)}: {name}")
            return code
    return 0


def tidy(options: list[str]) -> int:
    """Sort the imports and lay out the code."""
    prepare("test")
    paths = options or ["."]
    return follow(PYTHON, "-m", "ruff", "check", "--select", "I", "--fix", "--quiet", *paths) or (
        follow(PYTHON, "-m", "ruff", "format", *paths)
    )


def lock(options: list[str]) -> int:
    """Work out requirements/ again; versions stay as they are unless `--upgrade` is given."""
    uv = shutil.which("uv")
    if uv is None:
        raise Stop(NO_UV)
    for part in reversed(PARTS):  # the largest first: the others take its versions
        file = requirements(part)
        choice = ["-c", str(requirements("test")), *options]
        if part == "test":
            choice = options
        extra = [] if part == "run" else ["--extra", part]
        plain = ["--universal", "--generate-hashes", "--no-annotate", "--no-header", "--quiet"]
        code = follow(uv, "pip", "compile", "pyproject.toml", *plain, *extra, *choice, "-o", file)
        if code:
            return code
        file.write_text(LOCK_HEADER + file.read_text("utf-8"), "utf-8")
    return 0


def requirements(part: str) -> Path:
    """Return the file with the exact versions of one of the PARTS."""
    return HOME / "requirements" / f"{part}.txt"


def prepare(part: str) -> None:
    """Make .venv hold what `part` needs. Quick where nothing changed since the last time."""
    version = sys.implementation.cache_tag or "python"
    wanted = hashlib.sha256(b"".join(requirements(each).read_bytes() for each in PARTS)).hexdigest()
    found = STAMP.read_text("utf-8").split() if STAMP.is_file() and PYTHON.exists() else []
    if found[:2] == [version, wanted] and PARTS.index(found[2]) >= PARTS.index(part):
        return
    print("Getting the parts ready: this takes a minute the first time.", flush=True)
    if found[:1] != [version]:  # none yet, another Python's, or one that was interrupted
        make_venv()
    STAMP.unlink(missing_ok=True)
    install(part)
    STAMP.write_text(f"{version} {wanted} {part}\n", "utf-8")


def make_venv() -> None:
    """Make a fresh .venv, or leave none."""
    try:
        for module in ("ensurepip", "venv"):  # Debian leaves these out of its slim images
            importlib.import_module(module)
    except ImportError:
        raise Stop(NO_VENV) from None
    code = 1
    try:
        code, said = quietly(sys.executable, "-m", "venv", "--clear", VENV)
    finally:
        if code:
            shutil.rmtree(VENV, ignore_errors=True)
    if code:
        raise Stop(f"The folder .venv couldn't be made. Python's last words:\n{said}")


def install(part: str) -> None:
    """Install one requirements file into .venv, each file checked against its hash."""
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
    code, said = quietly(PYTHON, *pip, "--require-hashes", "-r", requirements(part))
    if code:
        raise Stop(NO_PARTS.format(said))


def quietly(*command: str | Path) -> tuple[int, str]:
    """Run a command without a word; return its exit code and the last lines that it said."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    said = done.stdout.decode(errors="replace").strip()
    return done.returncode, "\n".join(said.splitlines()[-6:])


def become(*options: str) -> int:
    """Let .venv's Python take this process over, so that signals and exit code are its own."""
    os.chdir(HOME)
    sys.stdout.flush()
    if os.name != "nt":  # Windows would start a second process and not wait for it
        os.execv(PYTHON, [str(PYTHON), *options])  # noqa: S606 - no shell is wanted
    return follow(PYTHON, *options)


def follow(*command: str | Path) -> int:
    """Run a command to its end, pass a request to stop on to it, and return its exit code."""
    signal.signal(signal.SIGINT, lambda _signal, _frame: None)  # Ctrl-C reaches it by itself
    child = subprocess.Popen(command, cwd=HOME)
    signal.signal(signal.SIGTERM, lambda _signal, _frame: child.terminate())
    code = child.wait()
    return code if code >= 0 else 128 - code


def complain(sentence: str) -> int:
    """Say what keeps the task from going on; return the exit code for that."""
    print(sentence, file=sys.stderr, flush=True)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
