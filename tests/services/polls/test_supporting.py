"""Supporting: sealed as votes are, counted once an hour, and nobody is told how many."""

import asyncio
import logging

import pytest

from bot.domain.decisions.decision import Stage
from bot.domain.people import Person
from bot.domain.refusals import Gone
from bot.services.house import House
from bot.services.polls import Stands
from tests.services.circle import HOST, MODERATOR, Clock, Home, everything_in, member
from tests.services.decisions.started import (
    ANNA,
    ELSEWHERE,
    NEXT_ROOM,
    at,
    brought_to,
    full_hour,
    support,
    way,
    worry,
)
from tests.services.polls.asked import Meanwhile, ask, boxes_of, refused

BEN = member(2)


async def boxes(house: House) -> dict[str, int | None]:
    return {box.poll_id: box.ballots for box in await boxes_of(house).standing()}


async def test_who_supports_can_see_it_and_take_it_back(house: House) -> None:
    one = await worry(house)
    supporting = house.polls.supporting
    assert not await supporting.supports(BEN, one)
    assert await supporting.support(BEN, one)
    assert not await supporting.support(BEN, one)
    assert await supporting.supports(BEN, one)
    assert not await supporting.supports(ANNA, one)
    assert await boxes(house) == {one: 1}
    assert await supporting.take_back(BEN, one)
    assert not await supporting.take_back(BEN, one)
    assert not await supporting.supports(BEN, one)
    assert await boxes(house) == {one: 0}


async def test_many_who_press_at_once_are_each_counted_once(house: House, clock: Clock) -> None:
    one = await worry(house)
    presses = [house.polls.supporting.support(member(n % 2), one) for n in range(8)]
    assert sorted(await asyncio.gather(*presses)) == [False] * 6 + [True] * 2
    await full_hour(house, clock)
    assert (await at(house, one)).stage is Stage.WORRY
    await support(house, one, 9)
    await full_hour(house, clock)
    assert (await at(house, one)).stage is Stage.TALK


@pytest.mark.parametrize("person", [ELSEWHERE, NEXT_ROOM])
async def test_who_is_elsewhere_finds_nothing_to_support(house: House, person: Person) -> None:
    one = await worry(house)
    for what in ("support", "supports", "take_back"):
        with refused(Gone, "decisions.refused.gone"):
            await getattr(house.polls.supporting, what)(person, one)
        with refused(Gone, "decisions.refused.gone"):
            await getattr(house.polls.supporting, what)(ANNA, "0" * 16)


@pytest.mark.parametrize("stage", [each for each in Stage if each is not Stage.WORRY])
async def test_what_is_past_its_beginning_takes_no_support(
    house: House, clock: Clock, stage: Stage
) -> None:
    one = await brought_to(house, clock, stage)
    for what in ("support", "supports", "take_back"):
        with refused(Gone, "decisions.refused.moved_on"):
            await getattr(house.polls.supporting, what)(BEN, one)
    assert one not in await boxes(house)


async def test_after_a_restart_support_stands_and_counts_and_is_not_doubled(
    home: Home, clock: Clock
) -> None:
    house = await home.open()
    one = await worry(house)
    await support(house, one, 2, 3)
    house = await home.restart()
    await house.polls.recovery.recover()
    assert await house.polls.supporting.supports(BEN, one)
    for what in (house.polls.supporting.support, house.polls.supporting.take_back):
        with refused(Stands, "decisions.refused.supported"):
            await what(BEN, one)
    await full_hour(house, clock)
    assert (await at(house, one)).stage is Stage.WORRY
    await support(house, one, 4)
    await full_hour(house, clock)
    assert (await at(house, one)).stage is Stage.TALK
    assert await boxes(house) == {}


async def test_a_number_that_the_group_chose_counts_for_what_comes_later(
    house: House, clock: Clock
) -> None:
    earlier = await worry(house)
    await house.groups.set(MODERATOR, support=2)
    later = await worry(house)
    for each in (earlier, later):
        await support(house, each, 2, 3)
    await full_hour(house, clock)
    assert (await at(house, earlier)).stage is Stage.WORRY
    assert (await at(house, later)).stage is Stage.TALK


async def test_at_start_boxes_and_decisions_are_brought_together(
    home: Home, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    house = await home.open()
    kept, bare, past = [await worry(house, by=member(n)) for n in range(3)]
    poll_id = await ask(house)
    for each in (kept, past):
        await support(house, each, 2, 3)
    # As a stop between the step and the end of the box leaves it, and as a lost box does.
    await boxes_of(house).destroy(bare)
    await house.decisions.moving.withdraw(HOST, past, "It is settled")
    await house.polls.supporting.open(past)
    await boxes_of(house).put(past, 5, b"\1")
    house = await home.restart()
    for _ in range(2):
        await house.polls.recovery.recover()
        assert await boxes(house) == {kept: 2, bare: 0, poll_id: 0}
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert past.encode() not in everything_in(home.sealed)


async def test_a_box_whose_key_is_lost_gives_way_to_a_new_one(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    house = await home.open()
    one = await worry(house)
    await support(house, one, 2, 3)
    (home.sealed / "keys" / f"{one}.key").unlink()
    with refused(Gone, "decisions.refused.box"):
        await house.polls.supporting.support(member(4), one)
    house = await home.restart()
    await house.polls.recovery.recover()
    assert await boxes(house) == {one: 0}
    await support(house, one, 2, 3)
    assert "begins anew" in caplog.text


async def test_a_press_while_enough_come_together_says_that_it_moved_on(
    house: House, clock: Clock
) -> None:
    one = await worry(house)
    await support(house, one, 2, 3, 4)
    clock.advance(hours=1)
    pressed = [house.polls.supporting.support(member(n), one) for n in range(10, 20)]
    due = house.decisions.due.do_due()
    results = await asyncio.gather(due, *pressed, return_exceptions=True)
    keys = {each.key for each in results[1:] if isinstance(each, Gone)}
    assert keys <= {"decisions.refused.moved_on"}
    assert (await at(house, one)).stage is Stage.TALK
    assert await way(house, one) == ["proposed", "enough"]
    assert await boxes(house) == {}


async def test_a_press_that_finds_its_box_gone_says_what_happened_meanwhile(house: House) -> None:
    one = await worry(house)
    press = house.polls.supporting.support(BEN, one)
    gone = house.decisions.moving.withdraw(HOST, one, "It is settled")
    # The look at the stage is its first wait.
    with refused(Gone, "decisions.refused.moved_on"):
        await Meanwhile(1, press, gone)
