"""Erasing: what was deleted leaves every byte of the main file and its log.

SQLite overwrites what it deletes (secure_delete), but a page that was split before can still hold a
stray copy, and the log holds every step. Rebuilding the file and emptying the log ends both.
"""

from datetime import datetime

from bot.storage import groups
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds

NOTE = "erasing"


def ask(connection: Connection, now: datetime) -> None:
    """Note, in the transaction that deletes something, that the file is to be rebuilt."""
    groups.set_note(connection, NOTE, str(to_seconds(now)))


def due(connection: Connection) -> datetime | None:
    """Return since when the file waits to be rebuilt, or None."""
    noted = groups.note(connection, NOTE)
    return from_seconds(int(noted)) if noted else None


def done(connection: Connection, asked: datetime) -> None:
    """Forget that the file was to be rebuilt, unless more was deleted since it was asked for."""
    if due(connection) == asked:
        groups.set_note(connection, NOTE, "")
