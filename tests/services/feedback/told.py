"""Feedback to try the services on: what members send, and how a day passes until it is told of."""

from collections.abc import Sequence
from datetime import date

from bot.domain.feedback.item import Item, Kind, State
from bot.domain.feedback.wanted import Wanted
from bot.services.feedback.giving import Given
from bot.services.feedback.reading import Reply
from bot.services.house import House
from tests.services.circle import MODERATOR, Clock, Person, member

MONDAY = date(2026, 3, 2)


async def give(
    house: House, text: str, name: str | None = None, *, by: Person | None = None, **how: object
) -> str:
    """Let somebody give feedback; return the key that leads to it."""
    given = Given(Kind.IDEA, text, name, **how)  # pyright: ignore[reportArgumentType]
    person = by or member(1)
    receipt = await house.feedback.giving.give(person, given)
    if receipt.code is not None:
        return receipt.code
    return f"item.{(await house.feedback.holding.of_person(person))[0].item_id}"


async def batch(house: House, clock: Clock) -> None:
    """Let time pass until what waits is told of."""
    clock.advance(hours=26)
    await house.feedback.delivering.do_due()


async def inbox(house: House, wanted: Wanted | None = None) -> Sequence[Item]:
    """What a moderator finds."""
    page = await house.feedback.reading.page(MODERATOR, wanted or Wanted())
    return page.items


async def answer(
    house: House, item: Item, text: str = "We will.", state: State = State.HEARD
) -> Item:
    """Let a moderator answer what they saw."""
    reply = Reply(item.version, "You told us that it is loud.", text, state)
    return await house.feedback.reading.answer(MODERATOR, "Mo", item.item_id, reply)
