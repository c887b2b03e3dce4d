"""Cells: whatever somebody types, a spreadsheet holds it, shows it, and runs nothing."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.feedback.exporting.cells import MOST_UNITS, cell_of

SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
RISKY = st.builds(
    str.__add__, st.text(alphabet="".join(SIGNS) + " \t\r\n\0\x0b\u00a0'", max_size=6), st.text()
)
CUT = "[cut]"


@given(st.one_of(st.text(), RISKY))
@example("=1+1")
@example(" \t\r\n@SUM(A1)")
@example("\uff1dcmd|' /C calc'!A0")
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = cell_of(text, CUT)
    assert not cell.lstrip().startswith(SIGNS)
    assert not cell.startswith(("\t", "\r", "\n"))


@given(st.one_of(st.text(), RISKY))
def test_no_character_is_lost_and_none_is_invisible(text: str) -> None:
    cell = cell_of(text, CUT)
    assert all(each >= " " or each in "\t\n" for each in cell)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = cell.removeprefix("'") if len(cell) > len(plain) else cell
    assert len(shown) == len(plain)
    for seen, typed in zip(shown, plain, strict=True):
        assert seen == typed or ord(seen) in (ord(typed) + 0x2400, 0x2421, 0xFFFD)


def test_control_characters_are_drawn() -> None:
    assert cell_of("a\0b\x07c\x1f\x7f\ufffe\uffff", CUT) == "a␀b␇c␟␡\ufffd\ufffd"


def test_emoji_and_letters_from_right_to_left_stay_as_they_are() -> None:
    text = "שלום, مرحبا 👩‍👩‍👧‍👦 🏳️‍🌈\nund Grüße\tan alle"
    assert cell_of(text, CUT) == text


def test_the_longest_text_fits_and_one_sign_more_is_cut_with_a_note() -> None:
    assert cell_of("x" * MOST_UNITS, CUT) == "x" * MOST_UNITS
    cell = cell_of("x" * (MOST_UNITS + 1), CUT)
    assert cell.endswith(f"x\n{CUT}")
    assert len(cell) == MOST_UNITS


@given(st.integers(16_380, 16_390), st.booleans())
def test_an_emoji_is_never_cut_in_half(count: int, shifted: bool) -> None:
    cell = cell_of("x" * shifted + "👋" * count, CUT)
    assert len(cell.encode("utf-16-le")) // 2 <= MOST_UNITS
    assert set(cell.removesuffix(f"\n{CUT}")) <= {"x", "👋"}
