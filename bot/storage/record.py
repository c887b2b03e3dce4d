"""The record in the main file: what every member of a group may read about its running."""

import json
from datetime import datetime

from bot.storage.database import Connection
from bot.storage.times import to_seconds


def add(
    connection: Connection, group_id: int, kind: str, by_id: int, now: datetime, **details: object
) -> None:
    """Write down what happened, who did it, and plain details without any member's words."""
    connection.execute(
        "INSERT INTO record (group_id, happened_at, kind, by_id, details) VALUES (?, ?, ?, ?, ?)",
        (group_id, to_seconds(now), kind, by_id, json.dumps(details)),
    )
