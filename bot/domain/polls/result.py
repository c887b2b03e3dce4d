"""A result: what a closed poll tells, and all that is kept of it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bot.domain.polls.methods.counting import Verdict

Table = tuple[tuple[int, ...], ...]


class Kind(StrEnum):
    """What sort of result it is."""

    OUTCOME = "outcome"
    TOO_FEW = "too_few"
    LOST = "lost"
    TAKEN_DOWN = "taken_down"
    # Of a show of hands alone.
    NOBODY = "nobody"
    UNCOUNTED = "uncounted"


class Share(StrEnum):
    """A word for one option's share of those who decided."""

    FEW = "few"
    MANY = "many"
    MOST = "most"


@dataclass(frozen=True, slots=True)
class Result:
    """What a closed poll tells, and all that is kept of it.

    `turnout` is a band of ballots, both ends included (equal where the number is exact);
    `quorum_met` whether the group may take it as a decision; `leading` the position of the one
    option ahead; `tied` those that are level where the poll's rule has to name them, and `drawn`
    the one of them that a lot fell on.

    Only where the poll's publication tells it: `shares` is a word per option (of those who chose
    it, of all points, or of those for whom a time works), `counts` the number behind it, `weaker`
    for how many a time is all right if needed and `weaker_shares` the words for that; `preferred`
    how many prefer option a to b, at `[a][b]`, and `beats` 1 there if more do than the other way
    round, -1 if fewer, 0 if even; `finalists` who met in a run-off; `passes` how many passed.
    """

    kind: Kind
    verdict: Verdict | None = None
    turnout: tuple[int, int] | None = None
    quorum_met: bool = True
    leading: int | None = None
    shares: tuple[Share, ...] = ()
    counts: tuple[int, ...] = ()
    passes: int | None = None
    weaker: tuple[int, ...] = ()
    weaker_shares: tuple[Share, ...] = ()
    preferred: Table = ()
    beats: Table = ()
    finalists: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()
    drawn: int | None = None

    @property
    def chosen(self) -> int | None:
        """The position of the option that came out ahead or was drawn."""
        return self.leading if self.leading is not None else self.drawn

    def to_plain(self) -> dict[str, object]:
        """Write the result as values that JSON can carry."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Result":
        """Read what `to_plain` wrote, also what earlier versions wrote."""
        verdict, turnout = plain.get("verdict"), plain.get("turnout")
        leading = plain.get("leading")
        if verdict is None and plain["kind"] == Kind.OUTCOME:
            verdict = Verdict.TIE if leading is None else Verdict.AHEAD
        return cls(
            kind=Kind(plain["kind"]),
            verdict=Verdict(verdict) if verdict else None,
            turnout=(turnout[0], turnout[1]) if turnout else None,
            quorum_met=plain.get("quorum_met", True),
            leading=leading,
            shares=_shares(plain.get("shares", ())),
            counts=tuple(plain.get("counts", ())),
            passes=plain.get("passes"),
            weaker=tuple(plain.get("weaker", ())),
            weaker_shares=_shares(plain.get("weaker_shares", ())),
            preferred=_table(plain.get("preferred", ())),
            beats=_table(plain.get("beats", ())),
            finalists=tuple(plain.get("finalists", ())),
            tied=tuple(plain.get("tied", ())),
            drawn=plain.get("drawn"),
        )


def _shares(written: Iterable[str]) -> tuple[Share, ...]:
    return tuple(Share(share) for share in written)


def _table(written: Iterable[Iterable[int]]) -> Table:
    return tuple(tuple(row) for row in written)
