"""Trend pictures: check-outs from left to right, four rows, a word's three blocks at each place."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.polls.result import Share
from bot.pictures.loading import load_drawing
from bot.pictures.places import ADVANCE, BLOCKS, DIGIT, MARGIN, WIDTH, Box

# Rows are lettered and columns numbered, so that nobody takes one for the other.
LETTERS = "ABCD"
COLUMNS = 12
LETTER_ROOM = ADVANCE + 33
WIDEST = 140  # from one column to the next, also where there are few
BLOCK_HEIGHT = 20
GAP = 7  # between two blocks of one place
BETWEEN = 40  # between two rows
PLACE = BLOCKS * BLOCK_HEIGHT + (BLOCKS - 1) * GAP
DASH = 6  # how thick the dash is that stands where nothing may be told

Column = Sequence[Share | None]


@dataclass(frozen=True, slots=True)
class Grid:
    """Where things stand in a trend of that many columns, in pixels from the top left corner."""

    columns: int

    @property
    def height(self) -> int:
        """The picture's height."""
        return self.numbers + DIGIT // 2 + MARGIN

    @property
    def numbers(self) -> int:
        """The middle of the line of numbers below all rows."""
        return MARGIN + len(LETTERS) * (PLACE + BETWEEN) + DIGIT // 2

    def row(self, row: int) -> int:
        """The middle of a row."""
        return MARGIN + row * (PLACE + BETWEEN) + PLACE // 2

    @property
    def pitch(self) -> int:
        """How far it is from one column to the next."""
        return min(WIDEST, (WIDTH - 2 * MARGIN - LETTER_ROOM) // self.columns)

    def column(self, column: int) -> int:
        """The middle of a column."""
        return MARGIN + LETTER_ROOM + column * self.pitch + self.pitch // 2

    def blocks(self, row: int, column: int) -> tuple[Box, ...]:
        """The three blocks of a place, the lowest first."""
        width = self.pitch * 2 // 3
        left = self.column(column) - width // 2
        bottom = self.row(row) - PLACE // 2 + PLACE
        tops = (bottom - BLOCK_HEIGHT - i * (BLOCK_HEIGHT + GAP) for i in range(BLOCKS))
        return tuple(Box(left, top, width, BLOCK_HEIGHT) for top in tops)

    def dash(self, row: int, column: int) -> Box:
        """The dash that stands at a place where nothing may be told."""
        width = self.pitch // 3
        left = self.column(column) - width // 2
        return Box(left, self.row(row) - DASH // 2, width, DASH)


def trend_picture(columns: Sequence[Column]) -> bytes:
    """Draw check-outs, the oldest first, as a PNG; each has a share or None for each of four lines.

    The same columns always give the same bytes. It takes some 20 to 100 ms, the first time in a
    process about a second, so the caller runs it in a thread. Several threads may draw at once.
    Raises ValueError for what no trend has, and OSError as `result_picture` does.
    """
    if not 1 <= len(columns) <= COLUMNS or any(len(each) != len(LETTERS) for each in columns):
        raise ValueError("a trend has one to twelve columns of four shares")
    load_drawing()
    from bot.pictures.drawing import draw_trend  # noqa: PLC0415 - loaded just now

    return draw_trend(columns, Grid(len(columns)))
