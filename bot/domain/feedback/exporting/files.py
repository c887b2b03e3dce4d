"""Files: the three forms that an export can have, one class each."""

from enum import StrEnum
from typing import Protocol

from bot.domain.feedback.exporting.as_csv import CsvFile
from bot.domain.feedback.exporting.as_json import JsonFile
from bot.domain.feedback.exporting.as_xlsx import XlsxFile
from bot.domain.feedback.exporting.columns import Row, Texts


class Form(StrEnum):
    """The form of an export; its value is the ending of the file's name."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


class File(Protocol):
    """A file under way."""

    rows: int

    def add(self, row: Row) -> bool:
        """Add a row, or return False if it doesn't fit any more. The first one always does."""
        ...

    def finish(self) -> bytes:
        """Return the whole file."""
        ...


_FILES: dict[Form, type[CsvFile] | type[JsonFile] | type[XlsxFile]] = {
    Form.CSV: CsvFile,
    Form.JSON: JsonFile,
    Form.XLSX: XlsxFile,
}


def new_file(form: Form, texts: Texts, largest: int) -> File:
    """Begin a file of at most `largest` bytes; a row that is larger stands in one of its own."""
    return _FILES[form](texts, largest)
