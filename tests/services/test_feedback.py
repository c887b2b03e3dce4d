"""Feedback: it arrives as it was given, and moderators alone get it, which the record tells."""

from datetime import UTC, datetime

import pytest

from bot.domain.people import GroupRoles, Person
from bot.domain.refusals import BadInput, NotAllowed
from bot.services.feedback import Export
from bot.services.house import House
from tests.services.circle import (
    GROUP,
    HOST,
    MODERATOR,
    OTHER_GROUP,
    ROOM,
    Clock,
    member,
    rows_of,
    sees,
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


async def test_only_moderators_export_and_a_refused_one_is_in_no_record(house: House) -> None:
    await house.feedback.give(member(1), "It was loud.", 2, None)
    for person in (HOST, member(1)):
        with pytest.raises(NotAllowed) as refused:
            await house.feedback.export(person, LARGEST)
        assert refused.value.key == "people.refused.moderator"
    assert (await house.record.page(MODERATOR, sees)).entries == ()


async def test_the_groups_own_moderators_export_it(house: House) -> None:
    await house.feedback.give(member(1), "It was loud.", 2, None)
    await house.groups.name_roles(MODERATOR, GroupRoles(moderator=77))
    keeper = Person(GROUP, ROOM, 400, role_ids=frozenset({77}))
    assert (await house.feedback.export(keeper, LARGEST)).items == 1


async def test_a_group_exports_its_own_feedback_alone(house: House) -> None:
    await house.feedback.give(member(1), "Ours.", None, None)
    await house.feedback.give(Person(OTHER_GROUP, ROOM, 1), "Theirs.", None, None)
    texts = [row["text"] for row in rows_of(await house.feedback.export(MODERATOR, LARGEST))]
    assert texts == ["Ours."]
    assert (await house.record.page(OTHER_MODERATOR, sees)).entries == ()


async def test_each_export_stands_in_the_record_that_every_member_reads(
    house: House, clock: Clock
) -> None:
    await house.feedback.export(MODERATOR, LARGEST)
    assert (await house.record.page(member(1), sees)).entries == ()  # there was nothing to export
    for number in (1, 2):
        await house.feedback.give(member(number), "A secret word.", number, None)
        clock.advance(hours=1)
        await house.feedback.export(MODERATOR, LARGEST)
        newest = (await house.record.page(member(1), sees)).entries[0]
        assert (newest.by_id, newest.happened_at) == (MODERATOR.user_id, clock())
        assert dict(newest.details) == {"items": number}
    assert len((await house.record.page(member(1), sees)).entries) == 2
