"""Topics: found, posted once, and opened one question at a time however many press."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from bot.domain.outbox import Row
from bot.domain.people import Person
from bot.domain.refusals import NotAllowed, Refusal
from bot.domain.topics.topic import TopicPost
from bot.services.house import House
from bot.services.topics import wire_topics
from bot.storage import library, own_topics, topics
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
    post_id, topic = await house.topics.posting.propose(HOST, slug)
    await house.topics.posting.post(HOST, ROOM, post_id, topic.slug)
    return post_id


async def refusal_of(use: Coroutine[Any, Any, object]) -> str:
    with pytest.raises(Refusal) as refused:
        await use
    return refused.value.key


async def test_a_proposal_shows_the_topic_and_posts_nothing(house: House) -> None:
    post_id, topic = await house.topics.posting.propose(HOST, SLUG)
    assert topic.slug == SLUG
    assert await waiting_rows(house) == []
    assert await refusal_of(house.topics.posting.posted(post_id)) == "topics.refused.gone"


async def test_a_posted_topic_is_in_the_outbox_for_its_channel(house: House) -> None:
    post_id, _ = await house.topics.posting.propose(HOST, SLUG)
    row = await house.topics.posting.post(HOST, OTHER_ROOM, post_id, SLUG)
    assert await house.outbox.due() == [row]
    assert (row.kind, row.group_id, row.channel_id) == ("topic.card", GROUP, OTHER_ROOM)
    found, topic = await house.topics.posting.posted(post_id)
    assert topic.slug == SLUG
    assert found == TopicPost(post_id, GROUP, OTHER_ROOM, SLUG, intensity=topic.intensity)


async def test_pressing_post_twice_posts_once(house: House) -> None:
    post_id, _ = await house.topics.posting.propose(HOST, SLUG)
    presses = await asyncio.gather(
        *(house.topics.posting.post(HOST, ROOM, post_id, SLUG) for _ in range(3)),
        return_exceptions=True,
    )
    assert sorted(type(press).__name__ for press in presses) == ["Gone", "Gone", "Row"]
    refused = await refusal_of(house.topics.posting.post(HOST, ROOM, post_id, SLUG))
    assert refused == "topics.refused.posted_already"
    assert await waiting_rows(house) == [("topic.card", post_id)]


async def test_the_same_topic_can_be_posted_again_another_day(house: House) -> None:
    ids = {await post(house), await post(house)}
    assert len(ids) == 2
    assert len(await waiting_rows(house)) == 2


async def test_only_facilitators_post(house: House) -> None:
    for person in (member(1), MODERATOR):
        with pytest.raises(NotAllowed):
            await house.topics.posting.propose(person, SLUG)
        with pytest.raises(NotAllowed):
            await house.topics.posting.post(person, ROOM, "a1", SLUG)
    assert await waiting_rows(house) == []


async def test_three_presses_at_once_are_one_question(house: House) -> None:
    post_id = await post(house)
    presses = await asyncio.gather(
        *(house.topics.posting.go_deeper(member(n), post_id) for n in range(3))
    )
    rows = [row for row in presses if row]
    assert [(row.kind, row.subject) for row in rows] == [("topic.question", f"{post_id}/0")]
    assert presses.count(None) == 2
    assert (await house.topics.posting.posted(post_id))[0].asked == 1


async def test_every_question_is_asked_once_a_minute_apart_and_then_no_more(
    house: House, clock: Clock
) -> None:
    post_id = await post(house)
    _, topic = await house.topics.posting.posted(post_id)
    asked: list[Row] = []
    for _ in topic.questions:
        row = await house.topics.posting.go_deeper(member(1), post_id)
        assert row
        asked.append(row)
        clock.advance(seconds=59)
        assert await house.topics.posting.go_deeper(member(2), post_id) is None
        clock.advance(seconds=1)
    positions = range(len(topic.questions))
    assert [row.subject for row in asked] == [f"{post_id}/{position}" for position in positions]
    for _ in range(2):
        no_more = await refusal_of(house.topics.posting.go_deeper(member(3), post_id))
        assert no_more == "topics.refused.no_more_questions"


async def test_a_post_of_another_group_cant_be_opened_from_here(house: House) -> None:
    post_id = await post(house)
    stranger = Person(OTHER_GROUP, ROOM, 5, manages_events=True, manages_group=True)
    assert (
        await refusal_of(house.topics.posting.go_deeper(stranger, post_id)) == "topics.refused.gone"
    )
    assert await refusal_of(house.topics.posting.go_deeper(HOST, "0" * 16)) == "topics.refused.gone"
    assert (await house.topics.posting.posted(post_id))[0].asked == 0


async def test_no_question_is_asked_from_a_channel_where_the_topic_isnt(house: House) -> None:
    post_id = await post(house)
    elsewhere = replace(member(1), channel_id=OTHER_ROOM)
    asked = house.topics.posting.go_deeper(elsewhere, post_id)
    assert await refusal_of(asked) == "topics.refused.gone"


async def test_questions_go_to_the_thread_where_there_is_one(house: House, clock: Clock) -> None:
    post_id = await post(house)
    first = await house.topics.posting.go_deeper(member(1), post_id)
    await house.topics.posting.set_thread(post_id, THREAD)
    clock.advance(minutes=1)
    second = await house.topics.posting.go_deeper(replace(member(1), channel_id=THREAD), post_id)
    assert first
    assert second
    assert (first.channel_id, second.channel_id) == (ROOM, THREAD)


async def test_a_post_whose_topic_left_the_library_says_so(house: House, clock: Clock) -> None:
    gone = TopicPost("a1", GROUP, ROOM, "no-longer-here", asked=0, asked_at=None)
    await house.database.write(topics.add, gone, clock())
    assert await refusal_of(house.topics.posting.posted("a1")) == "topics.refused.gone"
    assert await refusal_of(house.topics.posting.go_deeper(HOST, "a1")) == "topics.refused.gone"


async def test_a_topic_is_known_by_its_slug_or_its_whole_title(house: House) -> None:
    for slug, topic in library.topics().items():
        for name in (slug, topic.title.upper()):
            assert (await house.topics.posting.propose(HOST, name))[1] == topic
    for unknown in ("", "nothing", library.topics()[SLUG].title[:-1]):
        proposed = house.topics.posting.propose(HOST, unknown)
        assert await refusal_of(proposed) == "topics.refused.unknown"


async def test_a_search_finds_every_topic_and_tells_no_more_than_asked(house: House) -> None:
    everything = list(library.topics().values())
    search = house.topics.posting.search
    by_title = sorted(everything, key=lambda topic: topic.title.casefold())
    assert await search(GROUP, "", most=len(everything)) == by_title
    assert await search(GROUP, "") == by_title[:25], "as many as Discord lists"
    assert len(await search(GROUP, "", most=3)) == 3
    assert await search(GROUP, "no topic says zyzzyva") == []
    for topic in everything:
        assert topic in await search(GROUP, topic.title)
        assert topic in await search(GROUP, topic.tags[0])


async def test_those_whose_title_fits_stand_before_those_whose_text_does(
    house: House, clock: Clock
) -> None:
    any_topic = library.topics()[SLUG]
    in_text = replace(any_topic, slug="a", title="Apples", purpose="With zest.")
    in_title = replace(any_topic, slug="b", title="Zest for a rainy day")
    in_tag = replace(any_topic, slug="c", title="Colours", tags=("zest",))
    shelf = {topic.slug: topic for topic in (in_text, any_topic, in_title, in_tag)}
    asking = house.polls.asking
    small = wire_topics(house.database, shelf, clock, Random(1), asking).posting  # noqa: S311
    assert await small.search(GROUP, "zest") == [in_title, in_text, in_tag]
    assert await small.search(GROUP, "ZEST", most=1) == [in_title]


async def test_a_groups_own_topic_is_found_and_posted_there_and_nowhere_else(house: House) -> None:
    own = replace(library.topics()[SLUG], slug="our-own", title="Our own words", tags=("ours",))
    await house.database.write(own_topics.put, GROUP, [own])
    assert (await house.topics.posting.search(GROUP, "own words"))[0] == own
    assert own not in await house.topics.posting.search(OTHER_GROUP, "own words")
    post_id, topic = await house.topics.posting.propose(HOST, "our own WORDS")
    await house.topics.posting.post(HOST, ROOM, post_id, topic.slug)
    assert (await house.topics.posting.posted(post_id))[1] == own


async def test_a_circle_is_closed_once_by_a_facilitator_where_it_is(
    house: House, clock: Clock
) -> None:
    posting = house.topics.posting
    post_id = await post(house)
    for person, key in (
        (member(1), "topics.refused.closing"),
        (replace(HOST, channel_id=OTHER_ROOM), "topics.refused.gone"),
    ):
        assert await refusal_of(posting.close(person, post_id, ask_feedback=True)) == key
    row = await posting.close(HOST, post_id, ask_feedback=True)
    assert (row.kind, row.subject) == ("topic.closing", f"{post_id}/1")
    again = posting.close(HOST, post_id, ask_feedback=False)
    assert await refusal_of(again) == "topics.refused.closed"
    assert await refusal_of(posting.go_deeper(member(1), post_id)) == "topics.refused.closed"
    assert (await posting.posted(post_id))[0].closed_at == clock()


async def test_a_topic_is_looked_at_only_where_it_is(house: House) -> None:
    post_id = await post(house)
    assert (await house.topics.posting.look(member(1), post_id))[1].slug == SLUG
    elsewhere = replace(member(1), channel_id=OTHER_ROOM)
    assert await refusal_of(house.topics.posting.look(elsewhere, post_id)) == "topics.refused.gone"
