"""Reading: the decisions that a person sees, and all that stands about one of them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.decisions.decision import Decision, Stage
from bot.domain.decisions.parts import Move, Note, Option
from bot.domain.decisions.title import Title, in_order
from bot.domain.people import Person
from bot.domain.polls.poll import Poll
from bot.domain.refusals import Gone
from bot.services.decisions.usecase import UseCase
from bot.services.steps import Sees, open_poll, review_poll, vote_of
from bot.storage import decision_parts, decisions
from bot.storage.database import Connection

PAGE = 10
READ_AT_ONCE = 250
NEWEST = (datetime(9999, 1, 1, tzinfo=UTC), "")


@dataclass(frozen=True, slots=True)
class Shown:
    """A decision with what stands on its card: notes, options that are shown, the way it went.

    `decision.outcome` is what was stated last. `vote` is the poll that decides it, `review_poll`
    that of its last review; None before one is asked, and where it was taken down.
    """

    decision: Decision
    notes: tuple[Note, ...]
    options: tuple[Option, ...]
    moves: tuple[Move, ...]
    vote: Poll | None
    review_poll: Poll | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision in a list; `closes_at` is when the poll on it closes, None without an open one."""

    decision: Decision
    closes_at: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list: which it is, counted from 0, of how many; how many decisions are over."""

    standing: tuple[Standing, ...]
    number: int
    pages: int
    ended: int


class Reading(UseCase):
    """What can be read. `sees` says of a channel's id whether the person sees it."""

    async def titles(self, person: Person, sees: Sees) -> list[Title]:
        """Return all decisions of the group that the person sees by their titles, newest first."""
        return [title async for title in self._titles(person, sees)]

    async def search(self, person: Person, sees: Sees, typed: str, most: int) -> list[Title]:
        """Return up to `most` decisions that the person sees and whose titles match, newest first.

        Asked at every keystroke: titles are read from an index alone, and no further than needed.
        """
        found: list[Title] = []
        async for title in self._titles(person, sees):
            if title.matches(typed):
                found.append(title)
                if len(found) == most:
                    break
        return found

    async def page(self, person: Person, sees: Sees, number: int, *, ended: bool) -> Page:
        """Return a page of the decisions that the person sees, the first is 0.

        What is to be looked at again comes first, and with `ended` what is over last; inside
        these the newest. A page that there isn't becomes the nearest one.
        """
        titles = in_order(await self.titles(person, sees))
        going_on = sum(1 for title in titles if title.stage is not Stage.ENDED)
        listed = titles if ended else titles[:going_on]
        pages = max(1, -(-len(listed) // PAGE))
        number = max(0, min(number, pages - 1))
        ids = [title.decision_id for title in listed[number * PAGE : (number + 1) * PAGE]]

        def work(connection: Connection) -> list[Standing]:
            found = (decisions.find(connection, decision_id) for decision_id in ids)
            return [_standing(connection, each) for each in found if each is not None]

        standing = await self._database.read(work)
        return Page(tuple(standing), number, pages, len(titles) - going_on)

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
                vote_of(connection, decision),
                review_poll(connection, decision),
            )

        return await self._database.read(work)

    async def of_poll(self, poll_id: str) -> Decision | None:
        """Return the decision for which a poll is asked; None for one that stands alone."""
        return await self._database.read(decisions.of_poll, poll_id)

    async def card_removed(self, decision_id: str) -> None:
        """Note that somebody removed a decision's card, so that nothing links to it any more."""
        await self._database.write(decisions.set_message, decision_id, None)

    async def _titles(self, person: Person, sees: Sees) -> AsyncIterator[Title]:
        before, now = NEWEST, self._now()
        while True:
            where = (person.group_id, before, READ_AT_ONCE)
            page = await self._database.read(decisions.titles, *where)
            for title in page:
                if sees(title.channel_id) and title.shown_at <= now:
                    yield title
            if len(page) < READ_AT_ONCE:
                return
            before = (page[-1].shown_at, page[-1].decision_id)

    def _seen(self, decision: Decision, sees: Sees) -> bool:
        return sees(decision.channel_id) and decision.shown_at <= self._now()


def _standing(connection: Connection, decision: Decision) -> Standing:
    poll = open_poll(connection, decision)
    return Standing(decision, poll.closes_at if poll is not None else None)
