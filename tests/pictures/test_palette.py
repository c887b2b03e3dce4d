"""The colours can be told from each other by everybody, on Discord's dark and light themes."""

import pytest

from bot.pictures.palette import DARK, FILL, GROUND, HOLLOW, INK
from tests.pictures.reading import contrast, grey

# From WCAG 2.2: success criteria 1.4.3 (text) and 1.4.11 (shapes that mean something).
TEXT = 4.5
SHAPE = 3.0


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_numbers_and_the_star_stand_out_from_the_ground() -> None:
    assert contrast(INK, GROUND) >= TEXT


def test_numbers_stand_out_from_whatever_is_behind_them() -> None:
    assert contrast(INK, HOLLOW) >= TEXT
    assert contrast(HOLLOW, DARK) >= TEXT
    assert contrast(DARK, GROUND) >= SHAPE


@pytest.mark.parametrize("other", [GROUND, HOLLOW])
def test_what_is_filled_stands_out_from_what_is_not(other: str) -> None:
    assert contrast(FILL, other) >= SHAPE


def test_without_colours_the_shades_are_still_far_apart() -> None:
    assert grey(INK) + 40 < grey(FILL) < min(grey(GROUND), grey(HOLLOW)) - 80
