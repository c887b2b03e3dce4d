"""The record's use case: reading it."""

from bot.domain.people import Person
from bot.domain.record import Entry
from bot.storage import record
from bot.storage.database import Database

PAGE = 15


class Record:
    """What every member may read about how the group is run."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def latest(self, person: Person) -> list[Entry]:
        """Return the newest 15 entries of the person's group, the newest first."""
        return await self._database.read(record.latest, person.group_id, PAGE)
