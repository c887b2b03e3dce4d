"""Feedback: taking it in, and handing it to the moderators."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from bot.domain.feedback import Item, Writer, as_cell, check
from bot.domain.people import Person, require_moderator
from bot.services.chance import new_id
from bot.storage import feedback, groups, record
from bot.storage.database import Connection, Database

COLUMNS = ("week", "kind", "rating", "text", "name", "user_id", "given_at")


@dataclass(frozen=True, slots=True)
class Export:
    """A finished export: CSV files in UTF-8 with a byte order mark, and how many items."""

    files: tuple[bytes, ...]
    items: int


class Feedback:
    """What members tell the moderators."""

    def __init__(self, database: Database, now: Callable[[], datetime], chance: Random) -> None:
        self._database = database
        self._now = now
        self._chance = chance

    async def give(self, person: Person, text: str, rating: int | None, name: str | None) -> None:
        """Keep one item: with the writer's name if given, else without any trace of them.

        Raises BadInput.
        """
        now = self._now()
        item = Item(
            item_id=new_id(self._chance),
            group_id=person.group_id,
            week=_week(now.date()),
            text=check(text, rating),
            rating=rating,
            writer=Writer(person.user_id, name) if name is not None else None,
            given_at=now if name is not None else None,
        )
        await self._database.write(feedback.add, item)

    async def export(self, person: Person, largest: int) -> Export:
        """Return all of a group's items as CSV, shuffled, in files of at most `largest` bytes.

        That it was exported, and by whom, is written in the record. Raises NotAllowed.
        """

        def work(connection: Connection) -> list[Item]:
            require_moderator(person, groups.roles(connection, person.group_id))
            items = feedback.of_group(connection, person.group_id)
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


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _cells(item: Item) -> tuple[str, ...]:
    writer = item.writer
    return (
        item.week.isoformat(),
        "named" if writer else "private",
        str(item.rating) if item.rating is not None else "",
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
