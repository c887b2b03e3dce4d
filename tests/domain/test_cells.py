"""Cells: how a text becomes a cell that no spreadsheet runs."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.cells import as_cell

SIGNS = "=+-@\t\r\n"
# Many texts that begin with rooms and signs, which plain chance would rarely make.
RISKY = st.builds(
    str.__add__, st.text(alphabet=SIGNS + " \u00a0\u3000'\x0b", max_size=6), st.text()
)


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
