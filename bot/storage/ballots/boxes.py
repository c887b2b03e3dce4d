"""What can be asked of the sealed votes from the event loop; the work is done in one thread."""

import asyncio
import os
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self, TypeVar, TypeVarTuple

from bot.storage.ballots.boxfile import BoxFile, BoxState, Job, Outcome
from bot.storage.ballots.errors import BallotsUnusable
from bot.storage.ballots.link import LINK_BYTES, code_of
from bot.storage.ballots.openbox import OpenBox, Unsealed, Voter
from bot.storage.ballots.writer import Writer

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_POLL_ID = re.compile(r"[a-z0-9]{1,64}")  # a poll's id becomes the name of its key file
_LARGEST_CHOICE = 255  # bytes; the layout gives the size one byte


class BallotBoxes:
    """The sealed boxes of one folder (DESIGN "The sealed box"). Made by `open`.

    Poll ids are 1 to 64 of a-z and 0-9, user ids are Discord's, choices are bytes of the size
    that their poll was created with; anything else is a `ValueError` or `OverflowError` that
    repeats none of it. After `close` every method raises `BallotsUnusable`, and so it does
    whenever the file or folder refuses. A call that is cancelled does all of its work or none.
    """

    def __init__(self, file: BoxFile, thread: ThreadPoolExecutor, link: bytes, rest: float) -> None:
        self._file = file
        self._thread = thread
        self._link = link
        self._writer = Writer(self._write, rest)
        self._refuses = False  # from the first call of `close`
        self._ended = False  # once the thread takes nothing more

    @classmethod
    async def open(
        cls,
        folder: Path,
        link: bytes,
        *,
        rest: float = 0.25,
        random_bytes: Callable[[int], bytes] = os.urandom,
    ) -> Self:
        """Own the folder, making it if need be. Raises `FolderInUse`, `BallotsUnusable`.

        `link` is the 32 bytes of `held_link`; `rest` is the least time between two commits of
        votes, in seconds.
        """
        if len(link) != LINK_BYTES:
            raise ValueError("a link is 32 bytes")
        file = BoxFile(folder, random_bytes)
        thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ballots")
        try:
            await asyncio.get_running_loop().run_in_executor(thread, file.open)
        except BaseException:
            thread.submit(file.close)  # after `open` there, which a cancelled caller can't stop
            thread.shutdown()
            raise
        return cls(file, thread, link, rest)

    async def create(self, poll_id: str, choice_size: int) -> None:
        """Make the poll's key and its empty box, for choices of 1 to 255 bytes.

        Repeating it is harmless while nobody has voted. Raises `OutOfTurn` over a box with
        ballots, a locked one or one of another size; `BoxMissing` over one whose key is gone;
        `NotStored`.
        """
        if not 1 <= choice_size <= _LARGEST_CHOICE:
            raise ValueError("a choice has 1 to 255 bytes")
        await self._at_once(self._file.create, _checked(poll_id), choice_size)

    async def look(self, poll_id: str, user_id: int) -> bytes | None:
        """One's own choice, or None without a vote; also while the box is locked.

        Raises `StandsUnopened`, `BoxMissing`, `BoxDamaged`.
        """
        voter = self._voter(poll_id, user_id)
        return (await self._at_once(self._file.look, poll_id, voter)).choice

    async def put(self, poll_id: str, user_id: int, choice: bytes) -> bool:
        """Cast a vote, or replace one's own: True if it is the first. On disk when this returns.

        Raises `BoxLocked`, `StandsUnopened`, `BoxMissing`, `BoxDamaged`, `NotStored`.
        """
        voter = self._voter(poll_id, user_id)

        def act(box: OpenBox) -> bool:
            return box.put(voter, choice)

        return await self._in_turn(poll_id, act)

    async def code(self, poll_id: str, user_id: int) -> bytes | None:
        """The 10 bytes that open one's own ballot, or None without a vote.

        Raises `StandsUnopened`, `BoxMissing`, `BoxDamaged`.
        """
        voter = self._voter(poll_id, user_id)
        seen = await self._at_once(self._file.look, poll_id, voter)
        return voter.code if seen.choice is not None else None

    async def adopt(self, poll_id: str, user_id: int, earlier: bytes) -> bool:
        """Let the current code lead to the ballot of an earlier code: False if it does already.

        On disk when this returns. Raises `WrongCode`, `BoxLocked`, `BoxMissing`, `BoxDamaged`,
        `NotStored`.
        """
        voter = self._voter(poll_id, user_id)

        def act(box: OpenBox) -> bool:
            return box.adopt(voter, earlier)

        return await self._in_turn(poll_id, act)

    async def take_back(self, poll_id: str, user_id: int) -> bool:
        """Remove one's own vote: False if there was none. On disk when this returns.

        Raises `BoxLocked`, `StandsUnopened`, `BoxMissing`, `BoxDamaged`, `NotStored`.
        """
        voter = self._voter(poll_id, user_id)

        def act(box: OpenBox) -> bool:
            return box.take_back(voter)

        return await self._in_turn(poll_id, act)

    async def lock(self, poll_id: str) -> None:
        """Begin closing: votes that came before are in, later ones are refused. Repeatable.

        Needs no key, so that a damaged box can be locked too. Raises `BoxMissing`, `NotStored`.
        """
        await self._in_turn(_checked(poll_id), OpenBox.lock)

    async def unseal(self, poll_id: str) -> Unsealed:
        """All ballots of a locked box. Raises `OutOfTurn`, `BoxMissing`, `BoxDamaged`."""
        return await self._at_once(self._file.unseal, _checked(poll_id))

    async def destroy(self, poll_id: str) -> None:
        """Destroy the poll's key, then its box, in whatever state. Repeatable, also after a crash.

        Removes an orphan key too. Raises `NotStored` if the box is left; its key is gone by then.
        """
        await self._at_once(self._file.destroy, _checked(poll_id))

    async def standing(self) -> tuple[BoxState, ...]:
        """Every box, by poll id; for sorting things out at start."""
        return await self._at_once(self._file.standing)

    async def orphan_keys(self) -> tuple[str, ...]:
        """The polls that have a key file, finished or not, and no box."""
        return await self._at_once(self._file.orphan_keys)

    async def close(self) -> None:
        """Write all that waits, then let the folder go. Repeatable."""
        self._refuses = True
        await self._writer.drained()
        if not self._ended:
            await self._call(self._file.close)
            self._ended = True
            self._thread.shutdown()

    def _voter(self, poll_id: str, user_id: int) -> Voter:
        return Voter(user_id, code_of(self._link, _checked(poll_id), user_id))

    async def _in_turn(self, poll_id: str, act: Callable[[OpenBox], bool]) -> bool:
        self._require_open()
        return await self._writer.submit(Job(poll_id, act))

    async def _at_once(self, function: Callable[[*Ts], T], *args: *Ts) -> T:
        self._require_open()
        return await self._call(function, *args)

    async def _write(self, jobs: Sequence[Job]) -> list[Outcome]:
        return await self._call(self._file.write, jobs)

    async def _call(self, function: Callable[[*Ts], T], *args: *Ts) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, function, *args)

    def _require_open(self) -> None:
        if self._refuses:
            raise BallotsUnusable("the sealed votes are closed")


def _checked(poll_id: str) -> str:
    if _POLL_ID.fullmatch(poll_id) is None:
        raise ValueError("a poll id is 1 to 64 characters of a-z and 0-9")
    return poll_id
