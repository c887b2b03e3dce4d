"""What a closed poll tells: bands, words for shares, and nothing else."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods import METHODS, Method, Tally, Verdict
from bot.domain.polls.publication import most_told, protected_floor, publish, share_of, turnout_band
from bot.domain.polls.result import Kind, Result, Share
from bot.domain.polls.rules import QUORUMS, Publication, Rules, Threshold, Tie

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


@st.composite
def cast(draw: st.DrawFn, *names: str) -> tuple[Method, Tally]:
    """One of these methods, or of all, and the tally of some ballots of it, often many alike."""
    method = METHODS[draw(st.sampled_from(names or sorted(METHODS)))]
    options = len(method.fixed) or draw(st.integers(2, 4))
    marks = st.integers(0, method.highest)
    if method.many:
        ballots = st.lists(marks, min_size=options, max_size=options)
    else:
        ballots = st.integers(0, options - 1).map(lambda at: [int(at == n) for n in range(options)])
    said = st.one_of(st.none(), ballots.filter(lambda each: method.blank or any(each)))
    found: list[Ballot] = []
    for marks_or_pass, count in draw(st.lists(st.tuples(said, st.integers(1, 20)), max_size=6)):
        passed = Ballot((0,) * options, passed=True)
        found += [passed if marks_or_pass is None else Ballot(tuple(marks_or_pass))] * count
    for ballot in found:
        method.check(ballot)
    return method, method.count(found, options)


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


@given(cast(), st.sampled_from(list(Threshold)), st.sampled_from(list(Tie)))
def test_protected_never_tells_a_count_or_how_many_passed(
    counted: tuple[Method, Tally], threshold: Threshold, tie: Tie
) -> None:
    method, tally = counted
    told = publish(method, tally, Rules(threshold=threshold, tie=tie))
    assert (told.counts, told.passes, told.weaker, told.preferred) == ((), None, (), ())
    assert not (method is CONSENT and told.shares)


@given(cast(), st.sampled_from(list(Tie)))
def test_what_is_told_of_each_option_depends_on_the_method_and_the_band_alone(
    counted: tuple[Method, Tally], tie: Tie
) -> None:
    method, tally = counted
    told = publish(method, tally, Rules(tie=tie))
    tens = tally.ballots >= 10 and method.shares
    assert len(told.shares) == (len(tally.counts) if tens else 0)
    assert len(told.weaker_shares) == (len(tally.weaker) if tens else 0)
    assert len(told.beats) == (len(tally.preferred) if tens and method.compares else 0)
    assert bool(told.beats) == (tens and method.name == "ranked")
    assert bool(told.weaker_shares) == (tens and method.name == "times")


@given(cast("score", "times"))
def test_words_for_points_are_of_all_points_that_could_be_given(
    counted: tuple[Method, Tally],
) -> None:
    method, tally = counted
    told = publish(method, tally, Rules())
    most = tally.decided * (5 if method.name == "score" else 1)
    if told.shares:
        assert told.shares == tuple(share_of(count, most) for count in tally.counts)
    if told.weaker_shares:
        assert told.weaker_shares == tuple(share_of(count, most) for count in tally.weaker)


@given(cast("ranked"))
def test_of_two_options_it_is_told_which_one_more_prefer_and_not_by_how_many(
    counted: tuple[Method, Tally],
) -> None:
    method, tally = counted
    told = publish(method, tally, Rules())
    for one, row in enumerate(told.beats):
        for other, sign in enumerate(row):
            more, fewer = tally.preferred[one][other], tally.preferred[other][one]
            assert sign in (-1, 0, 1)
            assert (sign > 0, sign < 0) == (more > fewer, more < fewer)
            assert sign == -told.beats[other][one]


@given(cast("score"), st.sampled_from(list(Tie)))
def test_finalists_are_told_from_ten_ballots_on_and_only_with_a_winner_among_them(
    counted: tuple[Method, Tally], tie: Tie
) -> None:
    method, tally = counted
    told = publish(method, tally, Rules(tie=tie))
    if told.finalists:
        assert method.name == "score"
        assert tally.ballots >= 10
        assert told.verdict is Verdict.AHEAD
        assert told.leading in told.finalists
        assert len(set(told.finalists)) == 2


@given(cast(), st.sampled_from(list(Tie)), st.sampled_from(list(Publication)))
def test_the_tied_are_named_in_a_tie_alone_and_where_the_rule_needs_them(
    counted: tuple[Method, Tally], tie: Tie, publication: Publication
) -> None:
    method, tally = counted
    told = publish(method, tally, Rules(tie=tie, publication=publication))
    if tie not in (Tie.LOT, Tie.RUN_OFF) or told.verdict is not Verdict.TIE:
        assert told.tied == ()
    elif told.tied:
        options = len(tally.counts) or len(tally.preferred)
        assert told.tied == (method.leading(tally) or tuple(range(options)))
        assert told.leading is None
    else:
        # Safety for what is chosen one by one; the tests of privacy show what for.
        assert publication is Publication.PROTECTED
        assert not method.many


@given(cast())
def test_exact_numbers_are_those_of_the_tally(counted: tuple[Method, Tally]) -> None:
    method, tally = counted
    told = publish(method, tally, COUNTS_MODE)
    exact = (told.counts, told.passes, told.weaker, told.preferred)
    if tally.ballots < 5 or method is CONSENT:
        assert exact == ((), None, (), ())
    else:
        assert exact == (tally.counts, tally.passes, tally.weaker, tally.preferred)
        assert told.turnout == (tally.ballots, tally.ballots)
    assert (told.shares, told.weaker_shares, told.beats) == ((), (), ())


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


ALL_RULES = [
    Rules(publication=publication, tie=tie)
    for publication in Publication
    for tie in (Tie.TALK, Tie.LOT)
]


@given(cast(), st.sampled_from(ALL_RULES))
def test_every_result_comes_back_from_json(counted: tuple[Method, Tally], rules: Rules) -> None:
    method, tally = counted
    told = publish(method, tally, rules)
    for result in (told, replace(told, drawn=told.tied[-1] if told.tied else None)):
        assert Result.from_plain(json.loads(json.dumps(result.to_plain()))) == result


@pytest.mark.parametrize("rules", [Rules(), COUNTS_MODE], ids=["protected", "counts"])
@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_agreement_comes_back_from_json(name: str, rules: Rules) -> None:
    method = METHODS[name]
    options = max(2, len(method.fixed))
    for ballots in range(60):
        tally = method.count([Ballot((1, *(0,) * (options - 1)))] * ballots, options)
        told = publish(method, tally, rules)
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
