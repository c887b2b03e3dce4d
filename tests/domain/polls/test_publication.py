"""What a closed poll tells: bands, words for shares, and nothing else."""

import json
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls.methods import Tally
from bot.domain.polls.publication import Result, protected, share_of, turnout_band

# 3, then every 1, 2 and 5 with zeros behind it, as the design lists them.
EDGES = [3, 5] + [head * 10**zeros for zeros in range(1, 13) for head in (1, 2, 5)]
COUNTS = st.integers(0, 400)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    decided, passes = draw(COUNTS), draw(COUNTS)
    counts = draw(st.lists(st.integers(0, decided), min_size=1, max_size=6))
    return Tally(decided + passes, passes, tuple(counts))


@pytest.mark.parametrize(
    ("low", "high"),
    [
        (3, 4),
        (5, 9),
        (10, 19),
        (20, 49),
        (50, 99),
        (100, 199),
        (200, 499),
        (500, 999),
        (1000, 1999),
        (2000, 4999),
    ],
)
def test_every_turnout_of_a_band_is_told_alike(low: int, high: int) -> None:
    assert {turnout_band(ballots) for ballots in range(low, high + 1)} == {(low, high)}


@given(st.integers(3, EDGES[-1] - 1))
def test_bands_go_on_in_ones_twos_and_fives(ballots: int) -> None:
    band = [(low, above - 1) for low, above in pairwise(EDGES) if low <= ballots < above]
    assert [turnout_band(ballots)] == band


def test_shares_of_up_to_two_hundred_follow_the_design() -> None:
    for decided in range(1, 201):
        for count in range(decided + 1):
            part = Fraction(count, decided)
            few = count < 3 or part < Fraction(25, 100)
            most = not few and part >= Fraction(60, 100)
            word = "few" if few else "most" if most else "many"
            assert share_of(count, decided) == word, (count, decided)


@pytest.mark.parametrize(
    ("count", "decided", "word"),
    [
        (0, 0, "few"),
        (2, 2, "few"),
        (3, 3, "most"),
        (3, 5, "most"),
        (3, 12, "many"),
        (3, 13, "few"),
        # Here a number with a decimal point would round up to exactly a quarter, or three fifths.
        (10**17, 4 * 10**17 + 1, "few"),
        (10**17, 4 * 10**17, "many"),
        (3 * 10**17 - 1, 5 * 10**17, "many"),
        (3 * 10**17, 5 * 10**17, "most"),
    ],
)
def test_a_share_on_the_edge_falls_on_its_own_side(count: int, decided: int, word: str) -> None:
    assert share_of(count, decided) == word


@pytest.mark.parametrize("ballots", [0, 1, 2])
def test_under_three_ballots_nothing_is_told(ballots: int) -> None:
    for ahead in range(ballots + 1):
        told = protected(Tally(ballots, ballots - ahead, (ahead, 0)))
        assert told == Result("too_few")
        assert told.turnout is None
        assert told.leading is None


@pytest.mark.parametrize("ballots", range(3, 10))
def test_from_three_ballots_the_leader_and_a_band_are_told_and_no_shares(ballots: int) -> None:
    told = protected(Tally(ballots, 0, (1, ballots - 1, 0)))
    assert told == Result("outcome", (3, 4) if ballots < 5 else (5, 9), leading=1)


def test_from_ten_ballots_each_option_has_a_word() -> None:
    told = protected(Tally(10, 0, (6, 3, 1)))
    assert told == Result("outcome", (10, 19), leading=0, shares=("most", "many", "few"))


def test_who_passed_took_part_and_weighs_on_no_share() -> None:
    assert protected(Tally(20, 15, (3, 2))) == Result(
        "outcome", (20, 49), leading=0, shares=("most", "few")
    )


@pytest.mark.parametrize("counts", [(4, 4, 1), (0, 0, 0)])
def test_a_tie_names_no_option(counts: tuple[int, ...]) -> None:
    assert protected(Tally(9, 0, counts)) == Result("outcome", (5, 9), leading=None)


@given(tallies())
def test_no_exact_number_gets_out(tally: Tally) -> None:
    told = protected(tally)
    assert set(told.shares) <= {"few", "many", "most"}
    assert len(told.shares) == (len(tally.counts) if tally.ballots >= 10 else 0)
    if told.turnout:
        low, high = told.turnout
        assert low <= tally.ballots <= high
        assert low in EDGES
        assert high + 1 in EDGES
    if told.leading is not None:
        others = [count for i, count in enumerate(tally.counts) if i != told.leading]
        assert all(tally.counts[told.leading] > count for count in others)


@given(tallies())
def test_a_result_comes_back_from_json_as_it_was(tally: Tally) -> None:
    for result in (protected(tally), Result("lost"), Result("too_few")):
        assert Result.from_plain(json.loads(json.dumps(result.to_plain()))) == result
