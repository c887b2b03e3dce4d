"""Score pictures: points as bars, a ring around the two of the run-off, and the run-off below."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.polls.methods.score import HIGHEST
from bot.domain.polls.options import MAX_GRADED
from bot.pictures.loading import load_drawing
from bot.pictures.places import (
    ADVANCE,
    LINE,
    MARGIN,
    SPACE,
    STAR,
    STAR_ROOM,
    WIDTH,
    Box,
    Places,
    Row,
    find_places,
)
from bot.pictures.results import Bar

RING = 12  # between a number and the ring around it
RING_HEIGHT = 50
RULE = 3  # how thick the line above the run-off is
APART = 24  # between that line and what is above and below it
GAP = 12  # between the two parts of the run-off, also where all scored one of them higher


@dataclass(frozen=True, slots=True)
class RunOff:
    """The two that met in a run-off, by their numbers on the card (from 1).

    `higher` is how many scored the one higher and how many the other, where it may be told.
    Raises ValueError for what no result has.
    """

    one: int
    other: int
    higher: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.one == self.other:
            raise ValueError("two different options meet in a run-off")
        if self.higher is not None and min(self.higher) < 0:
            raise ValueError("no count is below 0")


@dataclass(frozen=True, slots=True)
class Split:
    """Where a run-off stands, in pixels from the top left corner of the picture.

    `rule` is the line above it. `row` has the place of the one option and of the bar, `parts` are
    the parts of that bar, and `counts` where the two counts begin. `other` is where the other
    option's number ends, and `star` the middle of its star.
    """

    height: int
    rule: Box
    row: Row
    parts: tuple[Box, Box]
    counts: tuple[int, int]
    other: int
    star: int


def find_scores(bars: Sequence[Bar]) -> Places:
    """Share out the picture among bars as elsewhere, with room for rings around numbers."""
    counts = [bar.count for bar in bars if bar.count is not None]
    starred, most = any(bar.ahead for bar in bars), max(counts, default=None)
    places = find_places([bar.number for bar in bars], starred=starred, most=most)
    rows = (replace(row, number=row.number + RING, left=row.left + 2 * RING) for row in places.rows)
    return replace(places, rows=tuple(rows))


def ring(number: int, end: int, middle: int) -> Box:
    """The ring around a number that ends there."""
    width = _room(number) + 2 * RING
    return Box(end + RING - width, middle - RING_HEIGHT // 2, width, RING_HEIGHT)


def find_split(places: Places, run_off: RunOff, decided: int, *, starred: bool) -> Split:
    """Find the place of a run-off below the bars; `starred` keeps room for the other's star."""
    higher = run_off.higher or (0, 0)
    top = places.height - MARGIN + APART
    middle = top + RULE + APART + RING_HEIGHT // 2
    first, end = places.rows[0], WIDTH - MARGIN - RING
    before = ring(run_off.other, end, middle).left
    second = before - STAR_ROOM * starred - SPACE - _room(higher[1])
    row = Row(
        middle,
        ring(run_off.one, first.number, middle).left - STAR_ROOM + STAR,
        first.number,
        first.left + _room(higher[0]) + SPACE,
        second - SPACE,
    )
    return Split(
        height=middle + RING_HEIGHT // 2 + MARGIN,
        rule=Box(MARGIN, top, WIDTH - 2 * MARGIN, RULE),
        row=row,
        parts=_parts(row.whole.inside(LINE), higher, decided),
        counts=(first.left, second),
        other=end,
        star=before - STAR_ROOM + STAR,
    )


def score_picture(bars: Sequence[Bar], run_off: RunOff | None, *, decided: int | None) -> bytes:
    """Draw a result of scores as a PNG; the same one always gives the same bytes.

    Counts are points: each bar is drawn inside an outline for all points that those who decided
    could have given. The two of the run-off have rings around their numbers; below, where it may
    be told, one bar inside an outline for all who decided is filled from the left by those who
    scored the one higher, and from the right by those who scored the other higher.

    Takes as long and may raise the same as `result_picture`, so the caller runs it in a thread.
    """
    _check(bars, decided)
    if run_off is not None:
        _check_run_off(bars, run_off, decided)
    load_drawing()
    from bot.pictures.drawing import draw_scores  # noqa: PLC0415 - loaded just now

    return draw_scores(bars, run_off, decided)


def _check(bars: Sequence[Bar], decided: int | None) -> None:
    counts = [bar.count for bar in bars if bar.count is not None]
    if not 1 <= len(bars) <= MAX_GRADED or len(counts) not in (0, len(bars)):
        raise ValueError("scores need one to ten bars, all with shares or all with counts")
    if bool(counts) == (decided is None):
        raise ValueError("how many decided is told along with counts, and only then")
    if max(counts, default=0) > HIGHEST * (decided or 0):
        raise ValueError("no option can have more points than could be given")


def _check_run_off(bars: Sequence[Bar], run_off: RunOff, decided: int | None) -> None:
    two = (run_off.one, run_off.other)
    if not set(two) <= {bar.number for bar in bars}:
        raise ValueError("a run-off is between two of the options")
    if any(bar.ahead and bar.number not in two for bar in bars):
        raise ValueError("the option ahead was in the run-off")
    if (run_off.higher is None) != (decided is None):
        raise ValueError("a run-off is counted where points are")
    if sum(run_off.higher or ()) > (decided or 0):
        raise ValueError("no more can have scored one higher than decided")


def _parts(inside: Box, higher: tuple[int, int], decided: int) -> tuple[Box, Box]:
    """Return the parts of a bar from the left and from the right, never without a gap."""
    one, other = replace(inside, width=inside.width - GAP).widths(higher, decided)
    right = replace(inside, left=inside.right - other, width=other)
    return replace(inside, width=one), right


def _room(number: int) -> int:
    return len(str(number)) * ADVANCE
