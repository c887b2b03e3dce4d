"""Examining the main file beside a bot that may be running, without writing a byte of it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.storage.database import (
    FILE_NAME,
    PRAGMAS,
    Connection,
    Unusable,
    look_at_header,
    migrations,
    unusable,
)

# Where SQLite's file format (section 1.3) says how the file is read and written, and the value
# that stands there for a write-ahead log.
JOURNAL_AT, WAL = slice(18, 20), b"\x02\x02"


@dataclass(frozen=True, slots=True)
class Examined:
    """The main file as it stands: its schema's number and the newest that is known, whether it
    has a write-ahead log, and the settings that this machine's SQLite (`sqlite`) wouldn't hold.
    """

    version: int
    known: int
    wal: bool
    refused: tuple[str, ...]
    sqlite: str


def examine(folder: Path) -> Examined:
    """Look at the main file in `folder`. Raises Unusable if it is newer, damaged or unreadable."""
    path = folder / FILE_NAME
    look_at_header(folder)
    with path.open("rb") as file:
        wal = file.read(JOURNAL_AT.stop)[JOURNAL_AT] == WAL
    # Without a log beside it nobody has the file open; then not even the log's index is made.
    alone = not path.with_name(f"{FILE_NAME}-wal").exists()
    address = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"
    try:
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            return _examined(connection, path, wal=wal)
    except sqlite3.DatabaseError as error:
        raise unusable(error, path) from error


def _examined(connection: Connection, path: Path, *, wal: bool) -> Examined:
    version, known = connection.execute("PRAGMA user_version").fetchone()[0], max(migrations())
    if version > known:
        raise Unusable("start.newer", path=path, version=version, known=known)
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise Unusable("start.damaged", path=path)
    refused = tuple(
        name
        for name, value in PRAGMAS.items()
        # That one is noted in the file, and read from there.
        if name != "journal_mode" and not _holds(connection, name, value)
    )
    return Examined(version, known, wal, refused, sqlite3.sqlite_version)


def _holds(connection: Connection, name: str, value: object) -> bool:
    connection.execute(f"PRAGMA {name} = {value}")
    return connection.execute(f"PRAGMA {name}").fetchone()[0] == value
