"""One picture while it is drawn, with matplotlib.

Only a figure and its own canvas are used, never pyplot: that keeps one state for the whole
process, so threads would draw into each other's pictures, and none would be let go. All shapes
of one colour become one path, because each object of matplotlib's costs time and memory.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path as File

from matplotlib import get_data_path
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import BoxStyle, PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D, IdentityTransform

from bot.domain.polls.result import Share
from bot.pictures.palette import DARK, FILL, GROUND, HOLLOW, INK
from bot.pictures.places import DIGIT, LINE, STAR, WIDTH, Box, Row

DPI = 72  # so one point is one pixel
FILLED = {Share.FEW: 1, Share.MANY: 2, Share.MOST: 3}
CORNER = 8
POINTS = 5
DENT = 0.42  # how far a star's inner corners are from its middle, its points being at 1
# matplotlib's own font, named by its file: the machine's fonts never change a picture.
FONTS = File(get_data_path(), "fonts", "ttf")
PLAIN = FontProperties(fname=FONTS / "DejaVuSans.ttf")
BOLD = FontProperties(fname=FONTS / "DejaVuSans-Bold.ttf")
# How high that font's digits are, and how wide with the space around them, as parts of its size.
DIGIT_HEIGHT, PLAIN_WIDTH, BOLD_WIDTH = 0.729, 0.636, 0.696


class Sheet:
    """One picture while it is drawn. Places are pixels from its top left corner."""

    def __init__(self, height: int) -> None:
        self._height = height
        self._shapes: list[Path] = []
        self._hollows: list[Path] = []  # lie on the shapes
        self._parts: list[Path] = []  # lie on the hollows
        self._grounds: list[Path] = []
        self._ink: list[Path] = []
        self._light: list[Path] = []  # written on grounds

    def name(self, number: int, row: Row, *, ahead: bool) -> None:
        """Write an option's number; the one ahead is bold and has a star before it."""
        self.ending(number, row.number, row.middle, bold=ahead)
        if ahead:
            self.star(row.star, row.middle)

    def star(self, across: int, middle: int) -> None:
        """Draw the star of the option ahead around a point."""
        place = Affine2D().scale(STAR, -STAR).translate(across, middle)
        self._ink.append(place.transform_path(Path.unit_regular_star(POINTS, DENT)))

    def arrow(self, box: Box) -> None:
        """Draw a head of an arrow that points to the right."""
        corners = [(box.left, box.top), (box.right, box.middle), (box.left, box.bottom)]
        self._ink.append(Path([*corners, corners[0]], closed=True))

    def blocks(self, share: Share, boxes: Sequence[Box], corner: float) -> None:
        """Draw three blocks, and fill one for few, two for many, all three for most."""
        for position, box in enumerate(boxes):
            if position < FILLED[share]:
                self.fill(box, corner)
            else:
                self.hollow(box, corner, corner)

    def fill(self, box: Box, corner: float) -> None:
        """Draw a filled shape."""
        self._shapes.append(_rounded(box, corner))

    def hollow(self, box: Box, corner: float, inner: float) -> None:
        """Draw a shape that is not filled, with round corners outside and inside its outline."""
        self._shapes.append(_rounded(box, corner))
        self._hollows.append(_rounded(box.inside(LINE), inner))

    def part(self, box: Box) -> None:
        """Fill a part of a shape that is not filled, if it has any width."""
        if box.width:
            self._parts.append(_rounded(box, 0))

    def ground(self, box: Box) -> None:
        """Draw a shape so dark that light numbers can be read on it."""
        self._grounds.append(_rounded(box, CORNER))

    def bar(self, count: int, most: int, decided: int | None, row: Row) -> int:
        """Draw a count and return where its shape ends: a bar that is longest for `most`, or
        the filled part of an outline for all who decided.
        """
        if decided is None:
            bar = row.whole.part(count, most)
            self.fill(bar, CORNER)
            return bar.right
        self.outline(row.whole)
        if count:
            self.part(row.whole.inside(LINE).part(count, decided))
        return row.right

    def outline(self, whole: Box) -> None:
        """Draw the outline that stands for all who decided."""
        self.hollow(whole, CORNER, CORNER - LINE)

    def write(self, number: int, left: float, row: Row, *, bold: bool) -> None:
        """Write a number in the middle of a row."""
        self.text(str(number), left, row.middle, bold=bold)

    def ending(self, number: int, right: int, middle: int, *, bold: bool) -> None:
        """Write a number that ends there."""
        width = len(str(number)) * DIGIT * (BOLD_WIDTH if bold else PLAIN_WIDTH)
        self.text(str(number), right - width, middle, bold=bold)

    def centre(
        self,
        number: int,
        across: float,
        middle: float,
        *,
        bold: bool,
        size: int = DIGIT,
        light: bool = False,
    ) -> None:
        """Write a number around a point."""
        half = len(str(number)) * size * (BOLD_WIDTH if bold else PLAIN_WIDTH) / 2
        self.text(str(number), across - half, middle, bold=bold, size=size, light=light)

    def text(
        self,
        written: str,
        left: float,
        middle: float,
        *,
        bold: bool,
        size: int = DIGIT,
        light: bool = False,
    ) -> None:
        """Write digits or capital letters, which are equally high, around a middle."""
        text = TextPath((0, 0), written, size=size, prop=BOLD if bold else PLAIN)
        place = Affine2D().scale(1, -1).translate(left, middle + DIGIT_HEIGHT * size / 2)
        (self._light if light else self._ink).append(place.transform_path(text))

    def png(self) -> bytes:
        """Return the picture. Nothing is stamped on it, neither a date nor a version."""
        figure = Figure((WIDTH / DPI, self._height / DPI), DPI, facecolor=GROUND)
        canvas = FigureCanvasAgg(figure)
        turn = Affine2D().scale(1, -1).translate(0, self._height)  # matplotlib counts from below
        layers = (
            (FILL, self._shapes),
            (HOLLOW, self._hollows),
            (FILL, self._parts),
            (DARK, self._grounds),
            (INK, self._ink),
            (HOLLOW, self._light),
        )
        for colour, paths in layers:
            path = turn.transform_path(Path.make_compound_path(*paths))
            figure.add_artist(
                PathPatch(path, transform=IdentityTransform(), facecolor=colour, linewidth=0)
            )
        picture = BytesIO()
        # matplotlib gives this method no types.
        canvas.print_png(picture, metadata={"Software": None})  # pyright: ignore[reportUnknownMemberType]
        # Figure and canvas hold each other, and Python frees such pairs late. An empty canvas in
        # its place lets the pixels go now, else 3 MB for each picture would pile up.
        FigureCanvasBase(figure)
        return picture.getvalue()


def _rounded(box: Box, corner: float) -> Path:
    """Return a box as a path with round corners, as far as it is large enough for them."""
    size = min(corner, box.width / 2, box.height / 2)
    # What matplotlib's types say of `Round` is its parent's way to be made.
    style = BoxStyle.Round(pad=0, rounding_size=size)  # pyright: ignore[reportCallIssue]
    return style(box.left, box.top, box.width, box.height, mutation_size=1)
