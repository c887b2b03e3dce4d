"""What Discord won't take: permissions lost, the bot taken out, a message refused."""

import logging
from typing import Any

import discord
import pytest
from simcord.backend import serializers
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from bot.domain.outbox import Step
from bot.words import say
from tests.cogs.troubled import (
    AHEAD,
    DAY,
    HOUR,
    allow,
    forbid,
    poll_of,
    posts,
    results,
    step_of,
    voted,
)
from tests.world import World, answer, asked, options, text, told

VIEW = discord.Permissions(view_channel=True).value
MESSAGES = "/channels/*/messages"


async def _with_picture(world: World) -> Any:
    """Ask for exact numbers, whose result has a picture, and let all five vote."""
    shown = await world.facilitator.slash(world.channel, "poll ask")
    preview = await world.facilitator.submit_modal(shown, asked())
    form = await world.facilitator.click(answer(preview), label="More settings")
    exact = {"quorum": ["0"], "publication": "counts", "opens": ["0"], "extras": []}
    preview = await world.facilitator.submit_modal(form, exact)
    await world.facilitator.click(answer(preview), label="Post it")
    card = world.card("poll.vote")
    for member in world.members:
        await world.vote(member, card, "0")
    return card


@pytest.mark.parametrize(
    ("lost", "named"), [("view_channel", "View Channel"), ("send_messages", "Send Messages")]
)
async def test_what_lacks_a_permission_says_which_and_comes_when_it_is_back(
    world: World, lost: str, named: str
) -> None:
    card = await voted(world)
    await forbid(world, lost)
    closed = await world.facilitator.slash(world.channel, "poll close", poll=poll_of(card))
    for part in ("the result is kept", world.channel.mention, f"**{named}**"):
        assert part in told(closed)
    assert results(world) == []
    shown = answer(await world.member.slash(world.channel, "poll list"))
    assert f"**{named}**" in text(shown)
    assert "is kept and waits" in text(shown)
    read = await world.member.select(shown, [poll_of(card)], custom_id="poll.list_result")
    assert AHEAD in told(read)
    await allow(world)
    (result,) = results(world)
    assert AHEAD in result
    shown = answer(await world.member.slash(world.channel, "poll list"))
    assert "waits" not in text(shown)


async def test_a_permission_lost_for_weeks_loses_no_result(world: World) -> None:
    await voted(world)
    await forbid(world, "send_messages")
    await world.env.advance_time(HOUR)
    for _ in range(14):
        await world.restart(away=2 * DAY)
    assert results(world) == []
    # Nobody tells the bot of it: its next daily try finds out.
    world.env.backend.get_channel(world.channel.id).overwrites.clear()
    await world.restart(away=DAY)
    (result,) = results(world)
    assert AHEAD in result
    await world.restart(away=3 * DAY)
    assert len(results(world)) == 1


async def test_a_role_given_back_to_the_bot_lets_the_result_out(world: World) -> None:
    await voted(world)
    me = world.guild.me
    assert me is not None
    role = next(role for role in me.roles if role.managed or role.name == me.name)
    backend, all_of_it = world.env.backend, role.permissions.value
    for changed in (world.guild.id, role.id):
        backend.edit_role(world.guild.id, changed, {"permissions": 0})
    await world.env.settle()
    await world.env.advance_time(HOUR)
    assert results(world) == []
    backend.edit_role(world.guild.id, role.id, {"permissions": all_of_it})
    await world.env.settle()
    assert len(results(world)) == 1


async def test_a_channel_that_changes_while_still_shut_costs_no_try(world: World) -> None:
    card = await voted(world)
    await forbid(world, "send_messages")
    await world.env.advance_time(HOUR)
    tries = posts(world)
    for topic in ("a", "b", "c"):
        world.env.backend.edit_channel(world.channel.id, {"topic": topic})
        await world.env.settle()
    assert posts(world) == tries
    assert await step_of(world, "poll.result", poll_of(card)) is Step.WAITING


async def test_a_bot_that_was_out_for_days_loses_nothing_and_tells_when_it_is_back(
    world: World,
) -> None:
    card = await voted(world)
    backend = world.env.backend
    guild = backend.guilds.pop(world.guild.id)
    kept = {n: backend.channels.pop(n) for n in guild.channel_ids}
    backend.emit("GUILD_DELETE", {"id": str(guild.id)})
    await world.env.settle()
    await world.env.advance_time(HOUR)
    for _ in range(10):
        await world.restart(away=DAY)
    assert await step_of(world, "poll.result", poll_of(card)) is Step.WAITING
    backend.guilds[guild.id] = guild
    backend.channels.update(kept)
    # What tells of a new group lacks the word that tells of one whose outage is over.
    joined = dict(serializers.guild_create_payload(backend, guild))
    joined.pop("unavailable", None)
    backend.emit("GUILD_CREATE", joined)
    await world.env.settle()
    (result,) = results(world)
    assert AHEAD in result


@pytest.mark.parametrize(("status", "code"), [(400, 50035), (413, 40005), (413, 0)])
async def test_a_refused_picture_is_left_out_and_the_words_say_it_all(
    world: World, caplog: pytest.LogCaptureFixture, status: int, code: int
) -> None:
    await _with_picture(world)
    world.env.settle_timeout = 60  # The first picture loads the library that draws it.
    world.env.inject_error("POST", MESSAGES, status=status, code=code)
    await world.env.advance_time(HOUR)
    (result,) = results(world)
    assert "1. Every week: **5**" in result
    assert world.messages()[-1].attachments == []
    assert f"goes without its picture (HTTPException {status}/{code})" in caplog.text


async def test_where_the_bot_may_attach_nothing_the_result_comes_without_its_picture(
    world: World,
) -> None:
    await _with_picture(world)
    await forbid(world, "attach_files")
    await world.env.advance_time(HOUR)
    assert "1. Every week: **5**" in results(world)[0]
    assert world.messages()[-1].attachments == []


async def test_a_result_that_is_refused_for_good_is_given_up_kept_and_told_to_who_asks(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    card = await _with_picture(world)
    poll_id = poll_of(card)
    world.env.settle_timeout = 60  # The first picture loads the library that draws it.
    world.env.inject_error("POST", MESSAGES, status=400, code=50035, times=2)
    closed = told(await world.facilitator.slash(world.channel, "poll close", poll=poll_id))
    assert "the result is kept" in closed
    row = await world.client.house.outbox.find("poll.result", poll_id)
    assert row is not None
    assert row.step is Step.FAILED
    assert f"**{row.row_id}**" in closed
    (line,) = [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR]
    assert f"poll.result {row.row_id} for channel {world.channel.id} is given up" in line
    for word in ("often", "week", str(world.facilitator.id), str(world.member.id)):
        assert word not in caplog.text
    tries = posts(world)
    await world.restart(away=DAY)
    assert posts(world) == tries
    shown = answer(await world.member.slash(world.channel, "poll list"))
    read = await world.member.select(shown, [poll_id], custom_id="poll.list_result")
    assert AHEAD in told(read)


async def test_a_card_that_discord_wont_take_stands_in_the_list_and_one_can_vote_there(
    world: World,
) -> None:
    shown = await world.facilitator.slash(world.channel, "poll ask")
    preview = await world.facilitator.submit_modal(shown, asked())
    world.env.inject_error("POST", MESSAGES, status=403, code=50013)
    posted = told(await world.facilitator.click(answer(preview), label="Post it"))
    assert "Your poll is saved and open" in posted
    assert say("permissions.shut", channel=world.channel.mention) in posted
    listed = answer(await world.member.slash(world.channel, "poll list"))
    (choice,) = options({"components": listed.components}, "poll.list_vote")
    form = await world.member.select(listed, [choice["value"]], custom_id="poll.list_vote")
    assert "Your vote is in" in told(await world.member.submit_modal(form, {"choice": "0"}))
    await world.env.advance_time(16)
    assert world.card("poll.vote")


async def test_a_fault_of_discords_is_told_as_one_that_passes(world: World) -> None:
    card = await voted(world)
    world.env.inject_error("POST", MESSAGES, status=503)
    closed = told(await world.facilitator.slash(world.channel, "poll close", poll=poll_of(card)))
    assert say("faults.discord_busy") in closed
    await world.env.advance_time(16)
    assert AHEAD in results(world)[0]


async def test_a_locked_thread_is_told_as_something_people_can_open(world: World) -> None:
    card = await voted(world)
    # A locked thread, a bot that is timed out: no permission is missing, and still it is refused.
    world.env.inject_error("POST", MESSAGES, status=403, code=50013, times=None)
    closed = told(await world.facilitator.slash(world.channel, "poll close", poll=poll_of(card)))
    assert say("permissions.shut", channel=world.channel.mention) in closed


async def test_what_waits_in_a_channel_one_doesnt_see_stands_in_nobodys_list(world: World) -> None:
    await voted(world)
    await forbid(world, "send_messages")
    await world.env.advance_time(HOUR)
    other = world.guild.create_text_channel("elsewhere")
    await world.env.settle()
    assert world.channel.mention in told(await world.member.slash(other, "poll list"))
    everyone = Overwrite(world.guild.id, OverwriteType.ROLE, deny=VIEW)
    world.env.backend.set_overwrite(world.channel.id, everyone)
    await world.env.settle()
    assert world.channel.mention not in told(await world.member.slash(other, "poll list"))
