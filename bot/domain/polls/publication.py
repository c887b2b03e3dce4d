"""Publication: what a closed poll may tell, so that no result gives anybody's vote away.

The rule depends on the poll's settings and the turnout band alone, never on how the votes
look, because a rule chosen by looking at the votes leaks them.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal, cast

from bot.domain.polls.methods.counting import Tally

FLOOR = 3
LEADER_FROM = 5
SHARES_FROM = 10

Kind = Literal["outcome", "too_few", "lost"]
Share = Literal["few", "many", "most"]


@dataclass(frozen=True, slots=True)
class Result:
    """What a closed poll tells, and all that is kept of it.

    `turnout` is a band of ballots, both ends included; `leading` the position of the one
    option ahead, or None in a tie; `shares` a word per option from ten ballots on, else empty.
    """

    kind: Kind
    turnout: tuple[int, int] | None = None
    leading: int | None = None
    shares: tuple[Share, ...] = ()

    def to_plain(self) -> dict[str, object]:
        """Write the result as values that JSON can carry."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, object]) -> "Result":
        """Read what `to_plain` wrote."""
        turnout = cast("list[int] | None", plain["turnout"])
        return cls(
            kind=cast("Kind", plain["kind"]),
            turnout=(turnout[0], turnout[1]) if turnout else None,
            leading=cast("int | None", plain["leading"]),
            shares=tuple(cast("list[Share]", plain["shares"])),
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
        return "few"
    return "most" if 5 * count >= 3 * decided else "many"


def protected(tally: Tally) -> Result:
    """Publish a tally under the rule `protected`; see the design, "Publication".

    Under 3 ballots nothing is told. From 3 the outcome in words and a turnout band, from 10
    also a word per option. A tie at the top is told as a tie and names no options.
    """
    if tally.ballots < FLOOR:
        return Result("too_few")
    leading = tally.leading[0] if len(tally.leading) == 1 else None
    shares: tuple[Share, ...] = ()
    if tally.ballots >= SHARES_FROM:
        shares = tuple(share_of(count, tally.decided) for count in tally.counts)
    return Result("outcome", turnout_band(tally.ballots), leading, shares)
