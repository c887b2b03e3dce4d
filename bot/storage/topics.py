"""Topics in the main file: which were posted where, and how far their questions have come."""

from datetime import datetime

from bot.domain.topics.topic import TopicPost
from bot.storage.database import Connection
from bot.storage.times import from_seconds, to_seconds


def add(connection: Connection, post: TopicPost, now: datetime) -> bool:
    """Keep a new post; False when it was there already (Post was pressed twice)."""
    added = connection.execute(
        "INSERT INTO topic_post (post_id, group_id, channel_id, slug, asked, posted_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (post_id) DO NOTHING",
        (post.post_id, post.group_id, post.channel_id, post.slug, post.asked, to_seconds(now)),
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
        asked_at=from_seconds(row["asked_at"]) if row["asked_at"] is not None else None,
        message_id=row["message_id"],
        thread_id=row["thread_id"],
    )


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
