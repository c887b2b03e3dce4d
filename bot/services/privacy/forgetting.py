"""Forgetting: people who left, and groups that took the bot out, are erased after their days."""

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.domain.privacy import RECORD_KEEPS
from bot.storage import erasing, gone, groups, people
from bot.storage.database import Connection, Database

log = logging.getLogger(__name__)
ASKED = "people asked after"
EVERY = timedelta(days=1)


@dataclass(frozen=True)
class Forgetting:
    """What becomes of what is kept when people and groups go."""

    _database: Database
    _now: Callable[[], datetime]
    # Destroys a poll's ballots, unopened.
    _destroy: Callable[[str], Awaitable[None]]

    async def removed(self, group_id: int) -> None:
        """Note that a group took the bot out."""
        await self._database.write(gone.set_gone, group_id, self._now())

    async def added(self, group_id: int) -> None:
        """Note that a group has the bot, for the first time or again: nothing is erased then."""
        await self._database.write(gone.set_back, group_id)

    async def compare(self, present: Iterable[int]) -> None:
        """Note which known groups the bot isn't in any more; `present` are those it is in."""
        there = set(present)

        def work(connection: Connection) -> None:
            for group_id in gone.known(connection):
                if group_id in there:
                    gone.set_back(connection, group_id)
                else:
                    gone.set_gone(connection, group_id, self._now())

        await self._database.write(work)

    async def to_ask_after(self) -> list[tuple[int, int]]:
        """Return group and person of everybody whose id is kept, once a day; else nothing."""

        def work(connection: Connection) -> list[tuple[int, int]]:
            noted = groups.note(connection, ASKED)
            last = datetime.fromtimestamp(int(noted), UTC) if noted else None
            if last is not None and abs(self._now() - last) < EVERY:
                return []
            groups.set_note(connection, ASKED, str(int(self._now().timestamp())))
            return sorted(people.named(connection))

        return await self._database.write(work)

    async def found(self, group_id: int, user_id: int, *, here: bool) -> None:
        """Note whether somebody is still in a group."""
        if here:
            await self._database.write(people.set_here, group_id, user_id)
        else:
            await self._database.write(people.set_gone, group_id, user_id, self._now())

    async def sweep(self) -> None:
        """Erase who and what has been gone for long enough."""
        now = self._now()

        def work(connection: Connection) -> list[str]:
            changed = people.forget_in_record(connection, now - RECORD_KEEPS)
            for group_id, user_id in people.gone_long(connection, now):
                people.forget(connection, group_id, user_id)
                changed += 1
            polls: list[str] = []
            for group_id in gone.gone_long(connection, now):
                polls += gone.erase(connection, group_id)
                changed += 1
            if changed:
                erasing.ask(connection, now)
            return polls

        for poll_id in await self._database.write(work):
            await self._destroy(poll_id)
