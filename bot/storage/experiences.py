"""Experiences under the options of shared decisions. Whose they are is in no column."""

import sqlite3
from datetime import date, datetime

from bot.domain.decisions.experiences import Experience, Off, State, Turned
from bot.domain.decisions.parts import Option
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds


def add(connection: Connection, experience: Experience) -> None:
    """Keep a new experience, which waits."""
    connection.execute(
        "INSERT INTO decision_experience (experience_id, decision_id, option_id, text, turned,"
        " code_hash, state, moves_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            experience.experience_id,
            experience.decision_id,
            experience.option_id,
            experience.text,
            experience.turned,
            experience.code_hash,
            experience.state,
            to_seconds(experience.moves_at) if experience.moves_at else None,
        ),
    )


def find(connection: Connection, experience_id: str) -> Experience | None:
    """Return an experience, or None."""
    row = connection.execute(
        "SELECT * FROM decision_experience WHERE experience_id = ?", (experience_id,)
    ).fetchone()
    return _experience(row) if row else None


def of_code(connection: Connection, group_id: int, code_hash: bytes) -> Experience | None:
    """Return the experience in a group that a code leads to, or None."""
    row = connection.execute(
        "SELECT decision_experience.* FROM decision_experience JOIN decision USING (decision_id)"
        " WHERE code_hash = ? AND group_id = ?",
        (code_hash, group_id),
    ).fetchone()
    return _experience(row) if row else None


def shown(connection: Connection, decision_id: str) -> list[Experience]:
    """Return a decision's experiences that facilitators let be shown."""
    rows = connection.execute(
        "SELECT * FROM decision_experience WHERE decision_id = ? AND state = 'shown'",
        (decision_id,),
    )
    return [_experience(row) for row in rows]


def to_read(connection: Connection, decision_id: str) -> list[Experience]:
    """Return a decision's experiences that wait for a facilitator, their batch being there."""
    rows = connection.execute(
        "SELECT * FROM decision_experience WHERE decision_id = ? AND state = 'waiting'"
        " AND moves_at IS NULL",
        (decision_id,),
    )
    return [_experience(row) for row in rows]


def count(connection: Connection, decision_id: str) -> int:
    """Return how many experiences are kept of a decision."""
    row = connection.execute(
        "SELECT count(*) FROM decision_experience WHERE decision_id = ?", (decision_id,)
    ).fetchone()
    return row[0]


def set_state(
    connection: Connection, experience_id: str, state: State, off: Off | None, reason: str
) -> None:
    """Keep what a facilitator decided."""
    connection.execute(
        "UPDATE decision_experience SET state = ?, off = ?, reason = ? WHERE experience_id = ?",
        (state, off, reason, experience_id),
    )


def arrive(connection: Connection, now: datetime) -> int:
    """Let facilitators see those whose batch has come; return how many."""
    return connection.execute(
        "UPDATE decision_experience SET moves_at = NULL WHERE moves_at <= ?", (to_seconds(now),)
    ).rowcount


def next_due(connection: Connection) -> datetime | None:
    """Return when the next batch comes, or None."""
    row = connection.execute(
        "SELECT moves_at FROM decision_experience WHERE moves_at IS NOT NULL"
        " ORDER BY moves_at LIMIT 1"
    ).fetchone()
    return from_seconds(row[0]) if row else None


def remove(connection: Connection, experience_id: str) -> None:
    """Erase an experience."""
    connection.execute("DELETE FROM decision_experience WHERE experience_id = ?", (experience_id,))


def end(connection: Connection, decision_id: str, day: date) -> None:
    """Note that a decision ended, from when on the days of keeping its experiences run."""
    connection.execute(
        "UPDATE decision_experience SET ended_on = ? WHERE decision_id = ?",
        (day.isoformat(), decision_id),
    )


def remove_ended(connection: Connection, today: date) -> int:
    """Erase those whose decision ended longer ago than its group keeps them; return how many."""
    return connection.execute(
        "DELETE FROM decision_experience WHERE ended_on IS NOT NULL AND julianday(?) -"
        " julianday(ended_on) >= coalesce((SELECT feedback_days FROM decision JOIN member_group"
        " USING (group_id) WHERE decision.decision_id = decision_experience.decision_id), 90)",
        (today.isoformat(),),
    ).rowcount


def options(connection: Connection, decision_id: str) -> dict[str, Option]:
    """Return the options that stand on a decision's card by their ids, in their places."""
    rows = connection.execute(
        "SELECT option_id, text, benefits, drawbacks, daily_life, unknown FROM decision_option"
        " WHERE decision_id = ? AND place IS NOT NULL ORDER BY place",
        (decision_id,),
    )
    return {row[0]: Option(*row[1:]) for row in rows}


def _experience(row: sqlite3.Row) -> Experience:
    return Experience(
        experience_id=row["experience_id"],
        decision_id=row["decision_id"],
        option_id=row["option_id"],
        text=row["text"],
        turned=Turned(row["turned"]),
        code_hash=row["code_hash"],
        state=State(row["state"]),
        moves_at=from_seconds(row["moves_at"]) if row["moves_at"] is not None else None,
        off=Off(row["off"]) if row["off"] else None,
        reason=row["reason"],
        ended_on=date.fromisoformat(row["ended_on"]) if row["ended_on"] else None,
    )
