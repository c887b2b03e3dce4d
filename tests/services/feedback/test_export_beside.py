"""An export beside everything else: votes go on, and a slow reader makes nothing pile up."""

import asyncio
import threading
from contextlib import aclosing
from typing import Any

import pytest

from bot.domain.feedback.exporting import columns
from bot.services.feedback import exporting as service
from bot.services.feedback.exporting import AT_ONCE, LARGEST_PART, READ_AT_ONCE, Asked
from bot.services.house import House
from tests.services.circle import MODERATOR, member
from tests.services.feedback.taking import keep, private, take
from tests.services.polls.asked import ask

PATIENCE = 20  # seconds until what hangs is taken for hanging


class Reads:
    """Counts what an export reads, and can hold it up before a reading."""

    def __init__(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sizes: list[int] = []
        self.hold_at = 0
        self.held, self.go = asyncio.Event(), asyncio.Event()
        self._read = house.database.read
        monkeypatch.setattr(house.database, "read", self.read)

    async def read(self, work: Any, *args: Any, **kwargs: Any) -> Any:
        if work is not service._found:  # pyright: ignore[reportPrivateUsage]
            return await self._read(work, *args, **kwargs)
        if len(self.sizes) + 1 == self.hold_at:
            self.held.set()
            await self.go.wait()
        found = await self._read(work, *args, **kwargs)
        self.sizes.append(len(found))
        return found


async def test_votes_and_what_is_written_go_through_between_two_readings(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await keep(house, *(private(f"Item {number}") for number in range(350)))
    poll_id = await ask(house)
    reads = Reads(house, monkeypatch)
    reads.hold_at = 3
    export = asyncio.create_task(take(house))
    async with asyncio.timeout(PATIENCE):
        await reads.held.wait()
        # The export is in the middle of it; whatever it held would hold these up for good.
        await house.polls.voting.cast(member(1), poll_id, {0: 1})
        await keep(house, private("Something new"))
        assert not export.done()
        reads.go.set()
        await export
    assert reads.sizes == [READ_AT_ONCE] * 7


async def test_votes_go_through_while_files_are_being_made(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await keep(house, private("Item"))
    poll_id = await ask(house)
    making, voted = threading.Event(), threading.Event()

    def slow(*args: Any) -> columns.Row:
        making.set()
        assert voted.wait(PATIENCE)
        return columns.row_of(*args)

    monkeypatch.setattr(service, "row_of", slow)
    export = asyncio.create_task(take(house))
    async with asyncio.timeout(PATIENCE):
        assert await asyncio.to_thread(making.wait, PATIENCE)
        await house.polls.voting.cast(member(1), poll_id, {0: 1})
        voted.set()
        await export


async def test_nothing_is_read_on_while_a_file_is_being_sent(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "x" * 1000
    await keep(house, *(private(f"{number} {text}") for number in range(1000)))
    reads = Reads(house, monkeypatch)
    plan = await house.feedback.exporting.plan(MODERATOR, Asked())
    async with aclosing(house.feedback.exporting.parts(plan, 250_000)) as parts:
        first = await anext(parts)
        assert first.so_far < sum(reads.sizes) <= first.so_far + 2 * READ_AT_ONCE
        so_far = list(reads.sizes)
        await asyncio.sleep(0.05)
        assert reads.sizes == so_far


async def test_no_file_is_larger_than_8_mib_however_much_discord_takes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert LARGEST_PART == 8 * 1024 * 1024
    monkeypatch.setattr(service, "LARGEST_PART", 50_000)
    await keep(house, *(private("x" * 1000) for _ in range(200)))
    _, parts = await take(house, largest=10**9)
    assert len(parts) > 1
    assert max(len(part.content) for part in parts) <= 50_000


async def test_only_so_many_are_under_way_at_once_and_the_next_waits(house: House) -> None:
    await keep(house, *(private(f"Item {number}") for number in range(200)))
    exporting = house.feedback.exporting
    plan = await exporting.plan(MODERATOR, Asked())
    begun = [exporting.parts(plan, 1000) for _ in range(AT_ONCE)]
    for parts in begun:
        await anext(parts)
    next_one = asyncio.create_task(take(house))
    await asyncio.sleep(0.05)
    assert not next_one.done()
    # One that is given up makes room as well as one that is through.
    await begun[0].aclose()
    async with asyncio.timeout(PATIENCE):
        _, parts = await next_one
    assert parts[-1].so_far == 200
    assert [part.so_far async for part in begun[1]][-1] == 200
