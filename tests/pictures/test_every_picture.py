"""What holds of the picture of every kind of result."""

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier

import pytest
from PIL import Image

from bot.domain.polls.result import Share
from bot.pictures import (
    Bar,
    Comparison,
    RunOff,
    Time,
    ranked_picture,
    result_picture,
    score_picture,
    times_picture,
)
from bot.pictures.places import WIDTH
from tests.pictures.reading import PNG, chunks

TEN = range(10)
LARGE = tuple(tuple(a * 50 + b if a != b else 0 for b in TEN) for a in TEN)
BEATS = tuple(tuple((a > b) - (a < b) for b in TEN) for a in TEN)
BARS = [Bar(n + 1, None, n, n == 9) for n in TEN]
WORDS = [Bar(n + 1, Share.MANY, None, n == 9) for n in TEN]
COUNTED = [Time(n + 1, None, (n, 9 - n), n == 9) for n in TEN]
TOLD = [Time(n + 1, (Share.MOST, Share.FEW), None, n == 9) for n in TEN]
PICTURES: dict[str, Callable[[], bytes]] = {
    "bars": lambda: result_picture(BARS, decided=9),
    "ranked": lambda: ranked_picture(Comparison(preferred=LARGE, ahead=9)),
    "ranked with care": lambda: ranked_picture(Comparison(beats=BEATS, ahead=9)),
    "score": lambda: score_picture(BARS, RunOff(10, 9, (5, 3)), decided=9),
    "score with care": lambda: score_picture(WORDS, RunOff(10, 9), decided=None),
    "times": lambda: times_picture(COUNTED, decided=9),
    "times with care": lambda: times_picture(TOLD, decided=None),
}
EVERY = pytest.mark.parametrize("picture", PICTURES)


@EVERY
def test_it_is_a_solid_png_that_is_neither_large_nor_high(picture: str) -> None:
    png = PICTURES[picture]()
    assert png.startswith(PNG)
    assert len(png) < 120_000
    with Image.open(BytesIO(png)) as opened:
        assert opened.format == "PNG"
        assert opened.width == WIDTH
        assert opened.height <= 0.82 * WIDTH
        assert opened.convert("RGBA").getchannel("A").getextrema() == (255, 255)


@EVERY
def test_nothing_is_stamped_on_it(picture: str) -> None:
    assert set(chunks(PICTURES[picture]())) == {b"IHDR", b"pHYs", b"IDAT", b"IEND"}


@EVERY
def test_the_same_result_gives_the_same_bytes_in_every_thread(picture: str) -> None:
    together = Barrier(2)

    def draw(_: int) -> bytes:
        together.wait(timeout=10)
        return PICTURES[picture]()

    with ThreadPoolExecutor(2) as threads:
        assert len({PICTURES[picture](), *threads.map(draw, range(4))}) == 1


@EVERY
def test_the_pixels_are_let_go_at_once(picture: str) -> None:
    PICTURES[picture]()
    gc.collect()
    gc.disable()
    try:
        PICTURES[picture]()
        kept = [thing for thing in gc.get_objects() if type(thing).__name__ == "RendererAgg"]
    finally:
        gc.enable()
    assert kept == []
