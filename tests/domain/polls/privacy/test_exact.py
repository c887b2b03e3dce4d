"""What exact numbers give away, method by method, so that the sentence on the card can admit it.

Nothing about one person is certain unless all, or all but whoever looks, agree on it: otherwise any
of them might be the other one. What is left to find out is when agreeing is enough.
"""

import itertools
from functools import cache

import pytest

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods import METHODS, Tally
from bot.domain.polls.result import Kind, Result
from bot.domain.polls.rules import Publication, Rules, Tie
from tests.domain.polls.privacy.looking import Seen, kinds, look_at_tallies

# Each with the largest group that is cheap; small ones differ in nothing that matters here.
CHOSEN = [
    *(("single", 2, 6), ("single", 3, 6), ("single", 4, 6), ("temperature", 5, 6)),
    *(("approval", 2, 6), ("approval", 3, 6), ("approval", 4, 6), ("proposal", 2, 6)),
]
GRADED = [("ranked", 2, 6), ("ranked", 3, 4), ("times", 2, 6), ("times", 3, 4)]
SCORED = [("score", 2, 4)]  # with every score: where some are left out, others seem certain


@cache
def seen_in(method: str, options: int, most: int) -> Seen:
    """What each result leaves possible, where there is one; lots and run-offs tell the most."""
    rules = Rules(publication=Publication.COUNTS, tie=Tie.LOT, floor=3)
    (seen,) = look_at_tallies(method, options, range(most + 1), [rules])
    return {key: possible for key, possible in seen.items() if key[0].kind is Kind.OUTCOME}


def of_others(method: str, result: Result, own: Ballot | None) -> Tally:
    """The exact numbers, less one's own ballot: what a voter knows of the others."""
    assert result.turnout is not None
    assert result.passes is not None
    options = len(result.counts) or len(result.preferred)
    mine = METHODS[method].count([] if own is None else [own], options)
    return Tally(
        result.turnout[0] - mine.ballots,
        result.passes - mine.passes,
        less(result.counts, mine.counts),
        less(result.weaker, mine.weaker),
        tuple(less(*rows) for rows in zip(result.preferred, mine.preferred, strict=True)),
    )


def less(told: tuple[int, ...], mine: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(count - one for count, one in zip(told, mine, strict=True))


def alike(tally: Tally) -> bool:
    """Say whether everybody said the same, by the numbers alone."""
    rows = (tally.counts, tally.weaker, *tally.preferred)
    return tally.passes == tally.ballots or (
        tally.passes == 0 and all(count in (0, tally.ballots) for row in rows for count in row)
    )


@pytest.mark.parametrize(("method", "options", "most"), [*CHOSEN, *GRADED])
def test_exact_numbers_fix_votes_only_where_all_or_all_others_are_alike(
    method: str, options: int, most: int
) -> None:
    # The sentence: "If all chose the same, everyone knows what each one chose; and whoever
    # alone chose something can see that they were alone."
    ballots = kinds(method, options)
    seen = seen_in(method, options, most)
    certain = {key for key, possible in seen.items() if len(possible) == 1}
    assert certain == {
        (result, own)
        for result, own in seen
        if alike(of_others(method, result, None if own is None else ballots[own]))
    }
    assert certain
    assert {result.turnout for result, _ in seen} == {(n, n) for n in range(3, most + 1)}


def order(ballot: Ballot, one: int, other: int) -> int:
    """What a ballot says of two options: 1 if the first has the larger mark, -1 if smaller."""
    return (ballot.marks[one] > ballot.marks[other]) - (ballot.marks[one] < ballot.marks[other])


@pytest.mark.parametrize(
    ("method", "options", "most"), [each for each in [*GRADED, *SCORED] if each[0] != "times"]
)
def test_where_all_agree_on_two_options_it_is_certain_what_each_thinks_of_them(
    method: str, options: int, most: int
) -> None:
    ballots = kinds(method, options)
    pairs = [*itertools.combinations(range(options), 2)]
    for (result, own), possible in seen_in(method, options, most).items():
        tally = of_others(method, result, None if own is None else ballots[own])
        said = [ballots[each] for each in possible]
        if tally.passes == tally.ballots:
            assert all(each.passed for each in said)
        for a, b in pairs:
            counted = {tally.preferred[a][b], tally.preferred[b][a]}
            agreed = tally.passes == 0 and counted <= {0, tally.ballots}
            known = len({order(each, a, b) for each in said}) == 1
            assert (known and not any(each.passed for each in said)) == agreed


@pytest.mark.parametrize(("options", "most"), [(2, 6), (3, 4)])
def test_where_all_say_the_same_of_a_time_it_is_certain_and_nowhere_else(
    options: int, most: int
) -> None:
    ballots = kinds("times", options)
    for (result, own), possible in seen_in("times", options, most).items():
        tally = of_others("times", result, None if own is None else ballots[own])
        said = [ballots[each] for each in possible]
        for time, counted in enumerate(zip(tally.counts, tally.weaker, strict=True)):
            agreed = tally.passes == 0 and {*counted} <= {0, tally.ballots}
            known = len({each.marks[time] for each in said}) == 1
            assert (known and not any(each.passed for each in said)) == agreed


def test_a_score_is_certain_where_all_gave_0_or_5_and_in_between_where_numbers_leave_one_way() -> (
    None
):
    ballots = kinds("score", 2)
    between: set[bool] = set()
    for (result, own), possible in seen_in("score", 2, 4).items():
        tally = of_others("score", result, None if own is None else ballots[own])
        said = [ballots[each] for each in possible]
        for option, points in enumerate(tally.counts):
            known = len({each.marks[option] for each in said}) == 1
            if tally.passes == 0 and points in (0, 5 * tally.ballots):
                assert known
            elif tally.passes == 0 and points % tally.ballots == 0:
                between.add(known)
            elif tally.passes < tally.ballots:
                assert not known or any(each.passed for each in said)
    assert between == {True, False}


def test_a_score_in_between_that_everybody_knows() -> None:
    # Three people, 0 and 3 points, and all three scored the second one higher.
    ballots = kinds("score", 2)
    found = [
        {ballots[each].marks for each in possible}
        for (result, own), possible in seen_in("score", 2, 4).items()
        if own is None and result.counts == (0, 3) and result.preferred[1][0] == 3
        if result.turnout == (3, 3)
    ]
    assert found == [{(0, 1)}]
