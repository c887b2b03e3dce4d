"""Drawing times that were already checked."""

from collections.abc import Sequence

from bot.pictures.drawing.sheet import CORNER, Sheet
from bot.pictures.places import Row
from bot.pictures.times import Numbers, Time, find_blocks, find_times, parts


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


def _counts(
    sheet: Sheet, counts: tuple[int, int], decided: int, row: Row, numbers: Numbers, *, bold: bool
) -> None:
    sheet.outline(row.whole)
    told = zip(counts, parts(row.whole, counts, decided), numbers.lefts, strict=True)
    for count, part, left in told:
        sheet.part(part)
        sheet.write(count, left, row, bold=bold)
