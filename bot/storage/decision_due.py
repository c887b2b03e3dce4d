"""What is to be done with shared decisions by itself, and when: asked of the main file."""

from datetime import date, datetime

from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds


def worries(connection: Connection) -> set[str]:
    """Return the ids of all decisions that wait for support; asked once, at start."""
    rows = connection.execute(
        "SELECT decision_id FROM decision INDEXED BY decision_worry WHERE stage = 'worry'"
    )
    return {row[0] for row in rows}


def due(connection: Connection, now: datetime, most: int) -> list[tuple[datetime, str]]:
    """Return when and with which decisions something is to be done by now, the oldest first."""
    rows = connection.execute(
        "SELECT due_at, decision_id FROM decision WHERE due_at <= ? ORDER BY due_at LIMIT ?",
        (to_seconds(now), most),
    )
    return [(from_seconds(row[0]), row[1]) for row in rows]


def due_worries(connection: Connection, now: datetime) -> dict[str, int]:
    """Return how many must want to talk about each decision that is to be looked at now."""
    rows = connection.execute(
        "SELECT decision_id, needed FROM decision WHERE due_at <= ? AND stage = 'worry'",
        (to_seconds(now),),
    )
    return {row[0]: row[1] for row in rows}


def is_due(connection: Connection, decision_id: str, now: datetime) -> bool:
    """Say whether something is to be done with a decision by now."""
    row = connection.execute(
        "SELECT due_at FROM decision WHERE decision_id = ?", (decision_id,)
    ).fetchone()
    return row is not None and row[0] is not None and row[0] <= to_seconds(now)


def next_due(connection: Connection) -> datetime | None:
    """Return when something is next to be done with a decision by itself, or None."""
    row = connection.execute(
        "SELECT due_at FROM decision WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1"
    ).fetchone()
    return from_seconds(row[0]) if row else None


def set_due(connection: Connection, decision_id: str, due_at: datetime | None) -> None:
    """Note when something is next to be done with a decision by itself."""
    connection.execute(
        "UPDATE decision SET due_at = ? WHERE decision_id = ?",
        (to_seconds(due_at) if due_at else None, decision_id),
    )


def poll_changed(connection: Connection, poll_id: str, now: datetime) -> None:
    """Let a decision follow its poll: one that is there now, was closed, or was taken down."""
    connection.execute(
        "UPDATE decision SET due_at = ?1 WHERE (poll_id = ?2 AND stage = 'vote')"
        " OR (review_poll_id = ?2 AND stage = 'review')",
        (to_seconds(now), poll_id),
    )


def tried(connection: Connection, group_id: int) -> list[tuple[str, date]]:
    """Return a group's decisions that wait for their review, and its day."""
    rows = connection.execute(
        "SELECT decision_id, review_on FROM decision"
        " WHERE group_id = ? AND stage = 'tried' AND review_on IS NOT NULL",
        (group_id,),
    )
    return [(row[0], date.fromisoformat(row[1])) for row in rows]
