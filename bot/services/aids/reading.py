"""Reading aids: what a group can read, and one of them, alone or beside a shared decision."""

from dataclasses import dataclass
from datetime import date

from bot.domain.aids.aid import Edition
from bot.domain.decisions.decision import Stage
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.services.aids.usecase import UseCase
from bot.services.steps import here
from bot.storage import aids
from bot.storage.database import Connection


@dataclass(frozen=True, slots=True)
class Read:
    """An aid as it is read, and the day on the group's clocks.

    `unread` says that nobody but its author has read it as yet; `chosen_from` that the decision
    that it goes along with has its options on the card, to be chosen from.
    """

    edition: Edition
    today: date
    unread: bool = False
    chosen_from: bool = False


class Reading(UseCase):
    """What anybody in a group may do with aids that show. Nothing is written."""

    async def every(self, person: Person) -> list[Edition]:
        """Return all aids that the person's group can read: its own first, then the library's."""
        return await self._database.read(self._every, person.group_id)

    async def search(self, person: Person, typed: str, most: int = 25) -> list[Edition]:
        """Return up to `most` aids whose question has each word that was typed."""
        words = typed.casefold().split()
        every = await self.every(person)
        return [each for each in every if _has(each, words)][:most]

    async def named(self, person: Person, name: str) -> Read:
        """Return the aid of that key or exact question. Raises Gone."""

        def work(connection: Connection) -> Read:
            day = self._today(connection, person.group_id)
            for each in self._every(connection, person.group_id):
                if name in (each.key, each.aid.question):
                    return Read(each, day)
            raise Gone("aids.refused.gone")

        return await self._database.read(work)

    async def beside(self, person: Person, decision_id: str) -> Read:
        """Return the aid that is attached to a decision, as it was then. Raises Gone."""

        def work(connection: Connection) -> Read:
            decision = here(connection, person, decision_id, self._now())
            found = aids.attached(connection, decision.decision_id)
            if found is None:
                raise Gone("aids.refused.not_attached")
            edition = self._edition(connection, person.group_id, *found)
            gathered = decision.stage in (Stage.OPTIONS, Stage.VOTE)
            return Read(edition, self._today(connection, person.group_id), chosen_from=gathered)

        return await self._database.read(work)

    def _every(self, connection: Connection, group_id: int) -> list[Edition]:
        return [*aids.shown(connection, group_id).values(), *self._library.values()]


def _has(edition: Edition, words: list[str]) -> bool:
    question = edition.aid.question.casefold()
    return all(word in question for word in words)
