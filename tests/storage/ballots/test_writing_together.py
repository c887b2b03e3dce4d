"""Votes that wait are written together; each is answered after its commit, and alone."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.storage.ballots import (
    BallotBoxes,
    BallotsUnusable,
    BoxDamaged,
    BoxLocked,
    BoxMissing,
)
from tests.storage.ballots.attacker import in_the_thread


async def count_commits(boxes: BallotBoxes) -> list[str]:
    """A list that grows by one with each COMMIT from now on."""
    commits: list[str] = []

    def note(statement: str) -> None:
        if statement == "COMMIT":
            commits.append(statement)

    def trace(connection: sqlite3.Connection) -> None:
        connection.set_trace_callback(note)

    await in_the_thread(boxes, trace)
    return commits


async def test_a_refusal_or_a_damaged_poll_fails_alone(boxes: BallotBoxes, folder: Path) -> None:
    for poll in ("fine", "locked", "damaged", "keyless"):
        await boxes.create(poll, 1)
        await boxes.put(poll, 1, b"\x01")
    await boxes.lock("locked")
    key = folder / "keys" / "damaged.key"
    key.write_bytes(key.read_bytes()[:31])
    (folder / "keys" / "keyless.key").unlink()
    commits = await count_commits(boxes)
    polls = ("fine", "locked", "damaged", "keyless", "none") * 2
    results = await asyncio.gather(
        *(boxes.put(poll, 2, b"\x02") for poll in polls), return_exceptions=True
    )
    kinds = [type(result) for result in results]
    assert kinds == [bool, BoxLocked, BoxDamaged, BoxMissing, BoxMissing] * 2
    assert len({id(result) for result in results if isinstance(result, Exception)}) == 8
    assert len(commits) == 1
    assert await boxes.look("fine", 2) == b"\x02"
    assert await boxes.look("locked", 2) is None


async def test_a_damaged_box_can_be_locked_and_destroyed(boxes: BallotBoxes, folder: Path) -> None:
    await boxes.create("damaged", 1)
    (folder / "keys" / "damaged.key").write_bytes(b"short")
    await boxes.lock("damaged")
    with pytest.raises(BoxDamaged):
        await boxes.unseal("damaged")
    await boxes.destroy("damaged")
    assert await boxes.standing() == ()


async def test_all_that_wait_share_one_commit_and_then_the_writer_rests(
    folder: Path, link: bytes
) -> None:
    boxes = await BallotBoxes.open(folder, link, rest=0.6)
    for poll in ("tea", "walk"):
        await boxes.create(poll, 1)
    commits = await count_commits(boxes)
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await boxes.put("tea", 1, b"\x01")
    alone = loop.time()
    votes = (boxes.put(poll, user, b"\x01") for poll in ("tea", "walk") for user in range(2, 50))
    await asyncio.gather(*votes)
    together = loop.time()
    await asyncio.sleep(0.7)
    rested = loop.time()
    await boxes.put("tea", 1, b"\x02")
    again = loop.time()
    assert len(commits) == 3
    assert alone - begun < 0.5
    assert together - alone > 0.5
    assert again - rested < 0.5
    await boxes.close()


async def test_no_task_lives_while_nothing_waits(boxes: BallotBoxes) -> None:
    await boxes.create("tea", 1)
    before = asyncio.all_tasks()
    await boxes.put("tea", 1, b"\x01")
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before


async def test_whoever_stops_waiting_harms_nobody(folder: Path, link: bytes) -> None:
    boxes = await BallotBoxes.open(folder, link, rest=0.05)
    await boxes.create("tea", 1)
    await boxes.put("tea", 0, b"\x01")
    votes = [asyncio.create_task(boxes.put("tea", user, b"\x01")) for user in range(1, 21)]
    await asyncio.sleep(0)
    for vote in votes[::2]:
        vote.cancel()
    done = await asyncio.gather(*votes, return_exceptions=True)
    assert [type(each) for each in done] == [asyncio.CancelledError, bool] * 10
    await boxes.lock("tea")
    assert 11 <= len((await boxes.unseal("tea")).choices) <= 21
    await boxes.close()


async def test_cancelling_at_every_instant_leaves_whole_boxes(
    boxes: BallotBoxes, link: bytes
) -> None:
    await boxes.create("tea", 1)
    acknowledged: set[int] = set()
    for user in range(60):
        vote = asyncio.create_task(boxes.put("tea", user, b"\x01"))
        _, pending = await asyncio.wait({vote}, timeout=user / 20_000)
        if not pending:
            acknowledged.add(user)
        vote.cancel()
        await asyncio.gather(vote, return_exceptions=True)
    seen = {user for user in range(60) if await boxes.look("tea", user)}
    assert acknowledged <= seen
    await boxes.lock("tea")
    assert len((await boxes.unseal("tea")).choices) == len(seen)


async def test_closing_writes_all_that_waits(folder: Path, link: bytes) -> None:
    boxes = await BallotBoxes.open(folder, link, rest=0.1)
    await boxes.create("tea", 1)
    await boxes.put("tea", 0, b"\x01")
    votes = [asyncio.create_task(boxes.put("tea", user, b"\x01")) for user in range(1, 30)]
    await asyncio.sleep(0)
    await asyncio.gather(boxes.close(), boxes.close())
    assert await asyncio.gather(*votes) == [True] * 29
    with pytest.raises(BallotsUnusable, match="closed"):
        await boxes.put("tea", 99, b"\x01")
    journal = folder / "ballots.sqlite3-journal"
    assert not journal.exists() or journal.stat().st_size == 0
    again = await BallotBoxes.open(folder, link)
    assert (await again.standing())[0].ballots == 30
    await again.close()


async def test_closing_can_be_tried_again_after_being_cancelled(folder: Path, link: bytes) -> None:
    boxes = await BallotBoxes.open(folder, link, rest=0.4)
    await boxes.create("tea", 1)
    await boxes.put("tea", 0, b"\x01")
    vote = asyncio.create_task(boxes.put("tea", 1, b"\x01"))
    await asyncio.sleep(0)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(boxes.close(), 0.01)
    assert await vote is True
    await boxes.close()
    await (await BallotBoxes.open(folder, link)).close()


@pytest.mark.parametrize("turns", [0, 1])
async def test_nobody_waits_for_ever_when_every_task_is_cancelled(
    folder: Path, link: bytes, turns: int
) -> None:
    boxes = await BallotBoxes.open(folder, link, rest=5)
    await boxes.create("tea", 1)
    await boxes.put("tea", 0, b"\x01")
    vote = asyncio.create_task(boxes.put("tea", 1, b"\x01"))
    for _ in range(turns + 1):
        await asyncio.sleep(0)
    (writer,) = (task for task in asyncio.all_tasks() if task.get_name() == "ballots-writer")
    writer.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(vote, 3)
    async with asyncio.timeout(3):
        await boxes.close()


async def test_opening_that_is_cancelled_lets_the_folder_go(folder: Path, link: bytes) -> None:
    opening = asyncio.create_task(BallotBoxes.open(folder, link))
    await asyncio.sleep(0)
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    await (await BallotBoxes.open(folder, link)).close()
