"""The main file: opening it, its pragmas, its one writer, its transactions and migrations.

SQLite's calls block, so each of the two connections has a thread of its own: one that writes and
one that reads. A piece of work is a plain function that gets the connection and runs there as a
whole, inside one transaction. A waiting task that is cancelled can therefore never leave half a
transaction behind, and two tasks can never share one.
"""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import resources
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

Connection = sqlite3.Connection
P = ParamSpec("P")
T = TypeVar("T")

FILE_NAME = "circlekeeper.sqlite3"
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "temp_store": 2,
    "busy_timeout": 5000,
}


class Unusable(Exception):
    """The main file can't be used: it is newer, damaged, or the folder can't be written.

    `key` names the sentence in `bot.words`, `blanks` fill it.
    """

    def __init__(self, key: str, **blanks: object) -> None:
        super().__init__(key)
        self.key = key
        self.blanks = blanks


class Database:
    """The main file, open. Made by `Database.open`, ended by `close`."""

    def __init__(self, writer: Connection, reader: Connection, threads: "_Threads") -> None:
        self._writer = writer
        self._reader = reader
        self._threads = threads

    @classmethod
    async def open(cls, folder: Path, *, as_it_is: bool = False) -> Self:
        """Open the file in `folder`, making both if need be, and bring its schema up to date.

        With `as_it_is`, beside a bot that may be running: nothing is made or migrated, and a file
        that isn't there or of another schema is refused. Raises Unusable.
        """
        if not as_it_is:
            prepare_folder(folder)
        threads = _Threads()
        loop = asyncio.get_running_loop()
        try:
            writer = await loop.run_in_executor(threads.writing, _open_writer, folder, as_it_is)
            reader = await loop.run_in_executor(threads.reading, _open_reader, folder)
        except BaseException:
            threads.shutdown()
            raise
        return cls(writer, reader, threads)

    async def write(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work(connection, ...)` in one immediate transaction; return once it is on disk.

        Whatever `work` raises undoes the transaction and is raised here.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._threads.writing,
            lambda: _in_transaction(
                self._writer, "IMMEDIATE", lambda: work(self._writer, *args, **kwargs)
            ),
        )

    async def read(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work(connection, ...)` over one unchanging view of what is on disk."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._threads.reading,
            lambda: _in_transaction(
                self._reader, "DEFERRED", lambda: work(self._reader, *args, **kwargs)
            ),
        )

    async def pragmas(self) -> dict[str, object]:
        """Return SQLite's settings of the connection that writes, as SQLite tells them now."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads.writing, _pragmas, self._writer)

    async def rebuild(self) -> None:
        """Write the file anew without anything that was deleted, and empty its log.

        Reading goes on meanwhile; a write waits. A reader that looks at an older state for longer
        than five seconds keeps the log from being emptied; it is then emptied the next time.
        """
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._threads.writing, _rebuild, self._writer)

    async def close(self) -> None:
        """Finish what waits, then close the file."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._threads.reading, self._reader.close)
        await loop.run_in_executor(self._threads.writing, self._writer.close)
        self._threads.shutdown()


def prepare_folder(folder: Path) -> None:
    """Make the data folder if need be. Raises Unusable when it can't be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable("start.folder", folder=folder) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Unusable("start.folder", folder=folder)


def look_at_header(folder: Path) -> None:
    """Refuse a file that is newer or not SQLite's, by its first bytes and without touching it.

    What is still in the write-ahead log is seen by `Database.open`. Raises Unusable. Source:
    SQLite's file format, section 1.3 (the magic string, and the user version at offset 60).
    """
    path = folder / FILE_NAME
    try:
        with path.open("rb") as file:
            header = file.read(64)
    except FileNotFoundError:
        return
    except OSError as error:
        raise Unusable("start.folder", folder=folder) from error
    if header and not header.startswith(b"SQLite format 3\0"):
        raise Unusable("start.damaged", path=path)
    _refuse_newer(path, int.from_bytes(header[60:64], "big"))


class _Threads:
    """The two threads in which SQLite's calls may block."""

    def __init__(self) -> None:
        self.writing = ThreadPoolExecutor(1, thread_name_prefix="main-file-writer")
        self.reading = ThreadPoolExecutor(1, thread_name_prefix="main-file-reader")

    def shutdown(self) -> None:
        self.writing.shutdown()
        self.reading.shutdown()


def _in_transaction(connection: Connection, mode: str, work: Callable[[], T]) -> T:
    connection.execute(f"BEGIN {mode}")
    try:
        result = work()
        connection.execute("COMMIT")
    except BaseException:
        # A failed COMMIT may have ended the transaction already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result


def _pragmas(connection: Connection) -> dict[str, object]:
    return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}


def _rebuild(connection: Connection) -> None:
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _open_writer(folder: Path, as_it_is: bool) -> Connection:
    path = folder / FILE_NAME
    if as_it_is and not path.is_file():
        raise Unusable("start.no_file", path=path)
    if not as_it_is:
        _make_private(path)
    try:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            if as_it_is:
                _refuse_older(path, _version(connection))
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    except sqlite3.DatabaseError as error:
        raise unusable(error, path) from error
    return connection


def _make_private(path: Path) -> None:
    """Make a new file its owner's alone; SQLite gives its log the same rights.

    What the system refuses here it refuses SQLite too, and that is told.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def unusable(error: sqlite3.DatabaseError, path: Path) -> Unusable:
    """Return the sentence for SQLite's refusal. Only a damaged file is called damaged."""
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return Unusable("start.folder", folder=path.parent)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return Unusable("start.damaged", path=path)
        case _:
            name = getattr(error, "sqlite_errorname", type(error).__name__)
            return Unusable("start.file_trouble", path=path, name=name)


def _prepare(connection: Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    # Before the pragmas: WAL is noted in the file, and a newer file isn't touched.
    _refuse_newer(path, _version(connection))
    _set_pragmas(connection)
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise Unusable("start.damaged", path=path)
    _migrate(connection)


def _open_reader(folder: Path) -> Connection:
    connection = sqlite3.connect(folder / FILE_NAME, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA busy_timeout = {PRAGMAS['busy_timeout']}")
    return connection


def _set_pragmas(connection: Connection) -> None:
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
        held = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if held != value:
            raise Unusable("start.pragma", name=name, value=value, held=held)


def migrations() -> dict[int, str]:
    """Return the SQL of every migration by its number, in order."""
    found = {
        int(entry.name[:4]): entry.read_text(encoding="utf-8")
        for entry in resources.files("bot.storage.migrations").iterdir()
        if entry.name.endswith(".sql")
    }
    return dict(sorted(found.items()))


def _version(connection: Connection) -> int:
    return connection.execute("PRAGMA user_version").fetchone()[0]


def _migrate(connection: Connection) -> None:
    version = _version(connection)
    for number, sql in migrations().items():
        if number > version:
            _carry_out(connection, number, sql)


def _refuse_newer(path: Path, version: int) -> None:
    known = max(migrations())
    if version > known:
        raise Unusable("start.newer", path=path, version=version, known=known)


def _refuse_older(path: Path, version: int) -> None:
    known = max(migrations())
    if version < known:
        raise Unusable("start.older", path=path, version=version, known=known)


def _carry_out(connection: Connection, number: int, sql: str) -> None:
    # executescript would commit an open transaction first, so the transaction is in its text.
    try:
        connection.executescript(
            f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {number};\nCOMMIT;"
        )
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
