"""Ranked: each person puts options in an order, as far as they like; who nobody beats is ahead.

A mark is a place, 1 the first; 0 is unranked. Places may be shared, and what is unranked shares
the last one. Counted by Schulze's method, by margins: of two options the one that more people
prefer beats the other, and where that goes round in a circle, the strongest way through counts.
All that are tied at the top are kept.

Source: Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method", Social Choice and Welfare 36 (2011), with margins as the strength
of a link.
"""

from collections.abc import Sequence

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods.comparing import Preferred, compare
from bot.domain.polls.methods.counting import Method, Tally

MOST_GRADED = 10


def count(ballots: Sequence[Ballot], options: int) -> Tally:
    """Count how many prefer each option to each other one."""
    passes = sum(ballot.passed for ballot in ballots)
    return Tally(len(ballots), passes, (), preferred=compare(ballots, options, _before))


def leading(tally: Tally) -> tuple[int, ...]:
    """Return the options that no other one beats; none when nobody decided."""
    if not tally.decided:
        return ()
    ways = _strongest_ways(tally.preferred)
    every = range(len(ways))
    return tuple(one for one in every if all(ways[one][o] >= ways[o][one] for o in every))


def _before(place: int, other: int) -> bool:
    return place > 0 and (not other or place < other)


def _strongest_ways(preferred: Preferred) -> list[list[int]]:
    """Return for each pair the strength of the strongest way from the first to the second.

    A way is as strong as its weakest link, and a link as its margin; 0 where there is no way.
    """
    every = range(len(preferred))
    ways = [[max(preferred[a][b] - preferred[b][a], 0) for b in every] for a in every]
    for through in every:
        for a in every:
            for b in every:
                ways[a][b] = max(ways[a][b], min(ways[a][through], ways[through][b]))
    return ways


RANKED = Method(
    "ranked", count=count, leading=leading, many=True, highest=MOST_GRADED, compares=True
)
