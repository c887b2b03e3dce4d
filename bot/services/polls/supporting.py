"""Supporting: who wants to talk about what somebody would like to decide, sealed as votes are.

How many do is counted once an hour, compared with what is needed, and let go: the number is never
kept, logged or told.
"""

import logging
from collections.abc import Mapping, Sequence

from bot.domain.decisions.decision import Decision, Stage, check_in
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.services.polls.usecase import UseCase
from bot.services.polls.voting import Stands
from bot.services.steps import here
from bot.storage import decision_due, decisions
from bot.storage.ballots import (
    BallotsError,
    BoxDamaged,
    BoxMissing,
    BoxState,
    NotStored,
    OutOfTurn,
    StandsUnopened,
)

log = logging.getLogger(__name__)

# All say the same, so that one byte is enough.
CHOICE = b"\1"


class Supporting(UseCase):
    """One person, one sealed word: I'd like us to talk about this."""

    async def open(self, decision_id: str) -> None:
        """See to it that a decision has its box; one that is whole stays as it is. Repeatable.

        One whose key is gone or that doesn't unseal gives way to an empty one. Raises BallotsError
        when nothing can be stored.
        """
        try:
            await self._boxes.create(decision_id, len(CHOICE))
        except OutOfTurn:
            return  # somebody's support is in it
        except (BoxMissing, BoxDamaged) as trouble:
            kind = type(trouble).__name__
            log.error("decision %s: its box is lost (%s); it begins anew", decision_id, kind)
            await self._boxes.destroy(decision_id)
            await self._boxes.create(decision_id, len(CHOICE))

    async def support(self, person: Person, decision_id: str) -> bool:
        """Put the person's support in: True if it is new, False if it was in. On disk then.

        Raises Gone when it isn't here or waits for no support any more; Stands when the person's
        support is in and counted, and the bot was restarted since: it stays as it is.
        """
        await self._find(person, decision_id)
        try:
            return await self._boxes.put(decision_id, person.user_id, CHOICE)
        except BallotsError as trouble:
            raise await self._refusal(person, decision_id, trouble) from None

    async def supports(self, person: Person, decision_id: str) -> bool:
        """Say to the person themselves whether their support is in. Raises Gone."""
        await self._find(person, decision_id)
        try:
            return await self._boxes.look(decision_id, person.user_id) is not None
        except StandsUnopened:
            return True
        except BallotsError as trouble:
            raise await self._refusal(person, decision_id, trouble) from None

    async def take_back(self, person: Person, decision_id: str) -> bool:
        """Take the person's support out again: False if there was none. Raises Gone, Stands."""
        await self._find(person, decision_id)
        try:
            return await self._boxes.take_back(decision_id, person.user_id)
        except BallotsError as trouble:
            raise await self._refusal(person, decision_id, trouble) from None

    async def enough(self, needed: Mapping[str, int]) -> frozenset[str]:
        """Return which of these decisions have the support that they need.

        `needed` says of each decision's id how many must want to talk about it.
        """
        if not needed:
            return frozenset()
        return frozenset(
            box.poll_id
            for box in await self._boxes.standing()
            if box.poll_id in needed and (box.ballots or 0) >= needed[box.poll_id]
        )

    async def destroy(self, decision_id: str) -> None:
        """Destroy a decision's box, with all that is in it. Repeatable."""
        await self._boxes.destroy(decision_id)

    async def put_right(self, standing: Sequence[BoxState]) -> frozenset[str]:
        """Bring boxes and decisions together at start; return which of the boxes are decisions'.

        What waits for support has its box; whatever is past that has none any more.
        """
        worries = await self._database.read(decision_due.worries)
        theirs = {box.poll_id for box in standing if box.poll_id in worries}
        for box in standing:
            if box.poll_id not in worries and await self._known(box.poll_id):
                await self._boxes.destroy(box.poll_id)
                theirs.add(box.poll_id)
        for decision_id in sorted(worries):
            await self.open(decision_id)
        return frozenset(theirs)

    async def _known(self, decision_id: str) -> bool:
        return await self._database.read(decisions.find, decision_id) is not None

    async def _find(self, person: Person, decision_id: str) -> Decision:
        decision = await self._database.read(here, person, decision_id, self._now())
        check_in(decision, Stage.WORRY)
        return decision

    async def _refusal(self, person: Person, decision_id: str, trouble: BallotsError) -> Gone:
        match trouble:
            case StandsUnopened():
                return Stands("decisions.refused.supported")
            case NotStored():
                return Gone("polls.refused.not_stored")
            case _:
                # Meanwhile enough may have come together, and the box is gone.
                await self._find(person, decision_id)
                log.error("a support could not reach its box: %s", type(trouble).__name__)
                return Gone("decisions.refused.box")
