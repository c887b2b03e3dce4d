"""Verdicts: every small group of proposal, consent and temperature, against plain reasoning."""

import itertools
from fractions import Fraction

import pytest

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods import METHODS, Verdict
from bot.domain.polls.methods.counting import count_marks
from bot.domain.polls.rules import Rules, Threshold


def said(option: int | None, options: int) -> Ballot:
    marks = tuple(int(option == each) for each in range(options))
    return Ballot(marks, passed=option is None)


def verdict(method: str, voices: tuple[int | None, ...], rules: Rules) -> Verdict:
    options = len(METHODS[method].fixed)
    ballots = [said(each, options) for each in voices]
    for ballot in ballots:
        METHODS[method].check(ballot)
    return METHODS[method].verdict(count_marks(ballots, options), rules)


def groups(options: int, most: int) -> list[tuple[int | None, ...]]:
    sayings: list[int | None] = [*range(options), None]
    return [
        voices
        for size in range(most + 1)
        for voices in itertools.combinations_with_replacement(sayings, size)
    ]


@pytest.mark.parametrize(
    ("threshold", "part", "more"),
    [
        (Threshold.HALF, Fraction(1, 2), True),
        (Threshold.TWO_THIRDS, Fraction(2, 3), False),
        (Threshold.THREE_QUARTERS, Fraction(3, 4), False),
        (Threshold.ALL, Fraction(1), False),
    ],
)
def test_a_proposal_is_carried_by_its_part_of_those_who_decided(
    threshold: Threshold, part: Fraction, more: bool
) -> None:
    yes, no = 0, 1
    for voices in groups(2, 13):
        decided = voices.count(yes) + voices.count(no)
        share = Fraction(voices.count(yes), decided) if decided else Fraction(0)
        carried = share > part if more else share >= part
        expected = Verdict.CARRIED if carried else Verdict.NOT_CARRIED
        assert verdict("proposal", voices, Rules(threshold=threshold)) is expected, voices


@pytest.mark.parametrize("threshold", list(Threshold))
def test_who_passes_weighs_on_no_verdict(threshold: Threshold) -> None:
    rules = Rules(threshold=threshold)
    for voices in groups(2, 9):
        decided = tuple(each for each in voices if each is not None)
        assert verdict("proposal", voices, rules) is verdict("proposal", decided, rules)


def test_one_concern_is_a_concern_and_passes_are_none() -> None:
    concern = 1
    for voices in groups(2, 9):
        expected = Verdict.CONCERN if concern in voices else Verdict.NO_OBJECTION
        assert verdict("consent", voices, Rules()) is expected, voices


def test_a_temperature_is_the_step_that_was_named_most() -> None:
    for voices in groups(5, 7):
        named = sorted((voices.count(step) for step in range(5)), reverse=True)
        expected = Verdict.AHEAD if named[0] > named[1] else Verdict.TIE
        assert verdict("temperature", voices, Rules()) is expected, voices


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_threshold_matters_to_a_proposal_alone(method: str) -> None:
    options = len(METHODS[method].fixed) or 3
    seen: set[tuple[Verdict, ...]] = set()
    for voices in groups(options, 5):
        tally = METHODS[method].count([said(each, options) for each in voices], options)
        seen.add(tuple(METHODS[method].verdict(tally, Rules(each)) for each in Threshold))
    assert any(len(set(each)) > 1 for each in seen) == (method == "proposal")
