"""The front door: a card that leads members to everything that they can do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.domain.outbox import Row, Step
from bot.domain.people import Person, require_manager
from bot.domain.refusals import Gone
from bot.services.chance import new_mark
from bot.storage import outbox
from bot.storage.database import Connection, Database

CARD = "group.door"
PIN = "pin"


@dataclass(frozen=True)
class Door:
    """Posting a group's front door."""

    _database: Database
    _now: Callable[[], datetime]
    _chance: Random

    def number(self, person: Person) -> int:
        """Return a number for a card that is looked at before it is posted. Raises NotAllowed."""
        require_manager(person)
        return new_mark(self._chance)

    async def post(self, person: Person, number: int, *, pin: bool) -> Row:
        """Put the card of that number in the outbox for the channel where the person is.

        Raises NotAllowed; Gone when that one is posted already, pinned or not.
        """
        require_manager(person)
        plain = f"{person.group_id}/{number}"
        subjects = (plain, f"{plain}/{PIN}")
        now = self._now()
        where = (person.group_id, person.channel_id, subjects[pin])
        row = Row(new_mark(self._chance), CARD, *where, Step.WAITING, now, now)

        def work(connection: Connection) -> None:
            if any(outbox.find(connection, CARD, each) for each in subjects):
                raise Gone("group.door.posted_already")
            outbox.add(connection, row)

        await self._database.write(work)
        return row


def is_pinned(row: Row) -> bool:
    """Say whether a front door is to be pinned."""
    return row.subject.endswith(f"/{PIN}")
