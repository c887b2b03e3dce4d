"""Playing: the real bot, the invented group and the page, brought together and ended well."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import discord

from bot.rehearsal import sentences
from bot.rehearsal.group import HOME, PEOPLE, Group, captions, gather, portraits
from bot.rehearsal.simulated.page import PortBusy, RehearsalPreview, keep_time
from bot.rehearsal.simulated.world import Simulation

__all__ = ["PortBusy", "playing", "welcome"]

Client = TypeVar("Client", bound=discord.Client)

BEFORE = timedelta(hours=1)  # the group has been talking for a while when the page opens


@asynccontextmanager
async def playing(
    make_client: Callable[[Path], Awaitable[Client]],
    seed: Callable[[Client, Group], Awaitable[None]],
    folder: Path,
    port: int,
    speed: float,
) -> AsyncGenerator[str]:
    """Run the group while the block lasts; give the page's address. Raises PortBusy."""
    client = await make_client(folder)
    simulation = Simulation(client, begins=datetime.now(UTC) - BEFORE, bot_name=sentences.BRAND)
    try:
        await simulation.start()
        group = await gather(simulation)
        await seed(client, group)
        async with _page(group, port) as page:
            clock = asyncio.create_task(keep_time(page, speed))
            try:
                yield page.url
            finally:
                clock.cancel()
                await asyncio.gather(clock, return_exceptions=True)
    finally:
        await simulation.end()


def welcome(address: str) -> str:
    """Return where the page is, and what to try there first."""
    by_role = {person.role: person.name for person in PEOPLE}
    steps = sentences.FIRST_STEPS.format(
        facilitator=by_role["Facilitator"], moderator=by_role["Moderator"], home=HOME
    )
    return f"{sentences.ADDRESS.format(address=address)}\n\n{steps}"


def _page(group: Group, port: int) -> RehearsalPreview:
    return RehearsalPreview(
        group.simulation,
        group.channels[HOME],
        tuple(group.people.values()),
        port=port,
        captions=captions(group),
        portraits=portraits(group),
    )
