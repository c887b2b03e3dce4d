"""A worksheet: up to five statements, weights, what each option says of them, and no sum of it."""

from dataclasses import fields

import pytest

from bot.domain.aids.aid import Value
from bot.domain.decisions.weighing import (
    MAX_OWN,
    MAX_STATEMENTS,
    OFFERED,
    Fit,
    Matter,
    Sheet,
    Statement,
    Weight,
    mark_of,
)
from bot.domain.refusals import BadInput

MATTER = Matter("", "Where do we meet?", ("By the lake", "In town"))
FOR_TOWN = Value("I get there on foot", ("In town",), ("By the lake",))
WITH_AID = Matter("", "Where do we meet?", ("By the lake", "In town", "As it is"), (FOR_TOWN,))
FULL = Sheet().choosing(OFFERED[:4], MATTER).adding("The way home")


def test_offered_and_own_statements_share_five_places() -> None:
    assert len(FULL.statements) == MAX_STATEMENTS
    assert FULL.room == 0
    with pytest.raises(BadInput):
        FULL.adding("One more")
    with pytest.raises(BadInput):
        FULL.choosing(OFFERED[:5], MATTER)
    assert FULL.choosing(OFFERED[:1], MATTER).adding("One more").room == MAX_STATEMENTS - 3


def test_own_words_are_kept_as_they_are_and_not_twice() -> None:
    sheet = Sheet().adding("  The   way home 🚲 ").adding("the way HOME 🚲")
    assert sheet.statements == (Statement(own="The way home 🚲"),)
    assert sheet.without_own() == Sheet()


@pytest.mark.parametrize("typed", ["", "  ", "\u200b", "x" * (MAX_OWN + 1)])
def test_words_that_nobody_could_read_are_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        Sheet().adding(typed)


def test_marks_stay_with_their_option_when_others_come_before_it() -> None:
    home = FULL.own[0]
    sheet = FULL.fitting("By the lake", home.mark, "partly").fitting("In town", home.mark, "not")
    assert sheet.fits == {(home, "By the lake"): Fit.PARTLY, (home, "In town"): Fit.NOT}


def test_what_is_chosen_anew_keeps_its_weight() -> None:
    sheet = FULL.weighing(OFFERED[1], "very").choosing(OFFERED[1:3], MATTER)
    assert sheet.weights[sheet.statements[0]] is Weight.VERY


def test_what_was_taken_off_in_another_window_is_not_taken_for_something_else() -> None:
    fewer = FULL.choosing(OFFERED[1:3], MATTER)
    with pytest.raises(BadInput):
        fewer.weighing(OFFERED[0], "very")
    with pytest.raises(BadInput):
        fewer.without_own().fitting("By the lake", FULL.own[0].mark, "fits")


def test_every_statement_has_a_mark_of_its_own_that_fits_into_a_menu() -> None:
    sheet = Sheet().adding("x" * MAX_OWN).adding("مفتاح 🗝️").adding("week")
    marks = {each.mark for each in (*FULL.statements, *sheet.statements)}
    assert len(marks) == MAX_STATEMENTS + 3
    assert all(len(mark) <= 12 and mark.isascii() for mark in marks)
    assert mark_of("The way home") == mark_of(" the WAY home")


def test_what_no_card_offers_is_refused() -> None:
    for forged in (
        lambda: FULL.weighing("newest", "very"),
        lambda: FULL.weighing("", "very"),
        lambda: FULL.weighing(OFFERED[0], "most"),
        lambda: FULL.fitting("By the lake", "newest", "fits"),
        lambda: FULL.fitting("By the lake", OFFERED[0], "best"),
        lambda: FULL.checking("winner", "yes"),
        lambda: FULL.checking("ways", "perhaps"),
        lambda: FULL.choosing(["winner"], MATTER),
    ):
        with pytest.raises(BadInput):
            forged()


def test_what_an_aid_says_may_matter_is_offered_first_and_not_twice_on_a_sheet() -> None:
    first = WITH_AID.offered[0]
    assert [each.told or each.key for each in WITH_AID.offered] == [FOR_TOWN.statement, *OFFERED]
    sheet = Sheet().adding("i get there ON FOOT").choosing([first.mark, OFFERED[0]], WITH_AID)
    assert sheet.statements == (first, Statement(OFFERED[0]))
    assert sheet.adding("I get there on foot").without_own() == sheet
    with pytest.raises(BadInput):
        sheet.choosing([first.mark], MATTER)


def test_what_an_aid_says_of_an_option_is_told_of_that_one_alone() -> None:
    value, other = WITH_AID.offered[:2]
    assert WITH_AID.said_of("In town", value) is True
    assert WITH_AID.said_of("By the lake", value) is False
    assert WITH_AID.said_of("As it is", value) is None
    assert WITH_AID.said_of("In town", other) is None


def test_a_sheet_has_no_place_for_a_sum_or_a_winner() -> None:
    assert {each.name for each in fields(Sheet)} == {"statements", "weights", "fits", "clear"}
