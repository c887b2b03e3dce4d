"""Recovery: boxes and polls are brought together again after a stop at any instant."""

import logging
from collections.abc import Callable
from datetime import datetime
from random import Random

from bot.domain.polls.poll import Poll
from bot.services.polls.closing import Closing
from bot.services.polls.supporting import Supporting
from bot.services.polls.usecase import choice_size, new_row
from bot.storage import outbox, polls
from bot.storage.ballots import BallotBoxes, BoxState
from bot.storage.database import Connection, Database

log = logging.getLogger(__name__)


class Recovery:
    """What is done once, at start."""

    def __init__(
        self,
        database: Database,
        boxes: BallotBoxes,
        closing: Closing,
        supporting: Supporting,
        now: Callable[[], datetime],
        chance: Random,
    ) -> None:
        self._database = database
        self._boxes = boxes
        self._closing = closing
        self._supporting = supporting
        self._now = now
        self._chance = chance

    async def recover(self) -> None:
        """Bring boxes and polls together again after a stop at any instant.

        Boxes that a stop left between two steps of opening or closing are swept or closed; an
        open poll without its box starts anew and says so. Boxes of support are put right too.
        """
        every = await self._database.read(polls.all_open)
        known = {poll.poll_id: poll for poll in every if poll.reacting.private}
        for key in await self._boxes.orphan_keys():
            await self._boxes.destroy(key)
        whole: set[str] = set()
        standing = await self._boxes.standing()
        decisions = await self._supporting.put_right(standing)
        for box in (box for box in standing if box.poll_id not in decisions):
            poll = known.get(box.poll_id)
            if poll is not None:
                if box.has_key:
                    whole.add(box.poll_id)
                if box.locked:
                    await self._closing.finish(poll)
                    known.pop(box.poll_id)
            else:
                await self._sweep(box)
        now = self._now()
        for poll in known.values():
            if poll.poll_id not in whole and not poll.due(now):
                await self._start_anew(poll, now)

    async def _sweep(self, box: BoxState) -> None:
        closed = await self._database.read(polls.find, box.poll_id) is not None
        # Closing may have stopped between the end of a poll's key and the end of its box.
        if box.ballots == 0 or (closed and (box.ballots is not None or not box.has_key)):
            await self._boxes.destroy(box.poll_id)
        else:
            log.error("poll %s: a box that isn't of an open poll is kept aside", box.poll_id)

    async def _start_anew(self, poll: Poll, now: datetime) -> None:
        log.error("poll %s: its votes were lost with the machine; it starts anew", poll.poll_id)
        # The word about it first: once the new box is there, nothing else tells of the loss.
        await self._database.write(self._tell, poll, now)
        await self._boxes.destroy(poll.poll_id)
        await self._boxes.create(poll.poll_id, choice_size(poll))

    def _tell(self, connection: Connection, poll: Poll, now: datetime) -> None:
        """Put the word in the outbox, once for each loss, also if a stop came in between."""
        if not outbox.waits(connection, "poll.lost", poll.poll_id):
            detail = str(int(now.timestamp()))
            outbox.add(connection, new_row("poll.lost", poll, now, self._chance, detail=detail))
