"""A disk without room stores nothing of a batch, and harms nothing that was there."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.storage.ballots import BallotBoxes, BoxState, NotStored
from tests.storage.ballots.attacker import in_the_thread


async def fill(boxes: BallotBoxes) -> None:
    """From now on the file can't grow, as on a full disk."""

    def no_more(connection: sqlite3.Connection) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")

    await in_the_thread(boxes, no_more)


async def make_room(boxes: BallotBoxes) -> None:
    def more(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA max_page_count=1000000")

    await in_the_thread(boxes, more)


async def test_a_full_disk_fails_the_whole_batch_and_nothing_else(boxes: BallotBoxes) -> None:
    for poll in ("tea", "walk", "locked"):
        await boxes.create(poll, 200)
    old, new = bytes(200), b"\x01" * 200
    await asyncio.gather(*(boxes.put("tea", user, old) for user in range(64)))
    await boxes.put("walk", 1, old)
    await boxes.lock("locked")
    await fill(boxes)
    answers = await asyncio.gather(
        boxes.put("walk", 1, new),
        boxes.put("tea", 1, new),
        boxes.put("locked", 1, new),
        boxes.put("tea", 64, new),  # the 65th needs a larger room
        boxes.lock("walk"),
        return_exceptions=True,
    )
    failures = [answer for answer in answers if isinstance(answer, NotStored)]
    assert len({id(failure) for failure in failures}) == 5
    assert {failure.reason for failure in failures} == {
        "the file of sealed votes refused: database or disk is full"
    }
    assert await boxes.look("walk", 1) == await boxes.look("tea", 1) == old
    assert await boxes.look("tea", 64) is None
    # What needs no more room still works, and all of it once there is room.
    assert await boxes.put("walk", 1, new) is False
    await make_room(boxes)
    assert await boxes.put("tea", 64, new) is True
    await boxes.lock("tea")
    assert len((await boxes.unseal("tea")).choices) == 65


async def test_a_poll_that_found_no_room_can_be_opened_later(boxes: BallotBoxes) -> None:
    await boxes.create("tea", 200)
    await fill(boxes)
    with pytest.raises(NotStored, match="full"):
        await boxes.create("walk", 255)
    assert await boxes.orphan_keys() == ("walk",)
    assert await boxes.standing() == (BoxState("tea", locked=False, has_key=True, ballots=0),)
    await make_room(boxes)
    await boxes.create("walk", 255)
    assert await boxes.orphan_keys() == ()
    assert await boxes.put("walk", 1, bytes(255)) is True


async def test_after_a_full_disk_the_file_opens_again(folder: Path, link: bytes) -> None:
    boxes = await BallotBoxes.open(folder, link, rest=0)
    await boxes.create("tea", 200)
    await asyncio.gather(*(boxes.put("tea", user, bytes(200)) for user in range(64)))
    await fill(boxes)
    with pytest.raises(NotStored):
        await boxes.put("tea", 64, bytes(200))
    await boxes.close()
    boxes = await BallotBoxes.open(folder, link, rest=0)
    assert (await boxes.standing())[0].ballots == 64
    await boxes.close()
