"""What the use cases of topics share: the file, the shelf, the clock, and a post's rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.domain.outbox import Row, Step
from bot.domain.topics.choosing import Posted
from bot.services.chance import new_mark
from bot.services.topics.shelf import Shelf
from bot.storage import topics
from bot.storage.database import Connection, Database

# As many posts back as any rule looks.
HISTORY = 100


@dataclass(frozen=True)
class UseCase:
    """The means of every use case of topics."""

    _database: Database
    _shelf: Shelf
    _now: Callable[[], datetime]
    _chance: Random


def new_row(
    kind: str, group_id: int, channel_id: int, subject: str, now: datetime, chance: Random
) -> Row:
    """Return a new outbox row about a post, due at once."""
    return Row(new_mark(chance), kind, group_id, channel_id, subject, Step.WAITING, now, now)


def history(connection: Connection, group_id: int) -> list[Posted]:
    """Return what the group had lately, the newest first."""
    return [Posted(*each) for each in topics.history(connection, group_id, HISTORY)]
