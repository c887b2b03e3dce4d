"""Trend pictures, read back pixel by pixel and without their colours."""

from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise, product

import pytest
from PIL import Image

from bot.domain.polls.result import Share
from bot.pictures import trend_picture
from bot.pictures.palette import FILL, GROUND, HOLLOW
from bot.pictures.places import DIGIT, LINE, MARGIN, WIDTH, Row
from bot.pictures.trends import COLUMNS, LETTERS, PLACE, Grid
from tests.pictures.reading import Grey

TOLD: tuple[Share | None, ...] = (Share.FEW, Share.MANY, Share.MOST, None)
LOOKS = {Share.FEW: "#oo", Share.MANY: "##o", Share.MOST: "###", None: "-"}


def some(columns: int) -> list[tuple[Share | None, ...]]:
    """Check-outs of which no two that stand side by side are alike."""
    return [tuple(TOLD[(column + row) % 4] for row in range(4)) for column in range(columns)]


def look(png: bytes, columns: int) -> list[tuple[str, ...]]:
    """What each place looks like in grey, from the lowest block up; a dash is -."""
    picture, grid = Grey(png), Grid(columns)
    return [
        tuple(_place(picture, grid, row, column) for row in range(4)) for column in range(columns)
    ]


def _place(picture: Grey, grid: Grid, row: int, column: int) -> str:
    found = ""
    for box in grid.blocks(row, column):
        middle, height = box.left + box.width // 2, box.top + box.height // 2
        if picture.shows(FILL, middle, box.top + 1):
            full, empty = (picture.shows(each, middle, height) for each in (FILL, HOLLOW))
            found += "#" if full else "o" if empty else "?"
    dash = grid.dash(row, column)
    ends = (picture.shows(GROUND, x, grid.row(row)) for x in (dash.left - 3, dash.right + 3))
    shown = picture.shows(FILL, grid.column(column), grid.row(row))
    return found if len(found) == 3 else "-" if shown and all(ends) else "?"


@pytest.mark.parametrize("columns", range(1, COLUMNS + 1))
def test_each_place_shows_its_own_share_also_without_colours(columns: int) -> None:
    told = some(columns)
    shown = look(trend_picture(told), columns)
    assert shown == [tuple(LOOKS[share] for share in shares) for shares in told]


@pytest.mark.parametrize("columns", range(1, COLUMNS + 1))
def test_columns_are_numbered_and_rows_lettered(columns: int) -> None:
    picture, grid = Grey(trend_picture(some(columns))), Grid(columns)
    half = min(grid.pitch // 2, 2 * DIGIT)
    for column in range(columns):
        at = grid.column(column)
        line = Row(grid.numbers, 0, 0, 0, 0)
        read = picture.number(at - half, line, at + half, range(1, COLUMNS + 1))
        assert read == column + 1
    for row in range(len(LETTERS)):
        middle = grid.row(row)
        assert picture.ink(MARGIN, middle - 18, MARGIN + 40, middle + 18) > 100


@pytest.mark.parametrize("columns", [1, 6, COLUMNS])
def test_it_is_whole_and_nothing_in_it_touches(columns: int) -> None:
    grid, png = Grid(columns), trend_picture(some(columns))
    with Image.open(BytesIO(png)) as opened:
        assert (opened.format, opened.size) == ("PNG", (WIDTH, grid.height))
    assert len(png) < 100_000
    assert grid.height <= 0.8 * WIDTH
    picture = Grey(png)
    for x, y in product(range(0, WIDTH, 7), (MARGIN - 3, grid.height - MARGIN + 3)):
        assert picture.shows(GROUND, x, y)
    for one, other in pairwise(range(columns)):
        assert grid.blocks(0, other)[0].left - grid.blocks(0, one)[0].right >= 6 * LINE
    assert grid.blocks(0, columns - 1)[0].right <= WIDTH - MARGIN
    assert grid.row(1) - grid.row(0) > PLACE + 6 * LINE


def test_the_same_check_outs_give_the_same_bytes() -> None:
    assert trend_picture(some(5)) == trend_picture(some(5))


@pytest.mark.parametrize("columns", [[], some(COLUMNS + 1), [(Share.FEW,)], [TOLD, TOLD[:3]]])
def test_what_no_trend_has_is_refused(columns: Sequence[tuple[Share | None, ...]]) -> None:
    with pytest.raises(ValueError, match="twelve columns"):
        trend_picture(columns)
