"""Score: each person gives every option 0 to 5; the two with most points meet in a run-off.

A mark is the score; a blank is 0. In the run-off each ballot counts once, for whichever of the two
it scored higher. This is known as STAR: score, then automatic run-off.

Ties on the way are settled as far as the ballots do: for a place in the run-off by how often the
tied were scored above each other, then by the number of fives; in the run-off by points, then by
fives. The rest is the poll's own rule for ties.

Source: "Ties in STAR Voting", Equal Vote Coalition (starvoting.org/ties), as counted by Hastings'
starvote 2.1, without the last steps by lot.
"""

from collections.abc import Sequence
from itertools import combinations

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods.comparing import compare, more_prefer
from bot.domain.polls.methods.counting import Method, Tally

HIGHEST = 5


def count(ballots: Sequence[Ballot], options: int) -> Tally:
    """Add up points and fives of each option, and count how many scored which one higher."""
    points = tuple(sum(ballot.marks[option] for ballot in ballots) for option in range(options))
    fives = tuple(
        sum(ballot.marks[option] == HIGHEST for ballot in ballots) for option in range(options)
    )
    passes = sum(ballot.passed for ballot in ballots)
    preferred = compare(ballots, options, lambda score, other: score > other)
    return Tally(len(ballots), passes, points, preferred=preferred, tops=fives)


def leading(tally: Tally) -> tuple[int, ...]:
    """Return the option ahead after the run-off, several in a tie; none without a point.

    Tied are all that could be ahead, whichever way lots would fall.
    """
    if not any(tally.counts):
        return ()
    if len(tally.counts) == 1:
        return (0,)
    found = {each for pair in _pairs(tally) for each in _run_off(tally, *pair)}
    return tuple(sorted(found))


def finalists(tally: Tally) -> tuple[int, ...]:
    """Return the two that meet in the run-off; none where the ballots don't say which two."""
    if len(tally.counts) < 2 or not any(tally.counts):
        return ()
    pairs = _pairs(tally)
    return pairs[0] if len(pairs) == 1 else ()


def _pairs(tally: Tally) -> list[tuple[int, ...]]:
    """Return the pairs that may meet in the run-off: one, but for ties that only a lot settles."""
    sure, tied = _best_two(tally.counts, (), range(len(tally.counts)))
    if tied:
        above = [sum(row[other] for other in tied) for row in tally.preferred]
        sure, tied = _best_two(above, sure, tied)
    if tied:
        sure, tied = _best_two(tally.tops, sure, tied)
    return [(*sure, *others) for others in combinations(tied, 2 - len(sure))]


def _best_two(
    numbers: Sequence[int], sure: tuple[int, ...], tied: Sequence[int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return who is sure to be among two now, by larger numbers, and who is tied for the rest."""
    for number in sorted({numbers[option] for option in tied}, reverse=True):
        level = tuple(option for option in tied if numbers[option] == number)
        if len(sure) + len(level) > 2:
            return sure, level if len(sure) < 2 else ()
        sure += level
    return sure, ()


def _run_off(tally: Tally, one: int, other: int) -> tuple[int, ...]:
    """Return who is ahead of two: whom more scored higher, else has more points, else fives."""
    ahead = (
        more_prefer(tally, one, other)
        or tally.counts[one] - tally.counts[other]
        or tally.tops[one] - tally.tops[other]
    )
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
