"""The project's own commands work on a machine that has Python and nothing else."""

import ast
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import tasks
from bot import settings

HOME = Path(tasks.__file__).parent
WORDS = {"rehearse", "test", "run", "format", "lock"}
BOT = """
import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(5))
print("started", *sys.argv[1:], flush=True)
if "--wait" in sys.argv:
    time.sleep(30)
sys.exit(7)
"""


def furnish(house: Path) -> Path:
    """Lay out a small project in `house`: the real tasks.py, no requirements, a bot that exits."""
    (house / "requirements").mkdir(parents=True)
    (house / "bot").mkdir()
    shutil.copy(HOME / "tasks.py", house)
    (house / "bot/__main__.py").write_text(BOT)
    for part in tasks.PARTS:
        (house / f"requirements/{part}.txt").write_text("# nothing\n")
    return house


def call(house: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run tasks.py in `house` the way a person does."""
    return subprocess.run(
        [sys.executable, "tasks.py", *words],
        cwd=house,
        env=os.environ | env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


class Ready(NamedTuple):
    """A small project whose .venv is made, and what was said on the way there."""

    house: Path
    failed: subprocess.CompletedProcess[str]
    mended: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    """Make a .venv for real: first with a part that can't be had, then without it."""
    house = furnish(tmp_path_factory.mktemp("ready"))
    wish = house / "requirements/rehearse.txt"
    wish.write_text(f"no-such-part==1.0 --hash=sha256:{'0' * 64}\n")
    failed = call(house, "rehearse", PIP_NO_INDEX="1")
    wish.write_text("# nothing\n")
    return Ready(house, failed, call(house, "rehearse"))


@pytest.fixture
def signals() -> Iterator[None]:
    """Give back the answers to signals that a task has changed."""
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    yield
    for each, answer in before.items():
        signal.signal(each, answer)


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_missing_venv_module_is_named_with_its_cure(tmp_path: Path, module: str) -> None:
    house = furnish(tmp_path / "house")
    (tmp_path / f"{module}.py").write_text("raise ImportError('left out')")
    done = call(house, "rehearse", PYTHONPATH=str(tmp_path))
    assert done.returncode == 2
    assert "apt install python3-venv" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (house / ".venv").exists()


@pytest.mark.parametrize("words", [(), ("dance",), ("-v",)])
def test_unknown_word_lists_the_words(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = call(furnish(tmp_path / "house"), *words)
    assert done.returncode == 2
    assert set(re.findall(r"\w+", done.stderr.split(":")[1])) == WORDS
    assert not (tmp_path / "house/.venv").exists()


def test_help_tells_every_word() -> None:
    done = call(HOME, "--help")
    assert done.returncode == 0
    assert set(re.findall(r"tasks\.py (\w+)", done.stdout)) == WORDS


def test_old_python_is_told_kindly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 18))
    assert tasks.main(["test"]) == 2
    assert "Python 3.11 or newer is needed, and this is 3.8." in capsys.readouterr().err
    ast.parse((HOME / "tasks.py").read_text("utf-8"), feature_version=(3, 8))


def test_options_and_exit_code_pass_through(ready: Ready) -> None:
    done = call(ready.house, "rehearse", "--port", "8080")
    assert (done.stdout, done.returncode) == ("started rehearse --port 8080\n", 7)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to pass on")
def test_sigterm_reaches_the_bot(ready: Ready) -> None:
    with subprocess.Popen(
        [sys.executable, "tasks.py", "run", "--wait"],
        cwd=ready.house,
        stdout=subprocess.PIPE,
        text=True,
    ) as task:
        assert task.stdout is not None
        assert task.stdout.readline() == "started run --wait\n"
        task.terminate()
        assert task.wait(20) == 5


def test_failed_install_is_told_kindly(ready: Ready) -> None:
    assert ready.failed.returncode == 2
    assert ready.failed.stdout.startswith("Getting the parts ready")
    assert "run this again" in ready.failed.stderr
    assert "no-such-part" in ready.failed.stderr
    assert "Traceback" not in ready.failed.stderr


def test_the_call_after_a_failed_install_mends_it(ready: Ready) -> None:
    assert ready.mended.stdout.endswith("started rehearse\n"), ready.mended.stderr
    assert ready.mended.stderr == ""


class Builder:
    """Stands in for making .venv and installing into it, and writes down what was asked."""

    def __init__(self, home: Path) -> None:
        self.asked: list[str] = []
        self.python = home / ".venv/python"
        self.fails = False

    def make_venv(self) -> None:
        self.asked.append("venv")
        self.python.parent.mkdir(exist_ok=True)
        self.python.touch()

    def install(self, part: str) -> None:
        self.asked.append(part)
        if self.fails:
            raise KeyboardInterrupt

    def asked_for(self, part: str) -> list[str]:
        """Prepare `part` and return what had to be done for it."""
        self.asked = []
        tasks.prepare(part)
        return self.asked


@pytest.fixture
def builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builder:
    """Return a stand-in for the slow parts of getting ready."""
    house = furnish(tmp_path / "house")
    stand_in = Builder(house)
    monkeypatch.setattr(tasks, "HOME", house)
    monkeypatch.setattr(tasks, "PYTHON", stand_in.python)
    monkeypatch.setattr(tasks, "STAMP", house / ".venv/ready.txt")
    monkeypatch.setattr(tasks, "make_venv", stand_in.make_venv)
    monkeypatch.setattr(tasks, "install", stand_in.install)
    return stand_in


def test_parts_are_installed_only_when_something_changed(builder: Builder) -> None:
    assert builder.asked_for("rehearse") == ["venv", "rehearse"]
    assert builder.asked_for("rehearse") == []
    assert builder.asked_for("run") == []
    assert builder.asked_for("test") == ["test"]
    assert builder.asked_for("rehearse") == []
    tasks.requirements("run").write_text("# another\n")
    assert builder.asked_for("run") == ["run"]
    assert builder.asked_for("test") == ["test"]


def test_interrupted_install_is_done_afresh(builder: Builder) -> None:
    builder.asked_for("run")
    builder.fails = True
    with pytest.raises(KeyboardInterrupt):
        builder.asked_for("test")
    builder.fails = False
    assert builder.asked_for("run") == ["venv", "run"]


def test_another_python_gets_a_venv_of_its_own(builder: Builder) -> None:
    builder.asked_for("run")
    stamp = tasks.STAMP.read_text()
    tasks.STAMP.write_text(stamp.replace(stamp.split()[0], "cpython-310"))
    assert builder.asked_for("run") == ["venv", "run"]
    builder.python.unlink()
    assert builder.asked_for("run") == ["venv", "run"]


@pytest.mark.usefixtures("signals")
def test_checks_stop_at_the_first_that_fails(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    codes = {"one": "print('first')", "two": "exit(3)", "three": "print('last')"}
    monkeypatch.setattr(tasks, "CHECKS", [(name, ("-c", code)) for name, code in codes.items()])
    monkeypatch.setattr(tasks, "PYTHON", sys.executable)
    monkeypatch.setattr(tasks, "prepare", str)  # takes the part and does nothing
    assert tasks.test([]) == 3
    said = capfd.readouterr()
    assert "[1/3] one\nfirst\n" in said.out
    assert "Stopped at 2/3: two" in said.err
    assert "last" not in said.out


def pins(part: str) -> dict[str, list[str]]:
    """Return each pin of a requirements file (`name==version`) with its hashes."""
    text = tasks.requirements(part).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {line.split(" --hash")[0].strip(): line.split("--hash=")[1:] for line in lines}


@pytest.mark.parametrize("part", tasks.PARTS)
def test_every_requirement_is_exact_and_hashed(part: str) -> None:
    found = pins(part)
    assert found
    for pin, hashes in found.items():
        assert re.match(r"[a-z0-9-]+==[0-9][\w.]*( ; .+)?$", pin)
        assert hashes, pin
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}\s*", each) for each in hashes)
    assert any(pin.startswith("audioop-lts==") for pin in found), "discord.py needs it from 3.13"


@pytest.mark.parametrize("part", tasks.PARTS)
def test_requirements_name_no_address_and_no_folder(part: str) -> None:
    text = tasks.requirements(part).read_text("utf-8").removeprefix(tasks.LOCK_HEADER)
    assert not re.search(r"/|index|find-links|#", text)


def test_each_part_holds_the_one_before() -> None:
    assert pins("run").keys() < pins("rehearse").keys() < pins("test").keys()


def test_make_and_tasks_know_the_same_words() -> None:
    makefile = (HOME / "Makefile").read_text("utf-8")
    calls = re.findall(r"^(\w+): ; @\$\(PYTHON\) tasks\.py (\w+) \$\(ARGS\)$", makefile, re.M)
    assert {target for target, _ in calls} == WORDS
    assert all(target == word for target, word in calls)
    assert set(re.findall(r"^\.PHONY: (.+)$", makefile, re.M)[0].split()) == WORDS


def test_env_example_names_every_setting_with_a_comment() -> None:
    blocks = (HOME / ".env.example").read_text("utf-8").strip().split("\n\n")[1:]
    names = [re.findall(r"^(?:# )?([A-Z_]+)=", block, re.M) for block in blocks]
    assert [len(each) for each in names] == [1] * len(blocks)
    assert {each[0] for each in names} == set(settings.NAMES)
    assert all(block.startswith("# ") for block in blocks)
