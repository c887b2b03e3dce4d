"""Groups in trouble: polls that were voted in, and what people take from the bot and give back."""

from typing import Any

import discord
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType
from simcord.results import ResponseMessage

from bot.domain.outbox import Step
from tests.world import World, custom_ids, text

HOUR = 3601
DAY = 24 * 3600
AHEAD = "**Every week** came out ahead"


def poll_of(card: ResponseMessage) -> str:
    """Return the id of an open card's poll."""
    return custom_ids(card)[0].split(":")[1]


async def voted(world: World, **typed: Any) -> ResponseMessage:
    """Ask, and let all five vote for the first option; return the card."""
    card = await world.ask(**typed)
    for member in world.members:
        await world.vote(member, card, "0")
    return card


def results(world: World) -> list[str]:
    """Return what the results in the channel say."""
    return [text(shown) for shown in world.messages() if "Result" in text(shown)]


async def forbid(world: World, *permissions: str) -> None:
    """Take permissions from the bot in the channel, as somebody does in its settings."""
    assert world.guild.me is not None
    deny = discord.Permissions(**dict.fromkeys(permissions, True)).value
    overwrite = Overwrite(world.guild.me.id, OverwriteType.MEMBER, deny=deny)
    world.env.backend.set_overwrite(world.channel.id, overwrite)
    await world.env.settle()


async def allow(world: World) -> None:
    """Give them back."""
    assert world.guild.me is not None
    world.env.backend.delete_overwrite(world.channel.id, world.guild.me.id)
    await world.env.settle()


async def step_of(world: World, kind: str, poll_id: str) -> Step:
    """Return how far a poll's row in the outbox has come."""
    row = await world.client.house.outbox.find(kind, poll_id)
    assert row is not None
    return row.step


def posts(world: World) -> int:
    """Return how often the bot has asked Discord to take a message."""
    asked = [(each.method, each.path.rpartition("/")[2]) for each in world.env.http_requests]
    return asked.count(("POST", "messages"))
