"""Requests: what may be asked, and when what is for an open one is too late."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.feedback.request import (
    HOURS,
    MAX_QUESTION,
    Asks,
    Request,
    State,
    Typed,
    check,
    check_open,
)
from bot.domain.refusals import BadInput, Gone

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
OPEN = Request("a", 1, 2, 3, Asks.QUESTION, "What helped?", State.OPEN, NOW + timedelta(hours=1))


def refusal(typed: Typed) -> str:
    with pytest.raises(BadInput) as refused:
        check(typed)
    return refused.value.key.removeprefix("feedback.ask.refused.")


def test_a_check_out_needs_no_question_and_may_have_one() -> None:
    assert check(Typed()) == Typed("check_out", "", 48)
    assert check(Typed("check_out", " After  the\nwalk ")).question == "After the walk"


def test_an_open_question_needs_words_that_fit() -> None:
    assert refusal(Typed("question", " \n")) == "no_question"
    assert refusal(Typed("question", "x" * (MAX_QUESTION + 1))) == "long"
    longest = "x" * MAX_QUESTION
    assert check(Typed("question", f" {longest} ")).question == longest


@pytest.mark.parametrize("typed", [Typed("poll", "Why?"), Typed("", "Why?"), Typed(hours=1)])
def test_what_no_form_offers_is_refused(typed: Typed) -> None:
    assert refusal(typed) == "form_changed"


def test_each_offered_time_is_taken() -> None:
    assert [check(Typed(hours=hours)).hours for hours in HOURS] == [24, 48, 168]


@pytest.mark.parametrize("asks", Asks)
def test_its_time_over_it_is_closed_even_before_the_clock_closes_it(asks: Asks) -> None:
    request = replace(OPEN, asks=asks)
    check_open(request, NOW)
    for late in (replace(request, state=State.CLOSED), replace(request, closes_at=NOW)):
        with pytest.raises(Gone) as refused:
            check_open(late, NOW)
        assert refused.value.key == f"feedback.ask.refused.closed_{asks}"
