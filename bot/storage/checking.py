"""What a check of a group looks at in the main file, and what its moderators were told of."""

import json
from collections.abc import Iterable

from bot.storage.database import Connection

# What is between the bot and one person is no channel of the group's.
_WAITING = (
    "SELECT DISTINCT channel_id FROM outbox WHERE group_id = ?"
    " AND step IN ('waiting', 'sending', 'sent') AND kind != 'topic.answer'"
)


def waiting_channels(connection: Connection, group_id: int) -> set[int]:
    """Return the channels for which something of a group waits."""
    return {row[0] for row in connection.execute(_WAITING, (group_id,))}


def told_lacking(connection: Connection, group_id: int) -> frozenset[str]:
    """Return what a group's moderators were told was lacking, as it was at the last start."""
    row = connection.execute(
        "SELECT lacking FROM member_group WHERE group_id = ?", (group_id,)
    ).fetchone()
    return frozenset(json.loads(row[0])) if row else frozenset()


def set_told_lacking(connection: Connection, group_id: int, lacking: Iterable[str]) -> None:
    """Keep what is lacking as told."""
    connection.execute(
        "UPDATE member_group SET lacking = ? WHERE group_id = ?",
        (json.dumps(sorted(lacking)), group_id),
    )
