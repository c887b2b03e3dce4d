"""A group's own topics: written, taken from a file whole or not at all, handed out, removed."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.people import Person
from bot.domain.refusals import BadInput, NotAllowed, Refusal
from bot.domain.topics.exchange import MAX_BYTES, parse, to_toml
from bot.domain.topics.exchange.fields import FIELDS
from bot.domain.topics.exchange.values import MAX_SLUG
from bot.domain.topics.topic import Topic
from bot.domain.topics.writing import Written, free_slug, written
from bot.services.house import House
from bot.services.record import NEWEST
from bot.services.topics.handing import example, in_files
from bot.services.topics.own import MOST
from bot.storage import library, own_topics
from tests.services.circle import GROUP, HOST, MODERATOR, OTHER_GROUP, ROOM, member, sees

OTHER_HOST = Person(OTHER_GROUP, ROOM, 101, manages_events=True)
LIBRARY = library.topics()
FORM = Written(
    "Rain on the roof", "For wet days.", "What does rain bring?\nWho is out?", "Why?", "1"
)


async def refusal_of(use: Coroutine[Any, Any, object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        await use
    return refused.value


async def kept(house: House, group_id: int = GROUP) -> dict[str, Topic]:
    return await house.database.read(own_topics.of_group, group_id)


async def told(house: House) -> list[tuple[str, dict[str, object]]]:
    page = await house.record.page(HOST, sees, NEWEST)
    return [(entry.kind, dict(entry.details)) for entry in page.entries]


def some(count: int) -> list[Topic]:
    return [replace(example(), slug=f"topic-{n}", title=f"Topic {n}") for n in range(count)]


async def fill(house: House, count: int) -> None:
    await house.database.write(own_topics.put, GROUP, some(count))


async def test_a_written_topic_is_the_groups_and_can_be_posted(house: House) -> None:
    topic = await house.topics.own.write(HOST, FORM)
    assert (topic.slug, topic.version, topic.intensity) == ("rain-on-the-roof", 1, 1)
    assert topic.prompts == ("What does rain bring?", "Who is out?")
    assert topic.questions == ("Why?",)
    assert await kept(house) == {"rain-on-the-roof": topic}
    assert (await house.topics.posting.propose(HOST, "rain on the ROOF"))[1] == topic
    assert (await house.topics.posting.search(GROUP, "rain roof")) == [topic]


async def test_a_slug_is_never_one_of_the_librarys_nor_taken(house: House) -> None:
    theirs = next(iter(LIBRARY.values()))
    form = replace(FORM, title=theirs.title)
    slugs = [(await house.topics.own.write(HOST, form)).slug for _ in range(3)]
    assert slugs == [f"{theirs.slug}-{n}" for n in (2, 3, 4)]
    assert (await house.topics.posting.propose(HOST, theirs.slug))[1] == theirs
    long = "a" * MAX_SLUG
    assert free_slug(long, {long}) == "a" * (MAX_SLUG - 2) + "-2"
    assert len(free_slug(long, {long, "a" * (MAX_SLUG - 2) + "-2"})) == MAX_SLUG


async def test_what_the_form_lacks_stays_and_the_version_counts_changes(house: House) -> None:
    before = example()
    await house.database.write(own_topics.put, GROUP, [before])
    form = written(before)
    same = await house.topics.own.write(HOST, form, before.slug, before.version)
    assert same == before
    changed = replace(form, prompts="One question?", intensity="3", title="Another title")
    after = await house.topics.own.write(HOST, changed, before.slug, before.version)
    assert after == replace(
        before, version=2, title="Another title", prompts=("One question?",), intensity=3
    )
    assert await kept(house) == {before.slug: after}


async def test_nobody_writes_over_what_somebody_else_changed_meanwhile(house: House) -> None:
    topic = await house.topics.own.write(HOST, FORM)
    mine, theirs = replace(FORM, purpose="Mine."), replace(FORM, purpose="Theirs.")
    own = house.topics.own
    tries = [own.write(HOST, form, topic.slug, topic.version) for form in (theirs, mine)]
    first, second = await asyncio.gather(*tries, return_exceptions=True)
    assert isinstance(first, Topic)
    assert isinstance(second, Refusal)
    assert second.key == "topics.refused.own_changed"
    assert (await kept(house))[topic.slug].purpose == "Theirs."


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"title": "\u200b"}, "missing_title"),
        ({"purpose": " \n"}, "missing_purpose"),
        ({"prompts": "\n\n"}, "missing_prompts"),
        ({"title": "t" * 81}, "long_title"),
        ({"purpose": "p" * 3000}, "long_purpose"),
        ({"prompts": "q" * 301}, "long_prompts"),
        ({"going_deeper": "q" * 301}, "long_going_deeper"),
        ({"prompts": "q\n" * 11}, "many_prompts"),
        ({"going_deeper": "q\n" * 21}, "many_going_deeper"),
        ({"purpose": "p" * 2900, "prompts": "q" * 200}, "long_card"),
        ({"intensity": "4"}, "intensity_intensity"),
    ],
)
async def test_what_cannot_be_taken_is_told_and_not_saved(
    house: House, changed: dict[str, str], key: str
) -> None:
    refused = await refusal_of(house.topics.own.write(HOST, replace(FORM, **changed)))
    assert isinstance(refused, BadInput)
    assert refused.key == f"topics.own.off.{key}"
    assert await kept(house) == {}


async def test_what_the_form_does_not_show_keeps_nobody_from_changing_the_rest(
    house: House,
) -> None:
    before = replace(example(), tags=tuple(f"tag {n}" for n in range(30)))
    await house.database.write(own_topics.put, GROUP, [before])
    form = replace(written(before), title="Another title")
    after = await house.topics.own.write(HOST, form, before.slug, before.version)
    assert (after.title, after.tags) == ("Another title", before.tags)


async def test_facilitators_alone_see_write_take_in_hand_out_and_remove(house: House) -> None:
    topic = await house.topics.own.write(HOST, FORM)
    own = house.topics.own
    for person in (member(1), MODERATOR):
        for use in (
            own.search(person, ""),
            own.open(person, ""),
            own.open(person, topic.slug),
            own.write(person, FORM),
            own.write(person, FORM, topic.slug, 1),
            own.remove(person, topic.slug),
            own.check_may_import(person),
            own.import_file(person, to_toml([topic]).encode(), "a.toml"),
            own.export(person, "toml"),
        ):
            assert isinstance(await refusal_of(use), NotAllowed)
    assert await kept(house) == {topic.slug: topic}


async def test_another_groups_topics_are_never_seen_handed_out_or_changed(house: House) -> None:
    topic = await house.topics.own.write(HOST, FORM)
    own = house.topics.own
    assert await own.search(OTHER_HOST, "") == []
    for use in (
        own.open(OTHER_HOST, topic.slug),
        own.open(OTHER_HOST, topic.title),
        own.write(OTHER_HOST, FORM, topic.slug, 1),
        own.remove(OTHER_HOST, topic.slug),
        house.topics.posting.propose(OTHER_HOST, topic.slug),
    ):
        assert (await refusal_of(use)).key in {
            "topics.refused.own_unknown",
            "topics.refused.own_gone",
            "topics.refused.unknown",
        }
    handed = await own.export(OTHER_HOST, "toml")
    assert handed.count == 0
    assert b"Rain" not in b"".join(handed.files)
    theirs = await own.import_file(
        OTHER_HOST, to_toml([replace(topic, title="T")]).encode(), "a.toml"
    )
    assert (theirs.new, theirs.changed) == (1, 0)
    assert await kept(house) == {topic.slug: topic}
    assert await own.search(HOST, "") == [topic]


async def test_a_file_is_taken_whole_and_stands_in_the_record(house: House) -> None:
    topics = some(3)
    own = house.topics.own
    taken = await own.import_file(HOST, to_toml(topics).encode(), "topics.TOML")
    assert (taken.topics, taken.new, taken.changed) == (tuple(topics), 3, 0)
    changed = [topics[0], replace(topics[1], purpose="Other."), *some(4)[3:]]
    again = await own.import_file(HOST, to_toml(changed).encode(), "topics.toml")
    assert (len(again.topics), again.new, again.changed) == (3, 1, 1)
    versions = {slug: topic.version for slug, topic in (await kept(house)).items()}
    assert versions == {"topic-0": 1, "topic-1": 2, "topic-2": 1, "topic-3": 1}
    unchanged = await own.import_file(HOST, to_toml(topics[:1]).encode(), "topics.toml")
    assert (unchanged.new, unchanged.changed) == (0, 0)
    assert await told(house) == [
        ("own_topics_imported", {"count": 1, "changed": 1}),
        ("own_topics_imported", {"count": 3, "changed": 0}),
    ]


async def test_a_file_with_any_trouble_changes_nothing(house: House) -> None:
    first, second = some(2)
    broken = to_toml([first, replace(second, purpose=" ")])
    line = 1 + broken[: broken.rindex("purpose")].count("\n")
    taken = await house.topics.own.import_file(HOST, broken.encode(), "topics.toml")
    assert taken.topics == ()
    assert [(each.line, each.key) for each in taken.troubles] == [(line, "topics.import.missing")]
    assert await kept(house) == {}
    assert await told(house) == []


async def test_a_file_brings_no_topic_of_the_librarys_name(house: House) -> None:
    content = to_toml([replace(example(), slug=next(iter(LIBRARY)))]).encode()
    taken = await house.topics.own.import_file(HOST, content, "a.toml")
    assert [each.key for each in taken.troubles] == ["topics.import.slug_taken"]


async def test_a_group_keeps_its_topic_when_the_library_comes_to_have_its_name(
    house: House,
) -> None:
    slug = next(iter(LIBRARY))
    own = replace(example(), slug=slug, title="We were first")
    await house.database.write(own_topics.put, GROUP, [own])
    assert (await house.topics.posting.propose(HOST, slug))[1] == own
    assert (await house.topics.posting.propose(OTHER_HOST, slug))[1] == LIBRARY[slug]
    handed = await house.topics.own.export(HOST, "toml")
    taken = await house.topics.own.import_file(HOST, handed.files[0], "a.toml")
    assert taken.topics == (own,)


async def test_there_is_room_for_200_and_no_more(house: House) -> None:
    await fill(house, MOST - 1)
    own = house.topics.own
    two = to_toml(some(MOST + 1)[-2:]).encode()
    refused = await refusal_of(own.import_file(HOST, two, "a.toml"))
    assert (refused.key, refused.blanks["count"]) == ("topics.refused.many_own", MOST + 1)
    assert len(await kept(house)) == MOST - 1
    await own.write(HOST, FORM)
    for use in (own.write(HOST, FORM), own.open(HOST, "")):
        assert (await refusal_of(use)).key == "topics.refused.many_own"
    assert (await own.open(HOST, "topic-1")) is not None
    replaced = await own.import_file(HOST, to_toml(some(MOST - 1)).encode(), "a.toml")
    assert replaced.troubles == ()
    assert len(await kept(house)) == MOST


@pytest.mark.parametrize("kind", ["toml", "csv"])
async def test_what_is_handed_out_comes_back_the_same(house: House, kind: str) -> None:
    odd = replace(
        example(), slug="odd", title='=1+1 "q" \\ 🫖 שלום', purpose="Two\nlines", tags=("@here",)
    )
    await house.database.write(own_topics.put, GROUP, [odd, *some(2)])
    handed = await house.topics.own.export(HOST, kind)
    assert handed.count == 3
    for slug in await kept(house):
        await house.topics.own.remove(HOST, slug)
    (content,) = handed.files
    taken = await house.topics.own.import_file(HOST, content, f"topics.{kind}")
    assert taken.troubles == ()
    assert await kept(house) == {topic.slug: topic for topic in (odd, *some(2))}
    assert ("own_topics_exported", {"count": 3}) in await told(house)


@pytest.mark.parametrize("kind", ["toml", "csv"])
async def test_without_own_topics_an_example_with_every_field_is_handed_out(
    house: House, kind: str
) -> None:
    handed = await house.topics.own.export(HOST, kind)
    assert handed.count == 0
    parsed = parse(handed.files[0], f"a.{kind}", LIBRARY)
    assert parsed.troubles == ()
    assert parsed.topics == (example(),)
    assert all(getattr(example(), name) for name in FIELDS)
    assert await told(house) == []


@pytest.mark.parametrize("kind", ["toml", "csv"])
def test_no_file_is_larger_than_one_that_is_taken(kind: str) -> None:
    deep = tuple("ж" * 300 for _ in range(20))
    topics = [replace(each, going_deeper=deep) for each in some(100)]
    files = in_files(topics, kind)
    assert len(files) > 1
    assert all(len(file) <= MAX_BYTES for file in files)
    read = [topic for file in files for topic in parse(file, f"a.{kind}").topics]
    assert read == topics


async def test_a_removed_topic_is_gone_and_the_record_says_so(house: House) -> None:
    topic = await house.topics.own.write(HOST, FORM)
    assert await house.topics.own.remove(HOST, topic.slug) == topic
    assert await kept(house) == {}
    own = house.topics.own
    for use in (own.remove(HOST, topic.slug), own.write(HOST, FORM, topic.slug, 1)):
        assert (await refusal_of(use)).key == "topics.refused.own_gone"
    assert await told(house) == [("own_topic_removed", {})]


async def test_a_number_as_a_tag_is_not_offered_beside_the_intensities(house: House) -> None:
    own = replace(example(), tags=("1", "tea"))
    await house.database.write(own_topics.put, GROUP, [own])
    tags = await house.topics.schedules.tags(GROUP, most=500)
    assert "tea" in tags
    assert "1" not in tags


async def test_tags_of_own_topics_are_offered_beside_the_librarys(house: House) -> None:
    common = await house.topics.schedules.tags(GROUP)
    assert len(common) > 11
    own = replace(example(), tags=tuple(f"own {n}" for n in range(10)))
    await house.database.write(
        own_topics.put, GROUP, [own, replace(own, slug="b", tags=("b",) * 5)]
    )
    tags = await house.topics.schedules.tags(GROUP)
    assert len(tags) == 22
    assert set(own.tags) < set(tags)
    assert len(set(tags) & set(common)) == 11
