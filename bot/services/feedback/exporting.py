"""Exporting: handing a group's feedback to its moderators as files."""

import csv
import io
from dataclasses import dataclass

from bot.domain.cells import as_cell
from bot.domain.feedback.item import Item
from bot.domain.feedback.wanted import Wanted
from bot.domain.people import Person
from bot.services.feedback.usecase import UseCase, only_moderators
from bot.storage import record
from bot.storage.database import Connection
from bot.storage.feedback.items import told

COLUMNS = ("week", "kind", "text", "name", "user_id", "given_at")


@dataclass(frozen=True, slots=True)
class Export:
    """A finished export: CSV files in UTF-8 with a byte order mark, and how many items."""

    files: tuple[bytes, ...]
    items: int


class Exporting(UseCase):
    """What moderators take along."""

    async def export(self, person: Person, largest: int) -> Export:
        """Return all of a group's items as CSV, shuffled, in files of at most `largest` bytes.

        That it was exported, and by whom, is written in the record. Raises NotAllowed.
        """

        def work(connection: Connection) -> list[Item]:
            only_moderators(connection, person)
            items = list(told(connection, person.group_id, Wanted()))
            if items:
                record.add(
                    connection, person.group_id, "feedback_exported", person.user_id, self._now(),
                    items=len(items),
                )  # fmt: skip
            return items

        items = await self._database.write(work)
        self._chance.shuffle(items)
        # Weeks may stand in order; within one, nothing tells which item came first.
        items.sort(key=lambda item: item.week)
        return Export(_files([_cells(item) for item in items], largest), len(items))


def _cells(item: Item) -> tuple[str, ...]:
    writer = item.writer
    return (
        item.week.isoformat(),
        "named" if writer else "private",
        as_cell(item.text),
        as_cell(writer.name) if writer else "",
        # A spreadsheet would round a number this long.
        f"id {writer.user_id}" if writer else "",
        item.given_at.strftime("%Y-%m-%d %H:%M UTC") if item.given_at else "",
    )


def _files(rows: list[tuple[str, ...]], largest: int) -> tuple[bytes, ...]:
    files: list[bytes] = []
    written = _line(COLUMNS, first=True)
    empty = len(written)
    for row in rows:
        line = _line(row)
        if len(written) + len(line) > largest and len(written) > empty:
            files.append(bytes(written))
            written = _line(COLUMNS, first=True)
        written += line
    return (*files, bytes(written)) if rows else ()


def _line(cells: tuple[str, ...], *, first: bool = False) -> bytearray:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    # The byte order mark makes spreadsheets read UTF-8 as UTF-8.
    return bytearray(text.getvalue().encode("utf-8-sig" if first else "utf-8"))
