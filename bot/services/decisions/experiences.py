"""Experiences: how an option was for somebody, looked at, told, and taken back by its code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.domain.codes import read_code
from bot.domain.decisions.decision import Decision
from bot.domain.decisions.experiences import (
    Experience,
    Turned,
    check_room,
    check_text,
    check_told,
    drawn,
    hash_of,
)
from bot.domain.decisions.parts import Option
from bot.domain.feedback.batch import next_batch
from bot.domain.people import Person, require_voice
from bot.domain.polls.keys import CODE_BYTES, write_key
from bot.domain.refusals import BadInput, Gone
from bot.services.chance import new_id
from bot.services.day_count import DayCount
from bot.services.decisions.usecase import UseCase
from bot.services.steps import Sees, here, today
from bot.storage import decisions, erasing, experiences, groups
from bot.storage.database import Connection


@dataclass(frozen=True, slots=True)
class Told:
    """A decision's options by their ids, in their places, and what shows under each today.

    Under each it is equally many, none where one of them has none.
    """

    decision: Decision
    options: Mapping[str, Option]
    shown: Mapping[str, tuple[Experience, ...]]


@dataclass(frozen=True, slots=True)
class Terms:
    """For how many days after a decision its experiences are kept, and the role that reads them.

    Without a named role `readers` is None; Discord's permission decides then.
    """

    days: int
    readers: int | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a writer gets back: the code, and from when facilitators can read it."""

    code: str
    read_from: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """An experience as its writer sees it.

    `about` is its option, empty where they don't see its channel now. `erased_on` is the day on
    which it is erased, None while its decision isn't over.
    """

    experience: Experience
    about: str
    erased_on: date | None


@dataclass(frozen=True)
class Experiences(UseCase):
    """What members do with experiences. What facilitators decide about them is in `admitting`."""

    _today: DayCount = field(default_factory=DayCount)

    async def look(self, person: Person, decision_id: str) -> Told:
        """Return a decision's options and what shows under them today. Raises Gone."""

        def work(connection: Connection) -> Told:
            now = self._now()
            decision = here(connection, person, decision_id, now)
            check_told(decision)
            options = experiences.options(connection, decision_id)
            told = experiences.shown(connection, decision_id)
            day = today(connection, person.group_id, now)
            return Told(decision, options, drawn(tuple(options), told, day))

        return await self._database.read(work)

    async def tellable(self, person: Person, decision_id: str, option_id: str) -> Option:
        """Return an option about which the person may tell something. Raises as `tell` does.

        Asked before a form is opened.
        """
        return await self._database.read(self._tellable, person, decision_id, option_id)

    async def terms(self, person: Person) -> Terms:
        """Return under which terms something is told in the person's group."""

        def work(connection: Connection) -> Terms:
            days = groups.settings(connection, person.group_id).feedback_days
            return Terms(days, groups.roles(connection, person.group_id).facilitator)

        return await self._database.read(work)

    async def tell(
        self, person: Person, decision_id: str, option_id: str, typed: str, turned: Turned
    ) -> Receipt:
        """Keep how an option was for the person, and nothing of who they are, or when it was.

        Facilitators read it from the next daily batch on, and decide whether it shows. Up to 3 of
        each person in a day. Raises NotAllowed, Gone, BadInput.
        """
        now, text = self._now(), check_text(typed)
        code = self._chance.randbytes(CODE_BYTES)

        def work(connection: Connection) -> datetime:
            self._tellable(connection, person, decision_id, option_id)
            at = next_batch(now, groups.settings(connection, person.group_id).zone)
            which = (new_id(self._chance), decision_id, option_id)
            new = Experience(*which, text, turned, hash_of(code), moves_at=at)
            experiences.add(connection, new)
            return at

        read_from = await self._database.write(work)
        self._today.add(person)
        return Receipt(write_key(code), read_from)

    async def held(self, person: Person, code: str, sees: Sees) -> Held:
        """Return the experience that a code leads to. Raises BadInput.

        `sees` says of a channel's id whether the person sees it.
        """

        def work(connection: Connection) -> Held:
            found = self._held(connection, person, code)
            decision = decisions.find(connection, found.decision_id)
            options = experiences.options(connection, found.decision_id)
            seen = decision is not None and sees(decision.channel_id)
            days = timedelta(groups.settings(connection, person.group_id).feedback_days)
            until = found.ended_on + days if found.ended_on else None
            return Held(found, options[found.option_id].text if seen else "", until)

        return await self._database.read(work)

    async def remove(self, person: Person, code: str) -> None:
        """Erase the experience that a code leads to, from every byte. Raises BadInput."""

        def work(connection: Connection) -> None:
            experiences.remove(connection, self._held(connection, person, code).experience_id)
            erasing.ask(connection, self._now())

        await self._database.write(work)

    async def do_due(self) -> None:
        """Let facilitators see what has waited for its daily batch."""

        def work(connection: Connection) -> None:
            if experiences.arrive(connection, self._now()):
                # Where things lie in the file may no longer say in which order they came.
                erasing.ask(connection, self._now())

        await self._database.write(work)

    async def sweep(self) -> None:
        """Erase those of decisions that ended longer ago than their groups keep them."""

        def work(connection: Connection) -> None:
            if experiences.remove_ended(connection, self._now().date()):
                erasing.ask(connection, self._now())

        await self._database.write(work)

    def _tellable(
        self, connection: Connection, person: Person, decision_id: str, option_id: str
    ) -> Option:
        require_voice(person)
        check_told(here(connection, person, decision_id, self._now()))
        option = experiences.options(connection, decision_id).get(option_id)
        if option is None:
            raise Gone("decisions.refused.gone")
        kept = experiences.count(connection, decision_id)
        check_room(kept, self._today.so_far(person, self._now()))
        return option

    def _held(self, connection: Connection, person: Person, code: str) -> Experience:
        found = experiences.of_code(connection, person.group_id, hash_of(read_code(code)))
        if found is None:
            raise BadInput("feedback.refused.code_unknown")
        return found
