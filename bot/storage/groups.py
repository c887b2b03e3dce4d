"""Groups in the main file: their roles and settings, and the program's own notes."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.domain.groups import UTC_ZONE, GroupSettings
from bot.domain.people import GroupRoles
from bot.domain.polls.rules import Publication
from bot.domain.topics.occurrences import Quiet
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds

# The settings by their names in GroupSettings, and their columns.
_COLUMNS = {
    "zone": "time_zone",
    "content_notes": "content_notes",
    "moderators_channel": "moderators_channel",
    "feedback_channel": "feedback_channel",
    "feedback_days": "feedback_days",
    "country": "country",
    "publication": "publication",
    "floor": "floor",
    "support": "support",
}


def roles(connection: Connection, group_id: int) -> GroupRoles:
    """Return the roles that a group has named; none for a group that is unknown."""
    row = connection.execute(
        "SELECT facilitator_role, moderator_role FROM member_group WHERE group_id = ?", (group_id,)
    ).fetchone()
    return GroupRoles(*row) if row else GroupRoles()


def set_roles(connection: Connection, group_id: int, named: GroupRoles) -> None:
    """Keep the roles that a group names."""
    connection.execute(
        "INSERT INTO member_group (group_id, facilitator_role, moderator_role) VALUES (?, ?, ?)"
        " ON CONFLICT (group_id) DO UPDATE SET facilitator_role = excluded.facilitator_role,"
        " moderator_role = excluded.moderator_role",
        (group_id, named.facilitator, named.moderator),
    )


def settings(connection: Connection, group_id: int) -> GroupSettings:
    """Return what a group has set; the usual for a group that is unknown."""
    row = connection.execute(
        f"SELECT {', '.join(_COLUMNS.values())} FROM member_group WHERE group_id = ?",  # noqa: S608 - names from above
        (group_id,),
    ).fetchone()
    if row is None:
        return GroupSettings()
    kept: dict[str, Any] = dict(zip(_COLUMNS, row, strict=True))
    kept["zone"] = kept["zone"] or UTC_ZONE
    kept["content_notes"] = bool(kept["content_notes"])
    kept["publication"] = Publication(kept["publication"])
    return GroupSettings(**kept)


def set_settings(connection: Connection, group_id: int, settings: GroupSettings) -> None:
    """Keep what a group has set."""
    columns = list(_COLUMNS.values())
    news = ", ".join(f"{column} = excluded.{column}" for column in columns)
    connection.execute(
        f"INSERT INTO member_group (group_id, {', '.join(columns)})"  # noqa: S608 - names from above
        f" VALUES (?{', ?' * len(columns)}) ON CONFLICT (group_id) DO UPDATE SET {news}",
        (group_id, *(getattr(settings, name) for name in _COLUMNS)),
    )


def quiet(connection: Connection, group_id: int) -> tuple[Quiet, ...]:
    """Return the days on which a group's schedules post nothing."""
    row = connection.execute(
        "SELECT quiet FROM member_group WHERE group_id = ?", (group_id,)
    ).fetchone()
    return tuple(Quiet.from_plain(each) for each in json.loads(row[0])) if row else ()


def set_quiet(connection: Connection, group_id: int, days: Iterable[Quiet]) -> None:
    """Keep the days on which a group's schedules post nothing."""
    connection.execute(
        "INSERT INTO member_group (group_id, quiet) VALUES (?, ?)"
        " ON CONFLICT (group_id) DO UPDATE SET quiet = excluded.quiet",
        (group_id, json.dumps([each.to_plain() for each in days])),
    )


def note(connection: Connection, name: str) -> str | None:
    """Return one of the program's own notes, or None."""
    row = connection.execute("SELECT text FROM note WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def set_note(connection: Connection, name: str, text: str) -> None:
    """Keep one of the program's own notes."""
    connection.execute(
        "INSERT INTO note (name, text) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET text = excluded.text",
        (name, text),
    )


def private_closed_until(connection: Connection, group_id: int) -> datetime | None:
    """Return until when a group takes no private feedback; None if it was never closed."""
    row = connection.execute(
        "SELECT private_closed_until FROM member_group WHERE group_id = ?", (group_id,)
    ).fetchone()
    return from_seconds(row[0]) if row and row[0] is not None else None


def set_private_closed(connection: Connection, group_id: int, until: datetime | None) -> None:
    """Keep until when a group takes no private feedback."""
    connection.execute(
        "INSERT INTO member_group (group_id, private_closed_until) VALUES (?, ?)"
        " ON CONFLICT (group_id) DO UPDATE SET"
        " private_closed_until = excluded.private_closed_until",
        (group_id, to_seconds(until) if until else None),
    )
