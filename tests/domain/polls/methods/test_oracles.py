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


def scored(groups: list[tuple[int, dict[str, int]]]) -> list[Ballot]:
    """Ballots from groups like (42, {"M": 5, "N": 2}): so many people gave these scores."""
    names = sorted({name for _, scores in groups for name in scores})
    return [
        Ballot(tuple(scores.get(name, 0) for name in names))
        for voters, scores in groups
        for _ in range(voters)
    ]


def test_scores_for_the_capital_of_tennessee_put_nashville_ahead() -> None:
    # The same cities, scored by how near they are: Nashville and Chattanooga have most points, and
    # 68 of 100 scored Nashville higher.
    ballots = scored(
        [
            (42, {"M": 5, "N": 2, "C": 1, "K": 0}),
            (26, {"M": 0, "N": 5, "C": 2, "K": 2}),
            (15, {"M": 0, "N": 3, "C": 5, "K": 4}),
            (17, {"M": 0, "N": 2, "C": 4, "K": 5}),
        ]
    )
    names = "CKMN"
    tally = METHODS["score"].count(ballots, 4)
    points = dict(zip(names, tally.counts, strict=True))
    assert points == {"M": 210, "N": 293, "C": 237, "K": 197}
    nashville, chattanooga = names.index("N"), names.index("C")
    assert METHODS["score"].finalists(tally) == (nashville, chattanooga)
    assert tally.preferred[nashville][chattanooga] == 68
    assert ahead("score", ballots, 4) == (nashville,)


def test_most_points_alone_do_not_decide_the_run_off() -> None:
    # Three people like tea a little more; two like soup much more.
    ballots = scored([(3, {"tea": 5, "soup": 4}), (2, {"tea": 0, "soup": 5})])
    soup, tea = 0, 1
    assert METHODS["score"].count(ballots, 2).counts == (22, 15)
    assert ahead("score", ballots, 2) == (tea,)
    assert METHODS["score"].finalists(METHODS["score"].count(ballots, 2)) == (soup, tea)


def test_ties_in_a_score_are_settled_by_comparing_and_then_by_fives() -> None:
    # Soup and rice have eight points each; more people scored soup higher.
    second = scored([(2, {"bread": 5, "soup": 4, "rice": 3}), (1, {"bread": 5, "rice": 2})])
    tally = METHODS["score"].count(second, 3)
    assert tally.counts == (15, 8, 8)
    assert METHODS["score"].finalists(tally) == (0, 2)
    # In the run-off one scored each higher, and both have ten points; soup has both fives.
    even = scored(
        [(1, {"soup": 5, "tea": 4}), (1, {"soup": 0, "tea": 1}), (1, {"soup": 5, "tea": 5})]
    )
    assert METHODS["score"].count(even, 2).counts == (10, 10)
    assert METHODS["score"].count(even, 2).tops == (2, 1)
    assert ahead("score", even, 2) == (0,)
    # Each has one five, and nothing settles it.
    level = scored([(1, {"soup": 5, "tea": 0}), (1, {"soup": 0, "tea": 5})])
    assert ahead("score", level, 2) == (0, 1)
