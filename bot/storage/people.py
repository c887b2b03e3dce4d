"""People in the main file: all that is kept under somebody's id, and forgetting it."""

import sqlite3
from datetime import datetime

from bot.domain.privacy import NOBODY
from bot.storage.database import Connection
from bot.storage.times import to_seconds

# What is kept about a person, by its name in words: each a query of one group and one person.
# Whoever adds a table with somebody's id adds it here, and to `forget`; a test compares.
HELD = {
    "polls": "SELECT poll_id, question, opened_at FROM poll WHERE group_id = ? AND author_id = ?",
    "drafts": "SELECT poll_id AS id, typed FROM poll_draft WHERE group_id = ? AND author_id = ?"
    " UNION ALL SELECT schedule_id, wish FROM topic_schedule"
    " WHERE state = 'draft' AND group_id = ?1 AND author_id = ?2"
    " UNION ALL SELECT request_id, question FROM feedback_request"
    " WHERE state = 'draft' AND group_id = ?1 AND author_id = ?2",
    "schedules": "SELECT schedule_id, wish, made_at FROM topic_schedule"
    " WHERE state = 'active' AND group_id = ? AND author_id = ?",
    "requests": "SELECT request_id, question, made_at FROM feedback_request"
    " WHERE state = 'open' AND group_id = ? AND author_id = ?",
    "feedback": "SELECT item_id, week, kind, text, state, writer_name, given_at FROM feedback_item"
    " WHERE group_id = ? AND writer_id = ?",
    "answers": "SELECT item_id, place, heard, feedback_message.text, by_name, on_day"
    " FROM feedback_message JOIN feedback_item USING (item_id) WHERE group_id = ? AND by_id = ?",
    "suggestions": "SELECT suggestion_id, text, writer_name, state, reply FROM topic_suggestion"
    " WHERE group_id = ? AND writer_id = ?",
    "decisions": "SELECT decision_id, asked, stage, starter_name, shown_at FROM decision"
    " WHERE group_id = ? AND starter_id = ?",
    "steps": "SELECT decision_id, number, decision_move.stage, how, on_day, reason"
    " FROM decision_move JOIN decision USING (decision_id) WHERE group_id = ? AND by_id = ?",
    "aids": "SELECT aid_id, version, state, author_name AS name, content FROM aid_version"
    " WHERE group_id = ? AND author_id = ?",
    "aids_read": "SELECT aid_id, version, reader_name AS name, reviewed_on FROM aid_version"
    " WHERE group_id = ? AND reader_id = ?",
    "wanted": "SELECT made_at, step FROM outbox WHERE kind = 'feedback.wanted'"
    " AND subject LIKE '' || ? || '/' || ? || '/%'",
    "record": "SELECT happened_at, kind, details FROM record WHERE group_id = ? AND by_id = ?",
}
_FORGET = (
    "DELETE FROM poll_draft WHERE group_id = ? AND author_id = ?",
    "UPDATE poll SET author_id = {nobody} WHERE group_id = ? AND author_id = ?",
    "DELETE FROM topic_schedule WHERE state = 'draft' AND group_id = ? AND author_id = ?",
    "UPDATE topic_schedule SET author_id = {nobody} WHERE group_id = ? AND author_id = ?",
    "DELETE FROM feedback_request WHERE state = 'draft' AND group_id = ? AND author_id = ?",
    "UPDATE feedback_request SET author_id = {nobody} WHERE group_id = ? AND author_id = ?",
    "DELETE FROM feedback_item WHERE group_id = ? AND writer_id = ?",
    "UPDATE feedback_message SET by_id = {nobody}, by_name = '' WHERE item_id IN"
    " (SELECT item_id FROM feedback_item WHERE group_id = ?) AND by_id = ?",
    "DELETE FROM outbox WHERE kind = 'topic.answer' AND subject IN (SELECT suggestion_id"
    " FROM topic_suggestion WHERE group_id = ? AND writer_id = ?)",
    "DELETE FROM topic_suggestion WHERE group_id = ? AND writer_id = ?",
    "UPDATE decision SET starter_id = {nobody}, starter_name = ''"
    " WHERE group_id = ? AND starter_id = ?",
    "UPDATE decision_move SET by_id = {nobody} WHERE decision_id IN"
    " (SELECT decision_id FROM decision WHERE group_id = ?) AND by_id = ?",
    "DELETE FROM aid_version WHERE state IN ('draft', 'waiting')"
    " AND group_id = ? AND author_id = ?",
    "UPDATE aid_version SET author_id = {nobody}, author_name = ''"
    " WHERE group_id = ? AND author_id = ?",
    "UPDATE aid_version SET reader_id = {nobody}, reader_name = ''"
    " WHERE group_id = ? AND reader_id = ?",
    "DELETE FROM outbox WHERE kind = 'feedback.wanted'"
    " AND subject LIKE '' || ? || '/' || ? || '/%'",
    "DELETE FROM person_gone WHERE group_id = ? AND user_id = ?",
)


def held(connection: Connection, group_id: int, user_id: int) -> dict[str, list[dict[str, object]]]:
    """Return all that is kept under a person's id in a group, by its name in words."""
    return {
        name: [dict(row) for row in connection.execute(query, (group_id, user_id))]
        for name, query in HELD.items()
    }


def forget(connection: Connection, group_id: int, user_id: int) -> None:
    """Erase what a person gave with their name, and their id from the rest but the record."""
    for statement in _FORGET:
        connection.execute(statement.format(nobody=NOBODY), (group_id, user_id))
    connection.execute(
        "INSERT INTO name_in_record SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM record"
        " WHERE group_id = ?1 AND by_id = ?2) ON CONFLICT DO NOTHING",
        (group_id, user_id),
    )


def forget_in_record(connection: Connection, before: datetime) -> int:
    """Take those who asked to be forgotten out of entries older than `before`; return how many."""
    changed = connection.execute(
        "UPDATE record SET by_id = ? WHERE happened_at < ? AND EXISTS (SELECT 1 FROM name_in_record"
        " WHERE name_in_record.group_id = record.group_id AND user_id = by_id)",
        (NOBODY, to_seconds(before)),
    ).rowcount
    connection.execute(
        "DELETE FROM name_in_record WHERE NOT EXISTS (SELECT 1 FROM record"
        " WHERE record.group_id = name_in_record.group_id AND by_id = user_id)"
    )
    return changed


def named(connection: Connection) -> set[tuple[int, int]]:
    """Return every group and person whose id is kept, but for the record's own keeping."""
    found: set[tuple[int, int]] = set()
    for table, column in (
        ("poll", "author_id"),
        ("topic_schedule", "author_id"),
        ("feedback_request", "author_id"),
        ("feedback_item", "writer_id"),
        ("topic_suggestion", "writer_id"),
        ("decision", "starter_id"),
        ("aid_version", "author_id"),
        ("aid_version", "reader_id"),
    ):
        found |= _pairs(connection, f"SELECT DISTINCT group_id, {column} FROM {table}")  # noqa: S608 - names from above
    found |= _pairs(
        connection,
        "SELECT DISTINCT group_id, by_id FROM feedback_message JOIN feedback_item USING (item_id)",
    )
    found |= _pairs(
        connection,
        "SELECT DISTINCT group_id, by_id FROM decision_move JOIN decision USING (decision_id)",
    )
    found |= _pairs(
        connection,
        "SELECT DISTINCT group_id, by_id FROM record WHERE NOT EXISTS (SELECT 1 FROM name_in_record"
        " WHERE name_in_record.group_id = record.group_id AND user_id = by_id)",
    )
    return {(group_id, user_id) for group_id, user_id in found if user_id and user_id > 0}


def set_gone(connection: Connection, group_id: int, user_id: int, now: datetime) -> None:
    """Note that a person isn't in a group any more; the first time counts."""
    connection.execute(
        "INSERT INTO person_gone VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (group_id, user_id, to_seconds(now)),
    )


def set_here(connection: Connection, group_id: int, user_id: int) -> None:
    """Note that a person is in a group."""
    connection.execute(
        "DELETE FROM person_gone WHERE group_id = ? AND user_id = ?", (group_id, user_id)
    )


def gone_long(connection: Connection, now: datetime) -> list[tuple[int, int]]:
    """Return who has been gone as long as their group keeps what is ended (usually 90 days)."""
    rows = connection.execute(
        "SELECT person_gone.group_id, user_id FROM person_gone"
        " LEFT JOIN member_group USING (group_id)"
        " WHERE since + coalesce(feedback_days, 90) * 86400 <= ?",
        (to_seconds(now),),
    )
    return [(row[0], row[1]) for row in rows]


def _pairs(connection: Connection, query: str) -> set[tuple[int, int]]:
    rows: list[sqlite3.Row] = connection.execute(query).fetchall()
    return {(row[0], row[1]) for row in rows if row[1] is not None}
