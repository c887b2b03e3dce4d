"""Feedback as an XLSX workbook: one sheet with the items, one that says what they mean.

Every cell is written as a string, never as a formula, a number or a link. The workbook is made in
memory: the other way leaves people's words in a temporary file on the disk.
"""

from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook  # pyright: ignore[reportMissingTypeStubs]

from bot.domain.feedback.exporting.cells import cell_of
from bot.domain.feedback.exporting.columns import COLUMNS, Row, Texts

WIDTHS = {"text": 60, "answers": 60, "name": 20, "user_id": 24, "given_at": 22}
USUAL_WIDTH, ABOUT_WIDTH = 14, 110
# The most bytes that an empty workbook takes, and a row and a cell besides its text, before they
# are packed. Packing makes it smaller, so a file stays below the limit without being tried.
EMPTY, ROW, CELL = 16_000, 48, 96
# Rules know no clock, and the library would look at one. The data dictionary tells the day.
NO_DAY = datetime(1980, 1, 1)  # noqa: DTZ001 - the library wants a plain one


class XlsxFile:
    """One workbook under way, of at most `largest` bytes, and as many before it is packed."""

    def __init__(self, texts: Texts, largest: int) -> None:
        self._texts = texts
        self._largest = largest
        self._out = BytesIO()
        # The library's own types are unfinished.
        self._book: Any = Workbook(self._out, {"in_memory": True})
        self._book.set_properties({"created": NO_DAY})
        self._bold = self._book.add_format({"bold": True})
        self._plain = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._sheet = self._book.add_worksheet(texts.sheet)
        self._head()
        self._size = EMPTY + sum(ROW + _size(line) for line in (*texts.about, *COLUMNS))
        self.rows = 0

    def add(self, row: Row) -> bool:
        """Add a row, or return False if it doesn't fit any more. The first one always does."""
        cells = [cell_of(each, self._texts.cut) for each in row]
        size = ROW + sum(map(_size, cells))
        if self.rows and self._size + size > self._largest:
            return False
        self.rows += 1
        self._size += size
        for column, cell in enumerate(cells):
            if cell:
                self._sheet.write_string(self.rows, column, cell, self._plain)
        return True

    def finish(self) -> bytes:
        """Return the whole workbook."""
        about = self._book.add_worksheet(self._texts.about_sheet)
        about.set_column(0, 0, ABOUT_WIDTH)
        for place, line in enumerate(self._texts.about):
            about.write_string(place, 0, cell_of(line, self._texts.cut), self._plain)
        self._sheet.autofilter(0, 0, self.rows, len(COLUMNS) - 1)
        self._book.close()
        return self._out.getvalue()

    def _head(self) -> None:
        for column, name in enumerate(COLUMNS):
            self._sheet.set_column(column, column, WIDTHS.get(name, USUAL_WIDTH))
            self._sheet.write_string(0, column, name, self._bold)
        self._sheet.freeze_panes(1, 0)


def _size(cell: str) -> int:
    """Return the most bytes that a cell takes before packing.

    XML writes &, < and > longer, and the workbook also "_x", which begins its own signs.
    """
    longer = 4 * sum(map(cell.count, "&<>")) + 6 * cell.count("_x")
    return CELL + len(cell.encode()) + longer if cell else 0
