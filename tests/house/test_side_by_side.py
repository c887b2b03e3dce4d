"""Tests that share something costly run in one process, whatever runs side by side."""

import os
import re
import subprocess
import sys
from pathlib import Path

import tasks
from tests.side_by_side import piece_of, place_in_line

HOME = Path(tasks.__file__).parent
STORY = "tests/privacy/test_before.py::test_one[a::b]"
FILE = "tests/cogs/test_polls.py::test_two"
TESTS = "".join(f"def test_{number}(): pass\n" for number in range(6))
COUNTING = """
import pytest
from coverage import Coverage

NOW = Coverage.current()

def test_counted():
    assert NOW is None
    assert Coverage.current()

@pytest.mark.no_cover
def test_not_counted():
    assert Coverage.current() is None
"""


def test_a_folder_with_a_story_is_one_piece_and_any_other_file_is_one() -> None:
    assert piece_of(STORY) == piece_of("tests/privacy/test_after.py::test_one")
    assert piece_of(FILE) == "tests/cogs/test_polls.py"
    assert piece_of(FILE) != piece_of("tests/cogs/test_topics.py::test_two")


def test_the_story_comes_first_and_the_small_files_last() -> None:
    small = "tests/words/test_words.py::test_three"
    slow = "tests/domain/polls/test_privacy.py::test_four"
    assert sorted([small, FILE, slow, STORY], key=place_in_line) == [STORY, slow, small, FILE]


def side_by_side(folder: Path, *options: str) -> str:
    """Run the tests below a folder with this project's ways, and nothing else of it."""
    _, _, *how = tasks.SIDE_BY_SIDE
    (folder / "pytest.ini").write_text("[pytest]\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-p", "xdist", "-n", "2", *how, *options, "tests"],
        cwd=folder,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(HOME)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stdout


def test_pytest_keeps_the_pieces_whole(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("from tests.side_by_side import *\n")
    together = tmp_path / "tests/privacy"
    together.mkdir(parents=True)
    for file in (together / "test_a.py", together / "test_b.py", tmp_path / "tests/test_c.py"):
        file.write_text(TESTS)
    said = side_by_side(tmp_path)
    ran = re.findall(r"\[(gw\d)\] .+ PASSED (\S+?)::", said)
    assert len(ran) == 18, said
    assert len({process for process, file in ran if "privacy" in file}) == 1, ran
    assert len({process for process, file in ran if "test_c" in file}) == 1, ran


def test_lines_are_counted_by_some_tests_and_not_by_others(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("from tests.counting import *\n")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_a.py").write_text(COUNTING)
    said = side_by_side(tmp_path, "-p", "pytest_cov", "--cov", "--cov-report=")
    assert said.count("PASSED") == 2, said
