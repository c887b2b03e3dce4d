"""The outbox in the main file: rows of what must reach Discord."""

import sqlite3
from datetime import datetime

from bot.domain.outbox import Row, Step
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds


def add(connection: Connection, row: Row) -> None:
    """Put a new row in the outbox. A second row of that kind about that subject is ignored."""
    connection.execute(
        "INSERT INTO outbox (row_id, kind, group_id, channel_id, subject, step, made_at, due_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, subject) DO NOTHING",
        (
            row.row_id,
            row.kind,
            row.group_id,
            row.channel_id,
            row.subject,
            row.step,
            to_seconds(row.made_at),
            to_seconds(row.due_at),
        ),
    )


def find(connection: Connection, kind: str, subject: str) -> Row | None:
    """Return the row of that kind about that subject, or None."""
    found = connection.execute(
        "SELECT * FROM outbox WHERE kind = ? AND subject = ?", (kind, subject)
    ).fetchone()
    return _row(found) if found else None


def told(connection: Connection, kind: str, about: str) -> list[Row]:
    """Return the rows of that kind about `about`, whatever their detail, that are in Discord."""
    # "0" follows "/" in ASCII, so this range is `about` and every subject beginning `about/`.
    found = connection.execute(
        "SELECT * FROM outbox WHERE kind = ? AND subject >= ? AND subject < ? || '0'"
        " AND message_id IS NOT NULL",
        (kind, about, about),
    )
    return [_row(each) for each in found]


def get(connection: Connection, row_id: int) -> Row | None:
    """Return the row of that number, or None."""
    found = connection.execute("SELECT * FROM outbox WHERE row_id = ?", (row_id,)).fetchone()
    return _row(found) if found else None


def waits(connection: Connection, kind: str, about: str) -> bool:
    """Say whether an unfinished row of that kind is about `about`, whatever its detail."""
    # "0" follows "/" in ASCII, so this range is every subject that begins with `about/`.
    found = connection.execute(
        "SELECT 1 FROM outbox WHERE kind = ? AND subject > ? || '/' AND subject < ? || '0'"
        " AND step IN ('waiting', 'sending', 'sent') LIMIT 1",
        (kind, about, about),
    ).fetchone()
    return found is not None


def due(connection: Connection, now: datetime, most: int) -> list[Row]:
    """Return up to `most` unfinished rows whose time has come, the longest waiting first."""
    found = connection.execute(
        "SELECT * FROM outbox WHERE step IN ('waiting', 'sending', 'sent') AND due_at <= ?"
        " ORDER BY due_at LIMIT ?",
        (to_seconds(now), most),
    )
    return [_row(each) for each in found]


def next_due(connection: Connection) -> datetime | None:
    """Return when the next unfinished row is due, or None."""
    found = connection.execute(
        "SELECT due_at FROM outbox WHERE step IN ('waiting', 'sending', 'sent')"
        " ORDER BY due_at LIMIT 1"
    ).fetchone()
    return from_seconds(found[0]) if found else None


def held_up(connection: Connection, group_id: int) -> list[Row]:
    """Return a group's unfinished rows whose last try failed, the longest waiting first."""
    found = connection.execute(
        "SELECT * FROM outbox WHERE step IN ('waiting', 'sending', 'sent') AND group_id = ?"
        " AND attempts > 0 ORDER BY due_at",
        (group_id,),
    )
    return [_row(each) for each in found]


def set_due(connection: Connection, row_id: int, due_at: datetime) -> None:
    """Set when a row is tried next."""
    connection.execute(
        "UPDATE outbox SET due_at = ? WHERE row_id = ?", (to_seconds(due_at), row_id)
    )


def move(connection: Connection, kind: str, subject: str, due_at: datetime) -> None:
    """Let a row that hasn't been begun wait until another time."""
    connection.execute(
        "UPDATE outbox SET due_at = ? WHERE kind = ? AND subject = ? AND step = 'waiting'",
        (to_seconds(due_at), kind, subject),
    )


def set_step(connection: Connection, row_id: int, step: Step) -> None:
    """Note how far a row has come."""
    connection.execute("UPDATE outbox SET step = ? WHERE row_id = ?", (step, row_id))


def set_sent(connection: Connection, row_id: int, message_id: int) -> None:
    """Note the message that a row became."""
    connection.execute(
        "UPDATE outbox SET step = 'sent', message_id = ?, trouble = NULL WHERE row_id = ?",
        (message_id, row_id),
    )


def set_trouble(
    connection: Connection,
    row_id: int,
    step: Step,
    trouble: str,
    attempts: int,
    again: datetime | None,
) -> None:
    """Note a failed try, how far the row is, and when to try again, if at all."""
    connection.execute(
        "UPDATE outbox SET step = ?, trouble = ?, attempts = ?, due_at = coalesce(?, due_at)"
        " WHERE row_id = ?",
        (step, trouble, attempts, to_seconds(again) if again else None, row_id),
    )


def _row(found: sqlite3.Row) -> Row:
    return Row(
        row_id=found["row_id"],
        kind=found["kind"],
        group_id=found["group_id"],
        channel_id=found["channel_id"],
        subject=found["subject"],
        step=Step(found["step"]),
        made_at=from_seconds(found["made_at"]),
        due_at=from_seconds(found["due_at"]),
        attempts=found["attempts"],
        message_id=found["message_id"],
    )
