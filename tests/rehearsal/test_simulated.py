"""The simulated Discord itself: a clock that survives, timers, and links in messages."""

import asyncio
import time
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import discord
import pytest
from discord.ext import commands

from bot.rehearsal.links import with_ways
from bot.rehearsal.simulated import page
from bot.rehearsal.simulated.page import RehearsalPreview, keep_time
from bot.rehearsal.simulated.world import Simulation

BEGINS = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


@pytest.fixture
async def simulation() -> AsyncGenerator[Simulation]:
    client = commands.AutoShardedBot(
        command_prefix=commands.when_mentioned,
        intents=discord.Intents(guilds=True),
        shard_count=1,
    )
    simulation = Simulation(client, begins=BEGINS, bot_name="Circlekeeper")
    await simulation.start()
    yield simulation
    await simulation.end()
    assert client.is_closed()


async def test_it_begins_when_it_is_told(simulation: Simulation) -> None:
    async def now() -> datetime:
        return discord.utils.utcnow()

    await simulation.advance_time(60)
    assert await simulation.as_bot(now()) == BEGINS + timedelta(minutes=1)


async def test_nothing_waits_for_a_timer_that_is_further_off(simulation: Simulation) -> None:
    rang: list[datetime] = []

    async def set_alarm() -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(5, lambda: rang.append(discord.utils.utcnow()))

    started = time.perf_counter()
    await simulation.as_bot(set_alarm())
    assert time.perf_counter() - started < 4
    assert not rang
    await simulation.advance_time(5)
    assert rang == [BEGINS + timedelta(seconds=5)]


async def test_the_clock_goes_on_after_a_step_that_failed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ticks: list[datetime] = []
    third = asyncio.Event()

    class Ticking:
        passed = timedelta(hours=1)

        async def tick(self, now: datetime) -> None:
            ticks.append(now)
            if len(ticks) == 3:
                third.set()
            raise RuntimeError

    monkeypatch.setattr(page, "TICK_SECONDS", 0.01)
    clock = asyncio.create_task(keep_time(cast("RehearsalPreview", Ticking()), speed=60))
    await asyncio.wait_for(third.wait(), 5)
    clock.cancel()
    assert "the next one follows" in caplog.text
    assert ticks[0] - datetime.now(UTC) > timedelta(minutes=59)
    assert ticks[2] - ticks[1] >= timedelta(seconds=60 * 0.01)


def test_channels_and_messages_are_linked_by_name() -> None:
    mention = {"type": "mention", "kind": "channel", "id": "7", "label": "#circle"}
    bare = {"type": "text", "content": "https://discord.com/channels/1/7/9"}
    elsewhere = {"type": "text", "content": "https://discord.com/channels/1/8/9"}
    person = {"type": "mention", "kind": "user", "id": "7", "label": "@mira"}
    names = {7: "circle"}
    message: dict[str, Any] = {"tokens": [mention, bare, elsewhere, person]}
    assert with_ways(message, 1, names.get) == {
        "tokens": [
            {"type": "link_open", "href": "https://discord.com/channels/1/7"},
            mention,
            {"type": "link_close"},
            {"type": "text", "content": "#circle › message"},
            elsewhere,
            person,
        ]
    }
