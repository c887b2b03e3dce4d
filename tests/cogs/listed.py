"""Decisions to list: begun through the services, so that a group has many of them at once."""

import asyncio
from time import sleep
from typing import Any

import discord
from simcord.builders import ChannelHandle

from bot.domain.decisions.asked import Asked
from bot.domain.people import Person
from tests.world import World


def host(world: World, channel: ChannelHandle | None = None) -> Person:
    """The facilitator, in a channel."""
    where = (channel or world.channel).id
    return Person(world.guild.id, where, world.facilitator.id, manages_events=True)


async def begun(
    world: World,
    what: str,
    *,
    why: str = "We are tired",
    channel: ChannelHandle | None = None,
    days: int = 0,
    name: str = "fay",
) -> str:
    """Begin with the talk and wait for its card; return the decision's id."""
    starting = world.client.house.decisions.starting
    row = await starting.start(host(world, channel), Asked(what, why), days, name)
    await done(world)
    return row.subject


async def ended(world: World, decision_id: str, why: str = "It is settled") -> None:
    """Let a facilitator withdraw it."""
    await world.client.house.decisions.moving.withdraw(host(world), decision_id, why)
    await done(world)


async def done(world: World) -> None:
    """Let the outbox be carried, however many steps that takes."""
    for _ in range(60):
        world.client.dispatch("work_to_do")
        await world.env.advance_time(1)
        # Time here passes at once; what works in threads needs some of the real one.
        await asyncio.to_thread(sleep, 0.02)
        if not await world.client.house.outbox.due():
            return
    raise AssertionError(await world.client.house.outbox.due())


def hidden_channel(world: World) -> ChannelHandle:
    """A channel that members don't see."""
    assert world.guild.me is not None
    who: Any = {
        world.guild.default_role: discord.PermissionOverwrite(view_channel=False),
        world.guild.me: discord.PermissionOverwrite(view_channel=True),
        world.guild.roles["Facilitator"]: discord.PermissionOverwrite(view_channel=True),
    }
    return world.guild.create_text_channel("hidden", overwrites=who)
