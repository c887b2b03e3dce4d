"""Schedules: what can be asked for, what is refused, and what a sentence about it says."""

import json
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given

from bot.domain.refusals import BadInput
from bot.domain.topics.schedule import (
    LAST,
    Description,
    Form,
    Kind,
    Recurrence,
    Typed,
    check,
    describe,
)
from tests.domain.topics.samples import RECURRENCES

TYPED = Typed("weeks", "6:30pm", "europe/berlin", "2026-03-04", every=2, weekday=3)
WEEKLY = Recurrence(Kind.WEEKS, time(18, 30), "Europe/Berlin", date(2026, 3, 4), weekday=3)
MONTHLY = Recurrence(Kind.MONTH_DAY, time(18, 30), "Europe/Berlin", date(2026, 3, 4), day=4)
NTH = replace(WEEKLY, kind=Kind.MONTH_WEEKDAY, nth=2)
PLAIN = WEEKLY.to_plain()


def refusal(typed: Typed) -> str:
    with pytest.raises(BadInput) as refused:
        check(typed)
    return refused.value.key


def test_what_was_typed_becomes_a_schedule() -> None:
    assert check(TYPED) == replace(WEEKLY, every=2)
    assert check(replace(TYPED, kind="month_weekday", nth=2)) == NTH
    assert check(replace(TYPED, kind="month_day", day=4)) == MONTHLY


def test_what_a_kind_doesnt_use_makes_no_difference() -> None:
    other = {"every": 5, "weekday": 6, "day": 9, "nth": LAST}
    for kind, used in (("weeks", {"every", "weekday"}), ("month_day", {"day"})):
        typed = replace(TYPED, kind=kind)
        unused = {name: value for name, value in other.items() if name not in used}
        assert check(replace(typed, **unused)) == check(typed)
        for name in used:
            assert check(replace(typed, **{name: other[name]})) != check(typed)
    nth = replace(TYPED, kind="month_weekday")
    assert check(replace(nth, every=5, day=9)) == check(nth)
    assert check(replace(nth, weekday=6)) != check(nth)
    assert check(replace(nth, nth=LAST)) != check(nth)


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"at": "late"}, "topics.refused.time"),
        ({"zone": "Mars"}, "topics.refused.zone"),
        ({"start": "soon"}, "topics.refused.date"),
        ({"start": "1926-03-04"}, "topics.refused.far_date"),
        *(
            ({name: value}, "topics.refused.form_changed")
            for name, values in {
                "kind": ("", "daily", "WEEKS", "Weeks"),
                "every": (0, 13, -1),
                "weekday": (-1, 7),
                "day": (0, 32, -1),
                "nth": (0, 5, -2),
            }.items()
            for value in values
        ),
    ],
    ids=str,
)
def test_what_no_schedule_has_is_refused(changed: dict[str, object], key: str) -> None:
    assert refusal(Typed(**{**PLAIN, **changed})) == key  # pyright: ignore[reportArgumentType]
    with pytest.raises(BadInput) as refused:
        Recurrence.from_plain(PLAIN | changed)
    assert refused.value.key == key


@pytest.mark.parametrize("weeks", [1, 12])
def test_the_shortest_and_the_longest_wait_are_taken(weeks: int) -> None:
    assert check(replace(TYPED, every=weeks)).every == weeks


@pytest.mark.parametrize("day", [1, 31])
def test_the_first_and_the_last_day_of_a_month_are_taken(day: int) -> None:
    assert check(replace(TYPED, kind="month_day", day=day)).day == day


@given(RECURRENCES)
def test_a_schedule_comes_back_from_json_as_it_was(recurrence: Recurrence) -> None:
    assert Recurrence.from_plain(json.loads(json.dumps(recurrence.to_plain()))) == recurrence


@pytest.mark.parametrize(
    "changed",
    [
        {"at": None},
        {"at": 18},
        {"zone": None},
        {"start": 2026},
        {"kind": ["weeks"]},
        {"every": None},
        {"every": "2"},
        {"extra": 1},
    ],
    ids=str,
)
def test_values_of_another_kind_are_refused_and_break_nothing(changed: dict[str, object]) -> None:
    with pytest.raises(BadInput) as refused:
        Recurrence.from_plain(PLAIN | changed)
    assert refused.value.key == "topics.refused.form_changed"


@pytest.mark.parametrize("missing", ["kind", "at", "zone", "start"])
def test_a_schedule_without_one_of_its_parts_is_refused(missing: str) -> None:
    with pytest.raises(BadInput) as refused:
        Recurrence.from_plain({name: value for name, value in PLAIN.items() if name != missing})
    assert refused.value.key == "topics.refused.form_changed"


@pytest.mark.parametrize(
    ("recurrence", "form", "number", "weekday"),
    [
        (WEEKLY, Form.WEEKLY, None, 3),
        (replace(WEEKLY, every=2), Form.EVERY_WEEKS, 2, 3),
        (replace(MONTHLY, day=28), Form.MONTH_DAY, 28, None),
        (replace(MONTHLY, day=29), Form.MONTH_DAY_OR_LAST, 29, None),
        (replace(MONTHLY, day=30), Form.MONTH_DAY_OR_LAST, 30, None),
        (replace(MONTHLY, day=31), Form.MONTH_END, None, None),
        (NTH, Form.MONTH_NTH, 2, 3),
        (replace(NTH, nth=LAST), Form.MONTH_LAST, None, 3),
    ],
    ids=str,
)
def test_a_description_has_what_its_sentence_says_and_no_more(
    recurrence: Recurrence, form: Form, number: int | None, weekday: int | None
) -> None:
    where = (time(18, 30), "Europe/Berlin", date(2026, 3, 4))
    assert describe(recurrence) == Description(form, *where, number=number, weekday=weekday)
