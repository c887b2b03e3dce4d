"""A circle to try the services on: a clock moved by hand, people, and a house that can stop."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bot.domain.people import Person
from bot.services.house import House, open_house
from bot.storage.database import Connection

GROUP, OTHER_GROUP = 311528470125871104, 902348571230987411
ROOM, OTHER_ROOM = 402348571230987411, 502348571230987411
HOST = Person(GROUP, ROOM, 100, manages_events=True)
MODERATOR = Person(GROUP, ROOM, 200, manages_group=True)


def member(user_id: int) -> Person:
    """Somebody in the group's room, without any role."""
    return Person(GROUP, ROOM, user_id)


def sees(channel_id: int) -> bool:
    """The view of somebody who sees every channel there is."""
    return channel_id > 0


class Clock:
    """What time it is; it moves when told to."""

    def __init__(self) -> None:
        self._now = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self._now

    def advance(self, **parts: float) -> None:
        """Let time pass: `minutes=5`."""
        self._now += timedelta(**parts)


class Home:
    """A data folder, and the house that is open over it."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self._clock = clock
        self._chance = Random(20260304)  # noqa: S311 - chance that comes out alike each time
        self._opened: list[House] = []

    @property
    def sealed(self) -> Path:
        """The folder of sealed votes."""
        return self.folder / "sealed"

    async def open(self, runtime_folder: Path | None = None) -> House:
        """Open the house over the folder as it is."""
        house = await open_house(
            self.folder,
            now=self._clock,
            runtime_folder=runtime_folder,
            chance=self._chance,
            rest=0,
        )
        self._opened.append(house)
        return house

    async def close(self) -> None:
        """Close every house that is open."""
        while self._opened:
            await self._opened.pop().close()

    async def restart(self, runtime_folder: Path | None = None) -> House:
        """Stop as one should, and start again."""
        await self.close()
        return await self.open(runtime_folder)

    async def after_power_cut(self) -> House:
        """Start on the bytes that are on disk this instant; the old house never gets to close."""
        copy = self.folder.with_name(self.folder.name + "-again")
        await asyncio.to_thread(shutil.copytree, self.folder, copy)
        self.folder = copy
        return await self.open()


def everything_in(folder: Path) -> bytes:
    """Every byte of every file in the folder and those in it."""
    return b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def waiting_rows(house: House) -> list[tuple[str, str]]:
    """The kind and the subject of every row in the outbox, in order."""

    def work(connection: Connection) -> list[tuple[str, str]]:
        rows = connection.execute("SELECT kind, subject FROM outbox ORDER BY kind, subject")
        return [(row["kind"], row["subject"]) for row in rows]

    return await house.database.read(work)


async def rows_about(house: House) -> list[tuple[str, str]]:
    """The kind of every row in the outbox and what it is about, without its detail, in order."""
    rows = await waiting_rows(house)
    return sorted((kind, subject.partition("/")[0]) for kind, subject in rows)
