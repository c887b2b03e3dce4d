"""Topics: found, posted once, and opened one question at a time however many press."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from bot.domain.outbox import Row
from bot.domain.people import Person
from bot.domain.refusals import Gone, NotAllowed, Refusal
from bot.domain.topics.topic import TopicPost
from bot.services.house import House
from bot.services.topics import Topics
from bot.storage import library, topics
from tests.services.circle import (
    GROUP,
    HOST,
    MODERATOR,
    OTHER_GROUP,
    OTHER_ROOM,
    ROOM,
    Clock,
    member,
    waiting_rows,
)

SLUG = "being-heard"
THREAD = 777


async def post(house: House, slug: str = SLUG) -> str:
    post_id, topic = await house.topics.propose(HOST, slug)
    await house.topics.post(HOST, ROOM, post_id, topic.slug)
    return post_id


async def refusal_of(use: Coroutine[Any, Any, object]) -> str:
    with pytest.raises(Refusal) as refused:
        await use
    return refused.value.key


async def test_a_proposal_shows_the_topic_and_posts_nothing(house: House) -> None:
    post_id, topic = await house.topics.propose(HOST, SLUG)
    assert topic.slug == SLUG
    assert await waiting_rows(house) == []
    assert await refusal_of(house.topics.posted(post_id)) == "topics.refused.gone"


async def test_a_posted_topic_is_in_the_outbox_for_its_channel(house: House) -> None:
    post_id, _ = await house.topics.propose(HOST, SLUG)
    row = await house.topics.post(HOST, OTHER_ROOM, post_id, SLUG)
    assert await house.outbox.due() == [row]
    assert (row.kind, row.group_id, row.channel_id) == ("topic.card", GROUP, OTHER_ROOM)
    found, topic = await house.topics.posted(post_id)
    assert topic.slug == SLUG
    assert found == TopicPost(post_id, GROUP, OTHER_ROOM, SLUG, asked=0, asked_at=None)


async def test_pressing_post_twice_posts_once(house: House) -> None:
    post_id, _ = await house.topics.propose(HOST, SLUG)
    presses = await asyncio.gather(
        *(house.topics.post(HOST, ROOM, post_id, SLUG) for _ in range(3)), return_exceptions=True
    )
    assert sorted(type(press).__name__ for press in presses) == ["Gone", "Gone", "Row"]
    refused = await refusal_of(house.topics.post(HOST, ROOM, post_id, SLUG))
    assert refused == "topics.refused.posted_already"
    assert await waiting_rows(house) == [("topic.card", post_id)]


async def test_the_same_topic_can_be_posted_again_another_day(house: House) -> None:
    ids = {await post(house), await post(house)}
    assert len(ids) == 2
    assert len(await waiting_rows(house)) == 2


async def test_only_facilitators_post(house: House) -> None:
    for person in (member(1), MODERATOR):
        with pytest.raises(NotAllowed):
            await house.topics.propose(person, SLUG)
        with pytest.raises(NotAllowed):
            await house.topics.post(person, ROOM, "a1", SLUG)
    assert await waiting_rows(house) == []


async def test_three_presses_at_once_are_one_question(house: House) -> None:
    post_id = await post(house)
    presses = await asyncio.gather(*(house.topics.go_deeper(member(n), post_id) for n in range(3)))
    rows = [row for row in presses if row]
    assert [(row.kind, row.subject) for row in rows] == [("topic.question", f"{post_id}/0")]
    assert presses.count(None) == 2
    assert (await house.topics.posted(post_id))[0].asked == 1


async def test_every_question_is_asked_once_a_minute_apart_and_then_no_more(
    house: House, clock: Clock
) -> None:
    post_id = await post(house)
    _, topic = await house.topics.posted(post_id)
    asked: list[Row] = []
    for _ in topic.questions:
        row = await house.topics.go_deeper(member(1), post_id)
        assert row
        asked.append(row)
        clock.advance(seconds=59)
        assert await house.topics.go_deeper(member(2), post_id) is None
        clock.advance(seconds=1)
    positions = range(len(topic.questions))
    assert [row.subject for row in asked] == [f"{post_id}/{position}" for position in positions]
    for _ in range(2):
        no_more = await refusal_of(house.topics.go_deeper(member(3), post_id))
        assert no_more == "topics.refused.no_more_questions"


async def test_a_post_of_another_group_cant_be_opened_from_here(house: House) -> None:
    post_id = await post(house)
    stranger = Person(OTHER_GROUP, ROOM, 5, manages_events=True, manages_group=True)
    assert await refusal_of(house.topics.go_deeper(stranger, post_id)) == "topics.refused.gone"
    assert await refusal_of(house.topics.go_deeper(HOST, "0" * 16)) == "topics.refused.gone"
    assert (await house.topics.posted(post_id))[0].asked == 0


async def test_questions_go_to_the_thread_where_there_is_one(house: House, clock: Clock) -> None:
    post_id = await post(house)
    first = await house.topics.go_deeper(member(1), post_id)
    await house.topics.set_thread(post_id, THREAD)
    clock.advance(minutes=1)
    second = await house.topics.go_deeper(replace(member(1), channel_id=THREAD), post_id)
    assert first
    assert second
    assert (first.channel_id, second.channel_id) == (ROOM, THREAD)


async def test_a_post_whose_topic_left_the_library_says_so(house: House, clock: Clock) -> None:
    gone = TopicPost("a1", GROUP, ROOM, "no-longer-here", asked=0, asked_at=None)
    await house.database.write(topics.add, gone, clock())
    assert await refusal_of(house.topics.posted("a1")) == "topics.refused.gone"
    assert await refusal_of(house.topics.go_deeper(HOST, "a1")) == "topics.refused.gone"


async def test_a_topic_is_known_by_its_slug_or_its_whole_title(house: House) -> None:
    for slug, topic in library.topics().items():
        assert house.topics.topic(slug) == topic
        assert house.topics.topic(topic.title.upper()) == topic
    for unknown in ("", "nothing", library.topics()[SLUG].title[:-1]):
        with pytest.raises(Gone) as refused:
            house.topics.topic(unknown)
        assert refused.value.key == "topics.refused.unknown"


async def test_a_search_finds_every_topic_and_tells_no_more_than_asked(house: House) -> None:
    everything = list(library.topics().values())
    assert house.topics.search("", most=len(everything)) == everything
    assert house.topics.search("") == everything[:25], "as many as Discord lists"
    assert len(house.topics.search("", most=3)) == 3
    assert house.topics.search("no topic says zyzzyva") == []
    for topic in library.topics().values():
        assert topic in house.topics.search(topic.title)
        assert topic in house.topics.search(topic.tags[0])


async def test_those_whose_title_fits_stand_before_those_whose_text_does(
    house: House, clock: Clock
) -> None:
    any_topic = library.topics()[SLUG]
    in_text = replace(any_topic, slug="a", title="Apples", purpose="With zest.")
    in_title = replace(any_topic, slug="b", title="Zest for a rainy day")
    in_tag = replace(any_topic, slug="c", title="Colours", tags=("zest",))
    shelf = {topic.slug: topic for topic in (in_text, any_topic, in_title, in_tag)}
    small = Topics(house.database, shelf, clock, Random(1))  # noqa: S311 - draws nothing here
    assert small.search("zest") == [in_title, in_text, in_tag]
    assert small.search("ZEST", most=1) == [in_title]
