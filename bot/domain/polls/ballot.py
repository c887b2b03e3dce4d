"""A ballot: what one person says in one poll, and its form inside the sealed box."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.refusals import BadInput

PASS = 1


@dataclass(frozen=True, slots=True)
class Ballot:
    """One person's say: a pass, or one mark per option in the poll's order.

    A mark is a small number (0-255) whose meaning is the method's: for choosing, 1 is chosen
    and 0 is not.
    """

    marks: tuple[int, ...]
    passed: bool = False

    @property
    def chosen(self) -> tuple[int, ...]:
        """The positions of the options that bear a mark."""
        return tuple(i for i, mark in enumerate(self.marks) if mark)

    def to_bytes(self) -> bytes:
        """Write the ballot as 1 + len(marks) bytes: passed or not, then the marks."""
        return bytes((PASS if self.passed else 0, *self.marks))

    @classmethod
    def from_bytes(cls, written: bytes) -> "Ballot":
        """Read what `to_bytes` wrote."""
        return cls(marks=tuple(written[1:]), passed=written[0] == PASS)


def filled(options: int, marks: Mapping[int, int], *, passed: bool = False) -> Ballot:
    """Make a ballot over `options` options from marks by position.

    Raises BadInput for a position that the poll doesn't have.
    """
    if any(position not in range(options) for position in marks):
        raise BadInput("polls.refused.form_changed")
    return Ballot(tuple(marks.get(position, 0) for position in range(options)), passed)
