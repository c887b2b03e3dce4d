"""Requests for feedback in the main file."""

from bot.storage.database import Connection


def last_channel(connection: Connection, group_id: int) -> int | None:
    """Return the channel in which a group was asked last, or None."""
    row = connection.execute(
        "SELECT channel_id FROM feedback_request WHERE group_id = ? AND state != 'draft'"
        " ORDER BY made_at DESC LIMIT 1",
        (group_id,),
    ).fetchone()
    return row[0] if row else None
