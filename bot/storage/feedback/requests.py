"""Requests for feedback in the main file, and check-outs until they are closed."""

import json
import sqlite3
from datetime import datetime

from bot.domain.feedback.check_out import CheckOut, Told, read_check_out
from bot.domain.feedback.request import Asks, Request, State, Typed
from bot.domain.feedback.summary import Past
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds

POSTED = "state != 'draft'"


def save_draft(
    connection: Connection,
    request_id: str,
    where: tuple[int, int, int],
    typed: Typed,
    now: datetime,
) -> None:
    """Keep what a person typed, in place of what they typed before.

    `where` is the ids of the group, the channel and the person. Somebody else's draft, and what
    is posted, stay as they are.
    """
    connection.execute(
        "INSERT INTO feedback_request (request_id, group_id, channel_id, author_id, asks,"
        " question, hours, state, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'draft', ?)"
        " ON CONFLICT (request_id) DO UPDATE SET channel_id = excluded.channel_id,"
        " asks = excluded.asks, question = excluded.question, hours = excluded.hours,"
        " made_at = excluded.made_at WHERE state = 'draft' AND group_id = excluded.group_id"
        " AND author_id = excluded.author_id",
        (request_id, *where, typed.asks, typed.question, typed.hours, to_seconds(now)),
    )


def draft(connection: Connection, request_id: str, group_id: int, author_id: int) -> Typed | None:
    """Return a person's own draft in a group, or None."""
    row = connection.execute(
        "SELECT asks, question, hours FROM feedback_request WHERE request_id = ?"
        " AND group_id = ? AND author_id = ? AND state = 'draft'",
        (request_id, group_id, author_id),
    ).fetchone()
    return Typed(*row) if row else None


def delete_draft(connection: Connection, request_id: str, group_id: int, author_id: int) -> None:
    """Forget a person's own draft."""
    connection.execute(
        "DELETE FROM feedback_request WHERE request_id = ? AND group_id = ? AND author_id = ?"
        " AND state = 'draft'",
        (request_id, group_id, author_id),
    )


def delete_old_drafts(connection: Connection, before: datetime) -> None:
    """Forget the drafts that were last written before a time."""
    connection.execute(
        "DELETE FROM feedback_request WHERE state = 'draft' AND made_at <= ?",
        (to_seconds(before),),
    )


def open_draft(
    connection: Connection,
    request_id: str,
    where: tuple[int, int],
    typed: Typed,
    closes_at: datetime,
) -> None:
    """Turn a draft into an open request.

    `where` is its channel's id and that of the channel that one must see to be told of it.
    """
    connection.execute(
        "UPDATE feedback_request SET state = 'open', channel_id = ?, seen_in = ?, question = ?,"
        " closes_at = ? WHERE request_id = ? AND state = 'draft'",
        (*where, typed.question, to_seconds(closes_at), request_id),
    )


def find(connection: Connection, request_id: str) -> Request | None:
    """Return a request that was posted, or None."""
    row = connection.execute(
        f"SELECT * FROM feedback_request WHERE request_id = ? AND {POSTED}",  # noqa: S608 - a text of this file's own
        (request_id,),
    ).fetchone()
    return _request(row) if row else None


def last_channel(connection: Connection, group_id: int) -> int | None:
    """Return the channel in which a group was asked last, or None."""
    row = connection.execute(
        "SELECT channel_id FROM feedback_request WHERE group_id = ? AND state != 'draft'"
        " ORDER BY made_at DESC LIMIT 1",
        (group_id,),
    ).fetchone()
    return row[0] if row else None


def set_message(connection: Connection, request_id: str, message_id: int) -> None:
    """Note the message of a request's card."""
    connection.execute(
        "UPDATE feedback_request SET message_id = ? WHERE request_id = ?", (message_id, request_id)
    )


def due(connection: Connection, now: datetime, most: int) -> list[str]:
    """Return the ids of up to `most` open requests whose time has passed, the oldest first."""
    rows = connection.execute(
        "SELECT request_id FROM feedback_request WHERE state = 'open' AND closes_at <= ?"
        " ORDER BY closes_at LIMIT ?",
        (to_seconds(now), most),
    )
    return [row[0] for row in rows]


def next_closing(connection: Connection) -> datetime | None:
    """Return when the next open request closes, or None."""
    row = connection.execute(
        "SELECT closes_at FROM feedback_request WHERE state = 'open' ORDER BY closes_at LIMIT 1"
    ).fetchone()
    return from_seconds(row[0]) if row else None


def close(connection: Connection, request_id: str, told: Told | None) -> None:
    """Close an open request: keep what may be told, and neither single answers nor its author."""
    connection.execute("DELETE FROM check_out WHERE request_id = ?", (request_id,))
    connection.execute(
        "UPDATE feedback_request SET state = 'closed', result = ?, author_id = NULL"
        " WHERE request_id = ? AND state = 'open'",
        (json.dumps(told.to_plain()) if told else None, request_id),
    )


def closed_check_outs(connection: Connection, group_id: int, most: int) -> list[tuple[int, Past]]:
    """Return a group's closed check-outs, the newest first.

    Each comes after the id of the channel that one must see to be told of it.
    """
    rows = connection.execute(
        "SELECT seen_in, closes_at, result FROM feedback_request WHERE state = 'closed'"
        " AND result IS NOT NULL AND group_id = ? ORDER BY closes_at DESC, request_id LIMIT ?",
        (group_id, most),
    )
    return [
        (seen_in, Past(from_seconds(closes_at), Told.from_plain(json.loads(result))))
        for seen_in, closes_at, result in rows
    ]


def put_answer(connection: Connection, request_id: str, key: bytes, answer: CheckOut) -> bool:
    """Keep a check-out under its key; say whether it took the place of an earlier one.

    All of a request's answers are written anew in the order of their keys. Else the order in
    which they came could be read from where they lie in the file.
    """
    rows = connection.execute(
        "SELECT answer_key, steps FROM check_out WHERE request_id = ?", (request_id,)
    )
    answers = {row["answer_key"]: row["steps"] for row in rows}
    before = len(answers)
    answers[key] = str(answer)
    connection.execute("DELETE FROM check_out WHERE request_id = ?", (request_id,))
    connection.executemany(
        "INSERT INTO check_out (request_id, answer_key, steps) VALUES (?, ?, ?)",
        [(request_id, each, answers[each]) for each in sorted(answers)],
    )
    return len(answers) == before


def answer_of(connection: Connection, request_id: str, key: bytes) -> CheckOut | None:
    """Return the check-out under a key, or None."""
    row = connection.execute(
        "SELECT steps FROM check_out WHERE request_id = ? AND answer_key = ?", (request_id, key)
    ).fetchone()
    return read_check_out(row[0]) if row else None


def answers(connection: Connection, request_id: str) -> list[CheckOut]:
    """Return every check-out for an open request, in an order that means nothing."""
    rows = connection.execute("SELECT steps FROM check_out WHERE request_id = ?", (request_id,))
    return [read_check_out(row[0]) for row in rows]


def _request(row: sqlite3.Row) -> Request:
    return Request(
        request_id=row["request_id"],
        group_id=row["group_id"],
        channel_id=row["channel_id"],
        author_id=row["author_id"],
        asks=Asks(row["asks"]),
        question=row["question"],
        state=State(row["state"]),
        closes_at=from_seconds(row["closes_at"]),
        message_id=row["message_id"],
        told=Told.from_plain(json.loads(row["result"])) if row["result"] else None,
    )
