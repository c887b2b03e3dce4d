"""The clock: a step of the machine's own is noticed, and nothing happens twice for it."""

from datetime import timedelta
from typing import Any

import pytest

from bot.client.layout import Layout, layout
from bot.domain.decisions.asked import Asked
from bot.domain.decisions.decision import Stage
from bot.domain.outbox import Row
from bot.domain.people import Person
from cogs import parts
from tests.cogs.troubled import AHEAD, HOUR, results, voted
from tests.services.polls.asked import boxes_of
from tests.world import World, text


def _set_clock(world: World, hours: int) -> None:
    """Set the machine's clock as its owner would: timers that run already don't notice."""
    world.env.backend.clock._epoch += timedelta(hours=hours)  # pyright: ignore[reportPrivateUsage]


async def test_a_clock_set_forward_closes_what_is_over_within_minutes_and_once(
    world: World,
) -> None:
    await voted(world, minutes=["1440"])
    await world.env.advance_time(60)
    _set_clock(world, 24)
    await world.env.advance_time(601)
    assert AHEAD in results(world)[0]
    _set_clock(world, -24)
    await world.env.advance_time(HOUR)
    assert len(results(world)) == 1


async def test_a_clock_set_back_loses_no_vote(world: World) -> None:
    card = await world.ask()
    for member in world.members[:3]:
        await world.vote(member, card, "0")
    _set_clock(world, -1)
    for member in world.members[3:]:
        assert "Your vote is in" in await world.vote(member, card, "0")
    await world.env.advance_time(2 * HOUR)
    (result,) = results(world)
    assert AHEAD in result
    assert "5 to 9 people took part" in result


async def test_what_a_decision_waits_for_is_done_before_its_card_is_sent(world: World) -> None:
    house, sent = world.client.house, list[list[str]]()

    async def draw(row: Row) -> Layout:
        sent.append([box.poll_id for box in await boxes_of(house).standing()])
        return layout(parts.text(row.subject))

    for kind in ("decision.card", "decision.redrawn"):
        world.client.courier.carries(kind, draw)
    person = Person(world.guild.id, world.channel.id, 1)
    row = await house.decisions.starting.propose(person, Asked("Shorter meetings", "Tired"), None)
    world.client.dispatch("work_to_do")
    await world.env.advance_time(20 * 60)
    # When it can be pressed, its box is there.
    assert sent == [[row.subject]]
    assert row.subject in text(world.messages()[-1])
    for user_id in (1, 2, 3):
        voice = Person(world.guild.id, world.channel.id, user_id)
        await house.polls.supporting.support(voice, row.subject)
    await world.env.advance_time(HOUR)
    shown = await house.decisions.reading.posted(row.subject)
    assert shown.decision.stage is Stage.TALK
    assert await boxes_of(house).standing() == ()


async def test_what_comes_up_while_the_clock_lies_down_is_looked_at(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock: Any = world.client.get_cog("Clock")
    lie_down, looks = clock._sleep, list[bool]()

    async def sleep() -> None:
        await lie_down()
        looks.append(True)
        if len(looks) == 1:
            clock._wake()

    monkeypatch.setattr(clock, "_sleep", sleep)
    with world.env._bot_scope():  # pyright: ignore[reportPrivateUsage]
        clock._wake()
    await world.env.settle()
    assert looks == [True, True]
