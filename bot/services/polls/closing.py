"""Closing polls: on time or early, and putting things right after a stop at any instant."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.domain.outbox import Row
from bot.domain.people import Person, require_facilitator
from bot.domain.polls.ballot import Ballot
from bot.domain.polls.hands import hands_result
from bot.domain.polls.lot import draw
from bot.domain.polls.methods import METHODS
from bot.domain.polls.poll import Poll, State
from bot.domain.polls.publication import most_told, publish
from bot.domain.polls.result import Kind, Result
from bot.domain.refusals import Gone
from bot.services.polls.usecase import UseCase, new_row
from bot.storage import decision_due, groups, outbox, polls, proposed
from bot.storage.ballots import BoxDamaged, BoxMissing
from bot.storage.database import Connection

log = logging.getLogger(__name__)

BATCH = 100


class Closing(UseCase):
    """From an open poll to its result."""

    async def close(self, person: Person, poll_id: str, sees: Callable[[int], bool]) -> Row | None:
        """Close a poll early; return its result's row, None if it was closing already.

        Raises NotAllowed, Gone.
        """
        roles = await self._database.read(groups.roles, person.group_id)
        require_facilitator(person, roles)
        poll = await self._database.read(polls.find, poll_id)
        if poll is None or poll.group_id != person.group_id or not sees(poll.channel_id):
            raise Gone("polls.refused.gone")
        if poll.state is State.CLOSED:
            raise Gone("polls.refused.closed_already")
        return await self.finish(poll)

    async def close_due(self) -> int:
        """Close the polls whose time has passed, the oldest first; return how many.

        A poll that can't be closed is logged and tried again; it holds up no other.
        """
        closed = 0
        for poll_id in await self._database.read(polls.due, self._now(), BATCH):
            try:
                poll = await self._database.read(polls.find, poll_id)
                closed += poll is not None and await self.finish(poll) is not None
            except Exception as trouble:  # noqa: BLE001 - it holds up no other
                log.error("poll %s can't be closed yet: %s", poll_id, type(trouble).__name__)
        return closed

    async def finish(self, poll: Poll) -> Row | None:
        """Close a poll in steps that can each be repeated after a crash (the design's "Closing").

        Returns the result's row, or None when the poll was closed already.
        """
        now = self._now()
        row = new_row("poll.result", poll, now, self._chance)
        # Hands are counted where they are shown, when the result is drawn.
        result, included = await self._count(poll) if poll.reacting.private else (None, [])

        def work(connection: Connection) -> bool:
            if not polls.close(connection, poll.poll_id, result, now, inclusion=included):
                return False
            proposed.forget(connection, poll.poll_id)
            decision_due.poll_changed(connection, poll.poll_id, now)
            outbox.add(connection, row)
            return True

        closed = await self._database.write(work)
        # Also what couldn't be read: most of a damaged box could be, with its key.
        await self._boxes.destroy(poll.poll_id)
        return row if closed else None

    async def count_hands(self, poll: Poll, shown: Mapping[str, int] | None) -> Poll:
        """Keep the result of a closed show of hands, once; return the poll with it.

        `shown` says how many people stand under each emoji on the card, None when it is gone.
        """
        result = hands_result(poll.emojis, shown)

        def work(connection: Connection) -> Poll:
            polls.set_result(connection, poll.poll_id, result)
            return polls.find(connection, poll.poll_id) or poll

        return await self._database.write(work)

    async def _count(self, poll: Poll) -> tuple[Result, list[str]]:
        try:
            await self._boxes.lock(poll.poll_id)
            unsealed = await self._boxes.unseal(poll.poll_id)
        except (BoxMissing, BoxDamaged) as trouble:
            log.error("poll %s: its votes can't be read (%s)", poll.poll_id, type(trouble).__name__)
            return Result(Kind.LOST), []
        ballots = [Ballot.from_bytes(choice) for choice in unsealed.choices]
        method = METHODS[poll.method]
        result = publish(method, method.count(ballots, len(poll.options)), poll.rules)
        marks = self._padded(unsealed.fingerprints, most_told(method, poll.rules, result))
        if poll.lot is not None and result.tied:
            drawn = draw(poll.lot, poll.poll_id, marks, poll.options, result.tied)
            result = replace(result, drawn=drawn)
        return result, marks

    def _padded(self, fingerprints: Sequence[bytes], length: int) -> list[str]:
        """Fill up with random ones, so that the list's length tells no more than the result."""
        fillers = (self._chance.getrandbits(128) for _ in range(length - len(fingerprints)))
        return sorted(
            (*(each.hex() for each in fingerprints), *(f"{each:032x}" for each in fillers))
        )
