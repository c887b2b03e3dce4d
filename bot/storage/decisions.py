"""Shared decisions in the main file. Who wants to talk about one, and how many, is never here."""

import json
import sqlite3
from datetime import date, datetime

from bot.domain.decisions.asked import Asked
from bot.domain.decisions.decision import Decision, Stage
from bot.domain.decisions.outcome import Outcome
from bot.domain.decisions.title import Title
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds


def add(connection: Connection, decision: Decision, due_at: datetime | None) -> None:
    """Keep a new decision; `due_at` is when something is first to be done with it by itself."""
    connection.execute(
        "INSERT INTO decision (decision_id, group_id, channel_id, starter_id, starter_name, asked,"
        " what, stage, shown_at, needed, ends_at, due_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            decision.decision_id,
            decision.group_id,
            decision.channel_id,
            decision.starter_id,
            decision.starter_name,
            json.dumps(decision.asked.to_plain()),
            decision.asked.what,
            decision.stage,
            to_seconds(decision.shown_at),
            decision.needed,
            _seconds(decision.ends_at),
            _seconds(due_at),
        ),
    )


def find(connection: Connection, decision_id: str) -> Decision | None:
    """Return a decision, or None."""
    row = connection.execute(
        "SELECT * FROM decision WHERE decision_id = ?", (decision_id,)
    ).fetchone()
    return _decision(row) if row else None


def of_poll(connection: Connection, poll_id: str) -> Decision | None:
    """Return the decision for which a poll is asked, or was asked last: as its vote or a review."""
    row = connection.execute(
        "SELECT * FROM decision WHERE poll_id = ? OR review_poll_id = ?", (poll_id, poll_id)
    ).fetchone()
    return _decision(row) if row else None


def titles(
    connection: Connection, group_id: int, before: tuple[datetime, str], most: int
) -> list[Title]:
    """Return up to `most` of a group's decisions by their titles, the newest first.

    `before` is where a page ended: when its last decision was shown, and that decision's id. All
    of it stands in one index, so that a list needn't read what people wrote.
    """
    rows = connection.execute(
        "SELECT decision_id, channel_id, what, stage, shown_at FROM decision"
        " WHERE group_id = ? AND (shown_at, decision_id) < (?, ?)"
        " ORDER BY shown_at DESC, decision_id DESC LIMIT ?",
        (group_id, to_seconds(before[0]), before[1], most),
    )
    return [
        Title(row[0], row[1], row[2], Stage(row["stage"]), from_seconds(row["shown_at"]))
        for row in rows
    ]


def channels_open(connection: Connection, group_id: int) -> set[int]:
    """Return the channels in which a group's decisions stand that aren't over."""
    rows = connection.execute(
        "SELECT DISTINCT channel_id FROM decision WHERE group_id = ? AND stage != 'ended'",
        (group_id,),
    )
    return {row[0] for row in rows}


def set_stage(
    connection: Connection,
    decision_id: str,
    stage: Stage,
    *,
    ends_at: datetime | None = None,
    due_at: datetime | None = None,
) -> None:
    """Note the stage that a decision came to, its end, and what is to be done by itself next."""
    connection.execute(
        "UPDATE decision SET stage = ?, ends_at = ?, due_at = ? WHERE decision_id = ?",
        (stage, _seconds(ends_at), _seconds(due_at), decision_id),
    )


def set_enough(connection: Connection, decision_id: str) -> None:
    """Note that enough want to talk about it."""
    connection.execute("UPDATE decision SET enough = 1 WHERE decision_id = ?", (decision_id,))


def set_message(connection: Connection, decision_id: str, message_id: int | None) -> None:
    """Note the message of a decision's card, or that it is gone."""
    connection.execute(
        "UPDATE decision SET message_id = ? WHERE decision_id = ?", (message_id, decision_id)
    )


def set_poll(connection: Connection, decision_id: str, poll_id: str | None) -> None:
    """Note the poll that is a decision's vote, or that there is none."""
    connection.execute(
        "UPDATE decision SET poll_id = ? WHERE decision_id = ?", (poll_id, decision_id)
    )


def set_review_poll(connection: Connection, decision_id: str, poll_id: str | None) -> None:
    """Note the poll that is asked in a decision's review, or that there is none."""
    connection.execute(
        "UPDATE decision SET review_poll_id = ? WHERE decision_id = ?", (poll_id, decision_id)
    )


def set_outcome(connection: Connection, decision_id: str, outcome: Outcome) -> None:
    """Keep what a facilitator wrote as the outcome, in place of an earlier one."""
    connection.execute(
        "UPDATE decision SET outcome = ? WHERE decision_id = ?",
        (json.dumps(outcome.to_plain()), decision_id),
    )


def set_review(connection: Connection, decision_id: str, review_on: date | None) -> None:
    """Keep the day on which it is looked at again, or that there is none."""
    connection.execute(
        "UPDATE decision SET review_on = ? WHERE decision_id = ?",
        (review_on.isoformat() if review_on else None, decision_id),
    )


def _seconds(moment: datetime | None) -> int | None:
    return to_seconds(moment) if moment is not None else None


def _decision(row: sqlite3.Row) -> Decision:
    return Decision(
        decision_id=row["decision_id"],
        group_id=row["group_id"],
        channel_id=row["channel_id"],
        asked=Asked.from_plain(json.loads(row["asked"])),
        stage=Stage(row["stage"]),
        shown_at=from_seconds(row["shown_at"]),
        starter_id=row["starter_id"],
        starter_name=row["starter_name"],
        needed=row["needed"],
        enough=bool(row["enough"]),
        ends_at=from_seconds(row["ends_at"]) if row["ends_at"] is not None else None,
        message_id=row["message_id"],
        poll_id=row["poll_id"],
        review_poll_id=row["review_poll_id"],
        aid=row["aid"],
        outcome=Outcome.from_plain(json.loads(row["outcome"])) if row["outcome"] else None,
        review_on=date.fromisoformat(row["review_on"]) if row["review_on"] else None,
    )
