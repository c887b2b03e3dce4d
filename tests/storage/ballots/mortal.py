"""A process that dies at the n-th line of the ballots' thread. Run by `test_death.py`.

Called with a folder and the name of a step. For each n = 1, 2, 3... it forks a child that works in
`<folder>/<n>`, prepares a group, takes the step and exits at once at that line: exit code 42 there,
0 if the step came to its end. It prints how many deaths there were. `os._exit` skips everything
that Python would still do: what was written stays, what wasn't never will be.
"""

import asyncio
import os
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import FrameType
from typing import Any

import bot.storage.ballots
from bot.storage.ballots import BallotBoxes

ROOM = str(Path(bot.storage.ballots.__file__).parent)
LINK = bytes(32)
DEAD = 42


class Fate:
    """Counts the lines that the thread of the ballots runs, once armed."""

    def __init__(self, line: int) -> None:
        self.left = line
        self.armed = False

    def trace(self, frame: FrameType, event: str, _: Any) -> Any:
        if not frame.f_code.co_filename.startswith(ROOM):
            return None
        if self.armed and event == "line":
            self.left -= 1
            if self.left == 0:
                os._exit(DEAD)
        return self.trace


async def prepared(boxes: BallotBoxes) -> None:
    """A poll beside the one that matters, and one with three votes."""
    await boxes.create("beside", 1)
    await boxes.put("beside", 1, b"\x07")
    await boxes.create("tea", 1)
    for user in range(3):
        await boxes.put("tea", user, bytes([user]))


async def locked(boxes: BallotBoxes) -> None:
    await prepared(boxes)
    await boxes.lock("tea")


STEPS: dict[str, tuple[Callable[[BallotBoxes], Awaitable[None]], Callable[[BallotBoxes], Any]]] = {
    "create": (prepared, lambda boxes: boxes.create("new", 1)),
    "put": (prepared, lambda boxes: boxes.put("tea", 1, b"\x09")),
    "take_back": (prepared, lambda boxes: boxes.take_back("tea", 1)),
    "lock": (prepared, lambda boxes: boxes.lock("tea")),
    "destroy": (locked, lambda boxes: boxes.destroy("tea")),
}


async def live(folder: Path, step: str, fate: Fate) -> None:
    prepare, take = STEPS[step]
    boxes = await BallotBoxes.open(folder, LINK, rest=0)
    await prepare(boxes)
    fate.armed = True
    await take(boxes)
    os._exit(0)


def main(folder: Path, step: str) -> None:
    deaths = 0
    while True:
        child = os.fork()
        if child == 0:
            fate = Fate(deaths + 1)
            threading.settrace(fate.trace)
            asyncio.run(live(folder / str(deaths + 1), step, fate))
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        if code == 0:
            break
        if code != DEAD:
            sys.exit(f"the child ended with {code}")
        deaths += 1
    sys.stdout.write(f"{deaths}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
