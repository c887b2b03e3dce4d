"""Moving: people bring a decision on, back, or let it go."""

from dataclasses import dataclass

from bot.domain.decisions.decision import (
    NEXT,
    Decision,
    Stage,
    check_in,
    check_move,
    check_reason,
    ends_at,
)
from bot.domain.decisions.parts import How
from bot.domain.people import Person, is_facilitator, refused
from bot.domain.refusals import Gone, NotAllowed
from bot.services.decisions.usecase import UseCase
from bot.services.polls.supporting import Supporting
from bot.services.steps import check_no_open_poll, here, move
from bot.storage import groups, record
from bot.storage.database import Connection

# To where a decision can go back.
BACK = (Stage.TALK, Stage.OPTIONS)


@dataclass(frozen=True)
class Moving(UseCase):
    """The steps that people take. What comes by itself is in `due`."""

    _supporting: Supporting

    async def ready_to_go_on(self, person: Person, decision_id: str) -> Decision:
        """Return a decision whose talk a facilitator may end. Raises NotAllowed, Gone.

        Asked before a form is opened, as the next two are.
        """

        def work(connection: Connection) -> Decision:
            decision = self._led(connection, person, decision_id)
            check_in(decision, Stage.TALK)
            return decision

        return await self._database.read(work)

    async def can_go_back(self, person: Person, decision_id: str) -> Decision:
        """Return a decision that a facilitator may bring back a step. Raises NotAllowed, Gone."""
        return await self._database.read(self._check_back, person, decision_id)

    async def can_withdraw(self, person: Person, decision_id: str) -> Decision:
        """Return a decision that the person may let go. Raises NotAllowed, Gone."""
        return await self._database.read(self._check_withdraw, person, decision_id)

    async def go_on(
        self, person: Person, decision_id: str, *, alone: bool = False, days: int = 0
    ) -> Decision:
        """Go on from the talk to the options, for a facilitator, and end those after `days`.

        Whoever started it says with `alone` that nobody else facilitates; `days` is one of DAYS,
        0 without an end. Raises NotAllowed (with `decisions.refused.started_it` for the starter
        without `alone`), Gone where it is past the talk, BadInput.
        """
        now = self._now()
        until = ends_at(now, days)

        def work(connection: Connection) -> Decision:
            decision = self._led(connection, person, decision_id)
            check_in(decision, Stage.TALK)
            if decision.starter_id == person.user_id and not alone:
                raise NotAllowed("decisions.refused.started_it")
            step = (decision, Stage.OPTIONS, How.READY, now, self._chance)
            return move(connection, *step, by_id=person.user_id, ends_at=until)[0]

        return await self._database.write(work)

    async def back(
        self,
        person: Person,
        decision_id: str,
        reason: str,
        *,
        to: Stage = Stage.TALK,
        days: int = 0,
    ) -> Decision:
        """Go back to the talk or to the options, for a facilitator; members see the reason.

        `to` is TALK or OPTIONS; `days` ends that stage, 0 without an end. Raises NotAllowed, Gone
        (also while a poll on it is open), BadInput.
        """
        now, told = self._now(), check_reason(reason)
        until = ends_at(now, days)

        def work(connection: Connection) -> Decision:
            decision = self._check_back(connection, person, decision_id)
            if to not in BACK:
                raise Gone("decisions.refused.moved_on")
            step = (decision, to, How.BACK, now, self._chance)
            by_id = person.user_id
            return move(connection, *step, by_id=by_id, reason=told, ends_at=until)[0]

        return await self._database.write(work)

    async def withdraw(self, person: Person, decision_id: str, reason: str) -> Decision:
        """Let a decision go: for who started it by name, and for facilitators.

        Members see the reason. A facilitator's withdrawing of what somebody else started stands in
        the record. Raises NotAllowed, Gone (also while a poll on it is open), BadInput.
        """
        now, told = self._now(), check_reason(reason)

        def work(connection: Connection) -> Decision:
            decision = self._check_withdraw(connection, person, decision_id)
            own = decision.starter_id == person.user_id
            step = (decision, Stage.ENDED, How.WITHDRAWN, now, self._chance)
            ended, _ = move(connection, *step, by_id=person.user_id, reason=told)
            if not own:
                where = {"channel": decision.channel_id, "message": decision.message_id or 0}
                by = (decision.group_id, "decision_withdrawn", person.user_id, now)
                record.add(connection, *by, **where)
            return ended

        ended = await self._database.write(work)
        await self._supporting.destroy(decision_id)
        return ended

    def _check_back(self, connection: Connection, person: Person, decision_id: str) -> Decision:
        decision = self._led(connection, person, decision_id)
        # From the talk on to the options is another step, with a rule of its own.
        if Stage.TALK not in NEXT[decision.stage] or decision.stage is Stage.WORRY:
            raise Gone("decisions.refused.moved_on")
        check_no_open_poll(connection, decision)
        return decision

    def _check_withdraw(self, connection: Connection, person: Person, decision_id: str) -> Decision:
        decision = here(connection, person, decision_id, self._now())
        roles = groups.roles(connection, person.group_id)
        if decision.starter_id != person.user_id and not is_facilitator(person, roles):
            raise refused(person, "decisions.refused.not_yours")
        check_move(decision, Stage.ENDED)
        check_no_open_poll(connection, decision)
        return decision
