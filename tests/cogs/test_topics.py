"""Topics as people meet them: looked at, posted with a thread, opened question by question."""

from typing import Any

import discord
from simcord.components import walk_components

from bot.storage import library
from bot.words import say
from tests.world import World, answer, custom_ids, labels, text, told

SLEEP = "sleep-rest-and-permission-to-stop"


async def _post(world: World, topic: str = SLEEP) -> None:
    preview = await world.facilitator.slash(world.channel, "topic post", topic=topic)
    await world.facilitator.click(answer(preview), label="Post it")


async def test_a_member_may_not_post(world: World) -> None:
    result = await world.member.slash(world.channel, "topic post", topic=SLEEP)
    assert told(result) == say("people.refused.facilitator")


async def test_topics_are_found_by_title_tag_and_content(world: World) -> None:
    for typed in ("sleep", "permission stop", "Lazy"):
        found = await world.facilitator.autocomplete(world.channel, "topic post", "topic", typed)
        assert SLEEP in [choice["value"] for choice in found]
    everything = await world.facilitator.autocomplete(world.channel, "topic post", "topic", "")
    assert len(everything) == 25  # as many as Discord lists


async def test_the_preview_is_private_and_posting_makes_card_and_thread(world: World) -> None:
    preview = await world.facilitator.slash(world.channel, "topic post", topic=SLEEP)
    assert preview.ephemeral
    assert labels(answer(preview)) == ["Post it", "Not this one"]
    assert world.messages() == []
    posted = await world.facilitator.click(answer(preview), label="Post it")
    card = world.card("topic.deeper")
    assert str(card.id) in told(posted)
    (thread,) = world.channel.threads
    assert thread.name == "Sleep, rest and permission to stop"
    assert "Ways to take part" in text(card)


async def test_a_discarded_topic_is_not_posted(world: World) -> None:
    preview = await world.facilitator.slash(world.channel, "topic post", topic=SLEEP)
    await world.facilitator.click(answer(preview), label="Not this one")
    assert world.messages() == []


async def test_an_unknown_topic_is_refused_kindly(world: World) -> None:
    result = await world.facilitator.slash(world.channel, "topic post", topic="nothing like it")
    assert told(result) == say("topics.refused.unknown")


async def test_three_presses_at_once_ask_one_question(world: World) -> None:
    await _post(world)
    card = world.card("topic.deeper")
    presses = [(member, card, "Going deeper") for member in world.members[:3]]
    results = await world.together(*presses)
    assert sorted(told(result) for result in results).count(say("topics.question.wait")) == 2
    (thread,) = world.channel.threads
    assert len(world.messages(thread)) == 1


async def test_questions_come_one_by_one_until_all_are_asked(world: World) -> None:
    await _post(world)
    card = world.card("topic.deeper")
    topic = library.topics()[SLEEP]
    (thread,) = world.channel.threads
    for question in topic.questions:
        await world.member.click(card, label="Going deeper")
        assert question in text(world.messages(thread)[-1])
        await world.env.advance_time(61)
    assert labels(world.messages(thread)[-1]) == ["Help lines"]
    last = await world.member.click(card, label="Going deeper")
    assert told(last) == say("topics.refused.no_more_questions")


async def test_the_button_works_after_a_restart_and_says_when_the_topic_is_gone(
    world: World,
) -> None:
    await _post(world)
    await world.restart()
    card = world.card("topic.deeper")
    asked = told(await world.member.click(card, label="Going deeper"))
    (thread,) = world.channel.threads
    assert asked == say("topics.question.asked", link=world.messages(thread)[-1].message.jump_url)
    gone = await world.forge(world.member, "topic.deeper:0000000000000000")
    assert told(gone) == say("topics.refused.gone")


async def test_a_double_click_on_post_posts_once(world: World) -> None:
    preview = answer(await world.facilitator.slash(world.channel, "topic post", topic=SLEEP))
    press = (world.facilitator, preview, "Post it")
    await world.together(press, press)
    cards = [m for m in world.messages() if any("topic.deeper" in i for i in custom_ids(m))]
    assert len(cards) == 1


async def test_a_missing_permission_names_itself_and_the_channel(world: World) -> None:
    assert world.guild.me is not None
    deny: Any = {world.guild.me: discord.PermissionOverwrite(create_public_threads=False)}
    quiet = world.guild.create_text_channel("quiet", overwrites=deny)
    await world.env.settle()
    result = await world.facilitator.slash(quiet, "topic post", topic=SLEEP)
    assert "Create Public Threads" in told(result)
    assert quiet.mention in told(result)


async def test_in_a_thread_the_topic_stands_in_place(world: World) -> None:
    await _post(world)
    (thread,) = world.channel.threads
    preview = await world.facilitator.slash(thread, "topic post", topic="being-heard")
    await world.facilitator.click(answer(preview), label="Post it")
    card = world.card("topic.deeper", thread)
    await world.member.click(card, label="Going deeper")
    topic = library.topics()["being-heard"]
    assert topic.questions[0] in text(world.messages(thread)[-1])


async def test_somebody_reads_a_topic_alone(world: World) -> None:
    await _post(world)
    card = world.card("topic.deeper")
    shown = await world.member.click(card, label="Just for me")
    topic = library.topics()[SLEEP]
    assert shown.ephemeral
    read = [told(shown)]
    while "More" in labels(answer(shown)):
        shown = await world.member.click(answer(shown), label="More")
        read.append(told(shown))
    for said in (*topic.prompts, *topic.questions, *topic.taking_part):
        assert said in "\n".join(read)
    assert labels(answer(shown))[-1] == "Help lines"
    assert len(world.messages()) == 1


async def test_passing_is_kind_and_leaves_no_trace(world: World) -> None:
    await _post(world)
    card = world.card("topic.deeper")
    before = await _kept(world)
    passed = await world.member.click(card, label="I'd rather pass")
    assert passed.ephemeral
    assert told(passed) == say("topics.passing")
    await world.member.click(card, label="Just for me")
    assert await _kept(world) == before
    assert len(world.messages()) == 1


async def test_no_button_of_a_topic_is_brighter_than_the_others(world: World) -> None:
    # *Going deeper* asks everybody: nobody is to press it for its colour.
    await _post(world)
    shown = walk_components(world.card("topic.deeper").components)
    assert {each["style"] for each in shown if each["type"] == 2} == {2}


async def test_the_circle_is_closed_by_a_facilitator_and_asks_how_it_was(world: World) -> None:
    await _post(world)
    card = world.card("topic.deeper")
    refused = await world.member.click(card, label="Close the circle")
    assert told(refused) == say("topics.refused.closing")
    form = await world.facilitator.click(card, label="Close the circle")
    done = await world.facilitator.submit_modal(form, {"ask": ["feedback"]})
    (thread,) = world.channel.threads
    closing = world.messages(thread)[-1]
    assert str(closing.id) in told(done)
    assert library.topics()[SLEEP].closing_round in text(closing)
    assert labels(closing) == ["Say how it was", "Help lines"]
    asked = await world.member.click(closing, label="Say how it was")
    assert say("feedback.give.title") in told(asked)
    again = await world.facilitator.click(card, label="Close the circle")
    assert told(again) == say("topics.refused.closed")
    deeper = await world.member.click(card, label="Going deeper")
    assert told(deeper) == say("topics.refused.closed")


async def test_without_the_wish_the_closing_round_asks_for_nothing(world: World) -> None:
    await _post(world)
    form = await world.facilitator.click(world.card("topic.deeper"), label="Close the circle")
    await world.facilitator.submit_modal(form, {"ask": []})
    (thread,) = world.channel.threads
    assert labels(world.messages(thread)[-1]) == ["Help lines"]


async def _kept(world: World) -> list[str]:
    return await world.client.house.database.read(lambda file: list(file.iterdump()))
