"""Voting: looking at, casting, changing and taking back one's own private ballot."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Person
from bot.domain.polls.ballot import Ballot, filled
from bot.domain.polls.keys import fingerprint, read_key, write_key
from bot.domain.polls.methods import METHODS
from bot.domain.polls.poll import Poll, State, check_may_vote, check_open
from bot.domain.refusals import BadInput, Gone
from bot.services.polls.usecase import choice_size
from bot.storage import polls
from bot.storage.ballots import (
    BallotBoxes,
    BallotsError,
    BoxLocked,
    NotStored,
    StandsUnopened,
    WrongCode,
)
from bot.storage.database import Database

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a press: the poll, and the person's own ballot as it stands now, if any."""

    poll: Poll
    ballot: Ballot | None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """What a key's holder learns: their fingerprint, whether it was counted, the whole list."""

    poll: Poll
    mine: str
    counted: bool
    every: tuple[str, ...]


class Stands(Gone):
    """The person's vote is in the box and counted; only its key can open it."""


class Voting:
    """One person, one private ballot. Nothing of a vote is written to the main file."""

    def __init__(self, database: Database, boxes: BallotBoxes, now: Callable[[], datetime]) -> None:
        self._database = database
        self._boxes = boxes
        self._now = now

    async def find(self, person: Person, poll_id: str) -> Poll:
        """Return a poll of the channel in which the person is. Raises Gone."""
        poll = await self._database.read(polls.find, poll_id)
        if poll is None or (poll.group_id, poll.channel_id) != (person.group_id, person.channel_id):
            raise Gone("polls.refused.gone")
        return poll

    async def votable(self, person: Person, poll_id: str) -> Poll:
        """Return an open poll in which the person may vote. Raises Gone, NotAllowed."""
        poll = await self.find(person, poll_id)
        check_open(poll, self._now())
        check_may_vote(poll, person)
        return poll

    async def look(self, person: Person, poll_id: str) -> Receipt:
        """Return an open poll and the person's own ballot in it. Raises Gone."""
        poll = await self.votable(person, poll_id)
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
        poll = await self.votable(person, poll_id)
        ballot = filled(len(poll.options), marks, passed=passed)
        METHODS[poll.method].check(ballot)
        try:
            written = ballot.to_bytes().ljust(choice_size(poll), b"\0")
            first = await self._boxes.put(poll_id, person.user_id, written)
        except BallotsError as trouble:
            raise _refusal(trouble) from None
        return Receipt(poll, ballot, changed=not first)

    async def key(self, person: Person, poll_id: str) -> str:
        """Return the key to the person's own vote, as they may write it down.

        Raises Gone when they haven't voted, or when only their earlier key opens their ballot.
        """
        await self.votable(person, poll_id)
        try:
            code = await self._boxes.code(poll_id, person.user_id)
        except BallotsError as trouble:
            raise _refusal(trouble) from None
        if code is None:
            raise Gone("polls.refused.no_vote_no_key")
        return write_key(code)

    async def use_key(self, person: Person, poll_id: str, typed: str) -> Receipt:
        """Open the person's own ballot with its key after a restart; a new key takes its place.

        Raises Gone, BadInput.
        """
        poll = await self.votable(person, poll_id)
        code = read_key(typed)
        try:
            await self._boxes.adopt(poll_id, person.user_id, code)
            written = await self._boxes.look(poll_id, person.user_id)
        except WrongCode:
            raise BadInput("polls.refused.key_wrong") from None
        except BallotsError as trouble:
            raise _refusal(trouble) from None
        return Receipt(poll, Ballot.from_bytes(written) if written else None, changed=True)

    async def counted(
        self, person: Person, poll_id: str, typed: str, sees: Callable[[int], bool]
    ) -> Checked:
        """Say whether the ballot of a key was counted in a closed poll. Raises Gone, BadInput."""
        poll = await self._database.read(polls.find, poll_id)
        if poll is None or poll.group_id != person.group_id or not sees(poll.channel_id):
            raise Gone("polls.refused.gone")
        if poll.state is not State.CLOSED:
            raise Gone("polls.refused.still_open")
        if not poll.reacting.private:
            raise Gone("polls.refused.hands")
        mine = fingerprint(poll_id, read_key(typed))
        every = await self._database.read(polls.inclusion, poll_id)
        return Checked(poll, mine, mine in every, tuple(every))

    async def take_back(self, person: Person, poll_id: str) -> Receipt:
        """Take the person's ballot out of the box, as if they had not voted. Raises Gone."""
        # Also for somebody whose role was taken meanwhile: their vote is still theirs.
        poll = await self.find(person, poll_id)
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
            return Stands("polls.refused.stands")
        case NotStored():
            return Gone("polls.refused.not_stored")
        case _:
            log.error("a vote could not reach its box: %s", type(trouble).__name__)
            return Gone("polls.refused.box")
