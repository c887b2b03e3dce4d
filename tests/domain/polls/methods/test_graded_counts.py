"""What graded ballots add up to, against a count by hand of what people say in words."""

import itertools
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods import METHODS
from bot.domain.polls.methods.counting import Tally

NAMES = ("tea", "soup", "bread")
PASS = Ballot((0, 0, 0), passed=True)
# "tea > soup bread" puts tea first and the two others second; who isn't named is unranked.
ORDERS = (
    *("tea", "soup", "bread", "tea soup", "soup bread", "tea bread", "tea soup bread"),
    *("tea > soup", "bread > tea", "soup > tea > bread", "bread > soup > tea"),
    *("tea > soup bread", "soup bread > tea", "bread > tea soup"),
)


def ranking(order: str, step: int) -> Ballot:
    """The ballot of an order; places may be left out, as when nobody stands on the second."""
    tiers = [tier.split() for tier in order.split(" > ")]
    place = {name: 1 + step * number for number, tier in enumerate(tiers) for name in tier}
    return Ballot(tuple(place.get(name, 0) for name in NAMES))


def prefers(order: str, one: str, other: str) -> bool:
    """Whether somebody with this order named `one`, and `other` after a > or not at all."""
    if one == other or other not in order:
        return one != other and one in order
    before = order.partition(other)[0]
    return one in before and ">" in before[before.index(one) :]


def check_ranked(orders: Sequence[str | None], step: int) -> None:
    ballots = [PASS if order is None else ranking(order, step) for order in orders]
    tally = METHODS["ranked"].count(ballots, 3)
    assert (tally.ballots, tally.passes) == (len(orders), orders.count(None))
    assert (tally.counts, tally.weaker) == ((), ())
    for (a, one), (b, other) in itertools.product(enumerate(NAMES), repeat=2):
        said = [order for order in orders if order is not None and a != b]
        assert tally.preferred[a][b] == sum(prefers(order, one, other) for order in said)


def test_every_order_of_one_person_says_what_it_says() -> None:
    assert prefers("tea > soup bread", "tea", "bread")
    assert not prefers("tea > soup bread", "soup", "bread")
    assert prefers("soup", "soup", "tea")
    assert not prefers("soup", "tea", "bread")
    for order in ORDERS:
        for step in (1, 4):
            check_ranked([order], step)
            check_ranked([None, order, None], step)


@given(st.lists(st.sampled_from([None, *ORDERS]), max_size=60), st.sampled_from([1, 4]))
def test_orders_of_many_are_counted_as_by_hand(orders: list[str | None], step: int) -> None:
    check_ranked(orders, step)


def graded(highest: int) -> st.SearchStrategy[list[tuple[int, ...] | None]]:
    marks = st.tuples(*[st.integers(0, highest)] * len(NAMES))
    return st.lists(st.none() | marks, max_size=60)


def counted(method: str, said: Sequence[tuple[int, ...] | None]) -> Tally:
    ballots = [PASS if marks is None else Ballot(marks) for marks in said]
    tally = METHODS[method].count(ballots, len(NAMES))
    assert (tally.ballots, tally.passes) == (len(said), said.count(None))
    return tally


@given(graded(5))
def test_scores_are_added_up_and_compared_as_by_hand(said: list[tuple[int, ...] | None]) -> None:
    tally = counted("score", said)
    given_scores = [marks for marks in said if marks is not None]
    columns = list(zip(*given_scores, strict=True)) or [()] * 3
    assert tally.counts == tuple(sum(column) for column in columns)
    for a, b in itertools.product(range(3), repeat=2):
        higher = [None for one, other in zip(columns[a], columns[b], strict=True) if one > other]
        assert tally.preferred[a][b] == len(higher)


@given(graded(2))
def test_times_are_counted_as_by_hand(said: list[tuple[int, ...] | None]) -> None:
    tally = counted("times", said)
    answers = [marks for marks in said if marks is not None]
    columns = list(zip(*answers, strict=True)) or [()] * 3
    assert tally.counts == tuple(column.count(2) for column in columns)
    assert tally.weaker == tuple(column.count(1) for column in columns)
