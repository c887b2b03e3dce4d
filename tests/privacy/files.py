"""The data folder as somebody who copies it would get it, at one moment."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.storage.database import FILE_NAME
from tests.privacy.evidence import Files


def look(data: Path, copies: Path) -> Files:
    """Read every file, and let SQLite make a copy of the main file as an operator would."""
    copies.mkdir(exist_ok=True)
    copy = copies / "copy.sqlite3"
    copy.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(data / FILE_NAME)) as source,
        closing(sqlite3.connect(copy)) as copied,
    ):
        source.backup(copied)
        dump = "\n".join(copied.iterdump())
    raw = {
        str(path.relative_to(data)): path.read_bytes()
        for path in sorted(data.rglob("*"))
        if path.is_file()
    }
    return Files(dump, copy.read_bytes(), raw, _boxes(raw, copies))


def _boxes(raw: dict[str, bytes], copies: Path) -> tuple[tuple[str, int, int], ...]:
    """Read a copy of the sealed file without its keys: polls, locks, lengths."""
    copy = copies / "boxes.sqlite3"
    copy.write_bytes(raw["sealed/ballots.sqlite3"])
    with closing(sqlite3.connect(copy)) as boxes:
        query = "SELECT poll_id, locked, length(sealed) FROM box ORDER BY poll_id"
        return tuple(boxes.execute(query).fetchall())
