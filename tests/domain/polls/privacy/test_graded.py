"""Ranked, scored and times under `protected`: no result fixes anybody's vote, or part of it."""

from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.result import Kind
from bot.domain.polls.rules import Rules, Tie
from tests.domain.polls.privacy.looking import Seen, given_away, kinds, look_at_tallies
from tests.domain.polls.privacy.suspecting import Group

GRADED = [(method, options) for method in ("ranked", "score", "times") for options in (2, 3)]
# Enough marks for every sort of result; with all of them there are millions of tallies.
A_FEW = (0, 1, 5)
BANDS = {"few": range(10), "tens": range(10, 20)}
# The other quorums and ties tell no more than these; see the tests of publication and of ties.
RULES = [Rules(), Rules(tie=Tie.LOT), Rules(tie=Tie.LOT, quorum=5)]


def some_marks(method: str) -> Sequence[int]:
    return A_FEW if method == "score" else ()


@cache
def by_tallies(method: str, options: int) -> list[Seen]:
    """Every profile of none to nine, or to four among three options, under each rule."""
    most = 9 if options == 2 else 4
    return look_at_tallies(method, options, range(most + 1), RULES, some_marks(method))


@pytest.mark.parametrize(("method", "options"), GRADED)
def test_nobody_can_be_certain_of_a_vote_in_a_small_group(method: str, options: int) -> None:
    ballots = kinds(method, options, some_marks(method))
    for seen in by_tallies(method, options):
        assert {result.turnout for result, _ in seen} >= {None, (3, 4)}
        assert {own for _, own in seen} == {None, *range(len(ballots))}
        assert given_away(seen, ballots) == []


def parts(method: str, ballot: Ballot) -> Iterator[tuple[object, ...]]:
    """What a ballot says of each option, or of each two."""
    for one, mark in enumerate(ballot.marks):
        if method != "ranked":
            yield (one, mark)
        for other, beside in enumerate(ballot.marks[:one]):
            yield (one, other, (mark > beside) - (mark < beside))


@pytest.mark.parametrize(("method", "options"), GRADED)
def test_not_even_what_somebody_says_of_one_option_or_of_two_is_certain(
    method: str, options: int
) -> None:
    # Who may have passed may have said nothing of it.
    ballots = kinds(method, options, some_marks(method))
    for seen in by_tallies(method, options):
        for (result, own), possible in seen.items():
            said = [ballots[each] for each in possible]
            if not any(ballot.passed for ballot in said):
                common = set(parts(method, said[0]))
                for ballot in said:
                    common &= set(parts(method, ballot))
                assert not common, (result, own)


def some_observers(ballots: Sequence[Ballot]) -> list[int]:
    """One of those ballots that say the same of other options: which is which is all the same."""
    return [at for at, each in enumerate(ballots) if list(each.marks) == sorted(each.marks)]


@pytest.mark.parametrize("tie", [Tie.TALK, Tie.LOT])
@pytest.mark.parametrize("band", sorted(BANDS))
@pytest.mark.parametrize(("method", "options"), GRADED)
def test_nobody_can_be_certain_of_a_vote_in_a_whole_band(
    method: str, options: int, band: str, tie: Tie
) -> None:
    # Between two options with every mark there is; with all of them among three, tried once, it
    # holds as well.
    marks = A_FEW if (method, options) == ("score", 3) else ()
    ballots = kinds(method, options, marks)
    group = Group(method, options, ballots, Rules(tie=tie))
    assert group.given_away(BANDS[band], some_observers(ballots)) == []


def test_rankings_of_four_options_fix_no_vote_either() -> None:
    ballots = kinds("ranked", 4)
    group = Group("ranked", 4, ballots, Rules(tie=Tie.LOT))
    assert group.given_away(range(3, 5), some_observers(ballots)) == []
    assert group.given_away(range(10, 20), some_observers(ballots)) == []


def test_every_sort_of_result_was_looked_at() -> None:
    # Each of three options ahead, each set of tied ones, and that too few took part.
    (seen,) = look_at_tallies("ranked", 3, range(5), [Rules(tie=Tie.LOT)])
    results = {result for result, _ in seen}
    assert {result.leading for result in results} == {None, 0, 1, 2}
    assert {result.tied for result in results} == {(), (0, 1), (0, 2), (1, 2), (0, 1, 2)}
    assert {result.kind for result in results} == {Kind.OUTCOME, Kind.TOO_FEW}
