"""Gathering options: a member proposes one in private, and it appears apart from them."""

from collections import Counter
from dataclasses import dataclass, field

from bot.domain.people import Person, require_voice
from bot.domain.polls.gathering import check_gathers, check_room, shown_at, with_proposed
from bot.domain.polls.options import check_proposed
from bot.domain.polls.poll import Poll, State, check_may_vote
from bot.domain.refusals import Gone
from bot.services.chance import new_id
from bot.services.polls.usecase import UseCase, new_row
from bot.storage import outbox, polls, proposed
from bot.storage.database import Connection


@dataclass(frozen=True)
class Gathering(UseCase):
    """Options that members propose until voting begins."""

    # How many each person has proposed, by poll and person: in memory only, never on disk.
    _so_far: Counter[tuple[str, int]] = field(default_factory=Counter[tuple[str, int]])

    async def proposable(self, person: Person, poll_id: str) -> Poll:
        """Return a poll that takes this person's proposal. Raises Gone, NotAllowed, BadInput."""
        return await self._database.read(self._checked, person, poll_id)

    async def propose(self, person: Person, poll_id: str, typed: str) -> Poll:
        """Keep an option until it is shown, a random while from now, and nothing of who it is from.

        Raises Gone, NotAllowed, BadInput.
        """

        def work(connection: Connection) -> Poll:
            poll = self._checked(connection, person, poll_id)
            option = check_proposed(typed)
            shows_at = shown_at(poll, self._now(), self._chance)
            proposed.add(connection, new_id(self._chance), poll_id, option, shows_at)
            return poll

        poll = await self._database.write(work)
        self._so_far[poll_id, person.user_id] += 1
        return poll

    async def show_due(self) -> None:
        """Put the options whose time has come on their polls, and let the cards be drawn anew."""

        def work(connection: Connection) -> None:
            for poll_id in proposed.due_polls(connection, self._now()):
                self._show(connection, poll_id)

        if await self._database.read(proposed.due_polls, self._now()):
            await self._database.write(work)

    def _checked(self, connection: Connection, person: Person, poll_id: str) -> Poll:
        poll = polls.find(connection, poll_id)
        if poll is None or (poll.group_id, poll.channel_id) != (person.group_id, person.channel_id):
            raise Gone("polls.refused.gone")
        require_voice(person)
        check_gathers(poll, self._now())
        check_may_vote(poll, person)
        check_room(
            poll, proposed.waiting(connection, poll_id), self._so_far[poll_id, person.user_id]
        )
        return poll

    def _show(self, connection: Connection, poll_id: str) -> None:
        now = self._now()
        poll = polls.find(connection, poll_id)
        texts = proposed.take_due(connection, poll_id, now)
        if poll is None or poll.state is State.CLOSED:
            return
        proposed.set_options(connection, poll_id, with_proposed(poll, texts))
        card = outbox.find(connection, "poll.gathering", poll_id)
        if card is None or card.message_id is None or now >= poll.opened_at:
            return
        # Nothing is sent: the row is there so that drawing the card anew is tried until it works.
        again = new_row("poll.gathered", poll, now, self._chance, detail=str(int(now.timestamp())))
        outbox.add(connection, again)
        outbox.set_sent(connection, again.row_id, card.message_id)
