"""Drawing bars and trends that were already checked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.pictures.drawing.sheet import Sheet
from bot.pictures.places import BAR, MARGIN, SPACE, find_places
from bot.pictures.trends import BLOCK_HEIGHT, DASH, LETTERS, Column, Grid

if TYPE_CHECKING:  # results imports this room only when the first picture is due
    from bot.pictures.results import Bar


def draw(bars: Sequence["Bar"], decided: int | None) -> bytes:
    """Draw bars that were already checked; see `result_picture`."""
    counts = [bar.count for bar in bars if bar.count is not None]
    most = max(counts, default=None)
    places = find_places(
        [bar.number for bar in bars], starred=any(bar.ahead for bar in bars), most=most
    )
    sheet = Sheet(places.height)
    for bar, row in zip(bars, places.rows, strict=True):
        sheet.name(bar.number, row, ahead=bar.ahead)
        if bar.share is not None:
            sheet.blocks(bar.share, row.blocks, BAR / 2)
        elif bar.count is not None and most is not None:
            end = sheet.bar(bar.count, most, decided, row)
            sheet.write(bar.count, end + SPACE, row, bold=bar.ahead)
    return sheet.png()


def draw_trend(columns: Sequence[Column], grid: Grid) -> bytes:
    """Draw a trend that was already checked; see `trend_picture`."""
    sheet = Sheet(grid.height)
    for row, letter in enumerate(LETTERS):
        sheet.text(letter, MARGIN, grid.row(row), bold=True)
    for column, shares in enumerate(columns):
        sheet.centre(column + 1, grid.column(column), grid.numbers, bold=False)
        for row, share in enumerate(shares):
            if share is not None:
                sheet.blocks(share, grid.blocks(row, column), BLOCK_HEIGHT / 4)
            else:
                sheet.fill(grid.dash(row, column), DASH / 2)
    return sheet.png()
