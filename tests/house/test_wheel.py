"""The wheel holds everything that the bot reads: SQL, words, topics and help lines."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


@pytest.mark.parametrize(
    ("folder", "pattern", "inside"),
    [
        ("bot", "**/*.py", "bot"),
        ("bot", "**/*.sql", "bot"),
        ("bot", "**/*.toml", "bot"),
        ("cogs", "**/*.py", "cogs"),
        ("data/topics", "*.toml", "bot/library/topics"),
        ("data/support", "*.toml", "bot/library/support"),
    ],
)
def test_every_file_travels_along(names: set[str], folder: str, pattern: str, inside: str) -> None:
    files = [path.relative_to(ROOT / folder) for path in (ROOT / folder).glob(pattern)]
    assert files
    assert {f"{inside}/{file.as_posix()}" for file in files} <= names


def test_nothing_private_travels_along(names: set[str]) -> None:
    assert not [name for name in names if "sqlite3" in name or name.endswith((".key", ".env"))]
