"""Admitting: facilitators read experiences before they show, and say which don't, and why.

Who of them decided is kept nowhere: there is nobody to whom a choice of stories could be held.
"""

from dataclasses import dataclass

from bot.domain.decisions.decision import Stage
from bot.domain.decisions.experiences import Experience, Off, State, check_reason, check_still
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.services.decisions.usecase import UseCase
from bot.storage import experiences
from bot.storage.database import Connection


@dataclass(frozen=True, slots=True)
class ToRead:
    """What a facilitator looks at: one experience of those that wait or show, and its option.

    `waiting` is how many wait in all; `showing` those that may show now, in random order.
    `experience` is None where there is none to look at.
    """

    decision_id: str
    experience: Experience | None
    about: str
    waiting: int
    showing: tuple[Experience, ...]


class Admitting(UseCase):
    """What facilitators do with experiences, until a decision is over."""

    async def next(self, person: Person, decision_id: str, but: str = "") -> ToRead:
        """Return one that waits, drawn at random, another than `but` if there is another.

        Raises NotAllowed, Gone.
        """

        def work(connection: Connection) -> ToRead:
            self._open(connection, person, decision_id)
            waiting = experiences.to_read(connection, decision_id)
            others = [each for each in waiting if each.experience_id != but] or waiting
            one = self._chance.choice(others) if others else None
            return self._to_read(connection, decision_id, one)

        return await self._database.read(work)

    async def look(self, person: Person, experience_id: str) -> ToRead:
        """Return an experience that waits or shows. Raises NotAllowed, Gone."""

        def work(connection: Connection) -> ToRead:
            found = self._found(connection, person, experience_id)
            return self._to_read(connection, found.decision_id, found)

        return await self._database.read(work)

    async def show(self, person: Person, experience_id: str) -> Experience:
        """Let an experience show. Raises NotAllowed; Gone also where somebody decided before."""

        def work(connection: Connection) -> Experience:
            found = self._found(connection, person, experience_id)
            check_still(found, State.WAITING)
            experiences.set_state(connection, experience_id, State.SHOWN, None, "")
            return found

        return await self._database.write(work)

    async def refuse(
        self, person: Person, experience_id: str, seen: State, off: Off, typed: str
    ) -> Experience:
        """Don't let an experience show, or no longer; its writer reads the reason by the code.

        `seen` is what became of it as the facilitator saw it. Raises NotAllowed; Gone also where
        somebody decided meanwhile; BadInput without a reason.
        """
        reason = check_reason(typed)

        def work(connection: Connection) -> Experience:
            found = self._found(connection, person, experience_id)
            check_still(found, seen)
            experiences.set_state(connection, experience_id, State.NOT_SHOWN, off, reason)
            return found

        return await self._database.write(work)

    def _open(self, connection: Connection, person: Person, decision_id: str) -> None:
        if self._led(connection, person, decision_id).stage is Stage.ENDED:
            raise Gone("decisions.refused.moved_on")

    def _found(self, connection: Connection, person: Person, experience_id: str) -> Experience:
        found = experiences.find(connection, experience_id)
        # Whoever doesn't facilitate learns nothing of what there is.
        self._open(connection, person, found.decision_id if found else "")
        if found is None or found.moves_at is not None:
            raise Gone("experiences.refused.taken_back")
        return found

    def _to_read(self, connection: Connection, decision_id: str, one: Experience | None) -> ToRead:
        showing = experiences.shown(connection, decision_id)
        self._chance.shuffle(showing)
        about = experiences.options(connection, decision_id)[one.option_id].text if one else ""
        waiting = len(experiences.to_read(connection, decision_id))
        return ToRead(decision_id, one, about, waiting, tuple(showing))
