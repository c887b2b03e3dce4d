"""Drawing bars, points with their run-off, and trends; all were already checked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.domain.polls.methods.score import HIGHEST
from bot.pictures.drawing.sheet import Sheet
from bot.pictures.places import BAR, MARGIN, SPACE, find_places
from bot.pictures.scores import RING_HEIGHT, RunOff, Split, find_scores, find_split, ring
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


def draw_scores(bars: Sequence["Bar"], run_off: RunOff | None, decided: int | None) -> bytes:
    """Draw points that were already checked; see `score_picture`."""
    places, split = find_scores(bars), None
    two = () if run_off is None else (run_off.one, run_off.other)
    ahead = {bar.number for bar in bars if bar.ahead}
    if run_off is not None and decided is not None:
        split = find_split(places, run_off, decided, starred=run_off.other in ahead)
    sheet = Sheet(places.height if split is None else split.height)
    for bar, row in zip(bars, places.rows, strict=True):
        if bar.number in two:
            _ringed(sheet, bar.number, row.number, row.middle, bold=bar.ahead)
        else:
            sheet.ending(bar.number, row.number, row.middle, bold=bar.ahead)
        if bar.ahead:
            sheet.star(row.star, row.middle)
        if bar.share is not None:
            sheet.blocks(bar.share, row.blocks, BAR / 2)
        elif bar.count is not None and decided is not None:
            end = sheet.bar(bar.count, bar.count, HIGHEST * decided, row)
            sheet.write(bar.count, end + SPACE, row, bold=bar.ahead)
    if run_off is not None and split is not None:
        _split(sheet, split, run_off, ahead)
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


def _ringed(sheet: Sheet, number: int, end: int, middle: int, *, bold: bool) -> None:
    around = ring(number, end, middle)
    sheet.hollow(around, RING_HEIGHT / 2, RING_HEIGHT / 2)
    sheet.centre(number, around.centre, middle, bold=bold)


def _split(sheet: Sheet, split: Split, run_off: RunOff, ahead: set[int]) -> None:
    row = split.row
    sheet.fill(split.rule, 0)
    sheet.outline(row.whole)
    ends = ((run_off.one, row.number, row.star), (run_off.other, split.other, split.star))
    told = zip(ends, run_off.higher or (), split.counts, split.parts, strict=True)
    for (number, end, star), count, left, part in told:
        _ringed(sheet, number, end, row.middle, bold=number in ahead)
        if number in ahead:
            sheet.star(star, row.middle)
        sheet.write(count, left, row, bold=number in ahead)
        sheet.part(part)
