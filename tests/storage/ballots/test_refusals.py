"""What the boxes refuse to take, and when they refuse to work at all."""

import asyncio
import os
import sqlite3
from pathlib import Path

import pytest

from bot.storage.ballots import (
    BallotBoxes,
    BallotsUnusable,
    NotStored,
)
from bot.storage.ballots.boxtable import BoxTable
from tests.storage.ballots import attacker

ANNA = 311528470125871104


@pytest.mark.parametrize(
    "poll_id", ["", "../x", "a/b", "Tea", "té", "a.key", "a" * 65, "a\n", "a\0"]
)
async def test_only_plain_poll_ids_become_file_names(boxes: BallotBoxes, poll_id: str) -> None:
    for refused in (
        boxes.create(poll_id, 1),
        boxes.look(poll_id, ANNA),
        boxes.put(poll_id, ANNA, b"\x01"),
        boxes.take_back(poll_id, ANNA),
        boxes.lock(poll_id),
        boxes.unseal(poll_id),
        boxes.destroy(poll_id),
    ):
        with pytest.raises(ValueError, match="a poll id is"):
            await refused


@pytest.mark.parametrize("size", [-1, 0, 256])
async def test_a_choice_has_1_to_255_bytes(boxes: BallotBoxes, size: int) -> None:
    with pytest.raises(ValueError, match="1 to 255"):
        await boxes.create("tea", size)


async def test_a_choice_of_another_size_is_refused_alone(boxes: BallotBoxes) -> None:
    await boxes.create("tea", 255)
    whole = bytes(range(255))
    results = await asyncio.gather(
        boxes.put("tea", 1, b"much too short"),
        boxes.put("tea", 2, whole),
        boxes.put("tea", 3, whole + b"!"),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [ValueError, bool, ValueError]
    assert "short" not in str(results[0])
    assert await boxes.look("tea", 2) == whole
    assert await boxes.look("tea", 1) is None


async def test_after_closing_every_call_says_so(boxes: BallotBoxes) -> None:
    await boxes.create("tea", 1)
    await boxes.close()
    await boxes.close()
    for refused in (
        boxes.create("tea", 1),
        boxes.look("tea", ANNA),
        boxes.put("tea", ANNA, b"\x01"),
        boxes.take_back("tea", ANNA),
        boxes.lock("tea"),
        boxes.unseal("tea"),
        boxes.destroy("tea"),
        boxes.standing(),
        boxes.orphan_keys(),
    ):
        with pytest.raises(BallotsUnusable, match="closed"):
            await refused


async def test_a_file_that_lost_its_table_refuses_everything(boxes: BallotBoxes) -> None:
    def drop(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE box")

    await boxes.create("tea", 1)
    await attacker.in_the_thread(boxes, drop)
    for refused in (boxes.look("tea", ANNA), boxes.put("tea", ANNA, b"\x01"), boxes.standing()):
        with pytest.raises(BallotsUnusable, match="no such table"):
            await refused
    with pytest.raises(NotStored, match="no such table"):
        await boxes.destroy("tea")

    def within(connection: sqlite3.Connection) -> bool:
        return connection.in_transaction

    assert await attacker.in_the_thread(boxes, within) is False


async def test_a_bug_inside_a_transaction_leaves_none_open(boxes: BallotBoxes) -> None:
    def stumble(connection: sqlite3.Connection) -> None:
        with BoxTable(connection).writing():
            raise RuntimeError("a bug")

    await boxes.create("tea", 1)
    with pytest.raises(RuntimeError, match="a bug"):
        await attacker.in_the_thread(boxes, stumble)
    assert await boxes.put("tea", ANNA, b"\x01") is True


async def test_whatever_goes_wrong_everybody_who_waits_hears_of_it(
    folder: Path, link: bytes
) -> None:
    dry: list[bool] = []

    def draw(size: int) -> bytes:
        if dry:
            raise OSError("no entropy")
        return os.urandom(size)

    boxes = await BallotBoxes.open(folder, link, rest=0, random_bytes=draw)
    await boxes.create("tea", 1)
    dry.append(True)
    answers = await asyncio.gather(
        *(boxes.put("tea", user, b"\x01") for user in range(3)), return_exceptions=True
    )
    assert [type(answer) for answer in answers] == [NotStored] * 3
    dry.clear()
    assert await boxes.put("tea", 1, b"\x01") is True
    await boxes.close()
