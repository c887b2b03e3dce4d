"""Comparing options two by two: how many prefer the one, how many the other."""

from collections.abc import Callable, Sequence

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods.counting import Tally

Preferred = tuple[tuple[int, ...], ...]


def compare(
    ballots: Sequence[Ballot], options: int, prefers: Callable[[int, int], bool]
) -> Preferred:
    """Return for each pair of options how many prefer the first, as `Tally.preferred`.

    `prefers` says of two marks of one ballot whether the first is better.
    """
    found = [[0] * options for _ in range(options)]
    for ballot in ballots:
        if not ballot.passed:
            for one, mark in enumerate(ballot.marks[:options]):
                for other, beside in enumerate(ballot.marks[:options]):
                    found[one][other] += prefers(mark, beside)
    return tuple(tuple(row) for row in found)


def more_prefer(tally: Tally, one: int, other: int) -> int:
    """Return 1 if more people prefer `one` to `other`, -1 if fewer do, 0 if they are even."""
    margin = tally.preferred[one][other] - tally.preferred[other][one]
    return (margin > 0) - (margin < 0)
