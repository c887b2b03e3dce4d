"""What hangs on a shared decision in the main file: notes, options and moves."""

from datetime import date, datetime

from bot.domain.decisions.decision import Stage
from bot.domain.decisions.parts import How, Move, Note, NoteKind, Option
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds


def add_move(
    connection: Connection,
    decision_id: str,
    stage: Stage,
    how: How,
    on_day: date,
    *,
    by_id: int | None = None,
    reason: str = "",
) -> int:
    """Write down a step of a decision; return its number, counted from 1."""
    row = connection.execute(
        "INSERT INTO decision_move (decision_id, number, stage, how, on_day, by_id, reason)"
        " SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5, ?6 FROM decision_move"
        " WHERE decision_id = ?1 RETURNING number",
        (decision_id, stage, how, on_day.isoformat(), by_id, reason),
    ).fetchone()
    return row[0]


def moves(connection: Connection, decision_id: str) -> list[Move]:
    """Return the way that a decision went, its first step first."""
    rows = connection.execute(
        "SELECT * FROM decision_move WHERE decision_id = ? ORDER BY number", (decision_id,)
    )
    return [
        Move(
            number=row["number"],
            stage=Stage(row["stage"]),
            how=How(row["how"]),
            on_day=date.fromisoformat(row["on_day"]),
            by_id=row["by_id"],
            reason=row["reason"],
        )
        for row in rows
    ]


def add_note(connection: Connection, decision_id: str, note: Note) -> None:
    """Put a note on a decision's card, below those that are there."""
    connection.execute(
        "INSERT INTO decision_note (decision_id, number, kind, text)"
        " SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3 FROM decision_note"
        " WHERE decision_id = ?1",
        (decision_id, note.kind, note.text),
    )


def notes(connection: Connection, decision_id: str) -> list[Note]:
    """Return a decision's notes in their order."""
    rows = connection.execute(
        "SELECT kind, text FROM decision_note WHERE decision_id = ? ORDER BY number",
        (decision_id,),
    )
    return [Note(NoteKind(row["kind"]), row["text"]) for row in rows]


def add_option(
    connection: Connection, option_id: str, decision_id: str, option: Option, shows_at: datetime
) -> None:
    """Keep an option that isn't shown until its time."""
    connection.execute(
        "INSERT INTO decision_option (option_id, decision_id, text, benefits, drawbacks,"
        " daily_life, unknown, shows_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            option_id,
            decision_id,
            option.text,
            option.benefits,
            option.drawbacks,
            option.daily_life,
            option.unknown,
            to_seconds(shows_at),
        ),
    )


def shown_options(connection: Connection, decision_id: str) -> list[Option]:
    """Return the options that stand on a decision's card, in their places."""
    rows = connection.execute(
        "SELECT text, benefits, drawbacks, daily_life, unknown FROM decision_option"
        " WHERE decision_id = ? AND place IS NOT NULL ORDER BY place",
        (decision_id,),
    )
    return [Option(*row) for row in rows]


def hidden_options(connection: Connection, decision_id: str) -> int:
    """Return how many of a decision's options aren't shown yet."""
    row = connection.execute(
        "SELECT count(*) FROM decision_option WHERE decision_id = ? AND place IS NULL",
        (decision_id,),
    ).fetchone()
    return row[0]


def due_options(connection: Connection, now: datetime) -> list[tuple[datetime, str]]:
    """Return the decisions that have options to show now, and since when, the oldest first."""
    rows = connection.execute(
        "SELECT shows_at, decision_id FROM decision_option WHERE shows_at <= ? ORDER BY shows_at",
        (to_seconds(now),),
    )
    found: dict[str, datetime] = {}
    for row in rows:
        found.setdefault(row[1], from_seconds(row[0]))
    return [(at, decision_id) for decision_id, at in found.items()]


def next_due(connection: Connection) -> datetime | None:
    """Return when the next option is to be shown, or None."""
    row = connection.execute(
        "SELECT shows_at FROM decision_option WHERE shows_at IS NOT NULL ORDER BY shows_at LIMIT 1"
    ).fetchone()
    return from_seconds(row[0]) if row else None


def show_due(connection: Connection, decision_id: str, now: datetime) -> int:
    """Give a decision's options whose time has come their places; return how many there were.

    Those of one time come in random order, and when each was to appear is forgotten.
    """
    due: list[tuple[str]] = connection.execute(
        "SELECT option_id FROM decision_option WHERE decision_id = ? AND shows_at <= ?"
        " ORDER BY option_id",
        (decision_id, to_seconds(now)),
    ).fetchall()
    for (option_id,) in due:
        connection.execute(
            "UPDATE decision_option SET shows_at = NULL, place ="
            " (SELECT coalesce(max(place), 0) + 1 FROM decision_option WHERE decision_id = ?)"
            " WHERE option_id = ?",
            (decision_id, option_id),
        )
    return len(due)
