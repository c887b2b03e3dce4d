"""What each method of the boxes does, and when it refuses."""

import asyncio
import os
from pathlib import Path

import pytest

from bot.storage.ballots import (
    BallotBoxes,
    BoxLocked,
    BoxMissing,
    BoxState,
    OutOfTurn,
    StandsUnopened,
    held_link,
)
from tests.storage.ballots import attacker

ANNA, BELA = 311528470125871104, 902348571230987411


async def test_a_vote_is_put_in_seen_changed_and_taken_back(boxes: BallotBoxes) -> None:
    await boxes.create("tea", 2)
    assert await boxes.look("tea", ANNA) is None
    assert await boxes.put("tea", ANNA, b"\x01\x00") is True
    assert await boxes.look("tea", ANNA) == b"\x01\x00"
    assert await boxes.look("tea", BELA) is None
    assert await boxes.put("tea", ANNA, b"\x00\x00") is False
    assert await boxes.look("tea", ANNA) == b"\x00\x00"
    assert await boxes.take_back("tea", ANNA) is True
    assert await boxes.take_back("tea", ANNA) is False
    assert await boxes.look("tea", ANNA) is None
    assert await boxes.put("tea", ANNA, b"\x02\x02") is True


async def test_a_double_press_is_one_vote(boxes: BallotBoxes) -> None:
    await boxes.create("tea", 1)
    presses = await asyncio.gather(*(boxes.put("tea", ANNA, b"\x01") for _ in range(50)))
    assert sorted(presses) == [False] * 49 + [True]
    await boxes.lock("tea")
    assert (await boxes.unseal("tea")).choices == (b"\x01",)


async def test_of_two_presses_the_later_holds(boxes: BallotBoxes) -> None:
    await boxes.create("tea", 1)
    await asyncio.gather(boxes.put("tea", ANNA, b"\x01"), boxes.put("tea", ANNA, b"\x02"))
    assert await boxes.look("tea", ANNA) == b"\x02"
    done = await asyncio.gather(
        boxes.take_back("tea", ANNA), boxes.put("tea", ANNA, b"\x03"), boxes.take_back("tea", BELA)
    )
    assert done == [True, True, False]
    assert await boxes.look("tea", ANNA) == b"\x03"


@pytest.mark.parametrize("voters", [0, 1, 63, 64, 65, 129, 300])
async def test_rooms_of_every_size_hold_their_votes(
    boxes: BallotBoxes, folder: Path, voters: int
) -> None:
    await boxes.create("many", 3)
    cast = {user: os.urandom(3) for user in range(voters)}
    await asyncio.gather(*(boxes.put("many", user, choice) for user, choice in cast.items()))
    assert [await boxes.look("many", user) for user in cast] == list(cast.values())
    await boxes.lock("many")
    assert (await boxes.unseal("many")).choices == tuple(sorted(cast.values()))
    await boxes.close()
    room = max(64, 1 << (voters - 1).bit_length()) if voters else 64
    assert len(attacker.stored(folder, "many")) == 12 + 6 + room * (48 + 3) + 16


async def test_what_is_unsealed_is_sorted_each_on_its_own(boxes: BallotBoxes, link: bytes) -> None:
    await boxes.create("tea", 4)
    users = range(100, 130)
    for user in users:
        await boxes.put("tea", user, os.urandom(4))
    await boxes.lock("tea")
    unsealed = await boxes.unseal("tea")
    fingerprints = [attacker.fingerprint(link, "tea", user) for user in users]
    assert unsealed.fingerprints == tuple(sorted(fingerprints))
    assert list(unsealed.choices) == sorted(unsealed.choices)
    assert len(unsealed.choices) == len(users)


async def test_creating_twice_is_harmless_until_somebody_voted(boxes: BallotBoxes) -> None:
    await boxes.create("tea", 1)
    await boxes.create("tea", 1)
    with pytest.raises(OutOfTurn):
        await boxes.create("tea", 2)
    await boxes.put("tea", ANNA, b"\x01")
    with pytest.raises(OutOfTurn):
        await boxes.create("tea", 1)
    assert await boxes.look("tea", ANNA) == b"\x01"


async def test_nothing_goes_in_or_out_once_closing_has_begun(boxes: BallotBoxes) -> None:
    await boxes.create("tea", 1)
    await boxes.put("tea", ANNA, b"\x01")
    with pytest.raises(OutOfTurn):
        await boxes.unseal("tea")
    await boxes.lock("tea")
    await boxes.lock("tea")
    for refused in (
        boxes.put("tea", ANNA, b"\x02"),
        boxes.put("tea", BELA, b"\x02"),
        boxes.take_back("tea", ANNA),
    ):
        with pytest.raises(BoxLocked):
            await refused
    with pytest.raises(OutOfTurn):
        await boxes.create("tea", 1)
    assert await boxes.look("tea", ANNA) == b"\x01"
    assert (await boxes.unseal("tea")).choices == (b"\x01",)


async def test_votes_that_came_before_the_lock_are_in(folder: Path, link: bytes) -> None:
    boxes = await BallotBoxes.open(folder, link, rest=0.1)
    await boxes.create("tea", 1)
    await boxes.put("tea", 1, b"\x01")
    early, _, late = await asyncio.gather(
        boxes.put("tea", 2, b"\x01"),
        boxes.lock("tea"),
        boxes.put("tea", 3, b"\x01"),
        return_exceptions=True,
    )
    assert early is True
    assert isinstance(late, BoxLocked)
    assert len((await boxes.unseal("tea")).choices) == 2
    await boxes.close()


async def test_a_poll_without_a_box_is_missing(boxes: BallotBoxes) -> None:
    for refused in (
        boxes.look("none", ANNA),
        boxes.put("none", ANNA, b"\x01"),
        boxes.take_back("none", ANNA),
        boxes.lock("none"),
        boxes.unseal("none"),
    ):
        with pytest.raises(BoxMissing, match="poll none: "):
            await refused
    await boxes.destroy("none")


async def test_destroying_leaves_nothing_and_can_be_repeated(
    boxes: BallotBoxes, folder: Path
) -> None:
    await boxes.create("tea", 1)
    await boxes.put("tea", ANNA, b"\x01")
    await boxes.lock("tea")
    await boxes.destroy("tea")
    await boxes.destroy("tea")
    assert await boxes.standing() == ()
    assert await boxes.orphan_keys() == ()
    assert list((folder / "keys").iterdir()) == []
    with pytest.raises(BoxMissing):
        await boxes.look("tea", ANNA)


async def test_standing_tells_each_box_as_it_is(boxes: BallotBoxes, folder: Path) -> None:
    for poll in ("whole", "locked", "keyless", "broken"):
        await boxes.create(poll, 1)
        await boxes.put(poll, ANNA, b"\x01")
    await boxes.lock("locked")
    (folder / "keys" / "keyless.key").unlink()
    (folder / "keys" / "broken.key").write_bytes(bytes(32))
    (folder / "keys" / "orphan.key").write_bytes(bytes(32))
    (folder / "keys" / "unfinished.key.new").write_bytes(b"")
    (folder / "keys" / "whole.key.new").write_bytes(b"")
    (folder / "keys" / "README").write_bytes(b"no key")
    assert await boxes.standing() == (
        BoxState("broken", locked=False, has_key=True, ballots=None),
        BoxState("keyless", locked=False, has_key=False, ballots=None),
        BoxState("locked", locked=True, has_key=True, ballots=1),
        BoxState("whole", locked=False, has_key=True, ballots=1),
    )
    assert await boxes.orphan_keys() == ("orphan", "unfinished")
    for poll in await boxes.orphan_keys():
        await boxes.destroy(poll)
    assert await boxes.orphan_keys() == ()
    assert await boxes.look("whole", ANNA) == b"\x01"


async def test_with_another_link_a_vote_stands_unopened(folder: Path) -> None:
    before = await BallotBoxes.open(folder, held_link(None), rest=0)
    await before.create("tea", 1)
    await before.put("tea", ANNA, b"\x01")
    await before.close()
    after = await BallotBoxes.open(folder, held_link(None), rest=0)
    for refused in (
        after.look("tea", ANNA),
        after.put("tea", ANNA, b"\x02"),
        after.take_back("tea", ANNA),
    ):
        with pytest.raises(StandsUnopened):
            await refused
    assert await after.put("tea", BELA, b"\x02") is True
    await after.lock("tea")
    assert (await after.unseal("tea")).choices == (b"\x01", b"\x02")
    await after.close()


async def test_with_the_kept_link_a_vote_can_still_be_changed(folder: Path, tmp_path: Path) -> None:
    before = await BallotBoxes.open(folder, held_link(tmp_path), rest=0)
    await before.create("tea", 1)
    await before.put("tea", ANNA, b"\x01")
    await before.close()
    after = await BallotBoxes.open(folder, held_link(tmp_path), rest=0)
    assert await after.look("tea", ANNA) == b"\x01"
    assert await after.put("tea", ANNA, b"\x02") is False
    assert await after.take_back("tea", ANNA) is True
    await after.close()
