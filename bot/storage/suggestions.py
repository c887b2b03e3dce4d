"""Suggestions of topics in the main file. Of a private one nothing says who sent it, or when."""

import sqlite3
from datetime import datetime

from bot.domain.topics.suggestion import Answered, Suggestion
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds


def add(connection: Connection, suggestion: Suggestion) -> None:
    """Keep a new suggestion."""
    connection.execute(
        "INSERT INTO topic_suggestion (suggestion_id, group_id, text, writer_id, writer_name,"
        " code_hash, reply_channel, shows_at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open')",
        (
            suggestion.suggestion_id,
            suggestion.group_id,
            suggestion.text,
            suggestion.writer_id,
            suggestion.writer_name,
            suggestion.code_hash,
            suggestion.reply_channel,
            to_seconds(suggestion.shows_at) if suggestion.shows_at else None,
        ),
    )


def show(connection: Connection, now: datetime) -> None:
    """Forget until when suggestions weren't to be shown, once that is over."""
    connection.execute(
        "UPDATE topic_suggestion SET shows_at = NULL WHERE shows_at <= ?", (to_seconds(now),)
    )


def shown(connection: Connection, group_id: int, now: datetime) -> list[Suggestion]:
    """Return a group's open suggestions that facilitators may see, in no order of time."""
    rows = connection.execute(
        "SELECT * FROM topic_suggestion WHERE group_id = ? AND state = 'open'"
        " AND (shows_at IS NULL OR shows_at <= ?) ORDER BY suggestion_id",
        (group_id, to_seconds(now)),
    )
    return [_suggestion(row) for row in rows]


def waiting(connection: Connection, group_id: int) -> int:
    """Return how many suggestions of a group have no answer yet."""
    row = connection.execute(
        "SELECT count(*) FROM topic_suggestion WHERE group_id = ? AND state = 'open'", (group_id,)
    ).fetchone()
    return row[0]


def of_writer(connection: Connection, group_id: int, writer_id: int) -> list[Suggestion]:
    """Return what somebody suggested by name."""
    rows = connection.execute(
        "SELECT * FROM topic_suggestion WHERE group_id = ? AND writer_id = ?"
        " ORDER BY suggestion_id",
        (group_id, writer_id),
    )
    return [_suggestion(row) for row in rows]


def of_code(connection: Connection, group_id: int, code_hash: bytes) -> Suggestion | None:
    """Return the private suggestion that a code leads to, or None."""
    row = connection.execute(
        "SELECT * FROM topic_suggestion WHERE code_hash = ? AND group_id = ?",
        (code_hash, group_id),
    ).fetchone()
    return _suggestion(row) if row else None


def find(connection: Connection, suggestion_id: str) -> Suggestion | None:
    """Return a suggestion, or None."""
    row = connection.execute(
        "SELECT * FROM topic_suggestion WHERE suggestion_id = ?", (suggestion_id,)
    ).fetchone()
    return _suggestion(row) if row else None


def set_answer(connection: Connection, suggestion_id: str, state: Answered, reply: str) -> None:
    """Keep what became of a suggestion."""
    connection.execute(
        "UPDATE topic_suggestion SET state = ?, reply = ?, shows_at = NULL WHERE suggestion_id = ?",
        (state, reply, suggestion_id),
    )


def remove(connection: Connection, suggestion_id: str) -> None:
    """Forget a suggestion."""
    connection.execute("DELETE FROM topic_suggestion WHERE suggestion_id = ?", (suggestion_id,))


def _suggestion(row: sqlite3.Row) -> Suggestion:
    return Suggestion(
        suggestion_id=row["suggestion_id"],
        group_id=row["group_id"],
        text=row["text"],
        writer_id=row["writer_id"],
        writer_name=row["writer_name"],
        code_hash=row["code_hash"],
        reply_channel=row["reply_channel"],
        shows_at=from_seconds(row["shows_at"]) if row["shows_at"] is not None else None,
        state=Answered(row["state"]),
        reply=row["reply"] or "",
    )
