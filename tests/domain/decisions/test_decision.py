"""The rules of a decision's stages, of what is typed into its forms, and of its outcome."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.domain.decisions.asked import MAX_FIELD, MAX_WHAT, Asked, check_asked
from bot.domain.decisions.decision import (
    AFTER_TIME,
    DAYS,
    NEXT,
    Decision,
    Stage,
    check_in,
    check_move,
    check_reason,
    ends_at,
    is_look,
    next_look,
    review_at,
    shown_from,
)
from bot.domain.decisions.outcome import LATEST_REVIEW, Became, Outcome, check_outcome
from bot.domain.decisions.parts import (
    MAX_NOTES,
    MAX_OPTIONS,
    PER_PERSON,
    Note,
    NoteKind,
    Option,
    check_note,
    check_option,
    check_room,
)
from bot.domain.refusals import BadInput, Gone
from tests.services.polls.asked import refused

NOW = datetime(2026, 3, 4, 18, 20, 30, tzinfo=UTC)
TODAY = date(2026, 3, 4)
ASKED = Asked("Shorter meetings", "They tire us")
ONE = Decision("a1", 1, 2, ASKED, Stage.TALK, NOW)
STATED = Outcome(Became.ADOPTED, "Ninety minutes")


def test_every_stage_leads_on_and_to_an_end() -> None:
    assert set(NEXT) == set(Stage)
    for stage in Stage:
        assert (Stage.ENDED in NEXT[stage]) == (stage is not Stage.ENDED)
        assert stage not in NEXT[stage]
    assert all(after in NEXT[stage] for stage, after in AFTER_TIME.items())
    # Nobody skips the support that it takes.
    assert NEXT[Stage.WORRY] == (Stage.TALK, Stage.ENDED)
    assert all(Stage.WORRY not in each for each in NEXT.values())


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("to", list(Stage))
def test_a_step_that_there_isnt_is_refused(stage: Stage, to: Stage) -> None:
    decision = replace(ONE, stage=stage)
    if to in NEXT[stage]:
        check_move(decision, to)
    else:
        with refused(Gone, "decisions.refused.moved_on"):
            check_move(decision, to)
    if stage is to:
        check_in(decision, to)
    else:
        with refused(Gone, "decisions.refused.moved_on"):
            check_in(decision, to)


def test_what_is_private_is_never_shown_in_the_minute_of_its_form() -> None:
    chance = Random(5)  # noqa: S311 - repeatable on purpose
    waits = [shown_from(NOW, chance, private=True) - NOW for _ in range(2000)]
    assert min(waits) >= timedelta(minutes=2)
    assert max(waits) <= timedelta(minutes=15)
    # All of the while is used.
    assert max(waits) - min(waits) > timedelta(minutes=12)
    assert shown_from(NOW, chance, private=False) == NOW


@pytest.mark.parametrize("minute", [0, 1, 20, 59])
def test_looks_are_on_full_hours(minute: int) -> None:
    now = NOW.replace(minute=minute)
    assert is_look(now) == (minute == 0)
    assert next_look(now) == datetime(2026, 3, 4, 19, 0, tzinfo=UTC)
    assert is_look(next_look(now))


def test_a_review_comes_at_nine_also_when_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert review_at(date(2026, 3, 28), berlin) == datetime(2026, 3, 28, 8, 0, tzinfo=UTC)
    assert review_at(date(2026, 3, 29), berlin) == datetime(2026, 3, 29, 7, 0, tzinfo=UTC)


def test_a_stage_ends_after_what_a_form_offers() -> None:
    assert ends_at(NOW, 0) is None
    for days in DAYS[1:]:
        assert ends_at(NOW, days) == NOW + timedelta(days=days)
    for days in (-1, 2, 31):
        with refused(BadInput, "decisions.refused.form_changed"):
            ends_at(NOW, days)


def test_what_is_asked_is_held_to_what_fits() -> None:
    typed = Asked(" Shorter\n meetings ", " tired ", " us ", " soon ", " all ")
    assert check_asked(typed) == Asked("Shorter meetings", "tired", "us", "soon", "all")
    assert check_asked(ASKED) == ASKED
    assert Asked.from_plain(typed.to_plain()) == typed
    assert check_asked(Asked("x" * MAX_WHAT, "y" * MAX_FIELD)).what == "x" * MAX_WHAT
    for asked, key in (
        (Asked(" \u200b", "b"), "no_what"),
        (Asked("a", "\u200b"), "no_why"),
        (Asked("x" * (MAX_WHAT + 1), "b"), "long"),
        (Asked("a", "b", not_for="x" * (MAX_FIELD + 1)), "long"),
    ):
        with refused(BadInput, f"decisions.refused.{key}"):
            check_asked(asked)


def test_a_reason_is_a_line_that_can_be_seen() -> None:
    assert check_reason(" It \n rains ") == "It rains"
    assert check_reason("x" * 300) == "x" * 300
    for typed in ("", "\n", "\u200b", "x" * 301):
        with refused(BadInput, "decisions.refused.reason"):
            check_reason(typed)


def test_notes_have_room_for_ten_of_a_kind() -> None:
    there = [Note(NoteKind.QUESTION, "?")] * (MAX_NOTES - 1) + [Note(NoteKind.AGREEMENT, "!")] * 10
    assert check_note(" a\nb ", NoteKind.QUESTION, there) == Note(NoteKind.QUESTION, "a b")
    with refused(BadInput, "decisions.refused.many_notes"):
        check_note("a", NoteKind.AGREEMENT, there)


def test_an_option_fits_on_a_ballot() -> None:
    assert check_option(Option(" a\nb ", " c "), []) == Option("a b", "c")
    with refused(BadInput, "polls.refused.long_proposal"):
        check_option(Option("x" * 101), [])
    with refused(BadInput, "decisions.refused.same_option"):
        check_option(Option("NINETY"), [Option("ninety", "other words")])
    check_room(MAX_OPTIONS - 1, PER_PERSON - 1)
    with refused(BadInput, "decisions.refused.many_options"):
        check_room(MAX_OPTIONS, 0)
    with refused(BadInput, "decisions.refused.enough_options"):
        check_room(0, PER_PERSON)


def test_an_outcome_comes_back_as_it_was() -> None:
    whole = Outcome(Became.NO_DECISION, "a", "b", "c", "d", "consent")
    assert Outcome.from_plain(whole.to_plain()) == whole
    tidied = check_outcome(Outcome(Became.NO_DECISION, " a ", " b "), None, TODAY)
    assert tidied == Outcome(Became.NO_DECISION, "a", "b")


@pytest.mark.parametrize("became", list(Became))
@pytest.mark.parametrize("method", ["", "approval", "consent"])
def test_what_is_adopted_and_what_is_consented_is_looked_at_again(
    became: Became, method: str
) -> None:
    outcome = Outcome(became, "So be it", method=method)
    consent = method == "consent" and became is not Became.NEEDS_TALK
    if became is Became.ADOPTED or consent:
        with refused(BadInput, "decisions.refused.no_review"):
            check_outcome(outcome, None, TODAY)
    else:
        assert check_outcome(outcome, None, TODAY) == outcome
    for day in (TODAY + timedelta(days=1), TODAY + LATEST_REVIEW):
        assert check_outcome(outcome, day, TODAY) == outcome
    for day in (TODAY, TODAY - timedelta(days=1), TODAY + LATEST_REVIEW + timedelta(days=1)):
        with refused(BadInput, "decisions.refused.review_day"):
            check_outcome(outcome, day, TODAY)
