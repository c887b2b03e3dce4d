"""Groups' own help lines in the main file, and when each is to be checked again."""

import sqlite3
from datetime import date, datetime

from bot.domain.support import OwnLine, Typed
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds


def of_group(connection: Connection, group_id: int) -> tuple[OwnLine, ...]:
    """Return a group's own lines, the oldest first."""
    rows = connection.execute(
        "SELECT * FROM own_line WHERE group_id = ? ORDER BY place", (group_id,)
    )
    return tuple(_line(row) for row in rows)


def find(connection: Connection, group_id: int, line_id: str) -> OwnLine | None:
    """Return one of a group's own lines, or None."""
    row = connection.execute(
        "SELECT * FROM own_line WHERE line_id = ? AND group_id = ?", (line_id, group_id)
    ).fetchone()
    return _line(row) if row else None


def put(connection: Connection, line: OwnLine, old_at: datetime) -> None:
    """Keep a line, in place of what it was; `old_at` is when it is to be checked again."""
    typed = line.typed
    connection.execute(
        "INSERT INTO own_line (line_id, group_id, place, name, how, dial, hours, checked_on,"
        " old_at) VALUES (?1, ?2,"
        " (SELECT coalesce(max(place), 0) + 1 FROM own_line WHERE group_id = ?2),"
        " ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (line_id) DO UPDATE SET"
        " name = excluded.name, how = excluded.how, dial = excluded.dial, hours = excluded.hours,"
        " checked_on = excluded.checked_on, old_at = excluded.old_at"
        " WHERE group_id = excluded.group_id",
        (
            line.line_id,
            line.group_id,
            typed.name,
            typed.how,
            typed.dial,
            typed.hours,
            line.checked_on.isoformat(),
            to_seconds(old_at),
        ),
    )


def remove(connection: Connection, line: OwnLine) -> None:
    """Forget a line."""
    connection.execute("DELETE FROM own_line WHERE line_id = ?", (line.line_id,))


# Only where somebody can be told; a group that names a channel later is told then.
_TELLABLE = (
    " FROM own_line JOIN member_group USING (group_id)"
    " WHERE old_at IS NOT NULL AND moderators_channel IS NOT NULL"
)


def next_due(connection: Connection) -> datetime | None:
    """Return when moderators are to be told of the next old line, or None."""
    row = connection.execute(f"SELECT min(old_at){_TELLABLE}").fetchone()
    return from_seconds(row[0]) if row[0] is not None else None


def due(connection: Connection, now: datetime) -> list[tuple[OwnLine, int]]:
    """Return each line that moderators are to be told of now, and their channel's id."""
    rows = connection.execute(
        f"SELECT own_line.*, moderators_channel{_TELLABLE} AND old_at <= ? ORDER BY old_at",
        (to_seconds(now),),
    )
    return [(_line(row), row["moderators_channel"]) for row in rows]


def set_told(connection: Connection, line: OwnLine) -> None:
    """Note that moderators were told of a line, until it is checked again."""
    connection.execute("UPDATE own_line SET old_at = NULL WHERE line_id = ?", (line.line_id,))


def _line(row: sqlite3.Row) -> OwnLine:
    return OwnLine(
        line_id=row["line_id"],
        group_id=row["group_id"],
        typed=Typed(row["name"], row["how"], row["dial"], row["hours"]),
        checked_on=date.fromisoformat(row["checked_on"]),
    )
