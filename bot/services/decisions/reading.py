"""Reading: the decisions that a person sees, and all that stands about one of them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.decisions.decision import Decision, Stage
from bot.domain.decisions.parts import Move, Note, Option
from bot.domain.people import Person
from bot.domain.polls.poll import Poll
from bot.domain.refusals import Gone
from bot.services.decisions.usecase import UseCase
from bot.services.steps import Sees, poll_of, review_poll
from bot.storage import decision_parts, decisions
from bot.storage.database import Connection

PAGE = 10
READ_AT_ONCE = 100
NEWEST = (datetime(9999, 1, 1, tzinfo=UTC), "")


@dataclass(frozen=True, slots=True)
class Shown:
    """A decision with what stands on its card: notes, options that are shown, the way it went.

    `decision.outcome` is what was stated last. `poll` is what is asked for it now or was asked
    last, None without one and where it was taken down. `review_poll` is that of the review that it
    is in, None before one is asked.
    """

    decision: Decision
    notes: tuple[Note, ...]
    options: tuple[Option, ...]
    moves: tuple[Move, ...]
    poll: Poll | None
    review_poll: Poll | None = None


class Reading(UseCase):
    """What can be read. `sees` says of a channel's id whether the person sees it."""

    async def list_open(self, person: Person, sees: Sees) -> list[Decision]:
        """Return the group's decisions that aren't over and that the person sees, newest first."""
        found: list[Decision] = []
        before = NEWEST
        while page := await self._page(person, before):
            found += [each for each in page if each.stage is not Stage.ENDED]
            before = (page[-1].shown_at, page[-1].decision_id)
        return [each for each in found if self._seen(each, sees)]

    async def list_all(
        self, person: Person, sees: Sees, before: tuple[datetime, str] = NEWEST
    ) -> list[Decision]:
        """Return up to 10 of the group's decisions that the person sees, ended ones too.

        The newest come first; `before` is the last one's `shown_at` and id on the page before.
        """
        found: list[Decision] = []
        while len(found) < PAGE and (page := await self._page(person, before)):
            found += [each for each in page if self._seen(each, sees)]
            before = (page[-1].shown_at, page[-1].decision_id)
        return found[:PAGE]

    async def show(self, person: Person, decision_id: str, sees: Sees) -> Shown:
        """Return all that stands about a decision, to whoever sees its channel. Raises Gone.

        The refusal is the same where there is no such decision.
        """
        shown = await self.posted(decision_id)
        if shown.decision.group_id != person.group_id or not self._seen(shown.decision, sees):
            raise Gone("decisions.refused.gone")
        return shown

    async def posted(self, decision_id: str) -> Shown:
        """Return all that stands about a decision, for drawing its card. Raises Gone."""

        def work(connection: Connection) -> Shown:
            decision = decisions.find(connection, decision_id)
            if decision is None:
                raise Gone("decisions.refused.gone")
            return Shown(
                decision,
                tuple(decision_parts.notes(connection, decision_id)),
                tuple(decision_parts.shown_options(connection, decision_id)),
                tuple(decision_parts.moves(connection, decision_id)),
                poll_of(connection, decision),
                review_poll(connection, decision),
            )

        return await self._database.read(work)

    async def of_poll(self, poll_id: str) -> Decision | None:
        """Return the decision for which a poll is asked; None for one that stands alone."""
        return await self._database.read(decisions.of_poll, poll_id)

    async def card_removed(self, decision_id: str) -> None:
        """Note that somebody removed a decision's card, so that nothing links to it any more."""
        await self._database.write(decisions.set_message, decision_id, None)

    async def _page(self, person: Person, before: tuple[datetime, str]) -> list[Decision]:
        where = (person.group_id, before, READ_AT_ONCE)
        return await self._database.read(decisions.of_group, *where)

    def _seen(self, decision: Decision, sees: Sees) -> bool:
        return sees(decision.channel_id) and decision.shown_at <= self._now()
