"""A check-out: how a session was for somebody, in four lines, and what may be told of all of them.

What is told of a line depends on how many filled it and on broad bands alone, so that nobody's
answer can be read from it; see docs/decisions/0007-what-a-check-out-may-tell.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.polls.publication import share_of, turnout_band
from bot.domain.polls.result import Share
from bot.domain.refusals import BadInput

# From so many answers on something is told: of a check-out as a whole, and of each line.
FLOOR = 5
STEPS = 5
# The steps that a band counts: "mostly" and "fully".
UPPER = (4, 5)
LEFT_OUT = "-"


class Line(StrEnum):
    """The four lines, in the order of the form."""

    HEARD = "heard"
    MATTERED = "mattered"
    WAY = "way"
    OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class CheckOut:
    """One person's check-out: a step from 1 to 5 for each line, None for one that was left out.

    Raises BadInput for what no form has, and when all four were left out.
    """

    steps: tuple[int | None, ...]

    def __post_init__(self) -> None:
        if len(self.steps) != len(Line) or any(each not in _MARKS for each in self.steps):
            raise BadInput("feedback.check_out.form_changed")
        if not any(self.steps):
            raise BadInput("feedback.check_out.nothing")

    def __str__(self) -> str:
        """Write it as four letters, such as `5-34`; all check-outs are of one size."""
        return "".join(_MARKS[step] for step in self.steps)


_MARKS: dict[int | None, str] = {None: LEFT_OUT} | {n: str(n) for n in range(1, STEPS + 1)}


def read_check_out(written: str) -> CheckOut:
    """Read what `str` wrote of a check-out. Raises BadInput."""
    steps = {mark: step for step, mark in _MARKS.items()}
    return CheckOut(tuple(steps.get(each, 0) for each in written))


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of a closed check-out, and all that is kept of it.

    `turnout` is a band of people, both ends included, None where too few took part. `shares` has
    a word per line for how many chose one of the upper two steps, None where too few filled it.
    """

    turnout: tuple[int, int] | None = None
    shares: tuple[Share | None, ...] = (None,) * len(Line)

    def to_plain(self) -> dict[str, object]:
        """Write it as values that JSON can carry."""
        return {"turnout": self.turnout, "shares": self.shares}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Told":
        """Read what `to_plain` wrote."""
        turnout = plain["turnout"]
        return cls(
            turnout=(turnout[0], turnout[1]) if turnout else None,
            shares=tuple(Share(share) if share else None for share in plain["shares"]),
        )


def tell(answers: Sequence[CheckOut]) -> Told:
    """Return what may be told of check-outs: under five nothing, then bands."""
    if len(answers) < FLOOR:
        return Told()
    lines = zip(*(each.steps for each in answers), strict=True)
    return Told(turnout_band(len(answers)), tuple(_share(steps) for steps in lines))


def _share(steps: Sequence[int | None]) -> Share | None:
    """Return the word for one line: how many of those who filled it chose the upper two steps."""
    filled = [step for step in steps if step is not None]
    if len(filled) < FLOOR:
        return None
    return share_of(sum(step in UPPER for step in filled), len(filled))
