"""Score: each person gives every option 0 to 5; the two with most points meet in a run-off.

A mark is the score; a blank is 0. In the run-off each ballot counts once, for whichever of the two
it scored higher. This is known as STAR: score, then automatic run-off.

Source: "STAR Voting: tie breaking protocol", Equal Vote Coalition (2023), without its last steps
by lot: those are the poll's own rule for ties.
"""

from collections.abc import Sequence
from itertools import combinations

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods.comparing import compare, more_prefer
from bot.domain.polls.methods.counting import Method, Tally

HIGHEST = 5


def count(ballots: Sequence[Ballot], options: int) -> Tally:
    """Add up the points of each option, and count how many scored which one higher."""
    points = tuple(sum(ballot.marks[option] for ballot in ballots) for option in range(options))
    passes = sum(ballot.passed for ballot in ballots)
    preferred = compare(ballots, options, lambda score, other: score > other)
    return Tally(len(ballots), passes, points, preferred=preferred)


def leading(tally: Tally) -> tuple[int, ...]:
    """Return the option ahead after the run-off, several in a tie; none without a point.

    Where points alone don't say which two meet, all that could be ahead are tied.
    """
    if not any(tally.counts):
        return ()
    if len(tally.counts) == 1:
        return (0,)
    found = {each for pair in _pairs(tally) for each in _run_off(tally, *pair)}
    return tuple(sorted(found))


def finalists(tally: Tally) -> tuple[int, ...]:
    """Return the two that meet in the run-off; none where points alone don't say which two."""
    if len(tally.counts) < 2 or not any(tally.counts):
        return ()
    pairs = _pairs(tally)
    return pairs[0] if len(pairs) == 1 else ()


def _pairs(tally: Tally) -> list[tuple[int, int]]:
    """Return the pairs that may meet in the run-off: one, but for ties at the second place."""
    by_points = sorted(range(len(tally.counts)), key=lambda option: -tally.counts[option])
    second = tally.counts[by_points[1]]
    sure = [option for option in by_points if tally.counts[option] > second]
    even = [option for option in by_points if tally.counts[option] == second]
    if sure:
        return [(sure[0], other) for other in even]
    return list(combinations(sorted(even), 2))


def _run_off(tally: Tally, one: int, other: int) -> tuple[int, ...]:
    """Return who is ahead of two: whom more people scored higher, else who has more points."""
    ahead = more_prefer(tally, one, other) or tally.counts[one] - tally.counts[other]
    if not ahead:
        return one, other
    return (one,) if ahead > 0 else (other,)


SCORE = Method(
    "score",
    count=count,
    leading=leading,
    many=True,
    highest=HIGHEST,
    points=HIGHEST,
    finalists=finalists,
)
