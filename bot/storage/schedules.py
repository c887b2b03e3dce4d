"""Schedules of topics in the main file: drafts, those that run, and when each is due."""

import json
import sqlite3
from datetime import datetime
from typing import Any

from bot.domain.topics.missed import Progress
from bot.domain.topics.schedule import Recurrence
from bot.domain.topics.scheduled import Ballot, Schedule, Wish
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds

ACTIVE = "SELECT * FROM topic_schedule WHERE state = 'active'"


def save_draft(
    connection: Connection,
    schedule_id: str,
    group_id: int,
    author_id: int,
    wish: Wish,
    now: datetime,
    replaces: str | None,
) -> None:
    """Keep what a person typed for a schedule, in place of what they typed before."""
    connection.execute(
        "INSERT INTO topic_schedule (schedule_id, group_id, channel_id, author_id, state, made_at,"
        " wish, replaces) VALUES (?, ?, ?, ?, 'draft', ?, ?, ?)"
        " ON CONFLICT (schedule_id) DO UPDATE SET wish = excluded.wish,"
        " channel_id = excluded.channel_id WHERE state = 'draft'"
        " AND group_id = excluded.group_id AND author_id = excluded.author_id",
        (
            schedule_id,
            group_id,
            wish.channel_id,
            author_id,
            to_seconds(now),
            json.dumps(wish.to_plain()),
            replaces,
        ),
    )


def draft(
    connection: Connection, schedule_id: str, group_id: int, author_id: int
) -> tuple[Wish, str | None] | None:
    """Return a person's own draft and the schedule that it is to replace, or None."""
    row = connection.execute(
        "SELECT wish, replaces FROM topic_schedule"
        " WHERE schedule_id = ? AND group_id = ? AND author_id = ? AND state = 'draft'",
        (schedule_id, group_id, author_id),
    ).fetchone()
    return (Wish.from_plain(json.loads(row[0])), row[1]) if row else None


def delete_old_drafts(connection: Connection, before: datetime) -> None:
    """Forget the drafts that were made before a time."""
    connection.execute(
        "DELETE FROM topic_schedule WHERE state = 'draft' AND made_at <= ?", (to_seconds(before),)
    )


def put(
    connection: Connection, schedule: Schedule, next_at: datetime | None, now: datetime
) -> None:
    """Keep a schedule that runs, in place of its draft or of what it was."""
    connection.execute(
        "INSERT INTO topic_schedule (schedule_id, group_id, channel_id, author_id, state, made_at,"
        " wish, recurrence, progress, next_at, ballot)"
        " VALUES (?, ?, ?, ?, 'active', ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (schedule_id) DO UPDATE SET state = 'active', wish = excluded.wish,"
        " channel_id = excluded.channel_id, recurrence = excluded.recurrence, replaces = NULL,"
        " progress = excluded.progress, next_at = excluded.next_at, ballot = excluded.ballot",
        (
            schedule.schedule_id,
            schedule.group_id,
            schedule.wish.channel_id,
            schedule.author_id,
            to_seconds(now),
            json.dumps(schedule.wish.to_plain()),
            json.dumps(schedule.recurrence.to_plain()),
            json.dumps(_progress(schedule.progress)),
            to_seconds(next_at) if next_at else None,
            json.dumps(_ballot(schedule.ballot)) if schedule.ballot else None,
        ),
    )


def find(connection: Connection, schedule_id: str) -> Schedule | None:
    """Return a schedule that runs or is paused, or None."""
    row = connection.execute(f"{ACTIVE} AND schedule_id = ?", (schedule_id,)).fetchone()
    return _schedule(row) if row else None


def of_group(connection: Connection, group_id: int) -> list[Schedule]:
    """Return a group's schedules, the oldest first."""
    rows = connection.execute(f"{ACTIVE} AND group_id = ?", (group_id,)).fetchall()
    return [_schedule(row) for row in sorted(rows, key=lambda row: row["made_at"])]


def remove(connection: Connection, schedule_id: str) -> None:
    """Forget a schedule or a draft. What it has posted stays."""
    connection.execute("DELETE FROM topic_schedule WHERE schedule_id = ?", (schedule_id,))


def due(connection: Connection, now: datetime, most: int) -> list[str]:
    """Return the ids of up to `most` schedules to look at now, in the order of their times."""
    rows = connection.execute(
        "SELECT schedule_id FROM topic_schedule WHERE state = 'active' AND next_at <= ?"
        " ORDER BY next_at, schedule_id LIMIT ?",
        (to_seconds(now), most),
    )
    return [row[0] for row in rows]


def next_due(connection: Connection) -> datetime | None:
    """Return when the next schedule is to be looked at, or None."""
    row = connection.execute(
        "SELECT next_at FROM topic_schedule WHERE state = 'active' AND next_at IS NOT NULL"
        " ORDER BY next_at LIMIT 1"
    ).fetchone()
    return from_seconds(row[0]) if row else None


def _schedule(row: sqlite3.Row) -> Schedule:
    wish = Wish.from_plain(json.loads(row["wish"]))
    progress: dict[str, Any] = json.loads(row["progress"])
    ballot: dict[str, Any] | None = json.loads(row["ballot"]) if row["ballot"] else None
    return Schedule(
        schedule_id=row["schedule_id"],
        group_id=row["group_id"],
        author_id=row["author_id"],
        wish=wish,
        recurrence=Recurrence.from_plain(json.loads(row["recurrence"])),
        progress=Progress(
            from_seconds(progress["handled"]),
            progress["paused"],
            frozenset(from_seconds(each) for each in progress["skips"]),
        ),
        ballot=Ballot(ballot["poll_id"], from_seconds(ballot["at"]), tuple(ballot["slugs"]))
        if ballot
        else None,
        pool=wish.pooled(),
    )


def _progress(progress: Progress) -> dict[str, object]:
    return {
        "handled": to_seconds(progress.handled),
        "paused": progress.paused,
        "skips": sorted(to_seconds(each) for each in progress.skips),
    }


def _ballot(ballot: Ballot) -> dict[str, object]:
    return {"poll_id": ballot.poll_id, "at": to_seconds(ballot.at), "slugs": ballot.slugs}
