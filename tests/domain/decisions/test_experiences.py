"""Experiences: of every option equally many show, as mixed as they can be, and drawn by the day."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.decisions.experiences import (
    MAX_REASON,
    MAX_TEXT,
    MOST_KEPT,
    PER_DAY,
    Experience,
    State,
    Turned,
    check_reason,
    check_room,
    check_still,
    check_text,
    drawn,
    hash_of,
)
from bot.domain.feedback import item
from bot.domain.refusals import BadInput, Gone
from bot.domain.topics import suggestion
from tests.services.polls.asked import refused

DAY = date(2026, 3, 4)
W, M, N, E = Turned.WELL, Turned.MIXED, Turned.NOT_WELL, Turned.TOO_EARLY


def told(option: str, outcomes: tuple[Turned, ...]) -> list[Experience]:
    """Experiences of one option that can show."""
    return [
        Experience(f"{option}{number}", "d", option, "It was.", turned, b"", State.SHOWN)
        for number, turned in enumerate(outcomes)
    ]


def shown(*options: tuple[Turned, ...], day: date = DAY) -> list[tuple[Experience, ...]]:
    """What shows under each of these options."""
    names = [f"o{number}" for number in range(len(options))]
    there = [each for name, one in zip(names, options, strict=True) for each in told(name, one)]
    return [drawn(names, there, day)[name] for name in names]


@given(st.lists(st.lists(st.sampled_from(Turned), max_size=6), min_size=1, max_size=8), st.dates())
def test_of_every_option_equally_many_show_and_three_at_the_most(
    outcomes: list[list[Turned]], day: date
) -> None:
    picked = shown(*map(tuple, outcomes), day=day)
    fewest = min(3, *map(len, outcomes))
    assert [len(each) for each in picked] == [fewest] * len(outcomes)
    for number, each in enumerate(picked):
        assert {one.option_id for one in each} <= {f"o{number}"}
        assert len({one.experience_id for one in each}) == fewest


# Every sort of an option's experiences: up to four of each of the four outcomes.
EVERY = [
    (W,) * well + (M,) * mixed + (N,) * bad + (E,) * early
    for well, mixed, bad, early in product(range(5), repeat=4)
]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_they_are_as_mixed_as_they_can_be_and_alternate(most: int) -> None:
    others = (W,) * most
    for outcomes in (each for each in EVERY if len(each) >= most):
        for days in range(5):
            (picked, _) = shown(outcomes, others, day=DAY + timedelta(days))
            turned = [each.turned for each in picked]
            assert len(turned) == most
            # As many different ones as there can be: never three alike beside another one hidden.
            assert len(set(turned)) == min(most, len(set(outcomes))), outcomes
            # With room for two, both sides are there.
            if most > 1 and {W, N} <= set(outcomes):
                assert {W, N} <= set(turned)
            alike = max(Counter(turned).values())
            if alike * 2 <= most + 1:
                assert all(one is not two for one, two in pairwise(turned))


def test_looking_again_brings_the_same_and_another_day_others() -> None:
    sorts = (W, M, N, E) * 3
    one = shown(sorts, sorts)
    assert all(shown(sorts, sorts) == one for _ in range(9))
    days = {tuple(shown(sorts, sorts, day=DAY + timedelta(n))[0]) for n in range(30)}
    assert len(days) > 10


def test_which_show_doesnt_depend_on_the_order_in_which_they_came() -> None:
    there = told("a", (W, M, N, E, W, N)) + told("b", (W, W, N))
    assert drawn(["a", "b"], there, DAY) == drawn(["a", "b"], there[::-1], DAY)


def test_over_time_each_of_them_shows() -> None:
    seen = Counter[str]()
    for days in range(200):
        (picked, _) = shown((W, W, M, N, E), (W,), day=DAY + timedelta(days))
        seen.update(each.experience_id for each in picked)
    assert len(seen) == 5
    assert min(seen.values()) > 10


def test_one_option_without_any_hides_all() -> None:
    assert shown((W, N, M), ()) == [(), ()]
    assert shown((), ()) == [(), ()]
    assert drawn([], told("a", (W,)), DAY) == {}


def test_one_of_an_option_that_isnt_shown_counts_nothing() -> None:
    there = told("a", (W,)) + told("gone", (N, N))
    assert drawn(["a"], there, DAY) == {"a": tuple(told("a", (W,)))}


@pytest.mark.parametrize("typed", ["", "  \n ", "\u200b"])
def test_an_empty_text_is_refused(typed: str) -> None:
    with refused(BadInput, "experiences.refused.empty"):
        check_text(typed)


def test_a_text_keeps_its_lines_and_loses_what_is_empty() -> None:
    assert check_text(" I tried it.\n\n \n\nIt rained.\n") == "I tried it.\n\nIt rained."
    assert check_text("x" * MAX_TEXT) == "x" * MAX_TEXT
    with refused(BadInput, "experiences.refused.long"):
        check_text("x" * (MAX_TEXT + 1))


def test_a_reason_is_one_paragraph_and_needed() -> None:
    assert check_reason(" It names\n Ben. ") == "It names Ben."
    with refused(BadInput, "experiences.refused.no_reason"):
        check_reason(" \u200b ")
    with refused(BadInput, "experiences.refused.long"):
        check_reason("x" * (MAX_REASON + 1))


def test_there_is_room_for_three_of_one_person_and_for_many_in_all() -> None:
    check_room(MOST_KEPT - 1, PER_DAY - 1)
    with refused(BadInput, "experiences.refused.enough"):
        check_room(0, PER_DAY)
    with refused(BadInput, "experiences.refused.many"):
        check_room(MOST_KEPT, 0)


@pytest.mark.parametrize("seen", State)
@pytest.mark.parametrize("state", State)
def test_only_what_stands_as_it_was_seen_can_be_decided_about(state: State, seen: State) -> None:
    one = Experience("e", "d", "o", "It was.", W, b"", state)
    if state is seen and state is not State.NOT_SHOWN:
        check_still(one, seen)
        return
    with refused(Gone, "experiences.refused.decided"):
        check_still(one, seen)


def test_a_code_is_no_code_of_another_kind() -> None:

    kept = {hash_of(b"0123456789"), item.hash_of(b"0123456789"), suggestion.hash_of(b"0123456789")}
    assert len(kept) == 3
    assert all(len(each) == 32 for each in kept)
