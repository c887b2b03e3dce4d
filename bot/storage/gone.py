"""Groups that took the bot out: since when, and erasing all that is theirs."""

from collections.abc import Iterable
from datetime import datetime

from bot.storage.database import Connection
from bot.storage.times import to_seconds

# What hangs on a row of a group without bearing the group's id itself.
_HANGING = (
    "DELETE FROM proposed_option WHERE poll_id IN (SELECT poll_id FROM poll WHERE group_id = ?)",
    "DELETE FROM check_out WHERE request_id IN"
    " (SELECT request_id FROM feedback_request WHERE group_id = ?)",
    *(
        f"DELETE FROM {table} WHERE decision_id IN"  # noqa: S608 - names from here
        " (SELECT decision_id FROM decision WHERE group_id = ?)"
        for table in (
            "decision_note",
            "decision_experience",
            "decision_option",
            "decision_move",
        )
    ),
)


def set_gone(connection: Connection, group_id: int, now: datetime) -> None:
    """Note that the bot isn't in a group of which anything is kept; the first time counts."""
    if any(_has(connection, table, group_id) for table in _tables(connection)):
        connection.execute(
            "INSERT INTO group_gone VALUES (?, ?) ON CONFLICT DO NOTHING",
            (group_id, to_seconds(now)),
        )


def set_back(connection: Connection, group_id: int) -> None:
    """Note that the bot is in a group again."""
    connection.execute("DELETE FROM group_gone WHERE group_id = ?", (group_id,))


def known(connection: Connection) -> set[int]:
    """Return every group of which anything is kept."""
    found: set[int] = set()
    for table in _tables(connection):
        rows = connection.execute(f"SELECT DISTINCT group_id FROM {table}")  # noqa: S608 - a table's own name
        found |= {row[0] for row in rows}
    return found


def gone_long(connection: Connection, now: datetime) -> list[int]:
    """Return the groups that took the bot out as long ago as they keep what is ended."""
    rows = connection.execute(
        "SELECT group_gone.group_id FROM group_gone LEFT JOIN member_group USING (group_id)"
        " WHERE since + coalesce(feedback_days, 90) * 86400 <= ?",
        (to_seconds(now),),
    )
    return [row[0] for row in rows]


def erase(connection: Connection, group_id: int) -> list[str]:
    """Erase all that is kept of a group; return whose sealed boxes are to be destroyed.

    Those are its open polls, and the decisions that wait for support.
    """
    sealed = connection.execute(
        "SELECT poll_id FROM poll WHERE group_id = ?1 AND state = 'open'"
        " UNION ALL SELECT decision_id FROM decision WHERE group_id = ?1 AND stage = 'worry'",
        (group_id,),
    ).fetchall()
    for statement in _HANGING:
        connection.execute(statement, (group_id,))
    for table in _tables(connection):
        connection.execute(f"DELETE FROM {table} WHERE group_id = ?", (group_id,))  # noqa: S608 - a table's own name
    return [row[0] for row in sealed]


def _tables(connection: Connection) -> Iterable[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND EXISTS"
        " (SELECT 1 FROM pragma_table_info(sqlite_master.name) WHERE name = 'group_id')"
    )
    return [f'"{row[0]}"' for row in rows]


def _has(connection: Connection, table: str, group_id: int) -> bool:
    found = connection.execute(
        f"SELECT 1 FROM {table} WHERE group_id = ? LIMIT 1",  # noqa: S608 - a table's own name
        (group_id,),
    )
    return found.fetchone() is not None
