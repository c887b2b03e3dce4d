"""Items of feedback and their conversations in the main file."""

import sqlite3
from datetime import date, datetime

from bot.domain.feedback.item import (
    Item,
    Kind,
    Message,
    Moderator,
    Said,
    Stage,
    State,
    Writer,
)
from bot.domain.feedback.wanted import Wanted
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds

# What bears a name is seen at once, the rest from its daily batch on.
SEEN = "(stage != 'waiting' OR writer_id IS NOT NULL)"


def add(connection: Connection, item: Item) -> None:
    """Keep a new item, without messages."""
    writer = item.writer
    connection.execute(
        "INSERT INTO feedback_item (item_id, group_id, week, kind, text, about, exportable,"
        " writer_id, writer_name, given_at, code_hash, stage, moves_at, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            item.item_id,
            item.group_id,
            item.week.isoformat(),
            item.kind,
            item.text,
            item.about or None,
            item.exportable,
            writer.user_id if writer else None,
            writer.name if writer else None,
            to_seconds(item.given_at) if item.given_at else None,
            item.code_hash,
            item.stage,
            to_seconds(item.moves_at) if item.moves_at else None,
            item.state,
        ),
    )


def find(connection: Connection, item_id: str) -> Item | None:
    """Return an item with its conversation, or None."""
    return _one(connection, "item_id = ?", item_id)


def find_seen(connection: Connection, item_id: str) -> Item | None:
    """Return an item that moderators may see, with its conversation, or None."""
    return _one(connection, f"item_id = ? AND {SEEN}", item_id)


def of_code(connection: Connection, group_id: int, code_hash: bytes) -> Item | None:
    """Return the private item that a code leads to, or None."""
    return _one(connection, "code_hash = ? AND group_id = ?", code_hash, group_id)


def of_writer(connection: Connection, group_id: int, writer_id: int) -> list[Item]:
    """Return what somebody gave with their name, the newest first."""
    rows = connection.execute(
        "SELECT * FROM feedback_item WHERE writer_id = ? AND group_id = ? ORDER BY given_at DESC",
        (writer_id, group_id),
    )
    return [_item(row, _messages(connection, row["item_id"])) for row in rows.fetchall()]


def told(
    connection: Connection,
    group_id: int,
    wanted: Wanted,
    *,
    after: tuple[date, str] | None = None,
    most: int = -1,
) -> list[Item]:
    """Return a group's items that moderators may see, without their conversations.

    The newest week first, and within a week by the items' random keys. `after` is the week and
    key of the last one of the page before; `most` is how many at the most, -1 for all.
    """
    where, values = _where(group_id, wanted)
    if after is not None:
        where += " AND (week < ? OR (week = ? AND item_id > ?))"
        values += [after[0].isoformat(), after[0].isoformat(), after[1]]
    rows = connection.execute(
        f"SELECT * FROM feedback_item WHERE {where} ORDER BY week DESC, item_id LIMIT ?",  # noqa: S608 - placeholders alone
        (*values, most),
    )
    return [_item(row, ()) for row in rows]


def count(connection: Connection, group_id: int, wanted: Wanted) -> dict[tuple[Kind, State], int]:
    """Return how many items that moderators may see there are, by kind and state."""
    where, values = _where(group_id, wanted)
    rows = connection.execute(
        f"SELECT kind, state, count(*) FROM feedback_item WHERE {where} GROUP BY kind, state",  # noqa: S608 - placeholders alone
        values,
    )
    return {(Kind(kind), State(state)): number for kind, state, number in rows}


def put(connection: Connection, item: Item, said: Message) -> None:
    """Keep one more message of a conversation, and the state and the version it came to."""
    by = said.by
    connection.execute(
        "INSERT INTO feedback_message (item_id, place, said, heard, text, state, by_id, by_name,"
        " on_day, moves_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            item.item_id,
            said.place,
            said.said,
            said.heard,
            said.text,
            said.state,
            by.user_id if by else None,
            by.name if by else None,
            by.day.isoformat() if by else None,
            to_seconds(said.moves_at) if said.moves_at else None,
        ),
    )
    _set_state(connection, item)


def move(connection: Connection, item_id: str, stage: Stage, moves_at: datetime | None) -> None:
    """Take an item to another stage."""
    connection.execute(
        "UPDATE feedback_item SET stage = ?, moves_at = ? WHERE item_id = ?",
        (stage, to_seconds(moves_at) if moves_at else None, item_id),
    )


def moving(connection: Connection, now: datetime) -> list[Item]:
    """Return the items whose time has come to go on, without their conversations."""
    rows = connection.execute(
        "SELECT * FROM feedback_item WHERE moves_at <= ? ORDER BY item_id", (to_seconds(now),)
    )
    return [_item(row, ()) for row in rows]


def arriving(connection: Connection, now: datetime) -> list[Item]:
    """Return the items of which a message that waited is to be told, with their conversations."""
    rows = connection.execute(
        "SELECT DISTINCT item_id FROM feedback_message WHERE moves_at <= ? ORDER BY item_id",
        (to_seconds(now),),
    ).fetchall()
    found = [find(connection, row["item_id"]) for row in rows]
    return [item for item in found if item is not None]


def arrive(connection: Connection, item: Item, now: datetime) -> None:
    """Let an item's waiting messages be seen, and keep the state that it comes to by them."""
    connection.execute(
        "UPDATE feedback_message SET moves_at = NULL WHERE item_id = ? AND moves_at <= ?",
        (item.item_id, to_seconds(now)),
    )
    _set_state(connection, item)


def next_due(connection: Connection) -> datetime | None:
    """Return when the next item or message goes on, or None."""
    (found,) = connection.execute(
        "SELECT min(at) FROM (SELECT min(moves_at) AS at FROM feedback_item WHERE moves_at"
        " IS NOT NULL UNION ALL SELECT min(moves_at) FROM feedback_message WHERE moves_at"
        " IS NOT NULL)"
    ).fetchone()
    return from_seconds(found) if found is not None else None


def remove(connection: Connection, item_id: str) -> None:
    """Erase an item with its conversation."""
    connection.execute("DELETE FROM feedback_item WHERE item_id = ?", (item_id,))


def remove_ended(connection: Connection, today: date) -> int:
    """Erase what ended longer ago than its group keeps such items; return how many."""
    return connection.execute(
        "DELETE FROM feedback_item WHERE closed_on IS NOT NULL AND julianday(?) -"
        " julianday(closed_on) >= coalesce((SELECT feedback_days FROM member_group"
        " WHERE member_group.group_id = feedback_item.group_id), 90)",
        (today.isoformat(),),
    ).rowcount


def _set_state(connection: Connection, item: Item) -> None:
    connection.execute(
        "UPDATE feedback_item SET state = ?, version = ?, closed_on = ? WHERE item_id = ?",
        (
            item.state,
            item.version,
            item.closed_on.isoformat() if item.closed_on else None,
            item.item_id,
        ),
    )


def _where(group_id: int, wanted: Wanted) -> tuple[str, list[object]]:
    parts, bound = ["group_id = ?", SEEN], list[object]((group_id,))
    for column, chosen in (("kind", sorted(wanted.kinds)), ("state", sorted(wanted.states))):
        if chosen:
            parts.append(f"{column} IN ({', '.join('?' * len(chosen))})")
            bound += chosen
    for sign, week in ((">=", wanted.since), ("<=", wanted.until)):
        if week is not None:
            parts.append(f"week {sign} ?")
            bound.append(week.isoformat())
    return " AND ".join(parts), bound


def _one(connection: Connection, where: str, *values: object) -> Item | None:
    row = connection.execute(
        f"SELECT * FROM feedback_item WHERE {where}",  # noqa: S608 - one of this file's own texts
        values,
    ).fetchone()
    return _item(row, _messages(connection, row["item_id"])) if row else None


def _messages(connection: Connection, item_id: str) -> tuple[Message, ...]:
    rows = connection.execute(
        "SELECT * FROM feedback_message WHERE item_id = ? ORDER BY place", (item_id,)
    )
    return tuple(_message(row) for row in rows)


def _message(row: sqlite3.Row) -> Message:
    by = None
    if row["by_id"] is not None:
        by = Moderator(row["by_id"], row["by_name"], date.fromisoformat(row["on_day"]))
    return Message(
        place=row["place"],
        said=Said(row["said"]),
        text=row["text"],
        heard=row["heard"],
        state=State(row["state"]) if row["state"] else None,
        by=by,
        moves_at=from_seconds(row["moves_at"]) if row["moves_at"] is not None else None,
    )


def _item(row: sqlite3.Row, messages: tuple[Message, ...]) -> Item:
    named = row["writer_id"] is not None
    return Item(
        item_id=row["item_id"],
        group_id=row["group_id"],
        week=date.fromisoformat(row["week"]),
        kind=Kind(row["kind"]),
        text=row["text"],
        about=row["about"] or "",
        exportable=bool(row["exportable"]),
        writer=Writer(row["writer_id"], row["writer_name"]) if named else None,
        given_at=from_seconds(row["given_at"]) if named else None,
        code_hash=row["code_hash"],
        stage=Stage(row["stage"]),
        moves_at=from_seconds(row["moves_at"]) if row["moves_at"] is not None else None,
        state=State(row["state"]),
        version=row["version"],
        closed_on=date.fromisoformat(row["closed_on"]) if row["closed_on"] else None,
        messages=messages,
    )
