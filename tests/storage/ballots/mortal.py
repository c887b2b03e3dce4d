"""A process that dies at the n-th line of the ballots' thread. Run by `test_death.py`.

Called with a folder and the name of a step. It prepares a group once, in `<folder>/0`. Then, for
each n = 1, 2, 3..., it forks a child that takes the step on a copy, `<folder>/<n>`, and exits at
once at that line: exit code 42 there, 0 if the step came to its end. It prints how many deaths
there were. `os._exit` skips everything that Python would still do: what was written stays, what
wasn't never will be.
"""

import asyncio
import itertools
import os
import shutil
import sys
import threading
from collections.abc import Callable, Coroutine
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


async def prepare(folder: Path, step: str) -> None:
    """A poll beside the one that matters, and one with three votes."""
    boxes = await BallotBoxes.open(folder, LINK, rest=0)
    await boxes.create("beside", 1)
    await boxes.put("beside", 1, b"\x07")
    await boxes.create("tea", 1)
    for user in range(3):
        await boxes.put("tea", user, bytes([user]))
    if step == "destroy":
        await boxes.lock("tea")
    await boxes.close()


STEPS: dict[str, Callable[[BallotBoxes], Coroutine[Any, Any, object]]] = {
    "create": lambda boxes: boxes.create("new", 1),
    "put": lambda boxes: boxes.put("tea", 1, b"\x09"),
    "lock": lambda boxes: boxes.lock("tea"),
    "destroy": lambda boxes: boxes.destroy("tea"),
}


async def live(folder: Path, step: str, line: int) -> None:
    fate = Fate(line)
    threading.settrace(fate.trace)
    boxes = await BallotBoxes.open(folder, LINK)
    fate.armed = True
    await STEPS[step](boxes)
    os._exit(0)


def forked(work: Coroutine[Any, Any, None]) -> int:
    """Do the work in a child, and return its exit code; this process stays without threads."""
    child = os.fork()
    if child == 0:
        asyncio.run(work)
        os._exit(0)
    work.close()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def main(folder: Path, step: str) -> None:
    if code := forked(prepare(folder / "0", step)):
        sys.exit(f"preparing ended with {code}")
    for line in itertools.count(1):
        copy = shutil.copytree(folder / "0", folder / str(line))
        code = forked(live(copy, step, line))
        if code == 0:
            sys.stdout.write(f"{line - 1}\n")
            return
        if code != DEAD:
            sys.exit(f"the step ended with {code}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
