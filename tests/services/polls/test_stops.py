"""A stop after each single step of opening, voting, closing and recovering, then a fresh start."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from itertools import count
from pathlib import Path

import pytest

from bot.domain.refusals import Gone
from bot.services.house import House
from tests.services.circle import (
    HOST,
    Clock,
    Home,
    everything_in,
    member,
    rows_about,
    sees,
    waiting_rows,
)
from tests.services.polls.asked import TEA, UpTo, ask, boxes_of, outcome, posted, result_of

TEA_AHEAD = outcome((3, 4), leading=0)
NewHome = Callable[[], Home]


@pytest.fixture
async def new_home(tmp_path: Path, clock: Clock) -> AsyncGenerator[NewHome]:
    homes: list[Home] = []

    def make() -> Home:
        homes.append(Home(tmp_path / str(len(homes)) / "data", clock))
        return homes[-1]

    yield make
    for home in homes:
        await home.close()


async def vote(house: House, poll_id: str, *voters: int) -> None:
    casts = [house.polls.voting.cast(member(voter), poll_id, {0: 1}) for voter in voters]
    await asyncio.gather(*casts)


async def homes_with_a_poll(new_home: NewHome) -> AsyncIterator[tuple[int, Home, House, str]]:
    """For ever: how many waits to let pass, and a new home with a poll and three votes."""
    for waits in count():
        home = new_home()
        house = await home.open()
        poll_id = await ask(house)
        await vote(house, poll_id, 1, 2, 3)
        yield waits, home, house, poll_id


async def test_opening_leaves_a_draft_or_a_poll_wherever_it_is_stopped(new_home: NewHome) -> None:
    there: list[bool] = []
    stopped = True
    while stopped:
        home = new_home()
        house = await home.open()
        poll_id = (await house.polls.asking.propose(HOST, TEA)).poll_id
        stopped = await UpTo(len(there), house.polls.asking.open(HOST, poll_id))
        house = await home.after_power_cut()
        await house.polls.recovery.recover()
        there.append(bool(await waiting_rows(house)))
        if not there[-1]:
            assert poll_id.encode() not in everything_in(home.sealed)
            await house.polls.asking.open(HOST, poll_id)
        assert await waiting_rows(house) == [("poll.card", poll_id)]
        await vote(house, poll_id, 1, 2, 3)
        await house.polls.closing.close(HOST, poll_id, sees)
        assert await result_of(house, poll_id) == TEA_AHEAD
    assert there == sorted(there)
    assert there.count(False) >= 3
    assert there[-1]


async def test_a_vote_is_in_once_wherever_it_is_stopped_and_acknowledged_ones_always(
    new_home: NewHome,
) -> None:
    outcomes: list[str] = []
    async for waits, home, house, poll_id in homes_with_a_poll(new_home):
        await house.polls.voting.take_back(member(3), poll_id)
        stopped = await UpTo(waits, house.polls.voting.cast(member(3), poll_id, {0: 1}))
        later = await home.after_power_cut()
        await later.polls.recovery.recover()
        try:
            # The person saw no answer, and presses again.
            await vote(later, poll_id, 3)
            outcomes.append("is in now")
        except Gone as stands:
            outcomes.append(stands.key)
        await later.polls.closing.close(HOST, poll_id, sees)
        assert await result_of(later, poll_id) == TEA_AHEAD
        if not stopped:
            break
    assert outcomes[0] == "is in now"
    assert outcomes[-1] == "polls.refused.stands"
    assert set(outcomes) == {"is in now", "polls.refused.stands"}


async def test_closing_has_one_result_and_leaves_no_ballot_wherever_it_is_stopped(
    new_home: NewHome, clock: Clock
) -> None:
    closed_at_start: list[bool] = []
    async for waits, home, house, poll_id in homes_with_a_poll(new_home):
        clock.advance(hours=1)
        stopped = await UpTo(waits, house.polls.closing.close_due())
        later = await home.after_power_cut()
        closed_at_start.append(await result_of(later, poll_id) is not None)
        await later.polls.recovery.recover()
        await later.polls.closing.close_due()
        assert await result_of(later, poll_id) == TEA_AHEAD
        assert await waiting_rows(later) == [("poll.card", poll_id), ("poll.result", poll_id)]
        assert await boxes_of(later).standing() == ()
        assert poll_id.encode() not in everything_in(home.sealed)
        if not stopped:
            break
    # It was stopped at least before and after locking, unsealing, keeping and destroying.
    assert closed_at_start == sorted(closed_at_start)
    assert closed_at_start.count(False) >= 3
    assert closed_at_start.count(True) >= 2


async def test_recovering_ends_alike_wherever_it_is_stopped(new_home: NewHome) -> None:
    steps = 0
    async for waits, home, house, closing in homes_with_a_poll(new_home):
        closed, lost, well = await ask(house), await ask(house), await ask(house)
        for poll_id in (closed, lost, well):
            await vote(house, poll_id, 1, 2, 3)
        await boxes_of(house).lock(closing)
        assert await UpTo(3, house.polls.closing.finish(await posted(house, closed)))
        await boxes_of(house).create("0123456789abcdef", 3)
        (home.sealed / "keys" / f"{lost}.key").unlink()
        again = await home.restart()
        stopped = await UpTo(waits, again.polls.recovery.recover())
        later = await home.after_power_cut()
        await later.polls.recovery.recover()
        assert await rows_about(later) == sorted(
            [("poll.card", poll_id) for poll_id in (closing, closed, lost, well)]
            + [("poll.lost", lost), ("poll.result", closing), ("poll.result", closed)]
        )
        assert {box.poll_id for box in await boxes_of(later).standing()} == {lost, well}
        await vote(later, lost, 4, 5, 6)
        await later.polls.closing.close(HOST, lost, sees)
        await later.polls.closing.close(HOST, well, sees)
        results = [await result_of(later, each) for each in (closing, closed, lost, well)]
        assert results == [TEA_AHEAD] * 4
        await home.close()
        steps += 1
        if not stopped:
            break
    assert steps > 8
