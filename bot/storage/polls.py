"""Polls in the main file: drafts, polls and their results. Never a vote."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from bot.domain.polls.drafting import Typed
from bot.domain.polls.poll import Poll, Reacting, State
from bot.domain.polls.result import Result
from bot.domain.polls.rules import Rules
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds

# In place of an event's id while Discord is asked for one.
IN_THE_MAKING = 0


def save_draft(
    connection: Connection,
    poll_id: str,
    group_id: int,
    author_id: int,
    typed: Typed,
    gone_at: datetime,
) -> None:
    """Keep what a person typed until `gone_at`, in place of what they typed before."""
    connection.execute(
        "INSERT INTO poll_draft (poll_id, group_id, author_id, typed, gone_at)"
        " VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (poll_id) DO UPDATE SET typed = excluded.typed, gone_at = excluded.gone_at"
        " WHERE group_id = excluded.group_id AND author_id = excluded.author_id",
        (poll_id, group_id, author_id, json.dumps(typed.to_plain()), to_seconds(gone_at)),
    )


def draft(connection: Connection, poll_id: str, group_id: int, author_id: int) -> Typed | None:
    """Return a person's own draft in a group, or None."""
    row = connection.execute(
        "SELECT typed FROM poll_draft WHERE poll_id = ? AND group_id = ? AND author_id = ?",
        (poll_id, group_id, author_id),
    ).fetchone()
    return Typed.from_plain(json.loads(row[0])) if row else None


def delete_draft(connection: Connection, poll_id: str, group_id: int, author_id: int) -> None:
    """Forget a person's own draft."""
    connection.execute(
        "DELETE FROM poll_draft WHERE poll_id = ? AND group_id = ? AND author_id = ?",
        (poll_id, group_id, author_id),
    )


def delete_old_drafts(connection: Connection, now: datetime) -> None:
    """Forget the drafts whose time is over."""
    connection.execute("DELETE FROM poll_draft WHERE gone_at <= ?", (to_seconds(now),))


def add(connection: Connection, poll: Poll) -> None:
    """Keep a new poll."""
    connection.execute(
        "INSERT INTO poll (poll_id, group_id, channel_id, author_id, question, options, method,"
        " opened_at, closes_at, state, rules, reacting, emojis, voter_role, here_only, standing,"
        " gathers, lot) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            poll.poll_id,
            poll.group_id,
            poll.channel_id,
            poll.author_id,
            poll.question,
            json.dumps(poll.options),
            poll.method,
            to_seconds(poll.opened_at),
            to_seconds(poll.closes_at),
            poll.state,
            json.dumps(poll.rules.to_plain()),
            poll.reacting,
            json.dumps(poll.emojis),
            poll.voter_role,
            poll.here_only,
            poll.standing,
            poll.gathers,
            poll.lot.hex() if poll.lot else None,
        ),
    )


def find(connection: Connection, poll_id: str) -> Poll | None:
    """Return a poll, or None."""
    row = connection.execute("SELECT * FROM poll WHERE poll_id = ?", (poll_id,)).fetchone()
    return _poll(row) if row else None


def open_in_group(connection: Connection, group_id: int, now: datetime) -> list[Poll]:
    """Return a group's open polls, the one that closes first at the top."""
    rows = connection.execute(
        "SELECT * FROM poll WHERE state = 'open' AND group_id = ? AND closes_at > ?"
        " ORDER BY closes_at",
        (group_id, to_seconds(now)),
    )
    return [_poll(row) for row in rows]


def due(connection: Connection, now: datetime, most: int) -> list[str]:
    """Return the ids of up to `most` open polls whose time has passed, the oldest first."""
    rows = connection.execute(
        "SELECT poll_id FROM poll WHERE state = 'open' AND closes_at <= ?"
        " ORDER BY closes_at LIMIT ?",
        (to_seconds(now), most),
    )
    return [row[0] for row in rows]


def next_closing(connection: Connection) -> datetime | None:
    """Return when the next open poll closes, or None."""
    row = connection.execute(
        "SELECT closes_at FROM poll WHERE state = 'open' ORDER BY closes_at LIMIT 1"
    ).fetchone()
    return from_seconds(row[0]) if row else None


def all_open(connection: Connection) -> list[Poll]:
    """Return every open poll; asked once, at start."""
    return [_poll(row) for row in connection.execute("SELECT * FROM poll WHERE state = 'open'")]


def set_message(connection: Connection, poll_id: str, message_id: int | None) -> None:
    """Note the message of a poll's card, or that it is gone."""
    connection.execute("UPDATE poll SET message_id = ? WHERE poll_id = ?", (message_id, poll_id))


def close(
    connection: Connection,
    poll_id: str,
    result: Result | None,
    now: datetime,
    *,
    inclusion: Sequence[str] = (),
    reason: str | None = None,
) -> bool:
    """Keep the result of an open poll and close it; False when it was closed already.

    A poll that is closed before its time ends `now`. A show of hands has no `result` until its
    hands are counted. `inclusion` are the fingerprints of the
    ballots counted, sorted and padded; `reason` is why a poll was taken down.
    """
    changed = connection.execute(
        "UPDATE poll SET state = 'closed', result = ?, inclusion = ?, reason = ?,"
        " closes_at = min(closes_at, ?) WHERE poll_id = ? AND state = 'open'",
        (_plain(result), "\n".join(inclusion), reason, to_seconds(now), poll_id),
    )
    return changed.rowcount == 1


def set_result(connection: Connection, poll_id: str, result: Result) -> None:
    """Keep the result of a closed poll that has none yet."""
    connection.execute(
        "UPDATE poll SET result = ? WHERE poll_id = ? AND state = 'closed' AND result IS NULL",
        (_plain(result), poll_id),
    )


def event(connection: Connection, poll_id: str) -> int | None:
    """Return Discord's id of the event made of a poll's time, IN_THE_MAKING, or None."""
    row = connection.execute("SELECT event_id FROM poll WHERE poll_id = ?", (poll_id,)).fetchone()
    return row[0] if row else None


def set_event(connection: Connection, poll_id: str, event_id: int | None) -> None:
    """Note the event made of a poll's time, IN_THE_MAKING, or that there is none."""
    connection.execute("UPDATE poll SET event_id = ? WHERE poll_id = ?", (event_id, poll_id))


def set_emojis(connection: Connection, poll_id: str, emojis: Sequence[str]) -> None:
    """Write the emojis of an open poll anew."""
    connection.execute(
        "UPDATE poll SET emojis = ? WHERE poll_id = ? AND state = 'open'",
        (json.dumps(emojis), poll_id),
    )


def inclusion(connection: Connection, poll_id: str) -> list[str]:
    """Return the published fingerprints of a closed poll, in order."""
    row = connection.execute("SELECT inclusion FROM poll WHERE poll_id = ?", (poll_id,)).fetchone()
    return row[0].split("\n") if row and row[0] else []


def set_closing(connection: Connection, poll_id: str, closes_at: datetime) -> bool:
    """Move the end of an open poll; False when it is closed."""
    changed = connection.execute(
        "UPDATE poll SET closes_at = ? WHERE poll_id = ? AND state = 'open'",
        (to_seconds(closes_at), poll_id),
    )
    return changed.rowcount == 1


def of_message(connection: Connection, message_id: int) -> Poll | None:
    """Return the open poll whose card is this message, or None."""
    row = connection.execute(
        "SELECT * FROM poll WHERE message_id = ? AND state = 'open'", (message_id,)
    ).fetchone()
    return _poll(row) if row else None


def past_in_group(
    connection: Connection, group_id: int, before: tuple[datetime, str], most: int
) -> list[Poll]:
    """Return up to `most` of a group's closed polls, the newest first.

    `before` is where a page ended: the end of its last poll, and that poll's id.
    """
    rows = connection.execute(
        "SELECT * FROM poll WHERE state = 'closed' AND group_id = ?"
        " AND (closes_at, poll_id) < (?, ?) ORDER BY closes_at DESC, poll_id DESC LIMIT ?",
        (group_id, to_seconds(before[0]), before[1], most),
    )
    return [_poll(row) for row in rows]


def _plain(result: Result | None) -> str | None:
    return json.dumps(result.to_plain()) if result else None


def _poll(row: sqlite3.Row) -> Poll:
    return Poll(
        poll_id=row["poll_id"],
        group_id=row["group_id"],
        channel_id=row["channel_id"],
        author_id=row["author_id"],
        question=row["question"],
        options=tuple(json.loads(row["options"])),
        method=row["method"],
        opened_at=from_seconds(row["opened_at"]),
        closes_at=from_seconds(row["closes_at"]),
        rules=Rules.from_plain(json.loads(row["rules"])),
        reacting=Reacting(row["reacting"]),
        emojis=tuple(json.loads(row["emojis"])),
        voter_role=row["voter_role"],
        here_only=bool(row["here_only"]),
        standing=bool(row["standing"]),
        gathers=bool(row["gathers"]),
        lot=bytes.fromhex(row["lot"]) if row["lot"] else None,
        reason=row["reason"],
        state=State(row["state"]),
        message_id=row["message_id"],
        result=Result.from_plain(json.loads(row["result"])) if row["result"] else None,
    )
