"""What a closed poll tells: bands, words for shares, and nothing else."""

import json
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls.methods import METHODS, Tally, Verdict
from bot.domain.polls.publication import most_told, protected_floor, publish, share_of, turnout_band
from bot.domain.polls.result import Kind, Result, Share
from bot.domain.polls.rules import QUORUMS, Publication, Rules, Threshold

# 3, then every 1, 2 and 5 with zeros behind it, as the design lists them.
EDGES = [3, 5] + [head * 10**zeros for zeros in range(1, 13) for head in (1, 2, 5)]
COUNTS = st.integers(0, 400)


def protected(tally: Tally) -> Result:
    return publish(METHODS["approval"], tally, Rules())


def outcome(
    turnout: tuple[int, int], leading: int | None = None, shares: tuple[Share, ...] = ()
) -> Result:
    """A choice's result, whose verdict is a tie if nothing leads."""
    verdict = Verdict.TIE if leading is None else Verdict.AHEAD
    return Result(Kind.OUTCOME, verdict, turnout, leading=leading, shares=shares)


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
        assert told == Result(Kind.TOO_FEW)
        assert told.turnout is None
        assert told.leading is None


@pytest.mark.parametrize("ballots", range(3, 10))
def test_from_three_ballots_the_leader_and_a_band_are_told_and_no_shares(ballots: int) -> None:
    told = protected(Tally(ballots, 0, (1, ballots - 1, 0)))
    assert told == outcome((3, 4) if ballots < 5 else (5, 9), leading=1)


def test_from_ten_ballots_each_option_has_a_word() -> None:
    told = protected(Tally(10, 0, (6, 3, 1)))
    assert told == outcome((10, 19), leading=0, shares=(Share.MOST, Share.MANY, Share.FEW))


def test_who_passed_took_part_and_weighs_on_no_share() -> None:
    assert protected(Tally(20, 15, (3, 2))) == outcome(
        (20, 49), leading=0, shares=(Share.MOST, Share.FEW)
    )


@pytest.mark.parametrize("counts", [(4, 4, 1), (0, 0, 0)])
def test_a_tie_names_no_option(counts: tuple[int, ...]) -> None:
    assert protected(Tally(9, 0, counts)) == outcome((5, 9), leading=None)


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
    for result in (protected(tally), Result(Kind.LOST), Result(Kind.TOO_FEW)):
        assert Result.from_plain(json.loads(json.dumps(result.to_plain()))) == result


SINGLE, PROPOSAL, CONSENT = METHODS["single"], METHODS["proposal"], METHODS["consent"]
COUNTS_MODE = Rules(publication=Publication.COUNTS, floor=5)


@given(tallies(), st.sampled_from(sorted(METHODS)), st.sampled_from(list(Threshold)))
def test_protected_never_tells_a_count_or_how_many_passed(
    tally: Tally, name: str, threshold: Threshold
) -> None:
    wide = Tally(tally.ballots, tally.passes, (*tally.counts, 0)[:5])
    told = publish(METHODS[name], wide, Rules(threshold=threshold))
    assert (told.counts, told.passes) == ((), None)
    assert not (name == "consent" and told.shares)


@pytest.mark.parametrize("ballots", range(12))
def test_counts_tell_exact_numbers_from_the_floor_on_and_nothing_below(ballots: int) -> None:
    for floor in (3, 5, 8):
        rules = Rules(publication=Publication.COUNTS, floor=floor)
        passes = min(ballots, 1)
        tally = Tally(ballots, passes, (ballots - passes, 0))
        told = publish(SINGLE, tally, rules)
        if ballots < floor:
            assert told == Result(Kind.TOO_FEW)
        else:
            assert told == Result(
                Kind.OUTCOME,
                Verdict.AHEAD,
                (ballots, ballots),
                leading=0,
                counts=tally.counts,
                passes=passes,
            )


@pytest.mark.parametrize("quorum", QUORUMS)
@pytest.mark.parametrize("publication", list(Publication))
def test_a_quorum_is_met_by_that_many_ballots_passes_too(
    quorum: int, publication: Publication
) -> None:
    rules = Rules(quorum=quorum, publication=publication)
    for ballots in range(5, 260):
        told = publish(SINGLE, Tally(ballots, 2, (ballots - 2, 0)), rules)
        assert told.quorum_met == (ballots >= quorum)


@pytest.mark.parametrize("quorum", QUORUMS)
def test_a_quorum_tells_no_more_than_the_band_does(quorum: int) -> None:
    met: dict[tuple[int, int] | None, set[bool]] = {}
    for ballots in range(600):
        told = publish(SINGLE, Tally(ballots, 0, (ballots, 0)), Rules(quorum=quorum))
        met.setdefault(told.turnout, set()).add(told.quorum_met)
    assert all(len(each) == 1 for each in met.values())


def test_three_quarters_of_a_proposal_are_told_from_five_on_and_all_else_from_three() -> None:
    floors = {
        (name, threshold): protected_floor(method, Rules(threshold=threshold))
        for name, method in METHODS.items()
        for threshold in Threshold
    }
    assert {each for each, floor in floors.items() if floor == 5} == {
        ("proposal", Threshold.THREE_QUARTERS)
    }
    assert set(floors.values()) == {3, 5}


@given(tallies(), st.sampled_from(list(Publication)), st.sampled_from(list(Threshold)))
def test_the_most_that_a_result_can_stand_for_is_told_by_the_result_alone(
    tally: Tally, publication: Publication, threshold: Threshold
) -> None:
    for name in ("single", "proposal"):
        rules = Rules(publication=publication, threshold=threshold, floor=7)
        wide = Tally(tally.ballots, tally.passes, (*tally.counts, 0)[:5])
        told = publish(METHODS[name], wide, rules)
        most = most_told(METHODS[name], rules, told)
        assert most >= tally.ballots
        # Where nothing is told, one ballot more would have been told.
        if told.kind is Kind.TOO_FEW:
            above = Tally(most + 1, 0, (most + 1, 0))
            assert publish(METHODS[name], above, rules).kind is Kind.OUTCOME
        elif publication is Publication.COUNTS:
            assert most == tally.ballots
        else:
            assert turnout_band(most) == turnout_band(tally.ballots) != turnout_band(most + 1)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_consent_tells_one_word_however_many_are_concerned(
    fine: int, concerned: int, passes: int
) -> None:
    tally = Tally(fine + concerned + passes, passes, (fine, concerned))
    for rules in (Rules(), COUNTS_MODE):
        told = publish(CONSENT, tally, rules)
        one = publish(CONSENT, Tally(tally.ballots, 0, (0, min(concerned, 1))), rules)
        assert told == one
        assert (told.counts, told.passes, told.shares, told.leading) == ((), None, (), None)


@pytest.mark.parametrize("name", ["proposal", "consent"])
def test_who_says_yes_or_no_elects_nothing(name: str) -> None:
    for rules in (Rules(), COUNTS_MODE):
        assert publish(METHODS[name], Tally(30, 0, (20, 10)), rules).leading is None


@pytest.mark.parametrize("rules", [Rules(), COUNTS_MODE], ids=["protected", "counts"])
def test_every_result_comes_back_from_json(rules: Rules) -> None:
    for method in METHODS.values():
        for ballots in range(60):
            counts = (ballots, *(0,) * (max(2, len(method.fixed)) - 1))
            told = publish(method, Tally(ballots, 0, counts), rules)
            assert Result.from_plain(json.loads(json.dumps(told.to_plain()))) == told


@pytest.mark.parametrize(
    ("plain", "result"),
    [
        ({"kind": "too_few", "turnout": None, "leading": None, "shares": []}, Kind.TOO_FEW),
        ({"kind": "lost", "turnout": None, "leading": None, "shares": []}, Kind.LOST),
        (
            {"kind": "outcome", "turnout": [3, 4], "leading": 1, "shares": []},
            outcome((3, 4), leading=1),
        ),
        (
            {"kind": "outcome", "turnout": [10, 19], "leading": None, "shares": ["few", "many"]},
            outcome((10, 19), shares=(Share.FEW, Share.MANY)),
        ),
    ],
    ids=["too few", "lost", "ahead", "tie"],
)
def test_a_result_of_the_first_version_is_read_as_it_was_meant(
    plain: dict[str, object], result: Result | Kind
) -> None:
    meant = Result(result) if isinstance(result, Kind) else result
    assert Result.from_plain(plain) == meant
