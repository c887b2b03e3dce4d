"""What of a group's feedback may leave in an export: counted and listed in the main file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.feedback.item import Kind, State
from bot.storage.database import Connection
from bot.storage.feedback.items import SEEN


@dataclass(frozen=True, slots=True)
class Leaving:
    """Which items leave: of a group, in these weeks (Mondays, both included), of this kind and
    state (None for all). Without `private_too` only those with names.
    """

    group_id: int
    since: date | None = None
    until: date | None = None
    kind: Kind | None = None
    state: State | None = None
    private_too: bool = True


def private_kinds(
    connection: Connection, group_id: int, since: date | None, until: date | None
) -> Mapping[Kind, int]:
    """Return how many private items of each kind could leave in these weeks, of whatever state."""
    where, values = _where(Leaving(group_id, since, until))
    rows = connection.execute(
        f"SELECT kind, count(*) FROM feedback_item WHERE {where} AND writer_id IS NULL"  # noqa: S608 - placeholders alone
        " GROUP BY kind",
        values,
    )
    return {Kind(kind): number for kind, number in rows}


def kept_back(connection: Connection, group_id: int) -> int:
    """Return how many of all a group's items stay because their writers wished so."""
    (found,) = connection.execute(
        f"SELECT count(*) FROM feedback_item WHERE group_id = ? AND {SEEN} AND exportable = 0",  # noqa: S608 - a constant
        (group_id,),
    ).fetchone()
    return found


def weeks(connection: Connection, leaving: Leaving) -> dict[date, int]:
    """Return how many items leave of each week that has any, the oldest week first."""
    where, values = _where(leaving)
    rows = connection.execute(
        f"SELECT week, count(*) FROM feedback_item WHERE {where} GROUP BY week ORDER BY week",  # noqa: S608 - placeholders alone
        values,
    )
    return {date.fromisoformat(week): number for week, number in rows}


def keys(connection: Connection, leaving: Leaving, week: date) -> list[str]:
    """Return the keys of the items that leave of one week, in no order that means anything."""
    where, values = _where(leaving)
    rows = connection.execute(
        f"SELECT item_id FROM feedback_item WHERE {where} AND week = ? ORDER BY item_id",  # noqa: S608 - placeholders alone
        (*values, week.isoformat()),
    )
    return [row["item_id"] for row in rows]


def _where(leaving: Leaving) -> tuple[str, list[object]]:
    parts, values = ["group_id = ?", SEEN, "exportable = 1"], list[object]((leaving.group_id,))
    bounds = (
        ("week >= ?", leaving.since.isoformat() if leaving.since else None),
        ("week <= ?", leaving.until.isoformat() if leaving.until else None),
        ("kind = ?", leaving.kind),
        ("state = ?", leaving.state),
    )
    for part, value in bounds:
        if value is not None:
            parts.append(part)
            values.append(value)
    if not leaving.private_too:
        parts.append("writer_id IS NOT NULL")
    return " AND ".join(parts), values
