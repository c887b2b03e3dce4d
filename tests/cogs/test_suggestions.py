"""Suggestions: in private or by name, answered with a reason, and learned of by who made them."""

import re
from typing import Any

import discord

from bot.words import say
from tests.cogs.heard import code_in, give
from tests.world import World, answer, field, labels, text, told

HOUR = 3600


async def _suggest(world: World, number: int, typed: str, name: str = "private") -> str:
    member = world.members[number]
    form = await member.slash(world.channel, "topic suggest")
    return told(await member.submit_modal(form, {"text": typed, "name": name}))


async def _list(world: World, person: Any) -> Any:
    return await person.slash(world.channel, "topic suggestions")


async def _answer(world: World, typed: str, label: str = "Not now") -> Any:
    """Let the facilitator answer the only suggestion that waits."""
    shown = answer(await _list(world, world.facilitator))
    menu = field({"components": shown.components}, "topic.read")
    which = menu["options"][0]["value"]
    one = await world.facilitator.select(shown, [which], custom_id="topic.read")
    form = await world.facilitator.click(answer(one), label=label)
    return await world.facilitator.submit_modal(form, {"reply": typed})


async def test_a_private_suggestion_is_seen_later_and_its_code_leads_to_the_answer(
    world: World,
) -> None:
    thanks = await _suggest(world, 0, "Sleep, when it won't come")
    code = thanks.split("`")[1]
    assert say("topics.suggest.none_waiting") in told(await _list(world, world.facilitator))
    await world.wait(HOUR + 1)
    listed = told(await _list(world, world.facilitator))
    assert "Sleep, when it won't come" in listed
    assert "ada" not in listed.casefold()
    done = await _answer(world, "We had it last week. Perhaps in May.")
    assert told(done) == say("topics.suggest.answered")
    form = await world.members[0].click(
        answer(await _list(world, world.members[0])), label="I have a code"
    )
    found = told(await world.members[0].submit_modal(form, {"code": code.lower()}))
    assert "**Not now.**" in found
    assert "Perhaps in May." in found


async def test_nothing_joins_a_private_suggestion_to_its_writer(world: World) -> None:
    thanks = await _suggest(world, 0, "Something of mine")
    code = thanks.split("`")[1]
    await world.wait(HOUR + 1)
    await _list(world, world.facilitator)
    kept = "\n".join(await world.client.house.database.read(lambda file: list(file.iterdump())))
    assert "Something of mine" in kept
    for trace in (str(world.members[0].id), "ada", code, code.replace("-", "")):
        assert re.search(rf"\b{trace}\b", kept) is None


async def test_who_asked_to_be_told_gets_a_direct_message(world: World) -> None:
    assert "Thank you" in await _suggest(world, 0, "Gardens", "told")
    listed = told(await _list(world, world.facilitator))
    assert "Gardens" in listed
    done = await _answer(world, "", "Yes, we will")
    assert told(done) == say("topics.suggest.answered_told")
    await world.env.advance_time(20)
    sent = _direct_messages(world, world.members[0])
    assert len(sent) == 1
    assert "**Yes, we will.**" in sent[0]
    mine = told(await _list(world, world.members[0]))
    assert "Gardens" in mine
    assert "**Yes, we will.**" in mine
    assert "Gardens" not in told(await _list(world, world.members[1]))


async def test_closed_direct_messages_trouble_nobody(world: World) -> None:
    private: Any = {
        world.guild.default_role: discord.PermissionOverwrite(view_channel=False),
        world.guild.roles["Moderator"]: discord.PermissionOverwrite(view_channel=True),
    }
    mods = world.guild.create_text_channel("mods", overwrites=private)
    await world.env.settle()
    await world.moderator.slash(world.channel, "group settings", moderators_channel=mods)
    await _suggest(world, 0, "Gardens", "told")
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=9)
    await _answer(world, "", "Yes, we will")
    await world.wait(HOUR)
    assert _direct_messages(world, world.members[0]) == []
    assert world.messages(mods) == []
    assert "**Yes, we will.**" in told(await _list(world, world.members[0]))


async def test_not_now_needs_a_reason_and_two_facilitators_answer_once(world: World) -> None:
    await _suggest(world, 0, "Gardens", "named")
    shown = answer(await _list(world, world.facilitator))
    which = field({"components": shown.components}, "topic.read")["options"][0]["value"]
    one = await world.facilitator.select(shown, [which], custom_id="topic.read")
    first = await world.facilitator.click(answer(one), label="Not now")
    assert field(first.modal, "reply")["required"]
    second = await world.facilitator.click(answer(one), label="Yes, we will")
    answered = await world.facilitator.submit_modal(second, {"reply": "Gladly, in May"})
    assert told(answered) == say("topics.suggest.answered")
    late = told(await world.facilitator.submit_modal(first, {"reply": "We had it last week"}))
    assert say("topics.refused.answered_already") in late
    assert "We had it last week" in late
    again = await world.forge(world.facilitator, f"topic.answer:{which}:yes")
    assert told(again) == say("topics.refused.answered_already")


async def test_members_answer_nothing(world: World) -> None:
    await _suggest(world, 0, "Gardens", "named")
    shown = answer(await _list(world, world.facilitator))
    which = field({"components": shown.components}, "topic.read")["options"][0]["value"]
    forged = await world.forge(world.members[1], f"topic.answer:{which}:yes")
    assert told(forged) == say("people.refused.facilitator")
    assert "Gardens" not in told(await _list(world, world.members[1]))


async def test_long_texts_and_many_of_them_are_refused_and_given_back(world: World) -> None:
    shown = await _suggest(world, 0, "long " * 300)
    assert say("topics.refused.long_suggestion", length=1499, most=1000) in shown
    for number in range(5):
        assert "Thank you" in await _suggest(world, 0, f"Idea {number}")
    refused = await _suggest(world, 0, "One more idea")
    assert say("topics.refused.enough_suggested", most=5) in refused
    assert "One more idea" in refused


async def test_what_is_typed_pings_nobody_and_keeps_its_shape(world: World) -> None:
    await _suggest(world, 0, "@everyone **now**\n[x](https://a.b)", "named")
    done = await _answer(world, "<@123> fine", "Yes, we will")
    assert "Answered" in told(done)
    mine = text(answer(await _list(world, world.members[0])))
    assert "@everyone" not in mine
    assert "\\<@123>" in mine
    assert labels(answer(await _list(world, world.members[0]))) == ["I have a code"]


async def test_either_form_takes_the_code_of_a_suggestion_or_of_feedback(world: World) -> None:
    suggested = (await _suggest(world, 0, "Sleep, when it won't come")).split("`")[1]
    given = code_in(await give(world, "It was loud"))
    for code, words in ((suggested, "Sleep, when"), (given, "It was loud")):
        mine = answer(await world.member.slash(world.channel, "feedback mine"))
        listed = answer(await world.member.click(mine, label="My suggestions"))
        for way in (mine, listed):
            form = await world.member.click(way, label="I have a code")
            assert words in told(await world.member.submit_modal(form, {"code": code}))


async def test_a_slip_in_a_code_is_called_one_and_the_code_given_back(world: World) -> None:
    listed = answer(await _list(world, world.member))
    mine = answer(await world.member.slash(world.channel, "feedback mine"))
    slips = {"ABCD": "code_shape", "ABCD-EFGH-JKMN-PQRS-T": "code_typo"}
    slips["0000-0000-0000-0000-0"] = "code_unknown"
    for way in (mine, listed):
        for typed, key in slips.items():
            form = await world.member.click(way, label="I have a code")
            refused = told(await world.member.submit_modal(form, {"code": typed}))
            assert say(f"feedback.refused.{key}") in refused
            assert typed in refused


def _direct_messages(world: World, member: Any) -> list[str]:
    found: list[str] = []
    for channel_id, messages in world.env.backend.messages.items():
        channel = world.env.backend.channels[channel_id]
        if channel.guild_id is None:
            found += [str(message.components) for message in messages.values()]
    assert member is not None
    return found
