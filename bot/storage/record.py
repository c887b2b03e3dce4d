"""The record in the main file: what every member of a group may read about its running."""

import json
import sqlite3
from datetime import datetime

from bot.domain.record import Entry
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds


def add(
    connection: Connection, group_id: int, kind: str, by_id: int, now: datetime, **details: object
) -> None:
    """Write down what happened, who did it, and plain details without any member's words."""
    connection.execute(
        "INSERT INTO record (group_id, happened_at, kind, by_id, details) VALUES (?, ?, ?, ?, ?)",
        (group_id, to_seconds(now), kind, by_id, json.dumps(details)),
    )


def before(
    connection: Connection, group_id: int, place: tuple[datetime, int], most: int
) -> list[Entry]:
    """Return up to `most` of a group's entries from before a place, the newest first.

    `place` is where a page ended: the time of its last entry, and that entry's id.
    """
    rows = connection.execute(
        "SELECT * FROM record WHERE group_id = ? AND (happened_at, entry_id) < (?, ?)"
        " ORDER BY happened_at DESC, entry_id DESC LIMIT ?",
        (group_id, to_seconds(place[0]), place[1], most),
    )
    return [_entry(row) for row in rows]


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        entry_id=row["entry_id"],
        happened_at=from_seconds(row["happened_at"]),
        kind=row["kind"],
        by_id=row["by_id"],
        details=json.loads(row["details"]),
    )
