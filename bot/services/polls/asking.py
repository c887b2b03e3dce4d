"""Asking the group: from what was typed, over a draft that only its author sees, to a poll."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.outbox import Row
from bot.domain.people import Person, require_facilitator
from bot.domain.polls import drafting
from bot.domain.polls.drafting import Draft, Offer, Typed
from bot.domain.polls.lot import NUMBER_BYTES
from bot.domain.polls.methods import METHODS
from bot.domain.polls.poll import Poll
from bot.domain.polls.rules import Rules, Tie
from bot.domain.refusals import BadInput, Gone
from bot.services.chance import new_id
from bot.services.polls.tying import check_tie, tie
from bot.services.polls.usecase import UseCase, choice_size, new_row
from bot.storage import groups, outbox, polls
from bot.storage.database import Connection
from bot.words import say

DRAFT_KEPT = timedelta(days=1)
STANDING = ("polls.standing.keep", "polls.standing.talk")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What became of a form: the text is kept under `poll_id`, and is a draft or has a trouble."""

    poll_id: str
    typed: Typed
    draft: Draft | None = None
    trouble: BadInput | None = None


class Asking(UseCase):
    """Drafting and opening polls."""

    async def check_may_ask(self, person: Person) -> None:
        """Refuse somebody who may not ask, before they have typed anything. Raises NotAllowed."""
        require_facilitator(person, await self._database.read(groups.roles, person.group_id))

    async def propose(self, person: Person, typed: Typed, poll_id: str | None = None) -> Proposal:
        """Keep what was typed and check it. Nothing is posted.

        `poll_id` names the person's own draft to replace. A trouble in the text is returned, not
        raised, as the text is kept. Raises NotAllowed; Gone when that poll is posted already.
        """
        fresh = new_id(self._chance)
        until = self._now() + DRAFT_KEPT

        def work(connection: Connection) -> Proposal:
            require_facilitator(person, groups.roles(connection, person.group_id))
            posted = polls.find(connection, poll_id) if poll_id else None
            _refuse_own(posted, person)
            kept_under = fresh if posted or not poll_id else poll_id
            proposal = _proposed(kept_under, typed, self._offer(connection, person.group_id))
            draft = (kept_under, person.group_id, person.user_id, proposal.typed)
            polls.save_draft(connection, *draft, until)
            return proposal

        return await self._database.write(work)

    async def typed(self, person: Person, poll_id: str) -> Typed:
        """Return the person's own draft as it was typed. Raises Gone."""
        typed = await self._database.read(polls.draft, poll_id, person.group_id, person.user_id)
        if typed is None:
            raise Gone("polls.refused.draft_gone")
        return typed

    async def typed_or_new(self, person: Person, poll_id: str) -> Typed:
        """Return the person's own draft as it was typed, or an empty one as the group begins it."""

        def work(connection: Connection) -> Typed:
            typed = polls.draft(connection, poll_id, person.group_id, person.user_id)
            if typed is not None:
                return typed
            usual = groups.settings(connection, person.group_id)
            return Typed("", "", rules=Rules(publication=usual.publication, floor=usual.floor))

        return await self._database.read(work)

    async def discard(self, person: Person, poll_id: str) -> None:
        """Forget the person's own draft. Raises Gone when that poll is posted already."""

        def work(connection: Connection) -> None:
            _refuse_own(polls.find(connection, poll_id), person)
            polls.delete_draft(connection, poll_id, person.group_id, person.user_id)

        await self._database.write(work)

    async def open(self, person: Person, poll_id: str) -> Row:
        """Open the person's draft as a poll in `person.channel_id` and put its card in the outbox.

        One that is asked for a shared decision is tied to it. Returns the row of what is to be seen
        first. Raises NotAllowed, Gone, BadInput.
        """
        await self.check_may_ask(person)  # before there is a box
        typed = await self.typed(person, poll_id)
        draft = drafting.check(typed, await self._database.read(self._offer, person.group_id))
        if typed.decision_id:
            tied = (person, typed.decision_id, self._now())
            await self._database.read(check_tie, *tied)  # before there is a box, too
        poll = _asked(person, poll_id, draft, self._now())
        if poll.reacting.private and poll.rules.tie is Tie.LOT:
            poll = replace(poll, lot=self._chance.randbytes(NUMBER_BYTES))
        return await self._open(poll, draft, person, typed.decision_id)

    async def open_for_group(self, poll: Poll, also: Callable[[Connection], None]) -> Row:
        """Open a poll that a schedule asks, and do `also` in the same transaction.

        Returns the row of its card.
        """
        row = new_row("poll.card", poll, self._now(), self._chance)

        def work(connection: Connection) -> None:
            polls.add(connection, poll)
            outbox.add(connection, row)
            also(connection)

        await self._boxes.create(poll.poll_id, choice_size(poll))
        await self._database.write(work)
        return row

    async def _open(self, poll: Poll, draft: Draft, person: Person, decision_id: str) -> Row:
        now, poll_id = self._now(), poll.poll_id
        card = new_row("poll.card", poll, now, self._chance, due_at=poll.opened_at)
        call = new_row("poll.gathering", poll, now, self._chance) if poll.gathers else None
        reminder = poll.reminder_at if draft.remind else None

        def work(connection: Connection) -> None:
            require_facilitator(person, groups.roles(connection, person.group_id))
            if polls.find(connection, poll_id) is not None:
                raise Gone("polls.refused.posted_already")
            polls.add(connection, poll)
            if decision_id:
                tie(connection, person, decision_id, poll_id, now, self._chance)
            polls.delete_draft(connection, poll_id, person.group_id, person.user_id)
            outbox.add(connection, card)
            if call is not None:
                outbox.add(connection, call)
            if reminder is not None:
                later = new_row("poll.reminder", poll, now, self._chance, due_at=reminder)
                outbox.add(connection, later)

        if poll.reacting.private:
            # The box first: a poll that can be seen can always take a vote.
            await self._boxes.create(poll_id, choice_size(poll))
        await self._database.write(work)
        return call or card

    async def posted(self, poll_id: str) -> Poll:
        """Return a poll for drawing its card or result. Raises Gone."""
        poll = await self._database.read(polls.find, poll_id)
        if poll is None:
            raise Gone("polls.refused.gone")
        return poll

    def _offer(self, connection: Connection, group_id: int) -> Offer:
        fixed = {key: say(key) for method in METHODS.values() for key in method.fixed}
        zone = ZoneInfo(groups.settings(connection, group_id).zone)
        return Offer(tuple(say(key) for key in STANDING), fixed, zone, self._now())

    async def sweep_drafts(self) -> None:
        """Forget the drafts whose day is over."""
        await self._database.write(polls.delete_old_drafts, self._now())


def _refuse_own(posted: Poll | None, person: Person) -> None:
    """Refuse what its author has posted already. Raises Gone.

    Nobody else learns from a poll's id that there is one: it may be in a channel they can't see.
    """
    if posted is not None and posted.author_id == person.user_id:
        raise Gone("polls.refused.posted_already")


def _proposed(poll_id: str, typed: Typed, offer: Offer) -> Proposal:
    try:
        draft = drafting.check(typed, offer)
    except BadInput as trouble:
        return Proposal(poll_id, typed, trouble=trouble)
    # "Tuesday" means another day tomorrow: what is kept is the day that the preview shows.
    return Proposal(poll_id, drafting.made_plain(typed, draft, offer), draft=draft)


def _asked(person: Person, poll_id: str, draft: Draft, now: datetime) -> Poll:
    opened_at = now + timedelta(minutes=draft.delay)
    return Poll(
        poll_id=poll_id,
        group_id=person.group_id,
        channel_id=person.channel_id,
        author_id=person.user_id,
        question=draft.question,
        options=draft.options,
        method=draft.method,
        opened_at=opened_at,
        closes_at=opened_at + timedelta(minutes=draft.minutes),
        rules=draft.rules,
        reacting=draft.reacting,
        emojis=draft.emojis,
        voter_role=draft.voter_role,
        here_only=draft.here_only,
        standing=draft.standing,
        gathers=draft.gathers,
    )
