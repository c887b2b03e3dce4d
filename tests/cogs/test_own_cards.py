"""Cards of a group's own topics: without what a topic lacks, as typed, within Discord's limits."""

from dataclasses import replace

import pytest
from simcord.results import ResponseMessage

from bot.domain.topics.exchange import to_toml
from bot.domain.topics.topic import Topic
from bot.services.topics.handing import example
from bot.storage import own_topics
from bot.words import say
from tests.cogs.troubled import allow, forbid
from tests.world import World, answer, custom_ids, field, labels, text, told

BARE = replace(
    example(),
    slug="bare",
    title="Bare",
    **dict.fromkeys(("opening_round", "strengths", "facilitator_notes", "closing_round"), ""),
    **dict.fromkeys(("going_deeper", "taking_part", "content_notes", "tags"), ()),
)
LAST = "Last of all?"
FIELDS = ("title", "purpose", "prompts", "going_deeper")


async def _keep(world: World, *topics: Topic) -> None:
    await world.client.house.database.write(own_topics.put, world.guild.id, topics)


async def _post(world: World, slug: str) -> ResponseMessage:
    preview = await world.facilitator.slash(world.channel, "topic post", topic=slug)
    await world.facilitator.click(answer(preview), label="Post it")
    return world.messages()[-1]


async def test_a_topic_without_the_rest_has_no_empty_headings_and_no_dead_button(
    world: World,
) -> None:
    await _keep(world, BARE)
    preview = await world.facilitator.slash(world.channel, "topic post", topic="bare")
    for heading in ("for_you", "to_close"):
        empty = say(f"topics.preview.{heading}", notes="", closing="").splitlines()[0]
        assert empty not in told(preview)
    await world.facilitator.click(answer(preview), label="Post it")
    card = world.card("topic.alone")
    for heading in ("opening", "taking_part"):
        assert say(f"topics.card.{heading}") not in text(card)
    assert labels(card) == [
        "Just for me",
        "I'd rather pass",
        "Close the circle",
        "Tell the moderators",
        "Help lines",
    ]
    alone = await world.member.click(card, label="Just for me")
    assert say("topics.card.prompts") in told(alone)
    for heading in ("question.deeper", "question.strengths", "alone.ways"):
        assert say(f"topics.{heading}") not in told(alone)
    post_id = custom_ids(card)[0].split(":")[1]
    forged = await world.forge(world.member, f"topic.deeper:{post_id}", card)
    assert told(forged) == say("topics.refused.no_more_questions")
    form = await world.facilitator.click(card, label="Close the circle")
    assert say("topics.closing.general") in str(form.modal)
    await world.facilitator.submit_modal(form, {"ask": []})
    (thread,) = world.channel.threads
    assert say("topics.closing.general") in text(world.messages(thread)[-1])


async def test_the_last_deeper_question_is_no_strength_unless_it_is_one(world: World) -> None:
    await _keep(
        world,
        replace(BARE, going_deeper=("First?", LAST)),
        replace(BARE, slug="strong", strengths="S?"),
    )
    for slug, head in (("bare", "deeper"), ("strong", "strengths")):
        card = await _post(world, slug)
        (thread,) = (t for t in world.channel.threads if t.id == card.id)
        for _ in range(2 if slug == "bare" else 1):
            await world.member.click(card, label="Going deeper")
            await world.env.advance_time(61)
        assert say(f"topics.question.{head}") in text(world.messages(thread)[-1])
        assert labels(world.messages(thread)[-1]) == ["Help lines"]


HOSTILE = "**x** @everyone <@&1> <@1> <#1> ||s|| [a](https://b.c) `c` # h ~~d~~ _e_"
SIGNS = "*_~|`"


def _hostile() -> Topic:
    return replace(
        example(),
        slug="hostile",
        title=HOSTILE[:80],
        purpose=f"{HOSTILE}\n# {HOSTILE}\n- {HOSTILE}\n> {HOSTILE}\n-# {HOSTILE}",
        opening_round=f"# {HOSTILE}",
        prompts=(HOSTILE, "שלום 3", "1. 👩‍👩‍👧 🏳️‍🌈"),
        going_deeper=(HOSTILE,),
        strengths=HOSTILE,
        taking_part=(HOSTILE,),
        content_notes=(HOSTILE,),
        facilitator_notes=HOSTILE,
        closing_round=HOSTILE,
    )


def _full(signs: str) -> Topic:
    """A topic as long as a file may bring one, of signs alone."""

    def of(length: int) -> str:
        return (signs * length)[:length]

    return replace(
        example(),
        slug="full",
        title=of(80),
        purpose=of(19),
        content_notes=(of(90),) * 10,
        opening_round=of(500),
        prompts=(of(100),) * 10,
        taking_part=(of(50),) * 10,
        facilitator_notes=of(300),
        closing_round=of(300),
        going_deeper=tuple(of(298) + f"{n:02}" for n in range(20)),
        strengths=of(300),
    )


async def _everywhere(world: World, slug: str) -> list[str]:
    """Show a topic in every place where it is shown; return what each says."""
    form = await world.facilitator.slash(world.channel, "topic write", topic=slug)
    if form.modal is not None:
        typed = {n: field(form.modal, n).get("value", "") for n in FIELDS}
        shown = [told(await world.facilitator.submit_modal(form, typed | {"intensity": "1"}))]
    else:
        shown = [told(form)]
    preview = await world.facilitator.slash(world.channel, "topic post", topic=slug)
    posted = await world.facilitator.click(answer(preview), label="Post it")
    assert "https://discord.com" in told(posted)
    card = world.card("topic.deeper")
    shown += [told(preview), text(card)]
    alone = await world.member.click(card, label="Just for me")
    shown.append(told(alone))
    while "More" in labels(answer(alone)):
        alone = await world.member.click(answer(alone), label="More")
        shown.append(told(alone))
    (thread,) = world.channel.threads
    await world.member.click(card, label="Going deeper")
    shown.append(text(world.messages(thread)[-1]))
    form = await world.facilitator.click(card, label="Close the circle")
    shown.append(str(form.modal))
    await world.facilitator.submit_modal(form, {"ask": ["feedback"]})
    shown.append(text(world.messages(thread)[-1]))
    return shown


async def test_what_a_group_writes_draws_nothing_and_mentions_nobody(world: World) -> None:
    await _keep(world, _hostile())
    for shown in await _everywhere(world, "hostile"):
        for drawn in ("**x**", "@everyone", " <@", " <#", "||s||", "](h", "`c`", "~~d~~", "_e_"):
            assert drawn not in shown
        for start in ("\n# ", "\n> ", "\n- -", "\n-# \\*"):
            assert start not in shown


@pytest.mark.parametrize("signs", ["*_~|`", "word ", "ש ", "<@"])
async def test_the_longest_topic_fits_everywhere_whole(world: World, signs: str) -> None:
    topic = _full(signs)
    file = ("topics.toml", to_toml([topic]).encode())
    taken = await world.facilitator.slash(world.channel, "topic import", file=file)
    assert say("topics.own.imported", new=1, changed=0, same=0) in told(taken)
    shown = await _everywhere(world, "full")
    assert shown[0] == say("topics.refused.own_long")
    assert all(len(each) <= 4000 for each in shown)
    alone = "\n".join(shown[3:-3])
    for number in range(20):
        assert f"{number:02}" in alone


async def test_a_question_that_was_taken_out_on_its_way_is_left_out(world: World) -> None:
    await _keep(world, replace(BARE, going_deeper=("First?", LAST)))
    card = await _post(world, "bare")
    await forbid(world, "send_messages_in_threads")
    waits = await world.member.click(card, label="Going deeper")
    assert told(waits) == say("topics.question.on_its_way")
    await _keep(world, BARE)
    await allow(world)
    await world.env.advance_time(61)
    (thread,) = world.channel.threads
    assert world.messages(thread) == []
    assert await world.client.house.outbox.due() == []
