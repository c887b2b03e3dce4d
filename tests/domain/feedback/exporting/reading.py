"""Reading exports back, each with a reader that didn't write it, and rows to write."""

import csv
import json
from io import BytesIO, StringIO
from typing import Any

from openpyxl import load_workbook

from bot.domain.feedback.exporting import COLUMNS, Form, Row, Texts
from bot.domain.feedback.item import Said

TEXTS = Texts(
    said={
        Said.ADDED: "Added",
        Said.UNDERSTOOD: "Understood",
        Said.NOT_QUITE: "Not quite",
        Said.ANSWER: "Answer",
    },
    heard="Heard",
    cut="[cut]",
    sheet="Feedback",
    about_sheet="About",
    about=("What this is", "", "week: a Monday"),
)


def row(text: str, name: str = "", answers: str = "") -> Row:
    """Return a row with this text."""
    return ("2026-03-02", "idea", "heard", "private", text, name, "", "", answers, "")


def read(form: Form, content: bytes) -> list[dict[str, str]]:
    """Return a file's items as a program or a spreadsheet reads them."""
    match form:
        case Form.CSV:
            return _csv(content)
        case Form.JSON:
            return json.loads(content.decode("utf-8"))["feedback"]
        case Form.XLSX:
            return _xlsx(content)


def about_sheet(content: bytes) -> list[str]:
    """Return the lines of a workbook's second sheet."""
    _, about = load_workbook(BytesIO(content)).worksheets
    return [str(line[0] or "") for line in about.values]


def _csv(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    reader = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    assert tuple(reader.fieldnames or ()) == COLUMNS
    return list(reader)


def _xlsx(content: bytes) -> list[dict[str, str]]:
    sheet: Any = load_workbook(BytesIO(content)).worksheets[0]
    head, *rows = list(sheet.iter_rows())
    assert tuple(cell.value for cell in head) == COLUMNS
    # Strings ("s") or nothing ("n" without a value): no formula, no number, no date, no link.
    for cell in (cell for cells in rows for cell in cells):
        assert cell.data_type == "s" or cell.value is None, cell.coordinate
        assert cell.hyperlink is None
    return [
        {name: cell.value or "" for name, cell in zip(COLUMNS, cells, strict=True)}
        for cells in rows
    ]
