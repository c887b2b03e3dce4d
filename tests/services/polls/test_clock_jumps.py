"""The machine's clock is set forward or back: no vote is lost, and what is closed stays closed."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.domain.polls.poll import State
from bot.domain.refusals import Gone
from bot.services.house import House
from tests.services.circle import HOST, Clock, Home, member, sees, waiting_rows
from tests.services.polls.asked import TEA, ask, outcome, posted, refused, result_of

CARD = 1234567890123456789
TEA_AHEAD = outcome((3, 4), leading=0)


async def asked_and_posted(house: House, minutes: int = 60) -> str:
    """Ask, and let the card stand in its channel."""
    poll_id = await ask(house, replace(TEA, minutes=minutes))
    row = await house.outbox.find("poll.card", poll_id)
    assert row is not None
    await house.outbox.sent(row, CARD)
    await house.outbox.done(row)
    return poll_id


async def vote(house: House, poll_id: str, *voters: int) -> None:
    await asyncio.gather(*(house.polls.voting.cast(member(n), poll_id, {0: 1}) for n in voters))


async def test_set_forward_past_the_end_it_closes_once_with_every_vote_counted(
    house: House, clock: Clock
) -> None:
    poll_id = await asked_and_posted(house)
    await vote(house, poll_id, 1, 2, 3)
    clock.advance(hours=1)
    closed = [await house.polls.closing.close_due() for _ in range(3)]
    assert closed == [1, 0, 0]
    assert await result_of(house, poll_id) == TEA_AHEAD
    assert (await waiting_rows(house)).count(("poll.result", poll_id)) == 1


async def test_set_back_after_the_end_nothing_opens_again_and_nothing_closes_twice(
    house: House, home: Home, clock: Clock
) -> None:
    poll_id = await asked_and_posted(house)
    await vote(house, poll_id, 1, 2, 3)
    clock.advance(hours=1)
    await house.polls.closing.close_due()
    clock.advance(hours=-1)
    with refused(Gone, "polls.refused.closed"):
        await house.polls.voting.cast(member(4), poll_id, {1: 1})
    with refused(Gone, "polls.refused.closed_already"):
        await house.polls.life.extend(HOST, poll_id, 60, sees)
    house = await home.restart()
    await house.polls.recovery.recover()
    clock.advance(hours=2)
    assert await house.polls.closing.close_due() == 0
    assert (await posted(house, poll_id)).state is State.CLOSED
    assert await result_of(house, poll_id) == TEA_AHEAD
    assert (await waiting_rows(house)).count(("poll.result", poll_id)) == 1


async def test_set_back_before_its_beginning_a_posted_poll_goes_on(
    house: House, clock: Clock
) -> None:
    poll_id = await asked_and_posted(house)
    await vote(house, poll_id, 1, 2)
    clock.advance(hours=-1)
    await vote(house, poll_id, 3)
    assert (await house.polls.voting.cast(member(1), poll_id, {0: 1})).changed
    assert await house.polls.closing.close_due() == 0
    # It ends when it said it would, by the clock as it is now.
    clock.advance(hours=2)
    assert await house.polls.closing.close_due() == 1
    assert await result_of(house, poll_id) == TEA_AHEAD


async def test_set_back_and_closed_by_hand_its_end_comes_before_its_beginning_and_harms_nothing(
    house: House, clock: Clock
) -> None:
    poll_id = await asked_and_posted(house, minutes=24 * 60)
    await vote(house, poll_id, 1, 2, 3)
    clock.advance(hours=-1)
    assert await house.polls.closing.close(HOST, poll_id, sees) is not None
    assert await result_of(house, poll_id) == TEA_AHEAD
    past = await house.polls.life.list_past(member(1), sees, clock() + timedelta(seconds=1))
    assert [poll.poll_id for poll in past] == [poll_id]


async def test_set_back_before_its_beginning_a_poll_that_opens_later_still_waits(
    house: House, clock: Clock
) -> None:
    poll_id = await ask(house, replace(TEA, delay=60))
    clock.advance(hours=-1)
    with refused(Gone, "polls.refused.not_begun"):
        await house.polls.voting.cast(member(1), poll_id, {0: 1})


async def test_set_back_what_waits_for_its_next_try_keeps_its_row(
    house: House, clock: Clock
) -> None:
    poll_id = await ask(house)
    (row,) = await house.outbox.due()
    await house.outbox.failed(row, "timeout", arrived=False)
    clock.advance(hours=-1)
    assert await house.outbox.due() == []
    (held,) = await house.outbox.held_up(HOST.group_id)
    assert held.subject == poll_id
    clock.advance(hours=1, seconds=15)
    assert await house.outbox.due() == [held]
