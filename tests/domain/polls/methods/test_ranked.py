"""Ranked: printed examples, to be checked by hand, and what Schulze's method promises."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods import METHODS, Tally

RANKED = METHODS["ranked"]
PASS = (0, 0, 0, 0)
Places = tuple[int, ...]  # one person's places, 0 for what isn't ranked


def rankings(groups: Sequence[tuple[int, str]]) -> list[Places]:
    """Places from groups like (8, "ACB"): eight people put A first, then C, then B."""
    names = sorted(groups[0][1])
    return [
        tuple(order.index(name) + 1 for name in names)
        for voters, order in groups
        for _ in range(voters)
    ]


def counted(people: Sequence[Places], options: int) -> Tally:
    ballots = [Ballot(places, passed=not any(places)) for places in people]
    for ballot in ballots:
        RANKED.check(ballot)
    return RANKED.count(ballots, options)


def ahead(people: Sequence[Places], options: int) -> tuple[int, ...]:
    return RANKED.leading(counted(people, options))


# Schulze (2011), the first of the examples in section 3, as also in Wikipedia's "Schulze method".
SCHULZE = [
    *((5, "ACBED"), (5, "ADECB"), (8, "BEDAC"), (3, "CABED")),
    *((7, "CAEBD"), (2, "CBADE"), (7, "DCEBA"), (8, "EBADC")),
]


def test_schulzes_45_voters_put_e_ahead() -> None:
    people = rankings(SCHULZE)
    tally = counted(people, 5)
    assert tally.ballots == 45
    # His table of how many prefer the row's candidate to the column's.
    assert tally.preferred == (
        (0, 20, 26, 30, 22),
        (25, 0, 16, 33, 18),
        (19, 29, 0, 17, 24),
        (15, 12, 28, 0, 14),
        (23, 27, 21, 31, 0),
    )
    assert ahead(people, 5) == ("ABCDE".index("E"),)


def test_a_circle_is_cut_at_its_weakest_link_and_an_even_one_is_a_tie() -> None:
    # Condorcet, "Essai sur l'application de l'analyse" (1785): 60 people, A beats B by 6, B beats
    # C by 24 and C beats A by 14, so the weakest link is A's.
    condorcet = rankings([(23, "ABC"), (17, "BCA"), (2, "BAC"), (10, "CAB"), (8, "CBA")])
    tally = counted(condorcet, 3)
    assert [tally.preferred[a][b] for a, b in ((0, 1), (1, 2), (2, 0))] == [33, 42, 35]
    assert ahead(condorcet, 3) == (1,)
    assert ahead(rankings([(1, "ABC"), (1, "BCA"), (1, "CAB")]), 3) == (0, 1, 2)


def test_the_capital_of_tennessee_is_nashville() -> None:
    # The example of many textbooks: 42 live nearest to Memphis, 26 to Nashville, 15 to Chattanooga
    # and 17 to Knoxville. Nashville beats each other one.
    people = rankings([(42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM")])
    names = "CKMN"
    tally = counted(people, 4)
    nashville = tally.preferred[names.index("N")]
    assert dict(zip(names, nashville, strict=True)) == {"C": 68, "K": 68, "M": 58, "N": 0}
    assert ahead(people, 4) == (names.index("N"),)


def test_nobody_decided_and_nobody_is_ahead() -> None:
    assert ahead([], 4) == ahead([PASS] * 3, 4) == ()
    assert ahead([(1, 1, 1, 1)], 4) == (0, 1, 2, 3)


PLACES = st.tuples(*[st.integers(0, 4)] * 4).filter(any)
PEOPLE = st.lists(PLACES, min_size=1, max_size=13)


@given(PEOPLE)
def test_whoever_beats_each_other_one_is_ahead_alone(people: list[Places]) -> None:
    preferred = counted(people, 4).preferred
    for one in range(4):
        others = [other for other in range(4) if other != one]
        if all(preferred[one][other] > preferred[other][one] for other in others):
            assert ahead(people, 4) == (one,)
        if all(preferred[one][other] < preferred[other][one] for other in others):
            assert one not in ahead(people, 4)


@given(PEOPLE, st.integers(1, 5))
def test_who_passes_changes_nothing(people: list[Places], passes: int) -> None:
    assert ahead([*people, *[PASS] * passes], 4) == ahead(people, 4)


@given(PEOPLE, st.permutations(range(4)))
def test_neither_names_nor_the_order_of_ballots_weigh(
    people: list[Places], order: list[int]
) -> None:
    moved = [tuple(places[each] for each in order) for places in people[::-1]]
    assert {order[at] for at in ahead(moved, 4)} == {*ahead(people, 4)}


@given(PEOPLE)
def test_somebody_is_ahead_wherever_somebody_decided(people: list[Places]) -> None:
    assert ahead(people, 4)


@given(PEOPLE, st.data())
def test_whoever_is_ahead_stays_so_when_somebody_puts_them_higher(
    people: list[Places], data: st.DataObject
) -> None:
    first = data.draw(st.sampled_from(ahead(people, 4)))
    voter = data.draw(st.integers(0, len(people) - 1))
    # One place for what is before, one for them: the others keep their order.
    places = [2 * place for place in people[voter]]
    now = places[first] or 2 * 5
    places[first] = data.draw(st.integers(1, now))
    raised = [*people[:voter], tuple(places), *people[voter + 1 :]]
    assert first in ahead(raised, 4)


@given(PEOPLE, st.data())
def test_doubles_of_one_that_is_not_ahead_change_nothing(
    people: list[Places], data: st.DataObject
) -> None:
    before = ahead(people, 4)
    losers = [each for each in range(4) if each not in before]
    if len(before) == 1 and losers:
        loser = data.draw(st.sampled_from(losers))
        # Each person puts the double beside its original; or right before or behind it, where no
        # other option shares its place.
        doubled: list[Places] = []
        for places in people:
            apart = [2 * place for place in places]
            alone = apart[loser] > 0 and apart.count(apart[loser]) == 1
            step = data.draw(st.sampled_from((-1, 0, 1))) if alone else 0
            doubled.append((*apart, apart[loser] + step))
        assert ahead(doubled, 5) == before
