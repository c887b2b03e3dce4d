"""Feedback in the main file."""

import sqlite3
from datetime import date

from bot.domain.feedback import Item, Writer
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds


def add(connection: Connection, item: Item) -> None:
    """Keep one item."""
    writer = item.writer
    connection.execute(
        "INSERT INTO feedback_item (item_id, group_id, week, text, rating, writer_id,"
        " writer_name, given_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            item.item_id,
            item.group_id,
            item.week.isoformat(),
            item.text,
            item.rating,
            writer.user_id if writer else None,
            writer.name if writer else None,
            to_seconds(item.given_at) if item.given_at else None,
        ),
    )


def of_group(connection: Connection, group_id: int) -> list[Item]:
    """Return a group's items by their random keys, which tell nothing of when they came."""
    rows = connection.execute(
        "SELECT * FROM feedback_item WHERE group_id = ? ORDER BY item_id", (group_id,)
    )
    return [_item(row) for row in rows]


def _item(row: sqlite3.Row) -> Item:
    named = row["writer_id"] is not None
    return Item(
        item_id=row["item_id"],
        group_id=row["group_id"],
        week=date.fromisoformat(row["week"]),
        text=row["text"],
        rating=row["rating"],
        writer=Writer(row["writer_id"], row["writer_name"]) if named else None,
        given_at=from_seconds(row["given_at"]) if named else None,
    )
