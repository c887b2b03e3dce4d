"""The command line over files that can't be used: a sentence each, exit code 2, nothing changed."""

import asyncio
import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import discord

from bot.services.house import open_house
from bot.storage.database import FILE_NAME, migrations
from tests.wire.process import running

DAMAGED = "is damaged or isn't mine, so I left it alone"
BOXES = "data/sealed/ballots.sqlite3"
PAGE = 4096  # bytes of SQLite's usual page; the first one holds the file's head
GARBAGE = b"This was a shopping list. " * 800


async def test_each_unusable_file_ends_in_a_sentence_and_is_left_alone(tmp_path: Path) -> None:
    cases = {
        "newer": (newer, f"by a newer version of me (its format is {max(migrations()) + 7}"),
        "garbage": (garbage, f"{FILE_NAME} {DAMAGED}"),
        "damaged": (damaged, f"{FILE_NAME} {DAMAGED}"),
        "sealed": (garbage_sealed, "can't be used: the file of sealed votes refused"),
        "no-folder": (a_file, "I can't write to the folder"),
    }
    for name, (spoil, _) in cases.items():
        folder = tmp_path / name / "data"
        house = await open_house(folder, now=discord.utils.utcnow)
        await house.close()
        spoil(folder)
    before = {name: contents(tmp_path / name) for name in cases}
    ends = await asyncio.gather(*(end_over(tmp_path / name) for name in cases))
    for (name, (_, sentence)), (code, output) in zip(cases.items(), ends, strict=True):
        assert code == 2, output
        assert sentence in output
        after = contents(tmp_path / name)
        if name == "damaged":
            # Found only once the folder is owned, and owning it moves SQLite's own counter there.
            after[BOXES] = before[name][BOXES]
        assert after == before[name], name


async def end_over(folder: Path) -> tuple[int, str]:
    async with running(folder) as bot:
        return await bot.ends(), bot.output


def contents(folder: Path) -> dict[str, str]:
    """Return every file below, with a digest of what is in it."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def newer(data: Path) -> None:
    with closing(sqlite3.connect(data / FILE_NAME)) as file:
        file.execute(f"PRAGMA user_version = {max(migrations()) + 7}")


def garbage(data: Path) -> None:
    (data / FILE_NAME).write_bytes(GARBAGE)


def damaged(data: Path) -> None:
    path = data / FILE_NAME
    path.write_bytes(path.read_bytes()[:PAGE] + GARBAGE)


def garbage_sealed(data: Path) -> None:
    (data / "sealed" / "ballots.sqlite3").write_bytes(GARBAGE)


def a_file(data: Path) -> None:
    shutil.rmtree(data)
    data.write_bytes(GARBAGE)
