"""Taking feedback along: items as they lie in the file, and exports read back."""

from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

from bot.domain.feedback.exporting import Form, Part
from bot.domain.feedback.item import Item, Kind, Stage, Writer
from bot.domain.people import Person
from bot.services.feedback.exporting import Asked, Plan
from bot.services.house import House
from bot.storage.database import Connection
from bot.storage.feedback import items
from tests.domain.feedback.exporting.reading import read
from tests.services.circle import GROUP, MODERATOR

MONDAY = date(2026, 3, 2)
LARGEST = 1_000_000
ALL = Asked()
_NUMBERS = count(1)


def private(text: str, kind: Kind = Kind.IDEA, **more: object) -> Item:
    """Return a private item that moderators may see, with a key by no order."""
    key = f"{next(_NUMBERS) * 0x9E3779B97F4A7C15 % 2**64:016x}"
    return replace(Item(key, GROUP, MONDAY, kind, text), **more)


def named(text: str, kind: Kind = Kind.IDEA, **more: object) -> Item:
    """Return an item with its writer's name."""
    writer = Writer(311528470125871999, "Anna")
    return private(text, kind, writer=writer, given_at=datetime(2026, 3, 4, 18, tzinfo=UTC), **more)


def waiting(text: str) -> Item:
    """Return a private item that waits for its daily batch."""
    at = datetime(2026, 3, 5, 9, tzinfo=UTC)
    return private(text, stage=Stage.WAITING, moves_at=at)


async def keep(house: House, *kept: Item) -> None:
    """Put items into the file with all that was said about them."""

    def work(connection: Connection) -> None:
        for item in kept:
            items.add(connection, item)
            if item.state != "received" or item.closed_on:
                connection.execute(
                    "UPDATE feedback_item SET state = ?, closed_on = ? WHERE item_id = ?",
                    (item.state, item.closed_on and item.closed_on.isoformat(), item.item_id),
                )
            for said in item.messages:
                items.put(connection, item, said)

    await house.database.write(work)


async def take(
    house: House, asked: Asked = ALL, person: Person = MODERATOR, largest: int = LARGEST
) -> tuple[Plan, list[Part]]:
    """Export; return the plan and all files."""
    plan = await house.feedback.exporting.plan(person, asked)
    async with aclosing(house.feedback.exporting.parts(plan, largest)) as parts:
        return plan, [part async for part in parts]


async def rows(
    house: House, asked: Asked = ALL, person: Person = MODERATOR
) -> list[dict[str, str]]:
    """Export; return what stands in all files."""
    plan, parts = await take(house, asked, person)
    return rows_in(plan.form, parts)


def rows_in(form: Form, parts: list[Part]) -> list[dict[str, str]]:
    """Return what stands in these files."""
    return [row for part in parts for row in read(form, part.content)]


async def texts(house: House, asked: Asked = ALL, person: Person = MODERATOR) -> list[str]:
    """Export; return the texts alone, sorted."""
    return sorted(row["text"] for row in await rows(house, asked, person))
