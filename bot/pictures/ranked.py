"""Ranked pictures: a table of options compared two by two, each row's option with each column's."""

from dataclasses import dataclass
from itertools import product

from bot.domain.polls.options import MAX_GRADED
from bot.domain.polls.result import Table
from bot.pictures.loading import load_drawing
from bot.pictures.places import ADVANCE, BAR, DIGIT, SPACE, STAR, STAR_ROOM, WIDTH, Box

EDGE = 28  # less than around bars: ten columns need the room
HEAD = 60  # the height of the line of numbers above all rows
ROW = 64
BETWEEN = 6  # between two cells
RULE = 3  # how thick the line below those numbers is
WIDEST = 210  # from one column to the next, also where there are few
WIDEST_SHAPES = 130  # the same where cells hold shapes alone
SHAPE = 60  # how wide a shape is at most
DASH = (26, 6)  # how wide and how thick
ARROW = (16, 24)  # how wide and how high
INSIDE = 5  # between a number and its cell's edge


@dataclass(frozen=True, slots=True)
class Comparison:
    """Options compared two by two: at `[a][b]` the options in places a and b, counted from 0.

    Either `preferred`, how many prefer a to b, or `beats`, 1 if more do than the other way round,
    -1 if fewer, 0 if even; the other one is empty. `ahead` is the place of the option that gets
    the star. Raises ValueError for what no result has.
    """

    preferred: Table = ()
    beats: Table = ()
    ahead: int | None = None

    def __post_init__(self) -> None:
        if bool(self.preferred) == bool(self.beats):
            raise ValueError("a comparison shows either how many prefer or which more prefer")
        table, every = self.table, range(self.options)
        if not 2 <= self.options <= MAX_GRADED or any(len(row) != self.options for row in table):
            raise ValueError("a comparison is of two to ten options, each with each")
        pairs = [(table[a][b], table[b][a]) for a, b in product(every, every)]
        if any(table[option][option] for option in every):
            raise ValueError("no option is compared with itself")
        if self.preferred and min(map(min, pairs)) < 0:
            raise ValueError("no count is below 0")
        if self.beats and any(one not in (-1, 0, 1) or one + other for one, other in pairs):
            raise ValueError("more prefer the one, fewer the other, or both are even")
        if self.ahead is not None and self.ahead not in every:
            raise ValueError("the option ahead is one of those compared")

    @property
    def table(self) -> Table:
        """Whichever of the two there is."""
        return self.preferred or self.beats

    @property
    def options(self) -> int:
        """How many options there are."""
        return len(self.table)


@dataclass(frozen=True, slots=True)
class Grid:
    """Where things stand in such a table, in pixels from the top left corner.

    `most` is the highest number in a cell, None where cells hold shapes alone.
    """

    options: int
    starred: bool
    most: int | None

    @property
    def height(self) -> int:
        """The picture's height."""
        return 2 * EDGE + HEAD + self.options * ROW

    @property
    def number(self) -> int:
        """Where a row's own number ends."""
        return EDGE + STAR_ROOM * self.starred + len(str(self.options)) * ADVANCE

    @property
    def left(self) -> int:
        """Where the first column begins."""
        return self.number + ARROW[0] + 2 * SPACE

    @property
    def pitch(self) -> int:
        """How far it is from one column to the next."""
        widest = WIDEST_SHAPES if self.most is None else WIDEST
        return min(widest, (WIDTH - EDGE - self.left) // self.options)

    @property
    def size(self) -> int:
        """The size of the numbers in cells: as large as elsewhere, if the highest one fits."""
        room = self.pitch - BETWEEN - 2 * INSIDE
        return min(DIGIT, room * DIGIT // (len(str(self.most)) * ADVANCE))

    def cell(self, row: int, column: int) -> Box:
        """The place of a row's option compared with a column's."""
        left, top = self.left + column * self.pitch, EDGE + HEAD + row * ROW
        half = BETWEEN // 2
        return Box(left + half, top + half, self.pitch - BETWEEN, ROW - BETWEEN)

    def head(self, column: int) -> tuple[int, int]:
        """The middle of a column's number."""
        return self.cell(0, column).centre, EDGE + (HEAD - RULE - BETWEEN) // 2

    @property
    def rule(self) -> Box:
        """The line between the columns' numbers and the cells, which may hold numbers too."""
        width = self.options * self.pitch - BETWEEN
        return Box(self.left + BETWEEN // 2, EDGE + HEAD - RULE - BETWEEN, width, RULE)

    def star(self, row: int) -> tuple[int, int]:
        """The middle of the star of a row."""
        room = len(str(row + 1)) * ADVANCE + STAR_ROOM
        return self.number - room + STAR, self.cell(row, 0).middle

    def arrow(self, row: int) -> Box:
        """The arrow that leads from a row's number to its cells."""
        wide, high = ARROW
        middle = self.cell(row, 0).middle
        return Box(self.number + SPACE, middle - high // 2, wide, high)

    def shape(self, row: int, column: int) -> Box:
        """The place of a shape in a cell."""
        cell = self.cell(row, column)
        width = min(SHAPE, cell.width - 2 * INSIDE)
        return Box(cell.centre - width // 2, cell.middle - BAR // 2, width, BAR)

    def dash(self, row: int, column: int) -> Box:
        """The dash that stands where two options are even."""
        cell = self.cell(row, column)
        wide, thick = DASH
        return Box(cell.centre - wide // 2, cell.middle - thick // 2, wide, thick)


def ranked_picture(comparison: Comparison) -> bytes:
    """Draw a comparison of options as a PNG; the same one always gives the same bytes.

    Numbers: how many prefer the row's option to the column's, the larger of a pair on a dark
    ground, the smaller in an outline, even ones with neither. Without numbers a shape is filled
    where more prefer the row's option, hollow where fewer do, and a dash where they are even.

    Takes as long and may raise the same as `result_picture`, so the caller runs it in a thread.
    """
    load_drawing()
    from bot.pictures.drawing import draw_comparison  # noqa: PLC0415 - loaded just now

    most = max(map(max, comparison.preferred), default=None)
    starred = comparison.ahead is not None
    return draw_comparison(comparison, Grid(comparison.options, starred, most))
