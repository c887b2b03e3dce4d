"""Giving feedback as people meet it: the kinds, the form, help lines first, and the code."""

from typing import Any

import discord
import pytest
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from bot.words import say
from tests.cogs.heard import code_in, give, moderators_channel, open_first, with_code
from tests.world import World, answer, custom_ids, field, labels, options, text, told

VIEW = discord.Permissions(view_channel=True).value


async def test_the_way_in_asks_what_it_is_about_and_says_who_reads_it(world: World) -> None:
    shown = await world.member.slash(world.channel, "feedback give")
    assert shown.ephemeral
    assert "**moderators** read it" in told(shown)
    assert "Nobody watches it live" in told(shown)
    assert {"A worry", "Safety", "Help lines", "It is about a moderator"} <= set(
        labels(answer(shown))
    )
    form = await world.member.click(answer(shown), label="A worry")
    assert "also if it is about one of them" in str(form.modal)
    assert [o["value"] for o in options(form.modal, "name") if o.get("default")] == ["private"]
    # Whether words may leave in an export is for their writer to say.
    assert [o for o in options(form.modal, "exportable") if o.get("default")] == []
    assert field(form.modal, "exportable").get("required", True)
    said = await world.member.submit_modal(
        form, {"text": "It was loud", "name": ["private"], "exportable": ["no"]}
    )
    assert "without your name" in told(said)
    assert world.messages() == []


async def test_for_safety_help_lines_come_first(world: World) -> None:
    shown = await world.member.slash(world.channel, "feedback give")
    first = await world.member.click(answer(shown), label="Safety")
    assert "Nobody watches this live" in told(first)
    assert told(first).index("You don't have to wait") < told(first).index("Nobody watches")
    assert labels(answer(first))[0] == "Help lines"
    direct = await world.member.slash(world.channel, "feedback give", kind="safety")
    assert told(direct) == told(first)
    form = await world.member.click(answer(first), label="Write to the moderators")
    assert form.modal is not None


async def test_a_member_asks_for_a_moderator_by_name_and_is_asked_first(world: World) -> None:
    mods = await moderators_channel(world)
    role = world.guild.roles["Moderator"]
    await world.moderator.slash(world.channel, "group roles", moderator=role)
    shown = await world.member.slash(world.channel, "feedback give", kind="safety")
    sure = await world.member.click(answer(shown), label="Ask a moderator to get in touch")
    assert "**your name**" in told(sure)
    assert world.messages(mods) == []
    done = await world.member.click(answer(sure), label="Yes, tell them")
    assert "have been told" in told(done)
    (asked,) = world.messages(mods)
    assert f"<@{world.member.id}>" in text(asked)
    # Whoever asks chose that the role be notified, and nobody else is.
    assert f"<@&{role.id}>" in text(asked)
    sent: list[Any] = [r.json for r in world.env.http_requests if r.path.endswith("/messages")]
    assert sent[-1]["allowed_mentions"] == {"parse": [], "roles": [str(role.id)]}
    again = await world.forge(world.member, "feedback.asked_moderator", on=answer(done))
    assert "have been told" in told(again)
    assert len(world.messages(mods)) == 1


async def test_without_a_moderators_channel_it_says_whom_to_write_to(world: World) -> None:
    shown = await world.member.slash(world.channel, "feedback give", kind="safety")
    nowhere = await world.member.click(answer(shown), label="Ask a moderator to get in touch")
    assert "*Manage Server*" in told(nowhere)
    assert _owner(world) in told(nowhere)


async def test_what_to_do_when_it_is_about_a_moderator(world: World) -> None:
    shown = await world.member.slash(world.channel, "feedback give")
    other = await world.member.click(answer(shown), label="It is about a moderator")
    assert _owner(world) in told(other)
    assert other.ephemeral
    form = await world.member.click(answer(other), label="Write anyway")
    sent = {"text": "It is about Mo", "name": ["named"], "exportable": ["no"]}
    assert told(await world.member.submit_modal(form, sent)) == say("feedback.given.named")


async def test_who_would_rather_not_ask_for_a_moderator_goes_back(world: World) -> None:
    mods = await moderators_channel(world)
    shown = await world.member.slash(world.channel, "feedback give", kind="safety")
    sure = await world.member.click(answer(shown), label="Ask a moderator to get in touch")
    back = await world.member.click(answer(sure), label="Not now")
    assert told(back) == told(shown)
    assert world.messages(mods) == []


async def test_the_code_is_shown_once_and_comes_by_direct_message_if_asked_for(
    world: World,
) -> None:
    given = await give(world, "It was loud")
    code = code_in(given)
    assert "Please write it down" in told(given)
    sent = await world.member.click(answer(given), label="Send me the code")
    assert "in your direct messages" in told(sent)
    dm = world.env.backend.get_dm_channel(world.member.id)
    (message,) = world.env.backend.messages[dm.id].values()
    assert code in message.content
    # Discord knows, so no more is promised than what holds.
    assert "Nobody in the group is told that this is yours." in message.content
    opened = await with_code(world, world.member, code)
    assert "It was loud" in told(opened)


async def test_the_code_stays_on_the_screen_when_direct_messages_are_shut(world: World) -> None:
    given = await give(world, "It was loud")
    dm = world.env.backend.get_dm_channel(world.member.id)
    world.env.inject_error("POST", f"/channels/{dm.id}/messages", status=403, code=50007)
    kept = await world.member.click(answer(given), label="Send me the code")
    assert code_in(kept) == code_in(given)


async def test_named_feedback_bears_its_writer(world: World) -> None:
    given = await give(world, "Thank you", name="named")
    assert told(given) == say("feedback.given.named")
    item = await open_first(world)
    assert f"ada (<@{world.member.id}>)" in told(item)


@pytest.mark.parametrize("words", ["poll.vote", "topic.deeper"])
async def test_a_card_leads_to_feedback_about_it(world: World, words: str) -> None:
    title = "How often do we meet?"
    if words == "poll.vote":
        shown = await world.ask(question=title)
    else:
        title = "Arriving as you are"
        preview = await world.facilitator.slash(
            world.channel, "topic post", topic="arriving-as-you-are"
        )
        await world.facilitator.click(answer(preview), label="Post it")
        shown = world.card(words)
    opened = await world.member.click(shown, label="Tell the moderators")
    form = await world.member.click(answer(opened), label="A worry")
    assert title in str(form.modal)
    await world.member.submit_modal(
        form, {"text": "Too soon", "name": ["named"], "exportable": ["yes"]}
    )
    item = await open_first(world)
    assert f"About: [{title}]" in told(item)


async def test_nothing_is_told_of_what_the_person_may_not_see(world: World) -> None:
    shown = await world.ask(question="A hidden one")
    (about,) = [each for each in custom_ids(shown) if each.startswith("feedback.open")]
    everyone = Overwrite(world.guild.id, OverwriteType.ROLE, deny=VIEW)
    world.env.backend.set_overwrite(world.channel.id, everyone)
    other = world.guild.create_text_channel("elsewhere")
    await world.env.settle()
    world.channel = other
    opened = await world.forge(world.member, about)
    kind = next(each for each in custom_ids(answer(opened)) if ":worry:" in each)
    form = await world.forge(world.member, kind)
    assert form.modal is not None
    assert "A hidden one" not in str(form.modal)


def _owner(world: World) -> str:
    guild = world.client.get_guild(world.guild.id)
    assert guild is not None
    return f"<@{guild.owner_id}>"
