"""Feedback as CSV (RFC 4180), in UTF-8 with the byte order mark that spreadsheets need."""

import csv
from io import StringIO

from bot.domain.feedback.exporting.cells import cell_of
from bot.domain.feedback.exporting.columns import COLUMNS, Row, Texts


class CsvFile:
    """One CSV file under way, of at most `largest` bytes."""

    def __init__(self, texts: Texts, largest: int) -> None:
        self._cut = texts.cut
        self._largest = largest
        self._content = bytearray(b"\xef\xbb\xbf")
        self._content += _line(COLUMNS)
        self.rows = 0

    def add(self, row: Row) -> bool:
        """Add a row, or return False if it doesn't fit any more. The first one always does."""
        line = _line(tuple(cell_of(each, self._cut) for each in row))
        if self.rows and len(self._content) + len(line) > self._largest:
            return False
        self._content += line
        self.rows += 1
        return True

    def finish(self) -> bytes:
        """Return the whole file."""
        return bytes(self._content)


def _line(cells: Row) -> bytes:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().encode()
