"""Voting: looking at, casting, changing and taking back one's own private ballot."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Person
from bot.domain.polls.ballot import Ballot, filled
from bot.domain.polls.methods import METHODS
from bot.domain.polls.poll import Poll, check_open
from bot.domain.refusals import Gone
from bot.storage import polls
from bot.storage.ballots import BallotBoxes, BallotsError, BoxLocked, NotStored, StandsUnopened
from bot.storage.database import Database

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a press: the poll, and the person's own ballot as it stands now, if any."""

    poll: Poll
    ballot: Ballot | None
    changed: bool = False


class Voting:
    """One person, one private ballot. Nothing of a vote is written to the main file."""

    def __init__(self, database: Database, boxes: BallotBoxes, now: Callable[[], datetime]) -> None:
        self._database = database
        self._boxes = boxes
        self._now = now

    async def _find(self, person: Person, poll_id: str) -> Poll:
        """Return a poll of the channel in which the person is. Raises Gone."""
        poll = await self._database.read(polls.find, poll_id)
        if poll is None or (poll.group_id, poll.channel_id) != (person.group_id, person.channel_id):
            raise Gone("polls.refused.gone")
        return poll

    async def look(self, person: Person, poll_id: str) -> Receipt:
        """Return an open poll and the person's own ballot in it. Raises Gone."""
        poll = await self._find(person, poll_id)
        check_open(poll, self._now())
        try:
            written = await self._boxes.look(poll_id, person.user_id)
        except BallotsError as trouble:
            raise _refusal(trouble) from None
        return Receipt(poll, Ballot.from_bytes(written) if written else None)

    async def cast(
        self, person: Person, poll_id: str, marks: Mapping[int, int], *, passed: bool = False
    ) -> Receipt:
        """Put the person's ballot in the box, in place of an earlier one of theirs.

        `marks` are the ballot's marks by the position of the option. Returns once the ballot is
        on disk. Raises Gone, BadInput.
        """
        poll = await self._find(person, poll_id)
        check_open(poll, self._now())
        ballot = filled(len(poll.options), marks, passed=passed)
        METHODS[poll.method].check(ballot)
        try:
            first = await self._boxes.put(poll_id, person.user_id, ballot.to_bytes())
        except BallotsError as trouble:
            raise _refusal(trouble) from None
        return Receipt(poll, ballot, changed=not first)

    async def take_back(self, person: Person, poll_id: str) -> Receipt:
        """Take the person's ballot out of the box, as if they had not voted. Raises Gone."""
        poll = await self._find(person, poll_id)
        check_open(poll, self._now())
        try:
            changed = await self._boxes.take_back(poll_id, person.user_id)
        except BallotsError as trouble:
            raise _refusal(trouble) from None
        return Receipt(poll, None, changed=changed)


def _refusal(trouble: BallotsError) -> Gone:
    match trouble:
        case BoxLocked():
            return Gone("polls.refused.closed")
        case StandsUnopened():
            return Gone("polls.refused.stands")
        case NotStored():
            return Gone("polls.refused.not_stored")
        case _:
            log.error("a vote could not reach its box: %s", type(trouble).__name__)
            return Gone("polls.refused.box")
