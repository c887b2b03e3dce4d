"""Where things stand in a result's picture: pure arithmetic, in pixels from the top left corner.

Discord shows a picture some 330 wide on a phone and up to 550 elsewhere, and a high one smaller.
So it is drawn 1000 wide, and from 12 bars on in two columns: numbers stay readable on a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

WIDTH = 1000
MARGIN = 40
ROW = 66
GUTTER = 56  # between two columns
ONE_COLUMN = 11  # the most bars that stand in one column
BAR = 38  # the height of a bar or a block
DIGIT = 38  # the size of numbers
ADVANCE = 27  # the width of one bold digit of that size, rounded up
STAR = 19  # from the star's middle to its points
STAR_ROOM = 2 * STAR + 14  # the star and the gap to its number
SPACE = 18  # between a number and a shape
LINE = 3  # how thick an outline is
SLIVER = 8  # so that one of hundreds can still be seen
BLOCKS = 3
BETWEEN = 26  # between two blocks: wide, so that they never look like one long bar


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, on whole pixels so that its edges are sharp."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.left + self.width

    @property
    def centre(self) -> int:
        """The middle of its width."""
        return self.left + self.width // 2

    @property
    def middle(self) -> int:
        """The middle of its height."""
        return self.top + self.height // 2

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.top + self.height

    def inside(self, line: int) -> "Box":
        """What is left of it inside a line that thick, drawn within its edges."""
        return Box(self.left + line, self.top + line, self.width - 2 * line, self.height - 2 * line)

    def part(self, count: int, whole: int) -> "Box":
        """The part of it, from the left, that `count` is of `whole`; a thin line for zero."""
        width = round(self.width * count / max(whole, 1))
        return replace(self, width=max(width, SLIVER) if count else LINE)

    def widths(self, counts: tuple[int, int], whole: int) -> list[int]:
        """How wide the parts of it are that two counts are of `whole`; nothing for zero.

        One of hundreds is drawn wider than it is, so the larger part gives way if it has to.
        """
        widths = [self.part(count, whole).width if count else 0 for count in counts]
        small, large = sorted(widths)
        widths[widths.index(large)] = min(large, self.width - small)
        return widths


@dataclass(frozen=True, slots=True)
class Row:
    """One bar's place: the middle of its height, the middle of the star, where the option's number
    ends, and where the shape begins and ends.
    """

    middle: int
    star: int
    number: int
    left: int
    right: int

    @property
    def whole(self) -> Box:
        """The place of the whole shape."""
        return Box(self.left, self.middle - BAR // 2, self.right - self.left, BAR)

    @property
    def blocks(self) -> tuple[Box, ...]:
        """The places of the three blocks."""
        width = (self.right - self.left - (BLOCKS - 1) * BETWEEN) // BLOCKS
        lefts = (self.left + i * (width + BETWEEN) for i in range(BLOCKS))
        return tuple(Box(left, self.middle - BAR // 2, width, BAR) for left in lefts)


@dataclass(frozen=True, slots=True)
class Places:
    """The picture's height and a place for each bar."""

    height: int
    rows: tuple[Row, ...]


def find_places(numbers: Sequence[int], *, starred: bool, most: int | None) -> Places:
    """Share out the picture among the options with these numbers.

    `starred` keeps room for a star. `most` is the highest count, where counts are written.
    """
    columns = 1 if len(numbers) <= ONE_COLUMN else 2
    deep = -(-len(numbers) // columns)
    width = (WIDTH - 2 * MARGIN - GUTTER * (columns - 1)) // columns
    before = STAR_ROOM * starred + _room(max(numbers))
    after = 0 if most is None else SPACE + _room(most)

    def row(position: int) -> Row:
        column, line = divmod(position, deep)
        left = MARGIN + column * (width + GUTTER)
        number = left + before
        star = number - _room(numbers[position]) - STAR_ROOM + STAR
        middle = MARGIN + BAR // 2 + line * ROW
        return Row(middle, star, number, number + SPACE, left + width - after)

    height = 2 * MARGIN + BAR + (deep - 1) * ROW
    return Places(height, tuple(row(position) for position in range(len(numbers))))


def _room(number: int) -> int:
    return len(str(number)) * ADVANCE
