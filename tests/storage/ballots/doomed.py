"""A process that forks others, who vote until they are killed. Run by `test_kill.py`.

It reads `<folder> <seed> <progress> <instant>` from stdin, forks a victim, lets it write so many
bytes of notes (for a second at most) and live on for that instant in seconds, kills it, and says
`killed` once it is dead and its locks with it. Forking spares each of the hundred victims the time
to start Python; progress makes sure that they voted, however busy the machine.

A victim notes in `<folder>/notes`, whole lines written before and after each call:

    try <poll> <user> <choice or ->
    done <poll> <user>
"""

import asyncio
import os
import random
import signal
import sys
import time
from pathlib import Path

from bot.storage.ballots import BallotBoxes, held_link

POLLS = ("tea", "walk")
USERS = range(40)


async def act(boxes: BallotBoxes, notes: int, poll: str, user: int, choice: bytes | None) -> None:
    """One vote, change or taking back, noted before it is asked for and once it is answered."""
    os.write(notes, f"try {poll} {user} {choice.hex() if choice else '-'}\n".encode())
    if choice is None:
        await boxes.take_back(poll, user)
    else:
        await boxes.put(poll, user, choice)
    os.write(notes, f"done {poll} {user}\n".encode())


async def vote_until_killed(folder: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - a story that can be told again, no secret
    boxes = await BallotBoxes.open(folder / "sealed", held_link(folder), rest=0.002)
    notes = os.open(folder / "notes", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    everybody = [(poll, user) for poll in POLLS for user in USERS]
    while True:
        burst = dice.sample(everybody, dice.randint(1, 12))
        choices = [None if dice.random() < 0.25 else dice.randbytes(3) for _ in burst]
        await asyncio.gather(
            *(
                act(boxes, notes, poll, user, choice)
                for (poll, user), choice in zip(burst, choices, strict=True)
            )
        )


def await_progress(notes: Path, enough: int) -> None:
    latest = time.monotonic() + 1
    while time.monotonic() < latest and (not notes.exists() or notes.stat().st_size < enough):
        time.sleep(0.001)


def main() -> None:
    for line in sys.stdin:
        folder, seed, progress, instant = line.split()
        victim = os.fork()
        if victim == 0:
            asyncio.run(vote_until_killed(Path(folder), int(seed)))
        await_progress(Path(folder) / "notes", int(progress))
        time.sleep(float(instant))
        os.kill(victim, signal.SIGKILL)
        _, status = os.waitpid(victim, 0)
        by_itself = os.WIFEXITED(status)  # of an error of its own, which is on stderr
        sys.stdout.write("failed\n" if by_itself else "killed\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
