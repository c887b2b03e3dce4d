"""The record's use case: reading it."""

from collections.abc import Callable

from bot.domain.people import Person
from bot.domain.record import Entry
from bot.storage import record
from bot.storage.database import Database

PAGE = 15
LOOKED_AT = 100


class Record:
    """What every member may read about how the group is run."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def latest(self, person: Person, sees: Callable[[int], bool]) -> list[Entry]:
        """Return the newest 15 entries of the person's group, the newest first.

        What is about a channel that the person doesn't see is left out; `sees` says of a
        channel's id whether they do.
        """
        found = await self._database.read(record.latest, person.group_id, LOOKED_AT)
        shown = [e for e in found if "channel" not in e.details or sees(_channel(e))]
        return shown[:PAGE]


def _channel(entry: Entry) -> int:
    return int(str(entry.details["channel"]))
