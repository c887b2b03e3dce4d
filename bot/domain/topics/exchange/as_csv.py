"""Topics as CSV: one row each, lists with one entry per line inside their cell."""

import csv
from collections.abc import Collection, Iterable, Iterator
from io import StringIO
from itertools import chain, islice, repeat

from bot.domain.cells import as_cell
from bot.domain.topics.exchange.checking import check_all
from bot.domain.topics.exchange.fields import (
    FIELDS,
    KNOWN,
    REQUIRED,
    Parsed,
    Raw,
    Trouble,
    as_lines,
    one_line,
    plain_breaks,
    trouble,
)
from bot.domain.topics.topic import Topic

DELIMITERS = ",;\t"


def to_csv(topics: Iterable[Topic]) -> str:
    """Write topics as CSV (RFC 4180), with a row of names first, for any spreadsheet."""
    text = StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(FIELDS)
    for topic in topics:
        cells = as_lines(topic)
        rows.writerow([escape(cells[name]) for name in FIELDS])
    return text.getvalue()


def from_csv(text: str, taken: Collection[str] = ()) -> Parsed:
    """Read topics from CSV with commas, semicolons or tabs; never raises.

    The first row names the columns, in any order; `taken` are slugs of the library.
    """
    plain = plain_breaks(text)
    first = plain.lstrip("\n").partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    reader = csv.reader(StringIO(plain, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error:
        return Parsed((), (trouble(line, "topics.import.csv"),))
    if not rows:
        return check_all((), taken)
    names = [one_line(name).casefold().replace(" ", "_") for name in rows[0][1]]
    troubles = (*_wrong_names(rows[0][0], names), *_stray_cells(rows[1:], names))
    return Parsed((), troubles) if troubles else check_all(_raws(rows[1:], names), taken)


def escape(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; `unescape` brings the text back.

    A text that already looks escaped gets one more apostrophe, so that none is lost.
    """
    core = text.lstrip("'")
    return f"'{text}" if as_cell(core) != core else text


def unescape(cell: str) -> str:
    """Return the text of a cell, without the apostrophe that `escape` put before it."""
    core = cell.lstrip("'")
    return cell[1:] if cell.startswith("'") and as_cell(core) != core else cell


def _wrong_names(line: int, names: list[str]) -> Iterator[Trouble]:
    for name in dict.fromkeys(names):
        if name and name not in FIELDS:
            yield trouble(line, "topics.import.unknown_field", field=name[:40], known=KNOWN)
        elif name and names.count(name) > 1:
            yield trouble(line, "topics.import.field_twice", field=name)
    for name in REQUIRED:
        if name not in names:
            yield trouble(line, "topics.import.no_column", field=name)


def _stray_cells(rows: Iterable[tuple[int, list[str]]], names: list[str]) -> Iterator[Trouble]:
    """Tell of text in cells that have no column, mostly a delimiter without quotation marks."""
    for line, row in rows:
        named = islice(chain(names, repeat("")), len(row))
        if any(cell.strip() and not name for name, cell in zip(named, row, strict=True)):
            yield trouble(line, "topics.import.stray_cell")


def _raws(rows: Iterable[tuple[int, list[str]]], names: list[str]) -> Iterator[Raw]:
    for line, row in rows:
        cells = zip(names, row, strict=False)
        yield Raw(line, {name: unescape(cell.strip()) for name, cell in cells})
