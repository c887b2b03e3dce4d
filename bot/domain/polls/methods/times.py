"""Times: each person says of each time whether it works, works if needed, or doesn't.

A mark is 2 for works, 1 for if needed, 0 for doesn't. The time that works for most is ahead; of
those, the one that is all right if needed for most.

Source: the three answers of common scheduling polls; the order of counting is our own.
"""

from collections.abc import Sequence

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods.counting import Method, Tally

WORKS, IF_NEEDED = 2, 1


def count(ballots: Sequence[Ballot], options: int) -> Tally:
    """Count for how many each time works, and for how many it is all right if needed."""

    def with_mark(mark: int) -> tuple[int, ...]:
        return tuple(
            sum(ballot.marks[option] == mark for ballot in ballots) for option in range(options)
        )

    passes = sum(ballot.passed for ballot in ballots)
    return Tally(len(ballots), passes, with_mark(WORKS), with_mark(IF_NEEDED))


def leading(tally: Tally) -> tuple[int, ...]:
    """Return the best times, several in a tie; none that is all right for nobody."""
    found = list(zip(tally.counts, tally.weaker, strict=True))
    best = max(found, default=(0, 0))
    return tuple(i for i, each in enumerate(found) if each == best) if any(best) else ()


TIMES = Method(
    "times", count=count, leading=leading, many=True, highest=WORKS, blank=True, moments=True
)
