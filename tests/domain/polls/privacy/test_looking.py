"""The ways of looking agree with each other, and with every profile looked at one by one."""

import itertools

import pytest

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods import METHODS, Method, Tally
from bot.domain.polls.publication import publish
from bot.domain.polls.result import Result
from bot.domain.polls.rules import Publication, Rules, Tie
from tests.domain.polls.privacy.looking import (
    Adding,
    Tell,
    kinds,
    look_at,
    look_at_tallies,
    profiles,
    rules_of,
)
from tests.domain.polls.privacy.suspecting import Group

SMALL = [
    *(("single", 2, 9), ("single", 3, 9), ("approval", 2, 9)),
    *(("proposal", 2, 9), ("consent", 2, 9), ("temperature", 5, 6)),
    *(("ranked", 2, 9), ("ranked", 3, 4), ("times", 2, 5)),
]


@pytest.mark.parametrize(("method", "options", "most"), SMALL)
def test_looking_by_tallies_sees_what_looking_at_every_profile_does(
    method: str, options: int, most: int
) -> None:
    rules = (*rules_of(method)[::3], Rules(tie=Tie.LOT, publication=Publication.COUNTS, floor=3))
    by_tallies = look_at_tallies(method, options, range(most + 1), rules)
    for number, each in enumerate(rules):
        by_profiles = look_at(profiles(method, options, range(most + 1), each))
        assert by_tallies[number] == {key: may for key, may in by_profiles.items() if may}


def test_a_few_marks_are_looked_at_by_tallies_as_by_profiles() -> None:
    marks = (0, 2, 5)
    rules = Rules(tie=Tie.LOT)
    (by_tallies,) = look_at_tallies("score", 2, range(5), [rules], marks)
    found = profiles("score", 2, range(5), rules, marks=marks)
    assert by_tallies == {key: may for key, may in look_at(found).items() if may}


@pytest.mark.parametrize("options", [2, 3])
def test_every_ranking_says_what_one_of_those_that_are_tried_says(options: int) -> None:
    tried = Adding.of("ranked", options, kinds("ranked", options)).adds
    assert len(set(tried)) == len(tried) == {2: 3, 3: 13}[options] + 1
    every = [
        Ballot(marks)
        for marks in itertools.product(range(options + 3), repeat=options)
        if any(marks)
    ]
    assert {*Adding.of("ranked", options, every).adds} < {*tried}


def exact_numbers(method: Method, tally: Tally, rules: Rules) -> Result:
    """What would be told if exact numbers stood beside a band."""
    told = publish(method, tally, rules)
    return Result(told.kind, told.verdict, told.turnout, counts=tally.counts, passes=tally.passes)


@pytest.mark.parametrize(
    ("method", "options", "sizes"),
    [("single", 3, range(8)), ("ranked", 2, range(8)), ("ranked", 3, range(5))],
)
@pytest.mark.parametrize("tell", [publish, exact_numbers])
def test_suspecting_finds_what_looking_at_every_profile_finds(
    method: str, options: int, sizes: range, tell: Tell
) -> None:
    rules, ballots = Rules(tie=Tie.LOT), kinds(method, options)
    seen = look_at(profiles(method, options, sizes, rules, tell))
    certain = {key: may for key, may in seen.items() if len(may) == 1}
    assert Group(method, options, ballots, rules, tell).certain(sizes) == certain
    assert bool(certain) == (tell is not publish)


def test_every_method_adds_up() -> None:
    for method in METHODS.values():
        options = len(method.fixed) or 3
        ballots = kinds(method.name, options)[::5]
        adding = Adding.of(method.name, options, ballots)
        assert adding.tally(len(ballots), sum(adding.adds)) == method.count(ballots, options)
