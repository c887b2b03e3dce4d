"""Topics in the main file: which were posted where, and how far their questions have come."""

from datetime import datetime

from bot.domain.topics.topic import TopicPost
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds


def add(connection: Connection, post: TopicPost, now: datetime, reasons: str = "[]") -> bool:
    """Keep a new post; False when it was there already (Post was pressed twice).

    `reasons` is why this topic was chosen, as JSON.
    """
    added = connection.execute(
        "INSERT INTO topic_post (post_id, group_id, channel_id, slug, asked, posted_at, intensity,"
        " role_id, schedule_id, occurs_at, reasons) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (
            post.post_id,
            post.group_id,
            post.channel_id,
            post.slug,
            post.asked,
            to_seconds(now),
            post.intensity,
            post.role_id,
            post.schedule_id,
            _seconds(post.occurs_at),
            reasons,
        ),
    )
    return added.rowcount == 1


def find(connection: Connection, post_id: str) -> TopicPost | None:
    """Return a post, or None."""
    row = connection.execute("SELECT * FROM topic_post WHERE post_id = ?", (post_id,)).fetchone()
    if row is None:
        return None
    return TopicPost(
        post_id=row["post_id"],
        group_id=row["group_id"],
        channel_id=row["channel_id"],
        slug=row["slug"],
        asked=row["asked"],
        asked_at=_time(row["asked_at"]),
        message_id=row["message_id"],
        thread_id=row["thread_id"],
        intensity=row["intensity"],
        role_id=row["role_id"],
        schedule_id=row["schedule_id"],
        occurs_at=_time(row["occurs_at"]),
        closed_at=_time(row["closed_at"]),
    )


def reasons(connection: Connection, post_id: str) -> str:
    """Return why a post's topic was chosen, as JSON."""
    row = connection.execute(
        "SELECT reasons FROM topic_post WHERE post_id = ?", (post_id,)
    ).fetchone()
    return row[0] if row else "[]"


def history(connection: Connection, group_id: int, most: int) -> list[tuple[str, int]]:
    """Return a group's latest posts, the newest first: each topic's slug and its intensity then."""
    rows = connection.execute(
        "SELECT slug, intensity FROM topic_post WHERE group_id = ?"
        " ORDER BY posted_at DESC, occurs_at DESC, schedule_id DESC LIMIT ?",
        (group_id, most),
    )
    return [(row["slug"], row["intensity"]) for row in rows]


def channels_since(connection: Connection, group_id: int, since: datetime) -> set[int]:
    """Return the channels in which a group's topics were posted since then."""
    rows = connection.execute(
        "SELECT DISTINCT channel_id FROM topic_post WHERE group_id = ? AND posted_at >= ?",
        (group_id, to_seconds(since)),
    )
    return {row[0] for row in rows}


def card_before(connection: Connection, post: TopicPost) -> int | None:
    """Return the message of the card that the post's schedule had last before it, or None."""
    row = connection.execute(
        "SELECT message_id FROM topic_post WHERE schedule_id = ? AND occurs_at < ?"
        " AND channel_id = ? AND message_id IS NOT NULL ORDER BY occurs_at DESC LIMIT 1",
        (post.schedule_id, _seconds(post.occurs_at), post.channel_id),
    ).fetchone()
    return row[0] if row else None


def has_later_card(connection: Connection, post: TopicPost) -> bool:
    """Say whether the post's schedule has a card from after it."""
    row = connection.execute(
        "SELECT 1 FROM topic_post WHERE schedule_id = ? AND occurs_at > ?"
        " AND message_id IS NOT NULL LIMIT 1",
        (post.schedule_id, _seconds(post.occurs_at)),
    ).fetchone()
    return row is not None


def set_asked(connection: Connection, post_id: str, asked: int, now: datetime) -> None:
    """Note that one more question has been asked."""
    connection.execute(
        "UPDATE topic_post SET asked = ?, asked_at = ? WHERE post_id = ?",
        (asked, to_seconds(now), post_id),
    )


def set_message(connection: Connection, post_id: str, message_id: int) -> None:
    """Note the message of a post's card."""
    connection.execute(
        "UPDATE topic_post SET message_id = ? WHERE post_id = ?", (message_id, post_id)
    )


def set_thread(connection: Connection, post_id: str, thread_id: int) -> None:
    """Note the thread on a post's card."""
    connection.execute(
        "UPDATE topic_post SET thread_id = ? WHERE post_id = ?", (thread_id, post_id)
    )


def set_closed(connection: Connection, post_id: str, now: datetime) -> None:
    """Note that a post's circle was closed."""
    connection.execute(
        "UPDATE topic_post SET closed_at = ? WHERE post_id = ?", (to_seconds(now), post_id)
    )


def _seconds(time: datetime | None) -> int | None:
    return to_seconds(time) if time is not None else None


def _time(seconds: int | None) -> datetime | None:
    return from_seconds(seconds) if seconds is not None else None
