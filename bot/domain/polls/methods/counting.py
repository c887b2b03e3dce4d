"""What a voting method is, and the counting of marks that methods share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.polls.ballot import Ballot


@dataclass(frozen=True, slots=True)
class Tally:
    """A count, held in memory while a poll closes and never stored.

    `ballots` is how many took part, `passes` how many of them passed, and `counts` how many
    chose each option, in the poll's order.
    """

    ballots: int
    passes: int
    counts: tuple[int, ...]

    @property
    def decided(self) -> int:
        """How many took part and did not pass."""
        return self.ballots - self.passes

    @property
    def leading(self) -> tuple[int, ...]:
        """The positions with the highest count; empty when nobody chose anything."""
        top = max(self.counts, default=0)
        return tuple(i for i, count in enumerate(self.counts) if count == top) if top else ()


def count_marks(ballots: Sequence[Ballot], options: int) -> Tally:
    """Count for each option the ballots that bear a mark on it."""
    counts = [0] * options
    for ballot in ballots:
        for position in ballot.chosen:
            counts[position] += 1
    return Tally(len(ballots), sum(ballot.passed for ballot in ballots), tuple(counts))


@dataclass(frozen=True, slots=True)
class Method:
    """A voting method.

    `many` says whether a ballot may mark several options; `check` raises BadInput for a ballot
    that can't be counted; `tally` counts ballots over a number of options.
    """

    name: str
    many: bool
    check: Callable[[Ballot], None]
    tally: Callable[[Sequence[Ballot], int], Tally]
