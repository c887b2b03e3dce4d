"""The outbox's use cases: what is due to reach Discord, and what became of it."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from bot.domain.outbox import Row, Step, next_try
from bot.services.chance import new_mark
from bot.storage import decision_due, decisions, groups, outbox, polls, topics
from bot.storage.database import Connection, Database
from bot.storage.feedback import requests

BATCH = 50
# What moderators are told of rows that can't be posted.
NOTICE = "group.notice"
# What they are told was lacking at start.
CHECK = "group.check"
# What is between the bot and one person, or is such a notice itself.
UNTOLD = frozenset({NOTICE, CHECK, "topic.answer"})
HELD_UP, HELD_UP_REST, GIVEN_UP = "held_up", "held_up_rest", "given_up"

_SET_MESSAGE: dict[str, Callable[[Connection, str, int], None]] = {
    "poll.card": polls.set_message,
    "topic.card": topics.set_message,
    "feedback.request": requests.set_message,
    "decision.card": decisions.set_message,
}


class Outbox:
    """What waits to reach Discord."""

    def __init__(self, database: Database, now: Callable[[], datetime], chance: Random) -> None:
        self._database = database
        self._now = now
        self._chance = chance

    async def due(self) -> list[Row]:
        """Return the rows to send now, the longest waiting first, at most 50."""
        return await self._database.read(outbox.due, self._now(), BATCH)

    async def next_due(self) -> datetime | None:
        """Return when the next row is due, or None."""
        return await self._database.read(outbox.next_due)

    async def held_up(self, group_id: int) -> list[Row]:
        """Return a group's rows that have failed and will be tried again."""
        return await self._database.read(outbox.held_up, group_id)

    async def hasten(self, row: Row) -> None:
        """Let a row that waits for its next try be due now."""
        await self._database.write(outbox.set_due, row.row_id, self._now())

    async def find(self, kind: str, subject: str) -> Row | None:
        """Return the row of that kind about that subject, or None."""
        return await self._database.read(outbox.find, kind, subject)

    async def told(self, kind: str, about: str) -> list[Row]:
        """Return the rows of that kind that are in Discord, whatever their detail."""
        return await self._database.read(outbox.told, kind, about)

    async def begin(self, row: Row) -> None:
        """Note, before sending, that the message may be in Discord from now on."""
        await self._database.write(outbox.set_step, row.row_id, Step.SENDING)

    async def sent(self, row: Row, message_id: int) -> None:
        """Note the message that a row became, in the outbox and where it belongs."""

        def work(connection: Connection) -> None:
            outbox.set_sent(connection, row.row_id, message_id)
            if row.kind in _SET_MESSAGE:
                _SET_MESSAGE[row.kind](connection, row.subject, message_id)
            if row.kind == "poll.card":
                # Its decision's card can link it from now on.
                decision_due.poll_changed(connection, row.subject, self._now())

        await self._database.write(work)

    async def done(self, row: Row) -> None:
        """Note that a row and all that follows it are in Discord."""
        await self._database.write(outbox.set_step, row.row_id, Step.DONE)

    async def failed(
        self, row: Row, trouble: str, *, arrived: bool, final: bool = False, held_up: bool = False
    ) -> bool:
        """Note a failed try; return whether it will be tried again.

        `trouble` is a short word for the log and the moderators, without personal content;
        `arrived` says whether the message may be in Discord all the same, `final` that no try
        can ever succeed, `held_up` that a permission is lacking. The moderators are told, once,
        of what is held up or given up, where the group has named a channel for that. What follows
        a message that stands is never told of as given up, as people can see what is there.
        """
        attempts = row.attempts + 1
        again = None if final else next_try(attempts, row.made_at, self._now())
        step = Step.SENT if row.message_id else Step.SENDING if arrived else Step.WAITING

        def work(connection: Connection) -> None:
            kept = step if again else Step.FAILED
            outbox.set_trouble(connection, row.row_id, kept, trouble, attempts, again)
            if row.message_id is None and again is None:
                self._tell(connection, row, GIVEN_UP)
            elif held_up:
                self._tell(connection, row, HELD_UP_REST if row.message_id else HELD_UP)

        await self._database.write(work)
        return again is not None

    async def told_of(self, notice: Row) -> Row | None:
        """Return the row that a notice is about, None if it is in Discord by now."""
        row_id = notice.subject.partition("/")[0]
        row = await self._database.read(outbox.get, int(row_id))
        return None if row is None or row.step is Step.DONE else row

    def _tell(self, connection: Connection, row: Row, what: str) -> None:
        channel = groups.settings(connection, row.group_id).moderators_channel
        if channel is None or row.kind in UNTOLD:
            return
        now, mark = self._now(), new_mark(self._chance)
        subject = f"{row.row_id}/{what}"
        outbox.add(
            connection, Row(mark, NOTICE, row.group_id, channel, subject, Step.WAITING, now, now)
        )
