"""No result fixes anybody's vote: all profiles of small groups, looked at by outsider and voter.

What an observer knows is the published result alone (with it, the turnout band, not the turnout),
that a certain person took part, and perhaps their own ballot. Of every result all profiles that
lead to it are gathered. Ballots come out of the box in no order, so a profile is how often each
ballot occurs, and a person who took part may hold any ballot in it.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import pytest

from bot.domain.polls import drafting
from bot.domain.polls.ballot import Ballot
from bot.domain.polls.drafting import Typed
from bot.domain.polls.methods import METHODS, Tally
from bot.domain.polls.publication import Result, protected
from bot.domain.refusals import BadInput

Profile = tuple[int, ...]  # ballots by their number, in no order that means anything
Seen = dict[tuple[Result, int | None], set[int]]  # (result, own ballot): another's possible ones

ONE_OPTION = pytest.mark.xfail(
    strict=True,
    reason="one option alone, nobody ahead: all passed. Drafting never lets it be asked",
)
POLLS = [(method, options) for method in ("single", "approval") for options in (2, 3)]
ALSO_ALONE = [*POLLS, *(pytest.param(each, 1, marks=ONE_OPTION) for each in ("single", "approval"))]


@cache
def kinds(method: str, options: int) -> tuple[Ballot, ...]:
    """Every ballot that the method takes."""
    found: list[Ballot] = []
    for passed in (False, True):
        for marks in itertools.product((0, 1), repeat=options):
            try:
                METHODS[method].check(Ballot(marks, passed))
            except BadInput:
                continue
            found.append(Ballot(marks, passed))
    return tuple(found)


def profiles(method: str, options: int, sizes: Iterable[int]) -> Iterator[tuple[Profile, Result]]:
    ballots = kinds(method, options)
    for size in sizes:
        for profile in itertools.combinations_with_replacement(range(len(ballots)), size):
            tally = METHODS[method].tally([ballots[each] for each in profile], options)
            yield profile, protected(tally)


def look_at(found: Iterable[tuple[Profile, Result]]) -> Seen:
    seen: Seen = defaultdict(set)
    for profile, result in found:
        seen[result, None].update(profile)
        for own in set(profile):
            others = list(profile)
            others.remove(own)
            seen[result, own].update(others)
    return seen


def given_away(seen: Seen, ballots: Sequence[Ballot]) -> list[str]:
    """Each result that leaves one ballot possible, with the observer's own and that one."""
    return [
        f"{result}, own: {None if own is None else ballots[own]}, fixed: {ballots[min(possible)]}"
        for (result, own), possible in seen.items()
        if len(possible) == 1
    ]


@cache
def few_voters(method: str, options: int) -> Seen:
    """Every profile of none to nine voters: the bands 3-4 and 5-9 as a whole."""
    return look_at(profiles(method, options, range(10)))


@pytest.mark.parametrize(("method", "options"), ALSO_ALONE)
def test_no_outsider_can_be_certain_of_a_vote(method: str, options: int) -> None:
    seen = {key: may for key, may in few_voters(method, options).items() if key[1] is None}
    assert {result.turnout for result, _ in seen} == {None, (3, 4), (5, 9)}
    assert given_away(seen, kinds(method, options)) == []


@pytest.mark.parametrize(("method", "options"), ALSO_ALONE)
def test_no_voter_can_be_certain_of_another_vote(method: str, options: int) -> None:
    # A voter who was alone has no other to wonder about.
    seen = {key: may for key, may in few_voters(method, options).items() if key[1] is not None}
    assert {own for _, own in seen} == set(range(len(kinds(method, options))))
    assert given_away(seen, kinds(method, options)) == []


def tens(method: str, options: int) -> Seen:
    """All of the band 10-19, by tallies: profiles with the same tally have the same result.

    A tally is one number whose digits, in base 32, are the passes and the counts; what a ballot
    adds to it is such a number too. `reached[n]` are the tallies that n ballots can make.
    """
    base, ballots = 32, kinds(method, options)
    adds = [
        sum(mark * base**place for place, mark in enumerate((int(ballot.passed), *ballot.marks)))
        for ballot in ballots
    ]
    reached = [{0}]
    for _ in range(19):
        reached.append({tally + add for tally in reached[-1] for add in adds})
    seen: Seen = defaultdict(set)
    told: dict[Result, Result] = {}
    for size in range(10, 20):
        results: dict[int, Result] = {}
        for tally in reached[size]:
            digits = [tally // base**place % base for place in range(options + 1)]
            result = protected(Tally(size, digits[0], tuple(digits[1:])))
            results[tally] = told.setdefault(result, result)
        for one, other in itertools.combinations_with_replacement(range(len(adds)), 2):
            both = adds[one] + adds[other]
            for result in {results[tally + both] for tally in reached[size - 2]}:
                seen[result, None].update((one, other))
                seen[result, one].add(other)
                seen[result, other].add(one)
    return seen


@pytest.mark.parametrize(("method", "options"), POLLS)
def test_words_for_shares_fix_nobodys_vote_either(method: str, options: int) -> None:
    seen = tens(method, options)
    assert {result.turnout for result, _ in seen} == {(10, 19)}
    assert {share for result, _ in seen for share in result.shares} == {"few", "many", "most"}
    assert given_away(seen, kinds(method, options)) == []


@pytest.mark.parametrize(("method", "options"), POLLS)
def test_who_counted_the_people_too_is_only_ever_certain_in_a_group_of_three(
    method: str, options: int
) -> None:
    # "In a tiny group people may guess": the card says it, and here is how tiny.
    ballots = kinds(method, options)
    for size in range(3, 10):
        sure = given_away(look_at(profiles(method, options, [size])), ballots)
        assert bool(sure) == (size == 3)
        assert all("own: None" not in each for each in sure)


def test_nobody_can_ask_with_a_single_option() -> None:
    extra = ("Keep things as they are", "I'd like more conversation first")
    assert drafting.check(Typed("Tea?", "Tea"), extra).options == ("Tea", *extra)
    with pytest.raises(BadInput):
        drafting.check(Typed("Tea?", "Tea", standing=False), extra)
