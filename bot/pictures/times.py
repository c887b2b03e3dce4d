"""Pictures of times: for how many each one works, and for how many it is all right if needed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.polls.options import MAX_GRADED
from bot.domain.polls.result import Share
from bot.pictures.loading import load_drawing
from bot.pictures.places import ADVANCE, BAR, LINE, MARGIN, SPACE, Box, Places, Row, find_places

HEAD = 54  # the height of the line of shapes above the numbers
SAMPLE = 38  # how wide a shape in that line is
LOW = 18  # how high whatever stands for "if needed" is: low, where "works" is high
COLUMNS = 56  # between the words for "works" and those for "if needed"


@dataclass(frozen=True, slots=True)
class Time:
    """One time: its number on the card (from 1), and for how many it works and for how many it is
    all right if needed: two shares or two counts, in that order.

    `ahead` marks it with a star. Raises ValueError for what no result has.
    """

    number: int
    shares: tuple[Share, Share] | None
    counts: tuple[int, int] | None
    ahead: bool

    def __post_init__(self) -> None:
        if (self.shares is None) == (self.counts is None):
            raise ValueError("a time shows either shares or counts")
        if self.number < 1 or min(self.counts or (0,)) < 0:
            raise ValueError("times are numbered from 1, and no count is below 0")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Where the two columns of counts begin, and the two shapes above them, which say what they
    count: a high one and a low one.
    """

    lefts: tuple[int, int]
    samples: tuple[Box, Box]


def find_times(times: Sequence[Time]) -> tuple[Places, Numbers | None]:
    """Share out the picture among times, with two columns of counts where counts are told."""
    starred = any(time.ahead for time in times)
    places = find_places([time.number for time in times], starred=starred, most=None)
    counts = [time.counts for time in times if time.counts is not None]
    if not counts:
        return places, None
    works, if_needed = (max(column) for column in zip(*counts, strict=True))
    second = places.rows[0].right - _room(if_needed)
    first = second - 2 * SPACE - _room(works)
    rows = tuple(replace(row, middle=row.middle + HEAD, right=first - SPACE) for row in places.rows)
    high = Box(first, MARGIN, SAMPLE, BAR)
    samples = (high, low(replace(high, left=second)))
    return Places(places.height + HEAD, rows), Numbers((first, second), samples)


def low(box: Box) -> Box:
    """Make a place as low as what stands for "if needed" is, around the same middle."""
    return replace(box, top=box.middle - LOW // 2, height=LOW)


def parts(whole: Box, counts: tuple[int, int], decided: int) -> tuple[Box, Box]:
    """Return the parts of a bar for which a time works, and is all right if needed."""
    inside = whole.inside(LINE)
    works, if_needed = inside.widths(counts, decided)
    first = replace(inside, width=works)
    return first, low(replace(inside, left=first.right, width=if_needed))


def find_blocks(row: Row) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Find the places of the blocks for "works", and of those for "if needed"."""
    middle = row.left + (row.right - row.left - COLUMNS) * 3 // 5
    if_needed = replace(row, left=middle + COLUMNS).blocks
    return replace(row, right=middle).blocks, tuple(low(box) for box in if_needed)


def times_picture(times: Sequence[Time], *, decided: int | None) -> bytes:
    """Draw a result about times as a PNG; the same one always gives the same bytes.

    Counts: in an outline for all who decided a high part for those for whom a time works, then a
    low one for those for whom it is all right if needed, and both numbers beside it. Words: three
    high blocks, and beside them three low ones.

    Takes as long and may raise the same as `result_picture`, so the caller runs it in a thread.
    """
    counts = [time.counts for time in times if time.counts is not None]
    if not 1 <= len(times) <= MAX_GRADED or len(counts) not in (0, len(times)):
        raise ValueError("a picture needs one to ten times, all with shares or all with counts")
    if bool(counts) == (decided is None):
        raise ValueError("how many decided is told along with counts, and only then")
    if max(map(sum, counts), default=0) > (decided or 0):
        raise ValueError("no time can suit more people than decided")
    load_drawing()
    from bot.pictures.drawing import draw_times  # noqa: PLC0415 - loaded just now

    return draw_times(times, decided or 0)


def _room(number: int) -> int:
    return max(len(str(number)) * ADVANCE, SAMPLE)
