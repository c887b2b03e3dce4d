"""The table of sealed boxes: rows in, rows out, and what SQLite's errors mean here."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from bot.storage.ballots.errors import BoxDamaged, NotStored
from bot.storage.ballots.opening import primary_code, unusable


class Row(NamedTuple):
    """One poll's box as it stands in the file."""

    poll_id: str
    locked: bool
    sealed: bytes


class BoxTable:
    """The one table, through the one connection that owns the file.

    Reads stand outside the transactions: nobody else can write in between, and a broken page met
    inside one would spoil what is written for other polls.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def find(self, poll_id: str) -> Row | None:
        """The poll's row. Raises `BoxDamaged` if its pages are broken, `BallotsUnusable`."""
        query = "SELECT poll_id, locked, sealed FROM box WHERE poll_id = ?"
        try:
            row: tuple[str, int, bytes] | None
            row = self.connection.execute(query, (poll_id,)).fetchone()
        except sqlite3.Error as error:
            if primary_code(error) == sqlite3.SQLITE_CORRUPT:
                raise BoxDamaged(poll_id) from error
            raise unusable(error) from error
        return Row(row[0], bool(row[1]), row[2]) if row else None

    def all_locks(self) -> list[tuple[str, bool]]:
        """Every poll id, in order, and whether its box is locked. Raises `BallotsUnusable`."""
        query = "SELECT poll_id, locked FROM box ORDER BY poll_id"
        try:
            rows: list[tuple[str, int]] = self.connection.execute(query).fetchall()
        except sqlite3.Error as error:
            raise unusable(error) from error
        return [(poll_id, bool(locked)) for poll_id, locked in rows]

    @contextmanager
    def writing(self) -> Generator[None]:
        """Around the writes of one transaction: on disk when this ends, or else undone.

        Raises `NotStored`. Some errors (a full disk) make SQLite undo the transaction by itself,
        so ROLLBACK is said only while one is open; and no error may be caught inside, because a
        write after it would be stored on its own.
        """
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield
            self.connection.execute("COMMIT")
        except BaseException as error:
            if self.connection.in_transaction:
                with suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise NotStored(f"the file of sealed votes refused: {error}") from error
            raise

    def insert(self, row: Row) -> None:
        """Add a row, inside `writing`."""
        self.connection.execute("INSERT INTO box VALUES (?, ?, ?)", row)

    def update(self, row: Row) -> None:
        """Replace a row that is there, inside `writing`."""
        statement = "UPDATE box SET locked = ?, sealed = ? WHERE poll_id = ?"
        self.connection.execute(statement, (row.locked, row.sealed, row.poll_id))

    def delete(self, poll_id: str) -> None:
        """Remove a row if it is there, inside `writing`; its bytes become zeros (secure_delete)."""
        self.connection.execute("DELETE FROM box WHERE poll_id = ?", (poll_id,))
