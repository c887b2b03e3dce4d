"""What the first picture of a process brings along: watched in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BEFORE = "import sys, bot.pictures; print('matplotlib' in sys.modules, 'numpy' in sys.modules)"
DRAW = """
import logging, os, sys
logging.basicConfig(level=logging.DEBUG)
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from bot.pictures import Bar, result_picture

bars = [Bar(number, None, number, number == 3) for number in (1, 2, 3)]
together = Barrier(2)

def draw(_):
    together.wait(timeout=10)
    return result_picture(bars, decided=5)

with ThreadPoolExecutor(2) as threads:
    first, second = threads.map(draw, range(2))
print(first == second, "matplotlib.pyplot" in sys.modules, "discord" in sys.modules)
"""


def python(code: str, home: Path, temporary: Path) -> "subprocess.CompletedProcess[str]":
    ours = {"HOME": home, "LOCALAPPDATA": home, "USERPROFILE": home}
    folders = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), temporary)
    gone = ("MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
    kept = {name: value for name, value in os.environ.items() if name not in gone}
    environment = kept | {name: str(path) for name, path in (ours | folders).items()}
    command = (sys.executable, "-W", "error", "-c", code)
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def test_a_bot_that_draws_nothing_never_loads_matplotlib(tmp_path: Path, temporary: Path) -> None:
    assert python(BEFORE, tmp_path, temporary).stdout.split() == ["False", "False"]


def test_two_threads_can_draw_the_first_picture_together_without_pyplot(
    tmp_path: Path, temporary: Path
) -> None:
    done = python(DRAW, tmp_path, temporary)
    assert (done.stdout.split(), done.stderr) == (["True", "False", "False"], "")


def test_a_home_that_cannot_be_written_is_no_news_and_leaves_nothing_behind(
    tmp_path: Path, temporary: Path
) -> None:
    home = tmp_path / "home"
    home.touch()  # a file where a folder is looked for: not even root can write into it
    done = python(DRAW, home, temporary)
    assert (done.stdout.split(), done.stderr) == (["True", "False", "False"], "")
    assert list(temporary.iterdir()) == []


def test_where_nothing_at_all_can_be_written_it_raises_an_error_that_says_so(
    tmp_path: Path, temporary: Path
) -> None:
    home = tmp_path / "home"
    home.touch()
    nowhere = f"import tempfile; tempfile.tempdir = {str(home)!r}\n"
    done = python(nowhere + DRAW, home, temporary)
    assert done.stderr.splitlines()[-1].startswith("OSError: Matplotlib requires access")
