"""Result pictures: one bar per option, as exact counts or as the words few, many and most."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.polls.result import Share
from bot.pictures.loading import load_drawing


@dataclass(frozen=True, slots=True)
class Bar:
    """One option: its number on the card (from 1), and either its share or its count.

    `ahead` marks it with a star. Raises ValueError for what no result has.
    """

    number: int
    share: Share | None
    count: int | None
    ahead: bool

    def __post_init__(self) -> None:
        if (self.share is None) == (self.count is None):
            raise ValueError("a bar shows either a share or a count")
        if self.number < 1 or (self.count or 0) < 0:
            raise ValueError("options are numbered from 1, and no count is below 0")


def result_picture(bars: Sequence[Bar], *, decided: int | None) -> bytes:
    """Draw a result as a PNG; the same bars always give the same bytes.

    All bars show shares, or all show counts. `decided` is how many decided: a count's bar is then
    drawn inside an outline that stands for all of them; without it the longest bar fills the
    width. A picture of shares never depends on it.

    It takes some 20 to 100 ms, the first time in a process about a second, so the caller runs it
    in a thread: `await asyncio.to_thread(result_picture, bars, decided=decided)`. Several threads
    may draw at once. Raises ValueError for bars that don't belong together, and OSError where
    not even a temporary folder can be written: the words then have to do alone.
    """
    counts = [bar.count for bar in bars if bar.count is not None]
    if not bars or len(counts) not in (0, len(bars)):
        raise ValueError("a picture needs bars, all with shares or all with counts")
    if counts and decided is not None and max(counts) > decided:
        raise ValueError("no option can have more marks than people decided")
    load_drawing()
    from bot.pictures.drawing import draw  # noqa: PLC0415 - loaded just now

    return draw(bars, decided)
