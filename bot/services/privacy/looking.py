"""Looking: somebody sees, takes along or erases what is kept about them."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.domain.people import Person
from bot.domain.polls.poll import Reacting
from bot.domain.privacy import Held, Live
from bot.storage import backups, erasing, groups, people, polls
from bot.storage.database import Connection, Database


@dataclass(frozen=True)
class Looking:
    """What somebody may do with what is kept about them."""

    _database: Database
    _folder: Path
    _now: Callable[[], datetime]

    async def look(self, person: Person) -> Held:
        """Return how much is kept under the person's id in this group."""
        found = await self._database.read(people.held, person.group_id, person.user_id)
        return Held({name: len(rows) for name, rows in found.items()})

    async def live(self, person: Person, sees: Callable[[int], bool]) -> Live:
        """Return how things are set now; `sees` says of a channel's id whether the person does."""

        def work(connection: Connection) -> tuple[int, int]:
            found = polls.open_in_group(connection, person.group_id, self._now())
            private = (p for p in found if p.reacting is not Reacting.HANDS)
            sealed = sum(1 for poll in private if sees(poll.channel_id))
            return sealed, groups.settings(connection, person.group_id).feedback_days

        sealed, days = await self._database.read(work)
        backup = await asyncio.to_thread(backups.newest, self._folder)
        return Live(await self._database.pragmas(), sealed, days, backup)

    async def download(self, person: Person) -> bytes:
        """Return all that is kept under the person's id in this group, as JSON in UTF-8."""
        found = await self._database.read(people.held, person.group_id, person.user_id)
        whole = {"group": str(person.group_id), "user": str(person.user_id), "kept": found}
        return json.dumps(whole, ensure_ascii=False, indent=2).encode()

    async def erase(self, person: Person) -> Held:
        """Erase what is kept under the person's id in this group. Returns what is left.

        The record keeps their name in entries of the last 90 days, and loses it then.
        """

        def work(connection: Connection) -> Held:
            people.forget(connection, person.group_id, person.user_id)
            erasing.ask(connection, self._now())
            left = people.held(connection, person.group_id, person.user_id)
            return Held({name: len(rows) for name, rows in left.items()})

        return await self._database.write(work)
