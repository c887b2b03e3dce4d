"""The record in the main file: what every member of a group may read about its running."""

import json
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


def latest(connection: Connection, group_id: int, most: int) -> list[Entry]:
    """Return a group's newest entries, the newest first, at most `most`."""
    rows = connection.execute(
        "SELECT happened_at, kind, by_id, details FROM record WHERE group_id = ?"
        " ORDER BY happened_at DESC, entry_id DESC LIMIT ?",
        (group_id, most),
    )
    return [
        Entry(
            from_seconds(row["happened_at"]), row["kind"], row["by_id"], json.loads(row["details"])
        )
        for row in rows
    ]
