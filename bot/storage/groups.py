"""Groups in the main file: their roles and settings, and the program's own notes."""

import json
from collections.abc import Iterable
from datetime import datetime

from bot.domain.groups import UTC_ZONE, GroupSettings
from bot.domain.people import GroupRoles
from bot.domain.topics.occurrences import Quiet
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds


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
        "SELECT time_zone, content_notes, moderators_channel, feedback_channel, feedback_days"
        " FROM member_group WHERE group_id = ?",
        (group_id,),
    ).fetchone()
    if row is None:
        return GroupSettings()
    return GroupSettings(row[0] or UTC_ZONE, bool(row[1]), *row[2:])


def set_settings(connection: Connection, group_id: int, settings: GroupSettings) -> None:
    """Keep what a group has set."""
    connection.execute(
        "INSERT INTO member_group (group_id, time_zone, content_notes, moderators_channel,"
        " feedback_channel, feedback_days) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (group_id) DO UPDATE SET"
        " time_zone = excluded.time_zone, content_notes = excluded.content_notes,"
        " moderators_channel = excluded.moderators_channel,"
        " feedback_channel = excluded.feedback_channel, feedback_days = excluded.feedback_days",
        (
            group_id,
            settings.zone,
            settings.content_notes,
            settings.moderators_channel,
            settings.feedback_channel,
            settings.feedback_days,
        ),
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
