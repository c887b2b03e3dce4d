"""Opening the file of sealed boxes: a private folder, five settings that hold, one owner."""

import sqlite3
from pathlib import Path

from bot.storage.ballots.errors import BallotsUnusable, FolderInUse
from bot.storage.ballots.private_files import make_private_file, make_private_folder, write_private

# As they are set, and as SQLite says them back. TRUNCATE comes before EXCLUSIVE: the journal that
# a killed process left is then emptied at once, and keeps no earlier state of a box.
PRAGMAS = (
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "FULL", 2),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
)
FILE_VERSION = 1
# Backup tools pass by a folder that holds this file (https://bford.info/cachedir/).
CACHE_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# Open votes are in no backup.\n"

_TABLE = """
CREATE TABLE IF NOT EXISTS box (
    poll_id TEXT PRIMARY KEY,
    locked  INT  NOT NULL,
    sealed  BLOB NOT NULL
) STRICT
"""


def open_file(folder: Path, keys_folder: Path) -> sqlite3.Connection:
    """Open `ballots.sqlite3` in the folder, making what isn't there, and own it until closed.

    Nothing else in this process may open that file meanwhile, not even to read it: closing it
    would drop the lock (https://sqlite.org/howtocorrupt.html, 2.2).

    Raises `FolderInUse` if another process owns it, `BallotsUnusable` if the folder, the file or
    a setting doesn't hold.
    """
    path = folder / "ballots.sqlite3"
    try:
        _prepare(folder, keys_folder, path)
    except OSError as error:
        raise BallotsUnusable(f"the folder of sealed votes refused: {error.strerror}") from error
    try:
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            hold_settings(connection)
            _own(connection)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        if primary_code(error) == sqlite3.SQLITE_BUSY:
            raise FolderInUse from error
        raise unusable(error) from error
    return connection


def hold_settings(connection: sqlite3.Connection) -> None:
    """Set the five pragmas of the design and read each back. Raises `BallotsUnusable`.

    Reading back matters: SQLite answers a setting that it can't keep with another, not an error.
    """
    for name, value, _ in PRAGMAS:
        connection.execute(f"PRAGMA {name}={value}")
    for name, _, held in PRAGMAS:
        (said,) = connection.execute(f"PRAGMA {name}").fetchone()
        if said != held:
            raise BallotsUnusable(f"SQLite doesn't hold {name}={held}, it says {said}")


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's result code without its details; 0 where the error isn't SQLite's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def unusable(error: sqlite3.Error) -> BallotsUnusable:
    """The error in our words. SQLite's text names its trouble, never a value that was stored."""
    return BallotsUnusable(f"the file of sealed votes refused: {error}")


def _prepare(folder: Path, keys_folder: Path, path: Path) -> None:
    make_private_folder(folder)
    make_private_folder(keys_folder)
    tag = folder / "CACHEDIR.TAG"
    if not tag.exists() or tag.read_bytes() != CACHE_TAG:
        write_private(tag, CACHE_TAG)
    make_private_file(path)


def _own(connection: sqlite3.Connection) -> None:
    """Take the lock at once; with locking_mode=EXCLUSIVE it stays until the file is closed.

    The version is written each time: without a write SQLite opens a read-only file in peace, and
    takes no lock.
    """
    connection.execute("BEGIN EXCLUSIVE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > FILE_VERSION:
        raise BallotsUnusable("a newer version of the program made the file of sealed votes")
    connection.execute(_TABLE)
    connection.execute(f"PRAGMA user_version={FILE_VERSION}")
    connection.execute("COMMIT")
