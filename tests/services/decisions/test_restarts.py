"""A stop at every stage, tidy or not, and at every wait of a step: it goes on where it was."""

from pathlib import Path

import pytest

from bot.domain.decisions.decision import Stage
from bot.services.house import House
from tests.services.circle import HOST, Clock, Home, member, sees
from tests.services.decisions.started import (
    ADOPTED,
    ASKED,
    OTHER_HOST,
    REVIEW_ON,
    add_option,
    ask_vote,
    at,
    brought_to,
    close_vote,
    full_hour,
    shown,
    support,
    way,
    worry,
)
from tests.services.polls.asked import UpTo, boxes_of

WHOLE_WAY = ["proposed", "enough", "ready", "vote_asked", "vote_closed", "stated"]


@pytest.mark.parametrize("cut", [False, True])
@pytest.mark.parametrize("stage", list(Stage))
async def test_a_restart_leaves_every_stage_as_it_was(
    home: Home, clock: Clock, stage: Stage, cut: bool
) -> None:
    house = await home.open()
    one = await brought_to(house, clock, stage)
    before = await shown(house, one)
    house = await (home.after_power_cut() if cut else home.restart())
    await house.polls.recovery.recover()
    await house.decisions.due.do_due()
    assert await shown(house, one) == before


async def test_a_decision_goes_its_whole_way_with_a_power_cut_after_each_step(
    home: Home, clock: Clock
) -> None:
    async def again() -> House:
        cut = await home.after_power_cut()
        await cut.polls.recovery.recover()
        await cut.decisions.due.do_due()
        return cut

    house = await home.open()
    one = await worry(house)
    house = await again()
    await support(house, one, 2, 3)
    house = await again()
    await support(house, one, 4)
    house = await again()
    await full_hour(house, clock)
    house = await again()
    await house.decisions.moving.go_on(HOST, one)
    house = await again()
    await add_option(house, clock, one)
    house = await again()
    poll_id = await ask_vote(house, one)
    house = await again()
    await house.polls.voting.cast(member(4), poll_id, {0: 1})
    house = await again()
    await close_vote(house, poll_id)
    house = await again()
    await house.decisions.deciding.outcome(OTHER_HOST, one, ADOPTED, REVIEW_ON)
    house = await again()
    assert await way(house, one) == WHOLE_WAY
    clock.advance(days=60)
    house = await again()
    assert (await at(house, one)).stage is Stage.REVIEW
    assert len(await house.decisions.reading.titles(member(9), sees)) == 1


async def test_enough_support_is_found_once_wherever_the_look_is_stopped(
    tmp_path: Path, clock: Clock
) -> None:
    waits, stopped = 0, True
    while stopped:
        home = Home(tmp_path / str(waits) / "data", clock)
        house = await home.open()
        one = await worry(house)
        await support(house, one, 2, 3, 4)
        now = clock()
        clock.advance(hours=1, minutes=-now.minute)
        stopped = await UpTo(waits, house.decisions.due.do_due())
        later = await home.after_power_cut()
        await later.polls.recovery.recover()
        await later.decisions.due.do_due()
        await later.decisions.due.do_due()
        assert await way(later, one) == ["proposed", "enough"]
        assert await boxes_of(later).standing() == ()
        waits += 1
        await home.close()
    assert waits > 4


async def test_what_is_started_is_whole_or_not_there_wherever_it_is_stopped(
    tmp_path: Path, clock: Clock
) -> None:
    for name in (None, "Anna"):
        waits, stopped = 0, True
        while stopped:
            home = Home(tmp_path / f"{name}{waits}" / "data", clock)
            house = await home.open()
            start = house.decisions.starting.propose(member(1), ASKED, name)
            stopped = await UpTo(waits, start)
            later = await home.after_power_cut()
            await later.polls.recovery.recover()
            clock.advance(minutes=16)
            listed = await later.decisions.reading.titles(member(2), sees)
            boxes = await boxes_of(later).standing()
            assert [each.decision_id for each in listed] == [box.poll_id for box in boxes]
            for each in listed:
                assert await later.outbox.find("decision.card", each.decision_id) is not None
            waits += 1
            await home.close()
