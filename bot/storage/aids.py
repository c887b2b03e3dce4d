"""A group's own decision aids in the main file, in versions."""

import json
import sqlite3
from datetime import date, datetime

from bot.domain.aids.aid import Aid, Edition
from bot.domain.aids.writing import State, Written
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds

_IN_WORK = "state IN ('draft', 'waiting')"


def put(connection: Connection, written: Written) -> None:
    """Keep a version that is in work, in place of itself as it was before."""
    connection.execute(
        "INSERT INTO aid_version (aid_id, version, group_id, author_id, author_name, state,"
        " question, content, word) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (aid_id, version) DO UPDATE SET state = excluded.state,"
        " question = excluded.question, content = excluded.content, word = excluded.word",
        (
            written.aid_id,
            written.version,
            written.group_id,
            written.author_id,
            written.author_name,
            written.state,
            written.aid.question,
            json.dumps(written.aid.to_plain()),
            written.word,
        ),
    )


def in_work(connection: Connection, aid_id: str) -> Written | None:
    """Return the version of an aid that is written or waits to be read, or None."""
    row = connection.execute(
        f"SELECT * FROM aid_version WHERE aid_id = ? AND {_IN_WORK}",  # noqa: S608 - from here
        (aid_id,),
    ).fetchone()
    return _written(row) if row else None


def of_author(connection: Connection, group_id: int, author_id: int) -> list[Written]:
    """Return what a person has in work in a group, by what it asks."""
    rows = connection.execute(
        f"SELECT * FROM aid_version WHERE group_id = ? AND author_id = ? AND {_IN_WORK}"  # noqa: S608 - from here
        " ORDER BY question, aid_id",
        (group_id, author_id),
    )
    return [_written(row) for row in rows]


def waiting(connection: Connection, group_id: int) -> list[Written]:
    """Return what waits in a group to be read by a second person, by what it asks."""
    rows = connection.execute(
        "SELECT * FROM aid_version WHERE group_id = ? AND state = 'waiting'"
        " ORDER BY question, aid_id",
        (group_id,),
    )
    return [_written(row) for row in rows]


def given_back(connection: Connection, group_id: int, author_id: int) -> bool:
    """Say whether a second person gave something back to this author."""
    return any(each.word for each in of_author(connection, group_id, author_id))


def drop(connection: Connection, aid_id: str) -> bool:
    """Erase the version of an aid that is in work; False where there is none."""
    gone = connection.execute(
        f"DELETE FROM aid_version WHERE aid_id = ? AND {_IN_WORK}",  # noqa: S608 - from here
        (aid_id,),
    )
    return gone.rowcount == 1


def show(
    connection: Connection,
    written: Written,
    reader: tuple[int, str],
    days: tuple[date, date],
    due_at: datetime,
) -> None:
    """Let a version show, in place of the one before; `reader` is an id and a name.

    `days` are the one on which it was read and the one by which it is to be read again.
    """
    take_down(connection, written.aid_id)
    connection.execute(
        "UPDATE aid_version SET state = 'shown', word = '', reader_id = ?, reader_name = ?,"
        " reviewed_on = ?, again_on = ?, due_at = ? WHERE aid_id = ? AND version = ?",
        (
            *reader,
            *(day.isoformat() for day in days),
            to_seconds(due_at),
            written.aid_id,
            written.version,
        ),
    )


def set_reviewed(
    connection: Connection, aid_id: str, days: tuple[date, date], due_at: datetime
) -> None:
    """Note that what shows of an aid was read again; `days` as for `show`."""
    connection.execute(
        "UPDATE aid_version SET reviewed_on = ?, again_on = ?, due_at = ?"
        " WHERE aid_id = ? AND state = 'shown'",
        (*(day.isoformat() for day in days), to_seconds(due_at), aid_id),
    )


def take_down(connection: Connection, aid_id: str) -> bool:
    """Let what shows of an aid be past; False where nothing does."""
    past = connection.execute(
        "UPDATE aid_version SET state = 'past', due_at = NULL WHERE aid_id = ? AND state = 'shown'",
        (aid_id,),
    )
    return past.rowcount == 1


def shown(connection: Connection, group_id: int) -> dict[str, Edition]:
    """Return a group's own aids that show, by key, in the order of what they ask."""
    rows = connection.execute(
        "SELECT * FROM aid_version WHERE group_id = ? AND state = 'shown'"
        " ORDER BY question, aid_id",
        (group_id,),
    )
    return {row["aid_id"]: _edition(row) for row in rows}


def edition(
    connection: Connection, group_id: int, aid_id: str, version: int | None = None
) -> Edition | None:
    """Return a version of a group's own aid that shows or has shown, or what shows now; or None."""
    which = "state = 'shown'" if version is None else "version = ? AND reviewed_on IS NOT NULL"
    row = connection.execute(
        f"SELECT * FROM aid_version WHERE group_id = ? AND aid_id = ? AND {which}",  # noqa: S608 - from here
        (group_id, aid_id, *(() if version is None else (version,))),
    ).fetchone()
    return _edition(row) if row else None


def newest(connection: Connection, aid_id: str) -> int:
    """Return the highest version of an aid, 0 for an unknown one."""
    row = connection.execute(
        "SELECT max(version) FROM aid_version WHERE aid_id = ?", (aid_id,)
    ).fetchone()
    return row[0] or 0


def count(connection: Connection, group_id: int) -> int:
    """Return how many own aids a group has that show or are in work."""
    return connection.execute(
        "SELECT count(DISTINCT aid_id) FROM aid_version WHERE group_id = ? AND state != 'past'",
        (group_id,),
    ).fetchone()[0]


def next_due(connection: Connection) -> datetime | None:
    """Return when the next aid is to be read again, or None."""
    found = connection.execute("SELECT min(due_at) FROM aid_version").fetchone()[0]
    return from_seconds(found) if found is not None else None


def take_due(connection: Connection, now: datetime) -> list[tuple[int, str, str]]:
    """Return group, id and day (ISO 8601) of each aid to be read again; note that this was told."""
    rows = connection.execute(
        "UPDATE aid_version SET due_at = NULL WHERE due_at <= ?"
        " RETURNING group_id, aid_id, again_on",
        (to_seconds(now),),
    )
    return sorted((row["group_id"], row["aid_id"], row["again_on"]) for row in rows)


def attach(connection: Connection, decision_id: str, key: str | None, version: int | None) -> None:
    """Attach an aid to a shared decision in place of another one, or none."""
    connection.execute(
        "UPDATE decision SET aid = ?, aid_version = ? WHERE decision_id = ?",
        (key, version, decision_id),
    )


def attached(connection: Connection, decision_id: str) -> tuple[str, int] | None:
    """Return key and version of the aid that is attached to a decision, or None."""
    row = connection.execute(
        "SELECT aid, aid_version FROM decision WHERE decision_id = ?", (decision_id,)
    ).fetchone()
    return (row["aid"], row["aid_version"]) if row and row["aid"] else None


def _written(row: sqlite3.Row) -> Written:
    return Written(
        aid_id=row["aid_id"],
        version=row["version"],
        group_id=row["group_id"],
        author_id=row["author_id"],
        author_name=row["author_name"],
        state=State(row["state"]),
        aid=Aid.from_plain(json.loads(row["content"])),
        word=row["word"],
    )


def _edition(row: sqlite3.Row) -> Edition:
    return Edition(
        key=row["aid_id"],
        version=row["version"],
        aid=Aid.from_plain(json.loads(row["content"])),
        author=row["author_name"],
        reader=row["reader_name"],
        reviewed_on=date.fromisoformat(row["reviewed_on"]),
        review_by=date.fromisoformat(row["again_on"]),
        own=True,
    )
