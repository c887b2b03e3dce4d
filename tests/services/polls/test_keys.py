"""A key to a vote: it opens one's own ballot after a restart, and finds it among those counted."""

import asyncio
import hashlib
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.keys import read_key, write_key
from bot.domain.polls.result import Kind, Result
from bot.domain.polls.rules import Publication, Rules, Threshold
from bot.domain.refusals import BadInput, Gone
from bot.services.house import House
from bot.services.polls import Stands
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
from tests.services.polls.asked import TEA, ask, outcome, refused, result_of

ANNA, BELA, CEM = member(1), member(2), member(3)
TEN = Rules(publication=Publication.COUNTS, floor=10)


async def vote(house: House, poll_id: str, voters: int) -> None:
    casts = [house.polls.voting.cast(member(n), poll_id, {0: 1}) for n in range(1, voters + 1)]
    await asyncio.gather(*casts)


async def keys_of(house: House, poll_id: str, voters: int) -> list[str]:
    return [await house.polls.voting.key(member(n), poll_id) for n in range(1, voters + 1)]


def mark_of(poll_id: str, key: str) -> str:
    """What the documentation tells a key's holder to work out."""
    return hashlib.sha256(poll_id.encode() + read_key(key)).hexdigest()[:32]


# The list of those counted.


@pytest.mark.parametrize(
    ("rules", "voters", "length"),
    [
        (Rules(), 0, 2),
        (Rules(), 1, 2),
        (Rules(), 2, 2),
        (Rules(), 3, 4),
        (Rules(), 4, 4),
        (Rules(), 5, 9),
        (Rules(), 9, 9),
        (Rules(), 10, 19),
        (Rules(), 21, 49),
        (TEN, 0, 9),
        (TEN, 9, 9),
        (TEN, 10, 10),
        (TEN, 13, 13),
    ],
)
async def test_the_list_is_as_long_as_the_result_allows_and_holds_every_mark(
    house: House, rules: Rules, voters: int, length: int
) -> None:
    poll_id = await ask(house, replace(TEA, rules=rules))
    await vote(house, poll_id, voters)
    keys = await keys_of(house, poll_id, voters)
    await house.polls.closing.close(HOST, poll_id, sees)
    nobody = write_key(bytes(10))
    every = (await house.polls.voting.counted(ANNA, poll_id, nobody, sees)).every
    assert len(every) == len(set(every)) == length
    assert list(every) == sorted(every)
    assert all(len(each) == 32 and set(each) <= set("0123456789abcdef") for each in every)
    assert {mark_of(poll_id, key) for key in keys} <= set(every)


@pytest.mark.parametrize(("voters", "length"), [(0, 4), (3, 4), (4, 4), (5, 9)])
async def test_three_quarters_of_a_proposal_fill_the_list_up_to_their_own_floor(
    house: House, voters: int, length: int
) -> None:
    rules = Rules(Threshold.THREE_QUARTERS)
    poll_id = await ask(house, replace(TEA, method="proposal", rules=rules))
    await vote(house, poll_id, voters)
    await house.polls.closing.close(HOST, poll_id, sees)
    checked = await house.polls.voting.counted(ANNA, poll_id, write_key(bytes(10)), sees)
    assert len(checked.every) == length


async def test_a_keys_holder_sees_that_their_ballot_was_counted(house: House) -> None:
    poll_id, other = await ask(house), await ask(house)
    await vote(house, poll_id, 4)
    await vote(house, other, 4)
    keys, foreign = await keys_of(house, poll_id, 4), await keys_of(house, other, 4)
    await house.polls.voting.cast(ANNA, poll_id, {1: 1})  # changed, and the key stays
    await house.polls.voting.take_back(BELA, poll_id)
    for poll in (poll_id, other):
        await house.polls.closing.close(HOST, poll, sees)

    async def counted(key: str) -> bool:
        checked = await house.polls.voting.counted(CEM, poll_id, key, sees)
        assert checked.mine == mark_of(poll_id, key)
        assert checked.poll.poll_id == poll_id
        return checked.counted

    assert [await counted(key) for key in keys] == [True, False, True, True]
    assert [await counted(key) for key in foreign] == [False] * 4
    assert await counted(keys[0].replace("-", "").lower())


async def test_checking_waits_for_the_end_and_for_eyes_that_may_see(house: House) -> None:
    poll_id = await ask(house)
    await vote(house, poll_id, 3)
    key = await house.polls.voting.key(ANNA, poll_id)
    with refused(Gone, "polls.refused.still_open"):
        await house.polls.voting.counted(ANNA, poll_id, key, sees)
    await house.polls.closing.close(HOST, poll_id, sees)
    counted = house.polls.voting.counted
    for refused_one in (
        counted(replace(ANNA, group_id=OTHER_GROUP), poll_id, key, sees),
        counted(ANNA, "0" * 16, key, sees),
        counted(ANNA, poll_id, key, [OTHER_ROOM].__contains__),
    ):
        with refused(Gone, "polls.refused.gone"):
            await refused_one
    with refused(BadInput, "polls.refused.key_shape"):
        await counted(ANNA, poll_id, "tea", sees)
    with refused(BadInput, "polls.refused.key_typo"):
        await counted(ANNA, poll_id, ("B" if key[0] == "A" else "A") + key[1:], sees)


async def test_lost_votes_leave_an_empty_list(house: House, home: Home) -> None:
    poll_id = await ask(house)
    await vote(house, poll_id, 3)
    key = await house.polls.voting.key(ANNA, poll_id)
    (home.sealed / "keys" / f"{poll_id}.key").unlink()
    await house.polls.closing.close(HOST, poll_id, sees)
    assert await result_of(house, poll_id) == Result(Kind.LOST)
    checked = await house.polls.voting.counted(ANNA, poll_id, key, sees)
    assert (checked.counted, checked.every) == (False, ())


# A key of one's own.


async def test_only_who_voted_has_a_key_and_it_writes_nothing(house: House, home: Home) -> None:
    poll_id = await ask(house)
    await vote(house, poll_id, 1)
    before = everything_in(home.folder)
    key = await house.polls.voting.key(ANNA, poll_id)
    assert key == await house.polls.voting.key(ANNA, poll_id)
    with refused(Gone, "polls.refused.no_vote_no_key"):
        await house.polls.voting.key(BELA, poll_id)
    assert everything_in(home.folder) == before
    await house.polls.voting.take_back(ANNA, poll_id)
    with refused(Gone, "polls.refused.no_vote_no_key"):
        await house.polls.voting.key(ANNA, poll_id)


async def test_after_a_restart_a_key_opens_ones_own_ballot_and_a_new_one_takes_its_place(
    home: Home,
) -> None:
    house = await home.open()
    poll_id = await ask(house)
    await vote(house, poll_id, 3)
    old = await house.polls.voting.key(ANNA, poll_id)
    house = await home.restart()
    voting = house.polls.voting
    for use in (voting.look(ANNA, poll_id), voting.key(ANNA, poll_id)):
        with pytest.raises(Stands) as stands:
            await use
        assert stands.value.key == "polls.refused.stands"
    opened = await voting.use_key(ANNA, poll_id, old.lower().replace("-", " "))
    assert opened.ballot == Ballot((1, 0))
    assert (await voting.look(ANNA, poll_id)).ballot == Ballot((1, 0))
    assert (await voting.cast(ANNA, poll_id, {1: 1})).changed
    new = await voting.key(ANNA, poll_id)
    assert new != old
    with refused(BadInput, "polls.refused.key_wrong"):
        await voting.use_key(ANNA, poll_id, old)
    assert (await voting.use_key(ANNA, poll_id, new)).ballot == Ballot((0, 1))
    await house.polls.closing.close(HOST, poll_id, sees)
    assert await result_of(house, poll_id) == outcome((3, 4), leading=0)
    assert (await voting.counted(ANNA, poll_id, new, sees)).counted
    assert not (await voting.counted(ANNA, poll_id, old, sees)).counted


async def test_a_vote_that_a_key_opened_can_be_taken_back(home: Home) -> None:
    house = await home.open()
    poll_id = await ask(house)
    await vote(house, poll_id, 3)
    old = await house.polls.voting.key(ANNA, poll_id)
    house = await home.restart()
    await house.polls.voting.use_key(ANNA, poll_id, old)
    assert (await house.polls.voting.take_back(ANNA, poll_id)).changed
    await house.polls.closing.close(HOST, poll_id, sees)
    assert await result_of(house, poll_id) == Result(Kind.TOO_FEW)


async def test_somebody_elses_key_opens_nothing(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    house = await home.open()
    poll_id = await ask(house)
    await vote(house, poll_id, 2)
    annas, belas = await keys_of(house, poll_id, 2)
    house = await home.restart()
    voting = house.polls.voting
    # Bela's own opens already; Cem hasn't voted, and has no ballot to open.
    await voting.use_key(BELA, poll_id, belas)
    for person in (BELA, CEM):
        with refused(BadInput, "polls.refused.key_wrong"):
            await voting.use_key(person, poll_id, annas)
    assert (await voting.look(BELA, poll_id)).ballot == Ballot((1, 0))
    assert (await voting.look(CEM, poll_id)).ballot is None
    assert (await voting.use_key(ANNA, poll_id, annas)).ballot == Ballot((1, 0))
    assert annas not in caplog.text
    assert read_key(annas).hex() not in caplog.text


@pytest.mark.parametrize("typed", ["", "tea", "0" * 40])
async def test_what_is_no_key_is_told_so(house: House, typed: str) -> None:
    poll_id = await ask(house)
    await vote(house, poll_id, 1)
    with refused(BadInput, "polls.refused.key_shape"):
        await house.polls.voting.use_key(ANNA, poll_id, typed)
    with refused(BadInput, "polls.refused.key_wrong"):
        await house.polls.voting.use_key(ANNA, poll_id, write_key(b"0123456789"))


async def test_a_closed_poll_opens_to_no_key(house: House, clock: Clock) -> None:
    poll_id = await ask(house)
    await vote(house, poll_id, 3)
    key = await house.polls.voting.key(ANNA, poll_id)
    clock.advance(hours=1)
    for use in (
        house.polls.voting.use_key(ANNA, poll_id, key),
        house.polls.voting.key(ANNA, poll_id),
    ):
        with refused(Gone, "polls.refused.closed"):
            await use


async def test_where_the_link_is_kept_a_key_stays_the_same_over_a_restart(
    home: Home, tmp_path: Path
) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir()
    house = await home.open(runtime)
    poll_id = await ask(house)
    await vote(house, poll_id, 1)
    key = await house.polls.voting.key(ANNA, poll_id)
    house = await home.restart(runtime)
    assert await house.polls.voting.key(ANNA, poll_id) == key
