"""The summary: a trend without what can't be told, and numbers that are never small."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.feedback.check_out import Told
from bot.domain.feedback.item import Kind, State
from bot.domain.feedback.summary import (
    MOST,
    OTHER,
    Counts,
    Past,
    Speed,
    Trend,
    counts,
    since,
    speed_of,
    trend,
)

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
FOUND = st.dictionaries(
    st.tuples(st.sampled_from(Kind), st.sampled_from(State)), st.integers(0, 4), max_size=12
)


def past(days: int, *, enough: bool = True) -> Past:
    return Past(NOW - timedelta(days=days), Told((5, 9)) if enough else Told())


def kinds(**numbers: int) -> dict[str, int]:
    found = {(Kind(kind), State.HEARD): number for kind, number in numbers.items()}
    return dict(counts(found, ()).kinds)


def test_the_trend_has_the_oldest_first_and_leaves_out_what_had_too_few() -> None:
    told = trend([past(1), past(2, enough=False), past(3)])
    assert told == Trend((past(3), past(1)), too_few=1)
    assert trend([]) == Trend()


def test_the_trend_looks_back_for_twelve_and_no_further() -> None:
    every = [past(day, enough=day % 2 == 0) for day in range(60)]
    told = trend(every)
    assert len(told.told) == MOST
    assert told.told[-1] == past(0)
    assert told.too_few == 11


def test_a_kind_with_fewer_than_three_is_told_with_others() -> None:
    assert kinds(idea=5, worry=2, safety=1) == {"idea": 5, OTHER: 3}
    assert kinds(idea=3, worry=3) == {"idea": 3, "worry": 3}


def test_others_are_never_a_small_number_either() -> None:
    # One worry alone would stand there as "other: 1", so the smallest shown kind joins it.
    assert kinds(idea=5, thanks=3, worry=1) == {"idea": 5, OTHER: 4}
    assert kinds(idea=2, worry=2) == {OTHER: 4}


def test_fewer_than_three_in_all_are_not_told() -> None:
    for found in ({}, {(Kind.IDEA, State.HEARD): 2}):
        assert counts(found, [(MONDAY, MONDAY)] * 2) == Counts()


@given(FOUND)
def test_no_kind_is_ever_told_with_a_small_number_and_none_is_lost(
    found: dict[tuple[Kind, State], int],
) -> None:
    told = counts(found, ())
    total = sum(found.values())
    assert told.total == (total if total >= 3 else 0)
    assert sum(number for _, number in told.kinds) == told.total
    assert sum(number for _, number in told.states) == told.total
    assert all(number >= 3 for _, number in told.kinds)
    exact = Counter[str]()
    for (kind, _), number in found.items():
        exact[kind] += number
    assert all(number == exact[kind] for kind, number in told.kinds if kind != OTHER)


def test_kinds_stand_in_the_order_of_the_form_not_of_their_numbers() -> None:
    assert list(kinds(idea=3, worry=9, thanks=5)) == ["idea", "worry", "thanks"]


@pytest.mark.parametrize(
    ("day", "speed"),
    [
        (date(2026, 3, 2), Speed.SAME_WEEK),
        (date(2026, 3, 8), Speed.SAME_WEEK),
        (date(2026, 3, 9), Speed.WEEK_AFTER),
        (date(2026, 3, 15), Speed.WEEK_AFTER),
        (date(2026, 3, 16), Speed.LATER),
        (date(2026, 3, 1), Speed.SAME_WEEK),  # a machine's clock that was set back
    ],
)
def test_how_soon_is_told_in_weeks(day: date, speed: Speed) -> None:
    assert speed_of(MONDAY, day) is speed


def test_answered_ones_are_counted_by_how_soon() -> None:
    week = timedelta(weeks=1)
    answered = [(MONDAY, MONDAY), (MONDAY, MONDAY), (MONDAY, MONDAY + week)]
    told = counts({(Kind.IDEA, State.DONE): 4}, answered)
    assert told.speeds == ((Speed.SAME_WEEK, 2), (Speed.WEEK_AFTER, 1))
    assert told.answered == 3


def test_twelve_weeks_are_the_present_one_and_eleven_before_it() -> None:
    assert since(date(2026, 3, 8)) == date(2025, 12, 15)
    assert since(date(2026, 3, 9)) == date(2025, 12, 22)
