"""Options that members proposed and that aren't shown yet. Who proposed one is written nowhere."""

import json
from collections.abc import Sequence
from datetime import datetime

from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds


def add(
    connection: Connection, option_id: str, poll_id: str, text: str, shows_at: datetime
) -> None:
    """Keep a proposed option until it is shown."""
    connection.execute(
        "INSERT INTO proposed_option (option_id, poll_id, text, shows_at) VALUES (?, ?, ?, ?)",
        (option_id, poll_id, text, to_seconds(shows_at)),
    )


def waiting(connection: Connection, poll_id: str) -> int:
    """Return how many options of a poll aren't shown yet."""
    row = connection.execute(
        "SELECT count(*) FROM proposed_option WHERE poll_id = ?", (poll_id,)
    ).fetchone()
    return row[0]


def due_polls(connection: Connection, now: datetime) -> list[str]:
    """Return the ids of the polls that have an option to show now."""
    rows = connection.execute(
        "SELECT DISTINCT poll_id FROM proposed_option WHERE shows_at <= ?", (to_seconds(now),)
    )
    return [row[0] for row in rows]


def next_due(connection: Connection) -> datetime | None:
    """Return when the next option is to be shown, or None."""
    row = connection.execute(
        "SELECT shows_at FROM proposed_option ORDER BY shows_at LIMIT 1"
    ).fetchone()
    return from_seconds(row[0]) if row else None


def take_due(connection: Connection, poll_id: str, now: datetime) -> list[str]:
    """Remove a poll's options that are to be shown now, and return their texts, in random order."""
    rows = connection.execute(
        "DELETE FROM proposed_option WHERE poll_id = ? AND shows_at <= ? RETURNING option_id, text",
        (poll_id, to_seconds(now)),
    ).fetchall()
    return [row["text"] for row in sorted(rows, key=lambda row: row["option_id"])]


def forget(connection: Connection, poll_id: str) -> None:
    """Remove the options of a poll that is over."""
    connection.execute("DELETE FROM proposed_option WHERE poll_id = ?", (poll_id,))


def set_options(connection: Connection, poll_id: str, options: Sequence[str]) -> None:
    """Write a poll's options anew."""
    connection.execute(
        "UPDATE poll SET options = ? WHERE poll_id = ?", (json.dumps(options), poll_id)
    )
