"""Drawing tables of comparisons and of times; all were already checked."""

from collections.abc import Sequence
from itertools import permutations

from bot.pictures.drawing.sheet import CORNER, Sheet
from bot.pictures.places import Row
from bot.pictures.ranked import Comparison, Grid
from bot.pictures.times import Numbers, Time, find_blocks, find_times, parts


def draw_comparison(comparison: Comparison, grid: Grid) -> bytes:
    """Draw a comparison that was already checked; see `ranked_picture`."""
    sheet = Sheet(grid.height)
    sheet.fill(grid.rule, 0)
    for option in range(comparison.options):
        _heads(sheet, grid, option, ahead=option == comparison.ahead)
    for row, column in permutations(range(comparison.options), 2):
        if comparison.preferred:
            one, other = comparison.preferred[row][column], comparison.preferred[column][row]
            _number(sheet, grid, (row, column), one, other)
        else:
            _shape(sheet, grid, (row, column), comparison.beats[row][column])
    return sheet.png()


def draw_times(times: Sequence[Time], decided: int) -> bytes:
    """Draw times that were already checked; see `times_picture`."""
    places, numbers = find_times(times)
    sheet = Sheet(places.height)
    for sample in numbers.samples if numbers is not None else ():
        sheet.fill(sample, min(CORNER, sample.height / 2))
    for time, row in zip(times, places.rows, strict=True):
        sheet.name(time.number, row, ahead=time.ahead)
        if time.shares is not None:
            for share, blocks in zip(time.shares, find_blocks(row), strict=True):
                sheet.blocks(share, blocks, blocks[0].height / 2)
        elif time.counts is not None and numbers is not None:
            _counts(sheet, time.counts, decided, row, numbers, bold=time.ahead)
    return sheet.png()


def _heads(sheet: Sheet, grid: Grid, option: int, *, ahead: bool) -> None:
    sheet.ending(option + 1, grid.number, grid.cell(option, 0).middle, bold=True)
    sheet.arrow(grid.arrow(option))
    sheet.centre(option + 1, *grid.head(option), bold=True)
    if ahead:
        sheet.star(*grid.star(option))


def _number(sheet: Sheet, grid: Grid, place: tuple[int, int], one: int, other: int) -> None:
    cell = grid.cell(*place)
    if one > other:
        sheet.ground(cell)
    elif one < other:
        sheet.hollow(cell, CORNER, CORNER)
    more = one > other
    sheet.centre(one, cell.centre, cell.middle, bold=more, size=grid.size, light=more)


def _shape(sheet: Sheet, grid: Grid, place: tuple[int, int], beats: int) -> None:
    shape = grid.shape(*place)
    if beats > 0:
        sheet.fill(shape, CORNER)
    elif beats < 0:
        sheet.hollow(shape, CORNER, CORNER)
    else:
        sheet.fill(grid.dash(*place), grid.dash(*place).height / 2)


def _counts(
    sheet: Sheet, counts: tuple[int, int], decided: int, row: Row, numbers: Numbers, *, bold: bool
) -> None:
    sheet.outline(row.whole)
    told = zip(counts, parts(row.whole, counts, decided), numbers.lefts, strict=True)
    for count, part, left in told:
        sheet.part(part)
        sheet.write(count, left, row, bold=bold)
