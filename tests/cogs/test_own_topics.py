"""A group's own topics as facilitators meet them: the form, the file, the card that they become."""

from dataclasses import replace
from typing import Any

import pytest
from simcord.results import InteractionResult

from bot.domain.topics.exchange import MAX_BYTES, to_toml
from bot.domain.topics.topic import Topic
from bot.services.topics.handing import example
from bot.storage import library, own_topics
from bot.words import say
from tests.world import World, answer, field, labels, text, told

RAIN = "rain-on-the-roof"
DAY = 24 * 3600
# From simcord's beginning to the first Tuesday at 18:00.
FIRST = 5 * DAY + 18 * 3600
BARE = replace(
    example(),
    slug="bare",
    title="Bare",
    **dict.fromkeys(("opening_round", "strengths", "facilitator_notes", "closing_round"), ""),
    **dict.fromkeys(("going_deeper", "taking_part", "content_notes", "tags"), ()),
)


def _typed(**changed: Any) -> dict[str, Any]:
    usual = {
        "title": "Rain on the roof",
        "purpose": "An evening for wet days.",
        "prompts": "What does rain bring?\nWho is out in it?",
        "going_deeper": "What has it washed away?",
        "intensity": "1",
    }
    return usual | changed


async def _write(world: World, **changed: Any) -> InteractionResult:
    form = await world.facilitator.slash(world.channel, "topic write")
    return await world.facilitator.submit_modal(form, _typed(**changed))


async def _keep(world: World, *topics: Topic) -> None:
    await world.client.house.database.write(own_topics.put, world.guild.id, topics)


async def _kept(world: World) -> dict[str, Topic]:
    return await world.client.house.database.read(own_topics.of_group, world.guild.id)


async def _import(world: World, content: bytes, name: str = "topics.toml") -> InteractionResult:
    return await world.facilitator.slash(world.channel, "topic import", file=(name, content))


async def test_a_topic_is_written_looked_at_changed_and_posted(world: World) -> None:
    saved = await _write(world)
    assert saved.ephemeral
    assert labels(answer(saved)) == ["Post it", "Change it", "Remove it"]
    assert "## Rain on the roof" in told(saved)
    assert "- Who is out in it?" in told(saved)
    assert world.messages() == []
    form = await world.facilitator.click(answer(saved), label="Change it")
    for name, value in _typed().items():
        if name != "intensity":
            assert field(form.modal, name)["value"] == value
    chosen = [o["value"] for o in field(form.modal, "intensity")["options"] if o.get("default")]
    assert chosen == ["1"]
    changed = await world.facilitator.submit_modal(form, _typed(title="Rain", intensity="3"))
    posted = await world.facilitator.click(answer(changed), label="Post it")
    card = world.card("topic.deeper")
    assert str(card.id) in told(posted)
    assert "## Rain\nAn evening for wet days." in text(card)
    (thread,) = world.channel.threads
    assert thread.name == "Rain"
    await world.member.click(card, label="Going deeper")
    asked = text(world.messages(thread)[-1])
    assert "What has it washed away?" in asked
    assert say("topics.question.deeper") in asked
    assert (await _kept(world))[RAIN].version == 2


async def test_own_topics_are_found_where_topics_are_chosen(world: World) -> None:
    await _write(world)
    found = await world.facilitator.autocomplete(world.channel, "topic post", "topic", "wet days")
    assert [choice["value"] for choice in found] == [RAIN]
    own = await world.facilitator.autocomplete(world.channel, "topic write", "topic", "")
    assert own == [{"name": "Rain on the roof (light)", "value": RAIN}]
    assert await world.member.autocomplete(world.channel, "topic write", "topic", "") == []
    form = await world.facilitator.slash(world.channel, "topic write", topic=RAIN)
    assert field(form.modal, "title")["value"] == "Rain on the roof"
    theirs = next(iter(library.topics()))
    refused = await world.facilitator.slash(world.channel, "topic write", topic=theirs)
    assert told(refused) == say("topics.refused.own_unknown")


async def test_a_schedule_brings_own_topics(world: World) -> None:
    await _keep(world, replace(BARE, tags=("rain", "**bold** @everyone")))
    form = await world.facilitator.slash(world.channel, "topic schedule")
    typed = {"often": ["1"], "first": "2026-01-06", "at": "18:00", "extras": []}
    pool = {"pool": ["rain", "**bold** @everyone"]}
    preview = await world.facilitator.submit_modal(form, typed | pool)
    assert "**bold** @everyone" not in told(preview)
    await world.facilitator.click(answer(preview), label="Start it")
    await world.wait(FIRST)
    assert "## Bare" in text(world.card("topic.alone"))


async def test_bad_input_is_told_given_back_and_the_form_opens_again(world: World) -> None:
    refused = await _write(world, prompts="What does rain bring?\n" + "q" * 301)
    assert say("topics.own.off.long_prompts", length=301, most=300) in told(refused)
    assert "What has it washed away?" in told(refused)
    assert await _kept(world) == {}
    form = await world.facilitator.click(answer(refused), label="Open the form again")
    saved = await world.facilitator.submit_modal(form, _typed())
    assert "## Rain on the roof" in told(saved)
    form = await world.facilitator.click(answer(saved), label="Change it")
    long = "\n".join(["p" * 299] * 11)
    refused = await world.facilitator.submit_modal(form, _typed(prompts=long))
    (file,) = answer(refused).attachments
    assert long.encode() in await file.read()
    form = await world.facilitator.click(answer(refused), label="Open the form again")
    assert field(form.modal, "title")["value"] == "Rain on the roof"


async def test_a_removed_topic_comes_back_from_the_file_that_is_left(world: World) -> None:
    before = await _write(world)
    topic = (await _kept(world))[RAIN]
    removed = await world.facilitator.click(answer(before), label="Remove it")
    assert told(removed) == say("topics.own.removed")
    assert await _kept(world) == {}
    (file,) = answer(removed).attachments
    await _import(world, await file.read(), file.filename)
    assert await _kept(world) == {RAIN: topic}
    record = told(await world.member.slash(world.channel, "record"))
    assert say("record.entry.own_topic_removed") in record
    assert say("record.entry.own_topics_imported", count=1, changed=0) in record
    assert "Rain" not in record


async def test_members_write_take_in_and_hand_out_nothing(world: World) -> None:
    saved = await _write(world)
    refusal = say("people.refused.facilitator")
    content = to_toml([BARE]).encode()
    for result in (
        await world.member.slash(world.channel, "topic write"),
        await world.member.slash(world.channel, "topic write", topic=RAIN),
        await world.member.slash(world.channel, "topic import", file=("a.toml", content)),
        await world.member.slash(world.channel, "topic export", format="toml"),
        await world.forge(world.member, f"topic.rewrite:{RAIN}"),
        await world.forge(world.member, f"topic.remove_own:{RAIN}", answer(saved)),
    ):
        assert told(result) == refusal
        assert answer(result).attachments == []
    assert set(await _kept(world)) == {RAIN}


@pytest.mark.parametrize("kind", ["toml", "csv"])
async def test_an_export_comes_back_with_what_was_changed_in_it(world: World, kind: str) -> None:
    template = await world.facilitator.slash(world.channel, "topic export", format=kind)
    assert template.ephemeral
    assert told(template) == say("topics.own.exported_example")
    (file,) = answer(template).attachments
    assert file.filename == f"example-topic.{kind}"
    content = (await file.read()).replace(b"a place at the table", b"a place by the fire")
    taken = await _import(world, content, file.filename)
    assert say("topics.own.imported", new=1, changed=0, same=0) in told(taken)
    assert "a place by the fire" in told(taken)
    handed = await world.facilitator.slash(world.channel, "topic export", format=kind)
    assert told(handed) == say("topics.own.exported", count=1)
    (file,) = answer(handed).attachments
    assert (file.filename, await file.read()) == (f"topics.{kind}", content)
    assert world.messages() == []


async def test_errors_name_their_lines_and_nothing_is_saved(world: World) -> None:
    content = to_toml([BARE]).replace('title = "Bare"', 'titel = "@everyone **Bare**"')
    result = await _import(world, content.encode())
    assert say("topics.own.not_imported") in told(result)
    assert "Line 1: I don't know the field titel" in told(result)
    assert answer(result).attachments == []
    assert await _kept(world) == {}


async def test_what_stands_in_a_file_draws_nothing_in_the_answer(world: World) -> None:
    hostile = "**x** @everyone <@&1>"
    columns = f"title,purpose,prompts,{hostile}\na,b,c,\n".encode()
    for result in (
        await _import(world, columns, "topics.csv"),
        await _import(world, to_toml([replace(BARE, title=hostile)]).encode()),
    ):
        assert "x\\*\\*" in told(result)
        for drawn in ("**x**", "@everyone", " <@"):
            assert drawn not in told(result)


async def test_many_errors_stand_in_a_file(world: World) -> None:
    rows = "\n".join(f"Topic {n},,,@everyone" for n in range(20))
    result = await _import(world, f"title,purpose,prompts,tags\n{rows}\n".encode(), "topics.csv")
    assert told(result).count("- Line ") == 15
    assert say("topics.own.more", count=25) in told(result)
    (file,) = answer(result).attachments
    lines = (await file.read()).decode().splitlines()
    assert len(lines) == 40
    assert lines[-1].startswith("Line 21: prompts is empty.")
    flood = ("title,purpose,prompts\n" + "a,b,c,stray\n" * 5000).encode()
    flooded = await _import(world, flood, "topics.csv")
    (file,) = answer(flooded).attachments
    assert (await file.read()).decode().splitlines()[-1] == say("topics.own.more", count=4000)


async def test_long_errors_do_not_outgrow_a_message(world: World) -> None:
    header = ",".join(("title", "purpose", "prompts", *(f"{'_*' * 19}{n}" for n in range(20))))
    result = await _import(world, f"{header}\n".encode(), "topics.csv")
    shown = told(result).count("- Line ")
    assert 0 < shown < 15
    assert say("topics.own.more", count=20 - shown) in told(result)
    assert len(answer(result).attachments) == 1


async def test_a_file_of_another_kind_or_too_large_is_not_fetched(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[Any] = []

    async def read(file: Any) -> bytes:
        fetched.append(file)
        return b""

    monkeypatch.setattr("discord.Attachment.read", read)
    result = await _import(world, b"%PDF", "topics.pdf")
    assert told(result) == say("topics.refused.file_kind")
    result = await _import(world, b"#" * (MAX_BYTES + 1))
    assert told(result) == say("topics.import.big", most=MAX_BYTES // 1000)
    await world.member.slash(world.channel, "topic import", file=("a.csv", b"title"))
    assert fetched == []
    assert say("topics.import.empty") in told(await _import(world, b"", "a.csv"))
    assert len(fetched) == 1


async def test_a_file_that_discord_does_not_give_out_is_told_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_: Any) -> bytes:
        raise ConnectionResetError

    monkeypatch.setattr("discord.Attachment.read", broken)
    result = await _import(world, to_toml([BARE]).encode())
    assert told(result) == say("topics.refused.file_unread")
