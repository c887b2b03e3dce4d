"""The folder, its key files and the link: private, owned by one process, never half there."""

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

import bot
from bot.storage.ballots import (
    BallotBoxes,
    BallotsUnusable,
    FolderInUse,
    NotStored,
    held_link,
)
from bot.storage.ballots.opening import hold_settings
from tests.storage.ballots import attacker

posix = pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
SOMEBODY = 65534

OPEN_IT = """
import asyncio, sys
from pathlib import Path
from bot.storage.ballots import BallotBoxes, FolderInUse
async def main():
    boxes = await BallotBoxes.open(Path(sys.argv[1]), bytes(32))
    await boxes.close()
try:
    asyncio.run(main())
except FolderInUse as refusal:
    sys.exit(f"in use: {refusal}")
"""


def open_elsewhere(folder: Path) -> subprocess.CompletedProcess[str]:
    """Another process opens the folder and lets it go."""
    return subprocess.run(
        [sys.executable, "-c", OPEN_IT, str(folder)],
        env=os.environ | {"PYTHONPATH": str(Path(bot.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )


def modes(folder: Path) -> dict[str, int]:
    """By name, the permissions of the folder and of all in it."""
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.rglob("*")]}


async def test_a_second_process_is_refused_until_the_first_lets_go(
    boxes: BallotBoxes, folder: Path, link: bytes
) -> None:
    assert "in use: the folder of sealed votes" in open_elsewhere(folder).stderr
    with pytest.raises(FolderInUse):
        await BallotBoxes.open(folder, link)
    # A try within this process must not have dropped its locks, which POSIX makes easy.
    assert open_elsewhere(folder).returncode == 1
    await boxes.create("tea", 1)
    await boxes.close()
    assert open_elsewhere(folder).returncode == 0


async def test_the_five_settings_hold(boxes: BallotBoxes) -> None:
    def read(connection: sqlite3.Connection) -> dict[str, object]:
        names = ("journal_mode", "synchronous", "secure_delete", "temp_store", "locking_mode")
        return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names}

    assert await attacker.in_the_thread(boxes, read) == {
        "journal_mode": "truncate",
        "synchronous": 2,
        "secure_delete": 1,
        "temp_store": 2,
        "locking_mode": "exclusive",
    }


def test_a_setting_that_does_not_hold_is_refused() -> None:
    elsewhere = sqlite3.connect(":memory:")
    with closing(elsewhere), pytest.raises(BallotsUnusable) as refusal:
        hold_settings(elsewhere)
    assert refusal.value.reason == "SQLite doesn't hold journal_mode=truncate, it says memory"


@posix
@pytest.mark.parametrize("umask", [0o000, 0o777])
async def test_nobody_else_may_read_whatever_the_umask(
    folder: Path, tmp_path: Path, umask: int
) -> None:
    before = os.umask(umask)
    try:
        boxes = await BallotBoxes.open(folder, held_link(tmp_path), rest=0)
        await boxes.create("tea", 1)
        await boxes.put("tea", 1, b"\x01")
    finally:
        os.umask(before)
    assert modes(folder) == {
        "sealed": 0o700,
        "keys": 0o700,
        "tea.key": 0o600,
        "CACHEDIR.TAG": 0o600,
        "ballots.sqlite3": 0o600,
        "ballots.sqlite3-journal": 0o600,
    }
    assert modes(tmp_path)["link"] == 0o600
    await boxes.close()


async def test_backup_tools_see_the_standard_tag(boxes: BallotBoxes, folder: Path) -> None:
    tag = (folder / "CACHEDIR.TAG").read_bytes()
    assert tag.startswith(b"Signature: 8a477f597d28d172789f06886806bc55\n")


async def test_a_file_in_the_place_of_the_folder_is_refused(folder: Path, link: bytes) -> None:
    await (await BallotBoxes.open(folder, link)).close()
    with pytest.raises(BallotsUnusable, match="the folder of sealed votes refused"):
        await BallotBoxes.open(folder / "CACHEDIR.TAG", link)


@contextmanager
def as_somebody(folder: Path) -> Generator[None]:
    """Own the folder and, where tests run as root, do without root's power to write it."""
    if os.geteuid() != 0:
        yield
        return
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, SOMEBODY, SOMEBODY)
    os.seteuid(SOMEBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_path() -> Generator[Path]:
    """A path that anybody can reach; pytest's own temporary folders are for their owner alone."""
    with tempfile.TemporaryDirectory() as outer:
        Path(outer).chmod(0o755)
        yield Path(outer)


@posix
async def test_a_read_only_folder_is_refused(open_path: Path, link: bytes) -> None:
    above = open_path / "above"
    above.mkdir()
    above.chmod(0o500)
    with as_somebody(above):
        with pytest.raises(BallotsUnusable, match="the folder of sealed votes refused: Permission"):
            await BallotBoxes.open(above / "sealed", link)
        with pytest.raises(BallotsUnusable, match="the runtime folder refused: Permission"):
            held_link(above)


@posix
async def test_a_read_only_file_is_refused(open_path: Path, link: bytes) -> None:
    folder = open_path / "sealed"
    await (await BallotBoxes.open(folder, link)).close()
    (folder / "ballots.sqlite3").chmod(0o400)
    with as_somebody(folder), pytest.raises(BallotsUnusable, match="readonly"):
        await BallotBoxes.open(folder, link)


@posix
async def test_a_read_only_key_folder_stores_no_box(open_path: Path, link: bytes) -> None:
    folder = open_path / "sealed"
    boxes = await BallotBoxes.open(folder, link)
    await boxes.create("tea", 1)
    (folder / "keys").chmod(0o500)
    with as_somebody(folder / "keys"):
        with pytest.raises(NotStored, match="the key folder refused: Permission"):
            await boxes.create("walk", 1)
        with pytest.raises(BallotsUnusable, match="the key folder refused: Permission"):
            await boxes.destroy("tea")
    assert [state.poll_id for state in await boxes.standing()] == ["tea"]
    await boxes.close()
