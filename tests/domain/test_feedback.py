"""Feedback: what is taken, and how a text becomes a cell that no spreadsheet runs."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.feedback import as_cell, check
from bot.domain.refusals import BadInput

SIGNS = "=+-@\t\r\n"
# Many texts that begin with rooms and signs, which plain chance would rarely make.
RISKY = st.builds(
    str.__add__, st.text(alphabet=SIGNS + " \u00a0\u3000'\x0b", max_size=6), st.text()
)


def refusal(text: str, rating: int | None) -> tuple[str, dict[str, object]]:
    with pytest.raises(BadInput) as refused:
        check(text, rating)
    return refused.value.key, dict(refused.value.blanks)


def test_a_text_is_kept_without_the_rooms_around_it() -> None:
    assert check("  Thank you.\n\nIt was loud.  \n", None) == "Thank you.\n\nIt was loud."


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u3000"])
def test_an_empty_text_is_refused(text: str) -> None:
    assert refusal(text, 3) == ("feedback.refused.empty", {})


def test_two_thousand_characters_fit_and_one_more_is_refused() -> None:
    assert check("ü" * 2000, None) == "ü" * 2000
    assert check(" " + "ü" * 2000 + " ", None) == "ü" * 2000
    too_long = refusal("ü" * 2001, None)
    assert too_long == ("feedback.refused.long", {"most": 2000, "length": 2001})


@pytest.mark.parametrize("rating", [None, 1, 2, 3, 4, 5])
def test_a_rating_from_one_to_five_or_none_is_taken(rating: int | None) -> None:
    assert check("Fine", rating) == "Fine"


@pytest.mark.parametrize("rating", [0, 6, -1, 100])
def test_any_other_rating_is_refused(rating: int) -> None:
    assert refusal("Fine", rating) == ("feedback.refused.rating", {})


@given(st.one_of(st.text(), RISKY))
@example("=1+1")
@example("  =1+1")
@example("\t")
@example("\n@SUM(A1)")
@example("\u00a0-2")
def test_no_cell_begins_with_a_sign_that_starts_a_formula(text: str) -> None:
    cell = as_cell(text)
    assert not cell.startswith(tuple(SIGNS))
    assert not cell.lstrip().startswith(tuple(SIGNS))


@given(st.one_of(st.text(), RISKY))
def test_a_cell_holds_the_whole_text_and_at_most_an_apostrophe_before_it(text: str) -> None:
    assert as_cell(text) in {text, f"'{text}"}


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1), st.text())
def test_an_ordinary_text_is_left_alone(beginning: str, rest: str) -> None:
    assert as_cell(beginning + rest) == beginning + rest
