"""LibreOffice opens what was exported: every word in its cell, and nothing that it computed."""

import csv
import shutil
import subprocess
from io import StringIO
from pathlib import Path

import pytest

from bot.domain.feedback.exporting import COLUMNS, Form, Splitter, new_file
from tests.domain.feedback.exporting.reading import TEXTS, row

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
# Field separator ",", quotation mark, UTF-8, from the first row on, every column as it is typed.
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
# Its window for CSV reads the byte order mark; without a window it wants to be told: the separator
# ",", the quotation mark, UTF-8, from the first row on.
READ_CSV = ("--infilter=CSV:44,34,76,1",)
WORDS = ["Grüße\nan alle 👋", "שלום مرحبا", "=1+1", "@SUM(A1)", 'say "yes"; or, no', "a\0b"]


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice isn't here (soffice), so it can't look")
@pytest.mark.parametrize("form", [Form.CSV, Form.XLSX])
def test_libreoffice_reads_every_word_and_computes_none(tmp_path: Path, form: Form) -> None:
    splitter = Splitter(lambda: new_file(form, TEXTS, 1_000_000))
    splitter.add(row(word, name=word) for word in WORDS)
    part = splitter.finish()
    assert part is not None
    (tmp_path / f"feedback.{form}").write_bytes(part.content)
    assert OFFICE is not None
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    to = ("--headless", "--convert-to", AS_CSV, "--outdir", str(tmp_path / "out"))
    reading = READ_CSV if form is Form.CSV else ()
    told = (OFFICE, home, *reading, *to, str(tmp_path / f"feedback.{form}"))
    subprocess.run(told, check=True, capture_output=True, timeout=180)
    content = (tmp_path / "out" / "feedback.csv").read_text("utf-8-sig")
    head, *found = csv.reader(StringIO(content, newline=""))
    assert tuple(head) == COLUMNS
    shown = [word.replace("\0", "␀") for word in WORDS]
    shown = [f"'{word}" if word[0] in "=@" else word for word in shown]
    assert [cells[COLUMNS.index("text")] for cells in found] == shown
