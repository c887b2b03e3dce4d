"""Feedback: it arrives as it was given, and moderators alone get it, which the record tells."""

from datetime import UTC, datetime

import pytest

from bot.domain.people import Person
from bot.domain.refusals import BadInput
from bot.services.feedback import Export
from bot.services.house import House
from tests.services.circle import (
    MODERATOR,
    OTHER_GROUP,
    ROOM,
    Clock,
    member,
    rows_of,
)

LARGEST = 1_000_000
OTHER_MODERATOR = Person(OTHER_GROUP, ROOM, 300, manages_group=True)


async def test_private_and_named_items_come_out_as_they_were_given(
    house: House, clock: Clock
) -> None:
    assert clock() == datetime(2026, 3, 4, 18, 0, tzinfo=UTC)  # a Wednesday
    await house.feedback.give(member(1), " It was loud. ", 2, None)
    clock.advance(days=5)
    await house.feedback.give(member(311528470125871999), "Thank you, all.", None, "Anna")
    export = await house.feedback.export(MODERATOR, LARGEST)
    private = ["2026-03-02", "private", "2", "It was loud.", "", "", ""]
    named = ["2026-03-09", "named", "", "Thank you, all.", "Anna"]
    named += ["id 311528470125871999", "2026-03-09 18:00 UTC"]
    assert export.items == 2
    assert [list(row.values()) for row in rows_of(export)] == [private, named]
    assert list(rows_of(export)[0]) == [
        "week",
        "kind",
        "rating",
        "text",
        "name",
        "user_id",
        "given_at",
    ]


async def test_what_cant_be_taken_is_refused_and_not_kept(house: House) -> None:
    for text, rating in (("  ", 3), ("x" * 2001, 3), ("Fine.", 6)):
        with pytest.raises(BadInput):
            await house.feedback.give(member(1), text, rating, None)
    assert await house.feedback.export(MODERATOR, LARGEST) == Export((), 0)
