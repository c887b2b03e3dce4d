"""You said, we did in the main file. No entry leads to the items it came from."""

import sqlite3
from datetime import datetime

from bot.domain.feedback.loop import Entry, Outcome
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds


def add(connection: Connection, entry: Entry) -> None:
    """Keep an entry that moderators prepare."""
    connection.execute(
        "INSERT INTO loop_entry (entry_id, group_id, said, did, outcome, by_whom, ready_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            entry.entry_id,
            entry.group_id,
            entry.said,
            entry.did,
            entry.outcome,
            entry.by_whom,
            to_seconds(entry.ready_at),
        ),
    )


def prepared(connection: Connection, group_id: int) -> list[Entry]:
    """Return what a group's moderators prepare, by the entries' random keys."""
    rows = connection.execute(
        "SELECT * FROM loop_entry WHERE group_id = ? AND posted_at IS NULL ORDER BY entry_id",
        (group_id,),
    )
    return [_entry(row) for row in rows]


def remove(connection: Connection, group_id: int, entry_id: str) -> bool:
    """Drop an entry that wasn't posted; False when there is none."""
    gone = connection.execute(
        "DELETE FROM loop_entry WHERE group_id = ? AND entry_id = ? AND posted_at IS NULL",
        (group_id, entry_id),
    )
    return gone.rowcount == 1


def post(connection: Connection, group_id: int, card_id: str, now: datetime) -> None:
    """Note that everything prepared is on a card now."""
    connection.execute(
        "UPDATE loop_entry SET card_id = ?, posted_at = ? WHERE group_id = ? AND posted_at IS NULL",
        (card_id, to_seconds(now), group_id),
    )


def on_card(connection: Connection, card_id: str) -> list[Entry]:
    """Return the entries of a card, by their random keys."""
    rows = connection.execute(
        "SELECT * FROM loop_entry WHERE card_id = ? ORDER BY entry_id", (card_id,)
    )
    return [_entry(row) for row in rows]


def posted(connection: Connection, group_id: int, skip: int, most: int) -> list[Entry]:
    """Return what was posted, the newest first, after so many others."""
    rows = connection.execute(
        "SELECT * FROM loop_entry WHERE group_id = ? AND posted_at IS NOT NULL"
        " ORDER BY posted_at DESC, entry_id LIMIT ? OFFSET ?",
        (group_id, most, skip),
    )
    return [_entry(row) for row in rows]


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(
        entry_id=row["entry_id"],
        group_id=row["group_id"],
        said=row["said"],
        did=row["did"],
        outcome=Outcome(row["outcome"]),
        by_whom=row["by_whom"],
        ready_at=from_seconds(row["ready_at"]),
        posted_at=from_seconds(row["posted_at"]) if row["posted_at"] is not None else None,
    )
