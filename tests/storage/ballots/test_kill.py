"""Killed at any instant, the boxes hold every acknowledged vote exactly once."""

import asyncio
import os
import random
import shutil
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import TypeAlias

import pytest

import bot
from bot.storage.ballots import BallotBoxes, held_link
from tests.storage.ballots import attacker

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the victims are forked")

KILLS = 50  # in each of two series at a time
POLLS = ("tea", "walk")
USERS = range(40)
DICE = random.SystemRandom()
Who: TypeAlias = tuple[str, int]


class Story:
    """What the notes of the victims say: what must be in the boxes, and what may be."""

    def __init__(self) -> None:
        self.held: dict[Who, bytes] = {}
        self.open: dict[Who, bytes | None] = {}  # asked for, not answered: either is fine
        self.answered = self.unanswered = 0

    def read(self, notes: str) -> None:
        for line in notes.splitlines():
            word, poll, user, *choice = line.split()
            who = poll, int(user)
            if word == "try":
                self.open[who] = None if choice == ["-"] else bytes.fromhex(choice[0])
            else:
                self.hold(who, self.open.pop(who))
                self.answered += 1

    def hold(self, who: Who, choice: bytes | None) -> None:
        if choice is None:
            self.held.pop(who, None)
        else:
            self.held[who] = choice

    async def compare(self, boxes: BallotBoxes) -> None:
        for who in [(poll, user) for poll in POLLS for user in USERS]:
            found = await boxes.look(*who)
            if who in self.open:
                assert found in (self.held.get(who), self.open.pop(who))
                self.hold(who, found)
                self.unanswered += 1
            else:
                assert found == self.held.get(who)
        assert not self.open

    def compare_inside(self, folder: Path, poll: str) -> None:
        inside = attacker.opened(folder, poll)
        held = sorted(choice for (of, _), choice in self.held.items() if of == poll)
        assert sorted(inside.choices) == held
        assert len(set(inside.tags)) == len(inside.tags) == len(inside.heads) == len(held)


async def answer(process: Process) -> str:
    assert process.stdout is not None
    return (await asyncio.wait_for(process.stdout.readline(), 20)).decode().strip()


async def kill_once(doomed: Process, folder: Path) -> str:
    """Let one more victim vote, kill it, and return what it noted."""
    assert doomed.stdin is not None
    progress, instant = DICE.randrange(3_000), DICE.uniform(0, 0.01)
    doomed.stdin.write(f"{folder} {DICE.getrandbits(32)} {progress} {instant}\n".encode())
    assert await answer(doomed) == "killed"
    return taken(folder / "notes")


def taken(notes: Path) -> str:
    """The text of a file that is gone afterwards, if it is there."""
    text = notes.read_text() if notes.exists() else ""
    notes.unlink(missing_ok=True)
    return text


async def series(folder: Path, doomed: Process) -> Story:
    story = Story()
    sealed = folder / "sealed"
    boxes = await BallotBoxes.open(sealed, bytes(32))
    for poll in POLLS:
        await boxes.create(poll, 3)
    await boxes.close()
    for _ in range(KILLS):
        story.read(await kill_once(doomed, folder))
        boxes = await BallotBoxes.open(sealed, held_link(folder), rest=0)
        assert (sealed / "ballots.sqlite3-journal").stat().st_size == 0
        await story.compare(boxes)
        assert await boxes.orphan_keys() == ()
        await boxes.close()
        for poll in POLLS:
            story.compare_inside(sealed, poll)
    await close_after_a_kill(story, folder)
    return story


async def close_after_a_kill(story: Story, folder: Path) -> None:
    copy = shutil.copytree(folder / "sealed", folder / "copy")
    boxes = await BallotBoxes.open(copy, bytes(32), rest=0)
    for poll in POLLS:
        await boxes.lock(poll)
        held = sorted(choice for (of, _), choice in story.held.items() if of == poll)
        assert list((await boxes.unseal(poll)).choices) == held
        await boxes.destroy(poll)
    await boxes.close()


async def one_series(folder: Path) -> Story:
    doomed = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).with_name("doomed.py")),
        env=os.environ | {"PYTHONPATH": str(Path(bot.__file__).parents[1])},
        stdin=PIPE,
        stdout=PIPE,
    )
    try:
        return await series(folder, doomed)
    finally:
        assert doomed.stdin is not None
        doomed.stdin.close()
        await asyncio.wait_for(doomed.wait(), 20)


async def test_a_hundred_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    async with asyncio.TaskGroup() as both:
        tasks = [both.create_task(one_series(tmp_path / name)) for name in ("one", "two")]
    stories = [task.result() for task in tasks]
    # The test means something only if many votes were answered, and many were under way.
    assert sum(story.answered for story in stories) > 500
    assert sum(story.unanswered for story in stories) > 50
