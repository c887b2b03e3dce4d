"""A month of topics from end to end: two schedules, a restart, and a week without the bot."""

import discord
from simcord.builders import ChannelHandle

from bot.domain.outbox import Step
from tests.cogs.rounds import DAY, FIRST, HOUR, WEEK, cards, pinned, rows, scheduled
from tests.world import World, text, told

# From a Tuesday at 18:00 to the Saturday after it at 10:00.
TO_SATURDAY = 3 * DAY + 16 * HOUR


def came(world: World, where: ChannelHandle) -> list[tuple[int, int]]:
    """The day of January and the hour of each topic's card in a place, in UTC."""
    times = [discord.utils.snowflake_time(each.id) for each in cards(world, where)]
    return [(at.day, at.hour) for at in times]


async def test_a_month_brings_every_topic_to_its_place_and_no_other(world: World) -> None:
    circle, room = world.channel, world.guild.create_text_channel("mornings")
    await world.env.settle()
    await scheduled(world, circle)
    await scheduled(world, room, often=["2"], first="2026-01-10", at="10:00", extras=[])
    await world.wait(FIRST)
    await world.wait(TO_SATURDAY)
    await world.restart()
    await world.wait(WEEK - TO_SATURDAY)
    # Back an hour after the third Tuesday's time, which is left out.
    await world.restart(away=WEEK + HOUR)
    await world.wait(TO_SATURDAY - HOUR)
    await world.wait(WEEK - TO_SATURDAY)
    assert came(world, circle) == [(6, 18), (13, 18), (27, 18)]
    assert came(world, room) == [(10, 10), (24, 10)]
    every = cards(world, circle) + cards(world, room)
    assert len({text(each).partition("\n")[0] for each in every}) == 5, "no topic came twice"
    assert {each.id for where in (circle, room) for each in where.threads} == {c.id for c in every}
    assert (pinned(world, circle), pinned(world, room)) == ([cards(world, circle)[-1].id], [])
    assert await rows(world) == {(Step.DONE, each.id) for each in every}
    coming = told(await world.member.slash(circle, "topic schedules"))
    assert coming.count("Next: <t:") == 2
