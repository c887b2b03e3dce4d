"""The file of sealed boxes and its keys, for one thread: each method is done when it returns."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from bot.storage.ballots.boxtable import BoxTable, Row
from bot.storage.ballots.errors import BallotsError, BallotsUnusable, BoxMissing
from bot.storage.ballots.keys import KeyFolder
from bot.storage.ballots.layout import Contents
from bot.storage.ballots.openbox import OpenBox, Unsealed, Voter
from bot.storage.ballots.opening import open_file
from bot.storage.ballots.sealing import BoxKeys, seal

Outcome: TypeAlias = bool | BallotsError | ValueError


@dataclass(frozen=True, slots=True)
class BoxState:
    """A box as it stands. `ballots` is their number, or None if the box can't be unsealed."""

    poll_id: str
    locked: bool
    has_key: bool
    ballots: int | None


@dataclass(frozen=True, slots=True, repr=False)
class Job:
    """One thing to do to one poll's box in its turn; `act` says whether it made a difference."""

    poll_id: str
    act: Callable[[OpenBox], bool]


@dataclass(frozen=True, slots=True, repr=False)
class Sight:
    """One's own choice, wrapped: asyncio's reports of trouble print what a future holds."""

    choice: bytes | None


class BoxFile:
    """`ballots.sqlite3` and `keys/` in one folder. Only one thread may ever call it.

    Nothing here waits or stops half-way: a transaction is one plain function, so a caller that is
    cancelled leaves it whole. Every method raises `BallotsUnusable` if the file refuses.
    """

    def __init__(self, folder: Path, random_bytes: Callable[[int], bytes]) -> None:
        self._folder = folder
        self._random_bytes = random_bytes
        self._keys = KeyFolder(folder / "keys", random_bytes)
        self._open_table: BoxTable | None = None

    def open(self) -> None:
        """Own the folder from now on. Raises `FolderInUse`."""
        self._open_table = BoxTable(open_file(self._folder, self._keys.folder))

    def close(self) -> None:
        """Let the folder go; repeatable."""
        if self._open_table is not None:
            self._open_table.connection.close()
            self._open_table = None

    def create(self, poll_id: str, choice_size: int) -> None:
        """The key to disk, then the empty box. Raises `OutOfTurn` over one in use, `NotStored`."""
        there = self._find(poll_id)
        if there is not None:
            there.require_fresh(choice_size)
            return
        keys = BoxKeys.derive(self._keys.make(poll_id), poll_id)
        sealed = seal(Contents(choice_size), keys, poll_id, self._random_bytes)
        with self._table.writing():
            self._table.insert(Row(poll_id, locked=False, sealed=sealed))

    def write(self, jobs: Sequence[Job]) -> list[Outcome]:
        """Do all jobs in their order, in one transaction; the outcomes hold once this returns.

        Each touched box is read and unsealed once, and written once. A refusal is that job's
        outcome and touches no other. Raises `NotStored` if nothing at all was stored.
        """
        boxes: dict[str, OpenBox] = {}
        outcomes = [self._outcome(job, boxes) for job in jobs]
        rows = [
            Row(poll_id, box.locked, box.sealed(self._random_bytes))
            for poll_id, box in boxes.items()
            if box.changed
        ]
        with self._table.writing():
            for row in rows:
                self._table.update(row)
        return outcomes

    def look(self, poll_id: str, voter: Voter) -> Sight:
        """The person's own choice. Raises `StandsUnopened`, `BoxMissing`, `BoxDamaged`."""
        return Sight(self._get(poll_id).look(voter))

    def unseal(self, poll_id: str) -> Unsealed:
        """All ballots of a locked box. Raises `OutOfTurn`, `BoxMissing`, `BoxDamaged`."""
        return self._get(poll_id).unsealed()

    def destroy(self, poll_id: str) -> None:
        """The key first, so that what is left of the box is noise; then the box. Repeatable.

        Raises `NotStored` if the box couldn't be deleted; its key is gone by then.
        """
        self._keys.destroy(poll_id)
        with self._table.writing():
            self._table.delete(poll_id)

    def standing(self) -> tuple[BoxState, ...]:
        """Every box in the file, by poll id."""
        return tuple(
            BoxState(poll_id, locked, self._keys.has(poll_id), self._count(poll_id))
            for poll_id, locked in self._table.all_locks()
        )

    def orphan_keys(self) -> tuple[str, ...]:
        """The polls that have a key file, finished or not, and no box."""
        boxes = [poll_id for poll_id, _ in self._table.all_locks()]
        return tuple(sorted(self._keys.poll_ids().difference(boxes)))

    @property
    def _table(self) -> BoxTable:
        if self._open_table is None:
            raise BallotsUnusable("the sealed votes are closed")
        return self._open_table

    def _outcome(self, job: Job, boxes: dict[str, OpenBox]) -> Outcome:
        try:
            if job.poll_id not in boxes:
                boxes[job.poll_id] = self._get(job.poll_id)
            return job.act(boxes[job.poll_id])
        except (BallotsError, ValueError) as error:
            return error

    def _count(self, poll_id: str) -> int | None:
        with suppress(BallotsError):
            return self._get(poll_id).count()
        return None

    def _get(self, poll_id: str) -> OpenBox:
        box = self._find(poll_id)
        if box is None:
            raise BoxMissing(poll_id)
        return box

    def _find(self, poll_id: str) -> OpenBox | None:
        row = self._table.find(poll_id)
        return OpenBox(poll_id, row.locked, row.sealed, self._keys) if row else None
