"""Drawing tables that were already checked."""

from itertools import permutations

from bot.pictures.drawing.sheet import CORNER, Sheet
from bot.pictures.ranked import Comparison, Grid


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
