"""Rounds: a schedule that pins its topics, in any kind of place, and what stands there of it."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from simcord.builders import ChannelHandle
from simcord.results import InteractionResult, ResponseMessage

from bot.domain.outbox import Step
from bot.storage.database import Connection
from tests.world import World, answer, custom_ids

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
WEEK = 7 * DAY
# simcord's clock begins on Thursday, 1 January 2026, at midnight in UTC. The first Tuesday, 18:00.
FIRST = 5 * DAY + 18 * HOUR
SAYS_PINNED = 6  # Discord's type of the message that appears with a pin
PINS = "/channels/*/messages/pins/*"
THREADS = "/channels/*/messages/*/threads"

Place: TypeAlias = Callable[[World], Awaitable[ChannelHandle]]


async def text_channel(world: World) -> ChannelHandle:
    return world.channel


async def forum(world: World) -> ChannelHandle:
    made = world.guild.create_forum_channel("topics")
    await world.env.settle()
    return made


async def thread(world: World) -> ChannelHandle:
    world.env.backend.create_thread(world.channel.id, "round", world.facilitator.id)
    await world.env.settle()
    (made,) = world.channel.threads
    return made


PLACES = (text_channel, forum, thread)


async def proposed(world: World, where: ChannelHandle, **typed: Any) -> InteractionResult:
    """Let the facilitator fill the form of a schedule; return its preview."""
    form = await world.facilitator.slash(world.channel, "topic schedule", channel=where)
    usual = {"often": ["1"], "first": "2026-01-06", "at": "18:00", "pool": [], "extras": ["pin"]}
    return await world.facilitator.submit_modal(form, usual | typed)


async def scheduled(world: World, where: ChannelHandle, **typed: Any) -> None:
    """Let a schedule run, by default with pins, every Tuesday at 18:00."""
    preview = await proposed(world, where, **typed)
    await world.facilitator.click(answer(preview), label="Start it")


def cards(world: World, where: ChannelHandle) -> list[ResponseMessage]:
    """The topics' cards in a place and in its threads, the oldest first."""
    found = [shown for place in (where, *where.threads) for shown in world.messages(place)]
    return [each for each in found if any(i.startswith("topic.deeper") for i in custom_ids(each))]


def pinned(world: World, where: ChannelHandle) -> list[int]:
    """The ids of the messages that are pinned in a place."""
    stored = world.env.backend.messages.get(where.id, {}).values()
    return [message.id for message in stored if message.pinned]


def says_pinned(world: World, where: ChannelHandle) -> int:
    """How often Discord has said in a place that something was pinned."""
    stored = world.env.backend.messages.get(where.id, {}).values()
    return len([message for message in stored if message.type == SAYS_PINNED])


async def rows(world: World) -> set[tuple[Step, int | None]]:
    """How far each topic's row in the outbox has come, and the message that it became."""

    def work(connection: Connection) -> set[tuple[Step, int | None]]:
        found = connection.execute("SELECT step, message_id FROM outbox WHERE kind = 'topic.card'")
        return {(Step(row["step"]), row["message_id"]) for row in found}

    return await world.client.house.database.read(work)
