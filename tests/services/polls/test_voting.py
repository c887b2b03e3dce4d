"""Voting: one person, one ballot, that its owner alone can see, change and take back."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.people import Person
from bot.domain.polls.ballot import Ballot
from bot.domain.polls.drafting import Typed
from bot.domain.refusals import BadInput, Gone
from bot.services.house import House
from bot.storage.database import FILE_NAME
from tests.services.circle import (
    HOST,
    OTHER_GROUP,
    OTHER_ROOM,
    Clock,
    Home,
    everything_in,
    member,
    sees,
)
from tests.services.polls.asked import TEA, ask, refused, result_of

ANNA, BELA = member(311528470125871999), member(902348571230987999)
MANY = replace(TEA, method="approval")


async def test_a_vote_can_be_cast_seen_changed_and_taken_back(house: House) -> None:
    voting, poll_id = house.polls.voting, await ask(house)
    assert (await voting.look(ANNA, poll_id)).ballot is None

    cast = await voting.cast(ANNA, poll_id, {0: 1})
    assert (cast.ballot, cast.changed, cast.poll.poll_id) == (Ballot((1, 0)), False, poll_id)
    assert (await voting.look(ANNA, poll_id)).ballot == Ballot((1, 0))
    assert (await voting.look(BELA, poll_id)).ballot is None

    changed = await voting.cast(ANNA, poll_id, {1: 1})
    assert (changed.ballot, changed.changed) == (Ballot((0, 1)), True)
    assert (await voting.look(ANNA, poll_id)).ballot == Ballot((0, 1))

    taken = await voting.take_back(ANNA, poll_id)
    assert (taken.ballot, taken.changed) == (None, True)
    assert (await voting.look(ANNA, poll_id)).ballot is None
    assert not (await voting.take_back(ANNA, poll_id)).changed
    assert not (await voting.cast(ANNA, poll_id, {0: 1})).changed


@pytest.mark.parametrize("typed", [TEA, MANY], ids=["single", "approval"])
async def test_a_pass_is_a_ballot_like_any_other(house: House, typed: Typed) -> None:
    voting, poll_id = house.polls.voting, await ask(house, typed)
    assert (await voting.cast(ANNA, poll_id, {}, passed=True)).ballot == Ballot((0, 0), passed=True)
    assert (await voting.look(ANNA, poll_id)).ballot == Ballot((0, 0), passed=True)
    assert (await voting.cast(ANNA, poll_id, {0: 1})).changed
    assert (await voting.take_back(ANNA, poll_id)).changed


async def test_choosing_all_that_would_be_fine_takes_several_marks(house: House) -> None:
    poll_id = await ask(house, MANY)
    await house.polls.voting.cast(ANNA, poll_id, {0: 1, 1: 1})
    assert (await house.polls.voting.look(ANNA, poll_id)).ballot == Ballot((1, 1))


async def test_pressing_many_times_at_once_is_one_vote(house: House) -> None:
    voting, poll_id = house.polls.voting, await ask(house)
    receipts = await asyncio.gather(*(voting.cast(ANNA, poll_id, {n % 2: 1}) for n in range(20)))
    assert sorted(receipt.changed for receipt in receipts) == [False] + [True] * 19
    for voter in range(2):
        await voting.cast(member(voter), poll_id, {0: 1})
    await house.polls.closing.close(HOST, poll_id, sees)
    told = await result_of(house, poll_id)
    assert told
    assert told.turnout == (3, 4)


async def test_a_ballot_that_cant_be_counted_is_refused_and_the_old_one_stays(
    house: House,
) -> None:
    voting, poll_id = house.polls.voting, await ask(house)
    await voting.cast(ANNA, poll_id, {1: 1})
    with refused(BadInput, "polls.refused.one_choice"):
        await voting.cast(ANNA, poll_id, {0: 1, 1: 1})
    with refused(BadInput, "polls.refused.form_changed"):
        await voting.cast(ANNA, poll_id, {2: 1})
    assert (await voting.look(ANNA, poll_id)).ballot == Ballot((0, 1))


async def refused_everywhere(house: House, poll_id: str, key: str, voter: Person = ANNA) -> None:
    for use in (
        house.polls.voting.look(voter, poll_id),
        house.polls.voting.cast(voter, poll_id, {0: 1}),
        house.polls.voting.take_back(voter, poll_id),
    ):
        with refused(Gone, key):
            await use


async def test_a_poll_of_another_group_or_room_isnt_there(house: House) -> None:
    poll_id = await ask(house)
    for elsewhere in (
        replace(ANNA, group_id=OTHER_GROUP),
        replace(ANNA, channel_id=OTHER_ROOM),
        replace(ANNA, group_id=OTHER_GROUP, channel_id=OTHER_ROOM),
    ):
        await refused_everywhere(house, poll_id, "polls.refused.gone", elsewhere)
    await refused_everywhere(house, "0" * 16, "polls.refused.gone")
    await house.polls.voting.cast(ANNA, poll_id, {0: 1})


async def test_a_closed_poll_takes_no_vote_and_shows_none(house: House) -> None:
    poll_id = await ask(house)
    await house.polls.voting.cast(ANNA, poll_id, {0: 1})
    await house.polls.closing.close(HOST, poll_id, sees)
    await refused_everywhere(house, poll_id, "polls.refused.closed")


async def test_a_poll_past_its_time_takes_no_vote_though_it_isnt_counted_yet(
    house: House, clock: Clock
) -> None:
    poll_id = await ask(house)
    await house.polls.voting.cast(ANNA, poll_id, {0: 1})
    clock.advance(minutes=59, seconds=59)
    await house.polls.voting.cast(BELA, poll_id, {0: 1})
    clock.advance(seconds=1)
    await refused_everywhere(house, poll_id, "polls.refused.closed")
    assert await result_of(house, poll_id) is None


async def test_voting_writes_nothing_at_all_to_the_main_file(house: House, home: Home) -> None:
    poll_id = await ask(house)
    files = [home.folder / f"{FILE_NAME}{end}" for end in ("", "-wal")]
    before = [path.read_bytes() for path in files]
    sealed = everything_in(home.sealed)
    await house.polls.voting.cast(ANNA, poll_id, {0: 1})
    await house.polls.voting.cast(ANNA, poll_id, {1: 1})
    await house.polls.voting.cast(BELA, poll_id, {1: 1})
    await house.polls.voting.take_back(BELA, poll_id)
    assert [path.read_bytes() for path in files] == before
    assert everything_in(home.sealed) != sealed
