"""Holding: whoever gave feedback reads the answers, says more, or takes it back."""

from dataclasses import dataclass, field, replace

from bot.domain.codes import read_code
from bot.domain.feedback.batch import next_batch
from bot.domain.feedback.item import (
    ADDED_PER_DAY,
    Item,
    Message,
    Said,
    check_room,
    check_text,
    hash_of,
    went_on,
)
from bot.domain.people import Person
from bot.domain.refusals import BadInput, Gone
from bot.services.day_count import DayCount
from bot.services.feedback.usecase import UseCase
from bot.storage import erasing, groups
from bot.storage.database import Connection
from bot.storage.feedback import items

# A holder's key is a code as it was written down, or this and the id of an item with their name.
NAMED = "item."


@dataclass(frozen=True)
class Holding(UseCase):
    """What a writer may do with what they wrote."""

    _today: DayCount = field(default_factory=DayCount)

    async def of_person(self, person: Person) -> list[Item]:
        """Return what the person gave with their name, the newest first."""
        return await self._database.read(items.of_writer, person.group_id, person.user_id)

    async def look(self, person: Person, key: str) -> Item:
        """Return the item that a key leads to, with everything said about it.

        `key` is a code, or `item.` and the id of what the person gave with their name. Raises
        BadInput for a code that leads nowhere, Gone for an item that isn't the person's.
        """
        return await self._database.read(self._held, person, key)

    async def add(self, person: Person, key: str, said: Said, typed: str) -> Item:
        """Keep what a writer adds, or whether they feel understood. Returns the item after it.

        A private item's waits for the daily batch; moderators see it from then on. Raises BadInput
        and Gone as `look` does, and when there is no answer yet to say something about.
        """
        now = self._now()
        text = typed.strip() if said is Said.UNDERSTOOD else check_text(typed)
        check_room(self._today.so_far(person, now), ADDED_PER_DAY)

        def work(connection: Connection) -> Item:
            item = self._held(connection, person, key)
            if said is not Said.ADDED and not item.answers:
                raise Gone("feedback.refused.no_answer_yet")
            zone = groups.settings(connection, person.group_id).zone
            message = Message(
                place=item.next_place,
                said=said,
                text=text,
                moves_at=next_batch(now, zone),
            )
            after = item if item.private else went_on(item, (said,))
            items.put(connection, after, message)
            return replace(after, messages=(*after.messages, message))

        after = await self._database.write(work)
        self._today.add(person)
        return after

    async def withdraw(self, person: Person, key: str) -> None:
        """Erase an item with everything said about it, from every byte. Raises as `look` does."""

        def work(connection: Connection) -> None:
            items.remove(connection, self._held(connection, person, key).item_id)
            erasing.ask(connection, self._now())

        await self._database.write(work)

    def _held(self, connection: Connection, person: Person, key: str) -> Item:
        if key.startswith(NAMED):
            found = items.find(connection, key.removeprefix(NAMED))
            if found is None or found.writer is None:
                raise Gone("feedback.refused.gone")
            if (found.group_id, found.writer.user_id) != (person.group_id, person.user_id):
                raise Gone("feedback.refused.gone")
            return found
        found = items.of_code(connection, person.group_id, hash_of(read_code(key)))
        if found is None:
            raise BadInput("feedback.refused.code_unknown")
        return found
