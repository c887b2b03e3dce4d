"""Splitting: an endless stream of rows becomes files below a limit, one of them held at a time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.domain.feedback.exporting.columns import Row
from bot.domain.feedback.exporting.files import File


@dataclass(frozen=True, slots=True)
class Part:
    """One finished file. `number` counts from 1; `so_far` are the rows in it and all before it."""

    number: int
    content: bytes
    so_far: int
    last: bool


class Splitter:
    """Takes rows and gives back each file as soon as it is full; `begin` begins a new one."""

    def __init__(self, begin: Callable[[], File]) -> None:
        self._begin = begin
        self._file: File | None = None
        self._number = self._so_far = 0

    def add(self, rows: Iterable[Row]) -> list[Part]:
        """Take rows; return the files that became full."""
        full: list[Part] = []
        for row in rows:
            if self._file is not None and self._file.add(row):
                continue
            if self._file is not None:
                full.append(self._end(self._file, last=False))
            self._file = self._begin()
            self._file.add(row)
        return full

    def finish(self) -> Part | None:
        """Return the last file, or None if there was no row at all."""
        return self._end(self._file, last=True) if self._file is not None else None

    def _end(self, file: File, *, last: bool) -> Part:
        self._number += 1
        self._so_far += file.rows
        return Part(self._number, file.finish(), self._so_far, last)
