"""Delivering: the daily batch that tells of what came in private, and what time takes away."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from bot.domain.feedback.batch import settles_at
from bot.domain.feedback.item import Item, Stage, State, went_on
from bot.domain.feedback.wanted import Wanted
from bot.domain.outbox import Row
from bot.services.feedback.usecase import UseCase
from bot.storage import erasing, groups, outbox
from bot.storage.database import Connection
from bot.storage.feedback import items

DIGEST = "feedback.digest"


@dataclass(frozen=True, slots=True)
class Digest:
    """What a daily batch brought: new items, and conversations whose writers said more."""

    new: int
    went_on: int


@dataclass(frozen=True)
class Delivering(UseCase):
    """What comes by itself: batches, and the end of what was kept long enough."""

    async def do_due(self) -> None:
        """Tell of what has waited for its batch; a group's moderators get one digest."""
        await self._database.write(self._deliver)

    async def sweep(self) -> None:
        """Erase what ended longer ago than its group keeps it."""

        def work(connection: Connection) -> None:
            if items.remove_ended(connection, self._now().date()):
                erasing.ask(connection, self._now())

        await self._database.write(work)

    def digest(self, row: Row) -> Digest:
        """Return what a digest's row in the outbox is about."""
        _, _, new, more = row.subject.split("/")
        return Digest(int(new), int(more))

    async def unanswered(self, group_id: int) -> int:
        """Return how many items of a group moderators haven't answered yet."""
        received = Wanted(states=frozenset({State.RECEIVED}))
        counted = await self._database.read(items.count, group_id, received)
        return sum(counted.values())

    def _deliver(self, connection: Connection) -> None:
        now = self._now()
        new: dict[int, int] = defaultdict(int)
        more: dict[int, int] = defaultdict(int)
        for item in items.moving(connection, now):
            if item.stage is Stage.WAITING:
                new[item.group_id] += 1
            self._move(connection, item, now)
        for item in items.arriving(connection, now):
            arrived = [m.said for m in item.messages if m.moves_at and m.moves_at <= now]
            # A writer with a name was heard at once; of them the digest alone tells now.
            after = went_on(item, arrived) if item.private else item
            items.arrive(connection, after, now)
            more[item.group_id] += 1
        for group_id in {*new, *more}:
            self._tell(connection, group_id, Digest(new[group_id], more[group_id]), now)
        if new or more:
            # Where things lie in the file may no longer say in which order they came.
            erasing.ask(connection, now)

    def _move(self, connection: Connection, item: Item, now: datetime) -> None:
        if item.stage is Stage.WAITING:
            zone = groups.settings(connection, item.group_id).zone
            items.move(connection, item.item_id, Stage.FRESH, settles_at(now, zone))
        else:
            items.move(connection, item.item_id, Stage.SETTLED, None)

    def _tell(self, connection: Connection, group_id: int, digest: Digest, now: datetime) -> None:
        channel = groups.settings(connection, group_id).moderators_channel
        if channel is None:
            return
        day = now.strftime("%Y-%m-%dT%H")
        subject = f"{group_id}/{day}/{digest.new}/{digest.went_on}"
        outbox.add(connection, self._new_row(DIGEST, (group_id, channel), subject))
