"""Publication: what a closed poll may tell, so that no result gives anybody's vote away.

The rule depends on the poll's settings and the turnout band alone, never on how the votes look,
because a rule chosen by looking at the votes leaks them.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bot.domain.polls.methods.counting import Method, Tally, Verdict
from bot.domain.polls.rules import FLOOR, Publication, Rules, Threshold

LEADER_FROM = 5
SHARES_FROM = 10


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
    option ahead; `shares` a word per option, `counts` a number per option, `passes` how many
    passed: each only where the poll's publication tells it.
    """

    kind: Kind
    verdict: Verdict | None = None
    turnout: tuple[int, int] | None = None
    quorum_met: bool = True
    leading: int | None = None
    shares: tuple[Share, ...] = ()
    counts: tuple[int, ...] = ()
    passes: int | None = None

    def to_plain(self) -> dict[str, object]:
        """Write the result as values that JSON can carry."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Result":
        """Read what `to_plain` wrote, also what the first version wrote."""
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
            shares=tuple(Share(share) for share in plain.get("shares", ())),
            counts=tuple(plain.get("counts", ())),
            passes=plain.get("passes"),
        )


def turnout_band(ballots: int) -> tuple[int, int]:
    """Return the published band around a number of ballots, from 3 on.

    The bands are 3-4, 5-9, 10-19, 20-49, 50-99, 100-199, 200-499 and so on.
    """
    if ballots < LEADER_FROM:
        return (FLOOR, LEADER_FROM - 1)
    low, step = LEADER_FROM, 0
    while True:
        high = low * 5 // 2 if step == 2 else low * 2
        if ballots < high:
            return (low, high - 1)
        low, step = high, (step + 1) % 3


def share_of(count: int, decided: int) -> Share:
    """Return the word for one option's share of those who decided: few, many or most.

    few is under 3 or under a quarter; most is three fifths or more; many lies between.
    """
    if count < 3 or 4 * count < decided:
        return Share.FEW
    return Share.MOST if 5 * count >= 3 * decided else Share.MANY


def protected_floor(method: Method, rules: Rules) -> int:
    """Return from how many ballots a result may be told under `protected`.

    Three, but five for three quarters: with four ballots, whoever said no would know from
    "carried" that all others said yes (found by trying every possible result).
    """
    tight = method.decides_by_threshold and rules.threshold is Threshold.THREE_QUARTERS
    return LEADER_FROM if tight else FLOOR


def most_told(method: Method, rules: Rules, result: Result) -> int:
    """Return the largest number of ballots that a result could stand for."""
    if result.turnout is not None:
        return result.turnout[1]
    counted = rules.publication is Publication.COUNTS
    return (rules.floor if counted else protected_floor(method, rules)) - 1


def publish(method: Method, tally: Tally, rules: Rules) -> Result:
    """Return what may be told of a tally; see the design, "Publication"."""
    if rules.publication is Publication.COUNTS:
        return _counts(method, tally, rules)
    return _protected(method, tally, rules)


def _protected(method: Method, tally: Tally, rules: Rules) -> Result:
    """Under 3 ballots nothing. From 3 the outcome and a band, from 10 a word per option too.

    A tie at the top is told as a tie and names no options, since naming them leaks.
    """
    if tally.ballots < protected_floor(method, rules):
        return Result(Kind.TOO_FEW)
    shares: tuple[Share, ...] = ()
    if tally.ballots >= SHARES_FROM and method.shares:
        shares = tuple(share_of(count, tally.decided) for count in tally.counts)
    verdict = method.verdict(tally, rules)
    return Result(
        Kind.OUTCOME,
        verdict,
        turnout_band(tally.ballots),
        tally.ballots >= rules.quorum,
        _leading(tally, verdict),
        shares,
    )


def _counts(method: Method, tally: Tally, rules: Rules) -> Result:
    """Exact numbers from the floor on. Consent tells even here only whether there is a concern."""
    if tally.ballots < rules.floor:
        return Result(Kind.TOO_FEW)
    verdict = method.verdict(tally, rules)
    return Result(
        Kind.OUTCOME,
        verdict,
        (tally.ballots, tally.ballots),
        tally.ballots >= rules.quorum,
        _leading(tally, verdict),
        counts=tally.counts if method.numbers else (),
        passes=tally.passes if method.numbers else None,
    )


def _leading(tally: Tally, verdict: Verdict) -> int | None:
    return tally.leading[0] if verdict is Verdict.AHEAD else None
