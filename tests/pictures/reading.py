"""Reading a picture back: as shades of grey, at the places where its parts should be."""

import struct
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from matplotlib import get_data_path
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

from bot.pictures import Bar
from bot.pictures.palette import DARK, FILL, GROUND, HOLLOW, INK
from bot.pictures.places import DIGIT, MARGIN, WIDTH, Box, Places, Row, find_places

PNG = b"\x89PNG\r\n\x1a\n"
SHADES = range(256)
FONTS = Path(get_data_path(), "fonts", "ttf")
PLAIN, BOLD = FONTS / "DejaVuSans.ttf", FONTS / "DejaVuSans-Bold.ttf"
CLOSE = 8  # how far a shade may be off and still count as that colour


def luminance(colour: str) -> float:
    """Relative luminance from 0 to 1. Source: WCAG 2.2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast from 1 to 21. Source: WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


class Grey:
    """A picture without its colours."""

    def __init__(self, png: bytes) -> None:
        with Image.open(BytesIO(png)) as opened:
            self.image = opened.convert("L")
        self.width, self.height = self.image.size

    def at(self, x: float, y: float) -> int:
        """The shade of one pixel, 0 to 255."""
        shade = self.image.getpixel((int(x), int(y)))
        assert isinstance(shade, int)
        return shade

    def shows(self, colour: str, x: float, y: float) -> bool:
        """Whether that colour's shade is there."""
        return abs(self.at(x, y) - grey(colour)) <= CLOSE

    def ink(self, left: float, top: float, right: float, bottom: float) -> int:
        """How many pixels in that area are written on."""
        area = self.image.crop((int(left), int(top), int(right), int(bottom)))
        return sum(area.histogram()[: grey(INK) + CLOSE])

    def number(self, left: float, row: Row, right: float, among: Iterable[int]) -> int:
        """The one of these numbers that what is written there looks most like."""
        area = self.image.crop((int(left), row.middle - 16, int(right), row.middle + 17))
        written = area.point(
            [255 if shade < (grey(INK) + grey(GROUND)) / 2 else 0 for shade in SHADES]
        )
        return min(among, key=lambda number: unlikeness(written, looks_of(number)))

    def number_in(self, box: Box, among: Iterable[int], *, size: int, light: bool = False) -> int:
        """The same for what is written inside a box in that size: light is bold, and on dark."""
        # Without the round corners of the box.
        area = self.image.crop((box.left + 4, box.top + 9, box.right - 4, box.bottom - 9))
        line = (grey(DARK) + grey(HOLLOW)) / 2 if light else (grey(INK) + grey(GROUND)) / 2
        written = area.point([255 if (shade > line) == light else 0 for shade in SHADES])
        font = BOLD if light else PLAIN
        return min(among, key=lambda number: unlikeness(written, looks_of(number, size, font)))

    def run(self, colour: str, left: float, right: float, y: float) -> int:
        """How many pixels of that colour lie side by side from `left` on."""
        x = int(left)
        while x < right and self.shows(colour, x, y):
            x += 1
        return x - int(left)


def grey(colour: str) -> int:
    """The shade that a colour becomes without colours, 0 to 255."""
    shade = Image.new("RGB", (1, 1), colour).convert("L").getpixel((0, 0))
    assert isinstance(shade, int)
    return shade


@cache
def looks_of(number: int, size: int = DIGIT, font: Path = PLAIN) -> Image.Image:
    """A number, white on black, drawn by somebody else."""
    image = Image.new("L", (8 * DIGIT, 2 * DIGIT))
    ImageDraw.Draw(image).text((9, 9), str(number), fill=255, font=ImageFont.truetype(font, size))
    return image


def unlikeness(one: Image.Image, other: Image.Image) -> float:
    """How little two pieces of writing look alike, wherever they stand in their images."""
    shape = ImageChops.difference(*(cut_out(image) for image in (one, other)))
    widths = [box[2] - box[0] for box in (one.getbbox(), other.getbbox()) if box]
    return ImageStat.Stat(shape).mean[0] + 5 * abs(widths[0] - widths[1])


def cut_out(image: Image.Image) -> Image.Image:
    """What is written in an image, all in one size."""
    return image.crop(image.getbbox()).resize((60, 40))


def chunks(png: bytes) -> Iterator[bytes]:
    """Yield the names of a PNG's parts."""
    at = len(PNG)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        yield png[at + 4 : at + 8]
        at += 12 + length
    assert at == len(png)


def margins_are_free(picture: Grey, margin: int = MARGIN) -> bool:
    """Whether nothing is drawn that near to the picture's edges."""
    near, right, bottom = margin - 2, WIDTH - margin + 2, picture.height - margin + 2
    strips = (
        (0, 0, near, picture.height),
        (right, 0, WIDTH, picture.height),
        (0, 0, WIDTH, near),
        (0, bottom, WIDTH, picture.height),
    )
    return all(picture.image.crop(strip).getcolors(1) for strip in strips)


def places(bars: list[Bar]) -> Places:
    """Where the picture of these bars has what."""
    counts = [bar.count for bar in bars if bar.count is not None]
    return find_places(
        [bar.number for bar in bars],
        starred=any(bar.ahead for bar in bars),
        most=max(counts, default=None),
    )


def blocks(png: bytes, bars: list[Bar]) -> list[str]:
    """What the blocks of each bar look like in grey: # is filled, o hollow, ? neither."""
    picture = Grey(png)
    found: list[str] = []
    for row in places(bars).rows:
        line = ""
        for box in row.blocks:
            middle = box.left + box.width / 2
            edge = picture.shows(FILL, middle, box.top + 1)
            full, empty = (picture.shows(colour, middle, row.middle) for colour in (FILL, HOLLOW))
            outside = picture.shows(GROUND, box.left - 4, row.middle)
            line += "#" if edge and full and outside else "o" if edge and empty and outside else "?"
        found.append(line)
    return found
