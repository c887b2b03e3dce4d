"""The clock: a step of the machine's own is noticed, and nothing happens twice for it."""

from datetime import timedelta

from tests.cogs.troubled import AHEAD, HOUR, results, voted
from tests.world import World


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
