"""What a tie may tell where its rule has to name the tied options, and what it may not."""

from dataclasses import replace

import pytest

from bot.domain.polls import publication
from bot.domain.polls.methods import METHODS, Method, Tally, Verdict
from bot.domain.polls.publication import publish
from bot.domain.polls.result import Result
from bot.domain.polls.rules import Rules, Tie
from tests.domain.polls.privacy.looking import kinds, look_at_tallies, profiles
from tests.domain.polls.privacy.suspecting import Group

BANDS = [range(10), range(10, 20)]
LOT = Rules(tie=Tie.LOT)
CHOSEN = [("approval", 2), ("approval", 3), ("approval", 4), ("temperature", 5)]


@pytest.mark.parametrize("options", range(2, 12))
@pytest.mark.parametrize("band", BANDS, ids=["few", "tens"])
def test_no_tie_among_many_options_of_a_single_choice_fixes_a_vote(
    options: int, band: range
) -> None:
    assert Group("single", options, kinds("single", options), LOT).given_away(band) == []


@pytest.mark.parametrize(("method", "options"), CHOSEN)
@pytest.mark.parametrize("band", BANDS, ids=["few", "tens"])
def test_no_tie_that_is_named_fixes_a_vote(method: str, options: int, band: range) -> None:
    assert Group(method, options, kinds(method, options), LOT).given_away(band) == []


@pytest.mark.parametrize(("method", "options"), [("single", 3), ("approval", 3)])
def test_no_tie_in_a_small_group_fixes_a_vote_looked_at_by_tallies(
    method: str, options: int
) -> None:
    (seen,) = look_at_tallies(method, options, range(10), [LOT])
    assert {len(result.tied) for result, _ in seen} == {0, 2, 3}
    assert all(len(possible) > 1 for possible in seen.values())


@pytest.mark.parametrize("options", [2, 3, 4, 5, 8, 9, 10, 19])
def test_naming_as_many_tied_options_as_there_are_people_would_fix_votes(
    options: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nine people, nine options, all level: whoever passed knows that all others passed too, as
    # the other eight can't be level on nine.
    def always(_: Method, __: int, rules: Rules, ___: tuple[int, int]) -> bool:
        return rules.tie.names_the_tied

    ballots = kinds("single", options)
    passed = len(ballots) - 1
    monkeypatch.setattr(publication, "may_name_the_tied", always)
    for band in (range(3, 5), range(5, 10), range(10, 20)):
        found = Group("single", options, ballots, LOT).certain(band)
        # With more options than people not even a voter's own ballot is needed for it.
        eyes = [passed] * (options >= max(band)) + [None] * (options > max(band))
        assert {own for _, own in found} == {*eyes}
        for (result, _), possible in found.items():
            assert result.tied == tuple(range(options))
            assert possible == {passed}


def finalists_in_ties_too(method: Method, tally: Tally, rules: Rules) -> Result:
    told = publish(method, tally, rules)
    return replace(told, finalists=method.finalists(tally)) if told.shares else told


def test_telling_who_met_in_a_tied_run_off_would_fix_votes() -> None:
    # Where nobody met, nobody gave a point; as a blank ballot is not taken, all passed.
    ballots = kinds("score", 2, (0, 1, 5))
    found = Group("score", 2, ballots, Rules(), finalists_in_ties_too).certain(range(10, 20))
    assert found
    for (result, own), possible in found.items():
        assert result.verdict is Verdict.TIE
        assert result.finalists == ()
        assert own is None or ballots[own].passed
        assert ballots[min(possible)].passed


@pytest.mark.parametrize(
    ("method", "options", "size"),
    [
        ("single", 3, 11),
        ("approval", 2, 11),
        ("ranked", 2, 11),
        ("times", 2, 6),
        ("score", 2, 3),
    ],
)
def test_rules_for_ties_that_name_nobody_tell_alike_and_less(
    method: str, options: int, size: int
) -> None:
    # So what is shown of a lot holds for the others as well.
    for profile, drawn in profiles(method, options, [size], LOT):
        ballots = kinds(method, options)
        tally = METHODS[method].count([ballots[each] for each in profile], options)
        told = {tie: publish(METHODS[method], tally, Rules(tie=tie)) for tie in Tie}
        assert told[Tie.LOT] == told[Tie.RUN_OFF] == drawn
        assert told[Tie.TALK] == told[Tie.STATUS_QUO] == replace(drawn, tied=())
