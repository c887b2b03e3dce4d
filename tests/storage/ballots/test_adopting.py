"""A typed key leads to its ballot again; the box stays sound, and tells no more than before."""

import asyncio
import random
from pathlib import Path

import pytest

from bot.storage.ballots import (
    BallotBoxes,
    BoxLocked,
    BoxMissing,
    StandsUnopened,
    WrongCode,
    held_link,
)
from tests.storage.ballots import attacker
from tests.storage.ballots.test_linkage import POLL, VOTERS, Trial, best_rate, bound, read

ANNA, BELA, CEM = 311528470125871104, 902348571230987411, 5


async def test_a_code_is_what_leads_to_ones_own_ballot(boxes: BallotBoxes, link: bytes) -> None:
    await boxes.create("tea", 1)
    assert await boxes.code("tea", ANNA) is None
    await boxes.put("tea", ANNA, b"\x01")
    assert await boxes.code("tea", ANNA) == attacker.code(link, "tea", ANNA)
    assert await boxes.adopt("tea", ANNA, attacker.code(link, "tea", ANNA)) is False
    with pytest.raises(BoxMissing):
        await boxes.code("none", ANNA)
    with pytest.raises(BoxMissing):
        await boxes.adopt("none", ANNA, bytes(10))


async def test_an_adopted_ballot_is_the_same_under_a_new_code_and_fingerprint(
    folder: Path,
) -> None:
    old, new = held_link(None), held_link(None)
    before = await BallotBoxes.open(folder, old, rest=0)
    await before.create("tea", 1)
    for user, choice in ((ANNA, b"\x01"), (BELA, b"\x02")):
        await before.put("tea", user, choice)
    await before.close()
    tags = attacker.opened(folder, "tea").tags
    after = await BallotBoxes.open(folder, new, rest=0)
    with pytest.raises(StandsUnopened):
        await after.code("tea", ANNA)
    presses = [after.adopt("tea", ANNA, attacker.code(old, "tea", ANNA)) for _ in range(3)]
    first, *others = await asyncio.gather(*presses, return_exceptions=True)
    assert first is True
    assert all(isinstance(each, WrongCode) for each in others)
    assert await after.look("tea", ANNA) == b"\x01"
    assert await after.code("tea", ANNA) == attacker.code(new, "tea", ANNA)
    await after.close()
    inside = attacker.opened(folder, "tea")
    keys = attacker.Keys.of(folder, "tea")
    codes = [attacker.code(new, "tea", ANNA), attacker.code(old, "tea", BELA)]
    assert inside.tags == tags
    assert list(inside.heads) == sorted(keys.head(code) for code in codes)
    assert set(inside.fingerprints) == {
        attacker.fingerprint(new, "tea", ANNA),
        attacker.fingerprint(old, "tea", BELA),
    }
    last = await BallotBoxes.open(folder, new, rest=0)
    await last.lock("tea")
    assert (await last.unseal("tea")).choices == (b"\x01", b"\x02")
    await last.close()


async def test_a_wrong_code_changes_nothing_at_all(folder: Path) -> None:
    old, new = held_link(None), held_link(None)
    before = await BallotBoxes.open(folder, old, rest=0)
    await before.create("tea", 1)
    for user in (ANNA, BELA):
        await before.put("tea", user, b"\x01")
    await before.close()
    after = await BallotBoxes.open(folder, new, rest=0)
    await after.adopt("tea", BELA, attacker.code(old, "tea", BELA))
    await after.close()
    sealed = attacker.stored(folder, "tea")
    after = await BallotBoxes.open(folder, new, rest=0)
    annas = attacker.code(old, "tea", ANNA)
    for user, code in (
        (BELA, annas),  # their own ballot opens already
        (CEM, annas),  # they haven't voted
        (ANNA, attacker.code(old, "tea", BELA)),  # it leads nowhere any more
        (ANNA, attacker.code(old, "walk", ANNA)),
        (ANNA, bytes(10)),
        (ANNA, b""),
    ):
        with pytest.raises(WrongCode):
            await after.adopt("tea", user, code)
    await after.lock("tea")
    with pytest.raises(BoxLocked):
        await after.adopt("tea", ANNA, annas)
    assert len((await after.unseal("tea")).choices) == 2
    await after.close()
    assert attacker.stored(folder, "tea") == sealed


async def test_no_mistake_with_a_code_repeats_it(boxes: BallotBoxes) -> None:
    await boxes.create("tea", 1)
    await boxes.put("tea", ANNA, b"\x01")
    with pytest.raises(WrongCode) as wrong:
        await boxes.adopt("tea", ANNA, b"0123456789")
    assert "0123456789" not in repr(wrong.value)
    assert str(ANNA) not in repr(wrong.value)


async def adopted_trial(folder: Path) -> Trial:
    """Twelve vote in order, the bot restarts, and all type their keys in that same order."""
    users = random.sample(range(10**17, 10**18), VOTERS)
    old, new = held_link(None), held_link(None)
    before = await BallotBoxes.open(folder, old, rest=0)
    await before.create(POLL, 1)
    for number, user in enumerate(users):
        await before.put(POLL, user, bytes([number]))
    await before.close()
    after = await BallotBoxes.open(folder, new, rest=0)
    for user in users:
        assert await after.adopt(POLL, user, attacker.code(old, POLL, user))
    await after.close()
    return read(folder, users, new)


async def test_ballots_that_keys_opened_pair_no_better_than_chance(tmp_path: Path) -> None:
    trials = [await adopted_trial(tmp_path / str(number)) for number in range(100)]
    assert best_rate(trials) < bound(len(trials))
