"""Feedback, topic posts, groups, the record and times: what is kept comes back as it was."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.feedback.item import Item, Kind, Writer
from bot.domain.feedback.wanted import Wanted
from bot.domain.people import GroupRoles
from bot.domain.topics.topic import TopicPost
from bot.storage import groups, record, topics
from bot.storage.database import Connection, Database
from bot.storage.feedback import items
from bot.storage.times import from_seconds, to_seconds

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
GROUP, OTHER_GROUP, ANNA = 311528470125871104, 2, 902348571230987411
PRIVATE = Item("b2", GROUP, date(2026, 3, 2), Kind.IDEA, "It was loud. 🌧\n=1+1")
NAMED = replace(PRIVATE, item_id="a1", writer=Writer(ANNA, "Anna"), given_at=NOW)
POST = TopicPost("a1", GROUP, 5, "rest", asked=0, asked_at=None)


async def test_feedback_comes_back_by_group_and_in_the_order_of_random_keys(
    database: Database,
) -> None:
    elsewhere = replace(PRIVATE, item_id="c3", group_id=OTHER_GROUP)
    for item in (PRIVATE, elsewhere, NAMED):
        await database.write(items.add, item)
    assert await database.read(items.told, GROUP, Wanted()) == [NAMED, PRIVATE]
    assert await database.read(items.told, OTHER_GROUP, Wanted()) == [elsewhere]
    assert await database.read(items.told, 3, Wanted()) == []


@pytest.mark.parametrize(
    "leaky", [replace(PRIVATE, given_at=NOW), replace(NAMED, given_at=None)], ids=["time", "name"]
)
async def test_a_name_and_a_time_are_kept_together_or_not_at_all(
    database: Database, leaky: Item
) -> None:
    with pytest.raises(Exception, match="CHECK constraint failed"):
        await database.write(items.add, leaky)
    assert await database.read(items.told, GROUP, Wanted()) == []


async def test_a_topic_post_is_kept_once(database: Database) -> None:
    assert await database.write(topics.add, POST, NOW)
    assert not await database.write(topics.add, replace(POST, channel_id=99), NOW)
    assert await database.read(topics.find, "a1") == POST
    assert await database.read(topics.find, "a2") is None


async def test_a_topic_post_remembers_its_questions_card_and_thread(database: Database) -> None:
    await database.write(topics.add, POST, NOW)
    await database.write(topics.add, replace(POST, post_id="a2"), NOW)
    await database.write(topics.set_asked, "a1", 1, NOW)
    await database.write(topics.set_message, "a1", 77)
    await database.write(topics.set_thread, "a1", 78)
    assert await database.read(topics.find, "a1") == replace(
        POST, asked=1, asked_at=NOW, message_id=77, thread_id=78
    )
    assert await database.read(topics.find, "a2") == replace(POST, post_id="a2")


async def test_a_group_keeps_its_own_roles(database: Database) -> None:
    assert await database.read(groups.roles, GROUP) == GroupRoles()
    for named in (GroupRoles(11, None), GroupRoles(None, 12), GroupRoles(11, 12)):
        await database.write(groups.set_roles, GROUP, named)
        assert await database.read(groups.roles, GROUP) == named
    assert await database.read(groups.roles, OTHER_GROUP) == GroupRoles()


async def test_a_note_is_replaced_by_the_next_of_its_name(database: Database) -> None:
    assert await database.read(groups.note, "commands") is None
    await database.write(groups.set_note, "commands", "abc")
    await database.write(groups.set_note, "commands", "def")
    assert await database.read(groups.note, "commands") == "def"
    assert await database.read(groups.note, "other") is None


async def test_the_record_says_what_happened_when_and_by_whom(database: Database) -> None:
    def entries(connection: Connection) -> list[tuple[object, ...]]:
        rows = connection.execute("SELECT group_id, happened_at, kind, by_id, details FROM record")
        return [(*row[:4], json.loads(row[4])) for row in rows]

    await database.write(record.add, GROUP, "feedback.export", ANNA, NOW, items=3)
    await database.write(record.add, GROUP, "feedback.export", ANNA, NOW, items=3)
    once = (GROUP, to_seconds(NOW), "feedback.export", ANNA, {"items": 3})
    assert await database.read(entries) == [once, once]


@given(st.integers(0, 2**36))
def test_whole_seconds_come_back_from_a_time(seconds: int) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    assert from_seconds(to_seconds(moment)) == moment
    assert to_seconds(moment.astimezone(timezone(timedelta(hours=-9.5)))) == to_seconds(moment)


def test_a_part_of_a_second_is_cut_off() -> None:
    assert from_seconds(to_seconds(NOW + timedelta(milliseconds=999))) == NOW
    assert to_seconds(datetime(1970, 1, 2, tzinfo=UTC)) == 86400
