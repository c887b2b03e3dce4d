"""Who is ahead, against other programs on thousands of profiles and against printed examples."""

import pytest

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods import METHODS
from bot.domain.polls.methods.counting import count_marks
from tests.domain.polls.methods.oracle import PROFILES, recorded


def ahead(method: str, ballots: list[Ballot], options: int) -> tuple[int, ...]:
    for ballot in ballots:
        METHODS[method].check(ballot)
    return METHODS[method].leading(METHODS[method].count(ballots, options))


def for_one(option: int, options: int) -> Ballot:
    return Ballot(tuple(int(each == option) for each in range(options)))


@pytest.mark.parametrize("method", ["single", "approval"])
def test_who_is_ahead_is_who_pref_voting_names(method: str) -> None:
    asked = list(recorded(method))
    assert len(asked) == PROFILES
    assert sum(len(each.winners) > 1 for each in asked) > PROFILES // 20, "there are ties"
    for options, ballots, winners, _ in asked:
        named = [ballot[:1] if method == "single" else ballot for ballot in ballots]
        cast = [Ballot(tuple(int(n in each) for n in range(options))) for each in named]
        assert ahead(method, cast, options) == winners, ballots


def test_whom_a_ranking_puts_ahead_is_whom_pref_voting_names_by_schulzes_method() -> None:
    asked = list(recorded("ranked"))
    assert len(asked) == PROFILES
    assert sum(len(each.winners) > 1 for each in asked) > PROFILES // 20, "there are ties"
    for options, ballots, winners, _ in asked:
        cast = [Ballot(tuple(marks)) for marks in ballots]
        assert ahead("ranked", cast, options) == winners, ballots


def test_whom_scores_put_ahead_is_whom_starvote_names_or_could_by_lot() -> None:
    asked = list(recorded("score"))
    assert len(asked) == PROFILES
    assert sum(each.by_lot for each in asked) > PROFILES // 5, "there are ties it can't break"
    # Where it asks for a lot, often each way the lot falls leads to the same option.
    assert {len(each.winners) for each in asked if each.by_lot} == {1, 2, 3, 4, 5}
    assert {len(each.winners) for each in asked if not each.by_lot} == {1}
    for options, ballots, winners, _ in asked:
        cast = [Ballot(tuple(marks)) for marks in ballots]
        assert ahead("score", cast, options) == winners, ballots


@pytest.mark.parametrize("method", ["single", "approval"])
def test_who_passes_changes_nothing_about_who_is_ahead(method: str) -> None:
    ballots = [for_one(0, 3), for_one(1, 3), for_one(1, 3)]
    passes = [Ballot((0, 0, 0), passed=True)] * 9
    assert ahead(method, [*passes, *ballots], 3) == ahead(method, ballots, 3) == (1,)


def firsts_and_top_twos(groups: list[tuple[int, str]]) -> tuple[list[Ballot], list[Ballot]]:
    """Ballots from rankings like (8, "ABC"): for the first name alone, and for the first two."""
    names = sorted(groups[0][1])
    rankings = [ranking for voters, ranking in groups for _ in range(voters)]
    single = [Ballot(tuple(int(name == ranking[0]) for name in names)) for ranking in rankings]
    double = [Ballot(tuple(int(name in ranking[:2]) for name in names)) for ranking in rankings]
    return single, double


def test_bordas_example_of_a_single_choice_that_most_like_least() -> None:
    # Borda, "Mémoire sur les élections au scrutin" (1781): A is ahead with 8 of 21 although the
    # other 13 like A least. If each says yes to their first two, C is ahead, as by Borda's points.
    single, double = firsts_and_top_twos([(1, "ABC"), (7, "ACB"), (7, "BCA"), (6, "CBA")])
    assert count_marks(single, 3).counts == (8, 7, 6)
    assert ahead("single", single, 3) == (0,)
    assert count_marks(double, 3).counts == (8, 14, 20)
    assert ahead("approval", double, 3) == (2,)


def test_the_capital_of_tennessee() -> None:
    # The example of many textbooks, as in Wikipedia's "Plurality voting": Memphis, Nashville,
    # Chattanooga and Knoxville, each with the share of voters who live nearest. Memphis has most
    # firsts; Nashville is ahead if each says yes to their first two.
    single, double = firsts_and_top_twos([(42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM")])
    names = "CKMN"
    assert dict(zip(names, count_marks(single, 4).counts, strict=True)) == {
        "M": 42,
        "N": 26,
        "C": 15,
        "K": 17,
    }
    assert ahead("single", single, 4) == (names.index("M"),)
    assert ahead("approval", double, 4) == (names.index("N"),)
