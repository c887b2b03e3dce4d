"""`/group check` as moderators meet it, and what they are told at a start, members never."""

from typing import Any

import discord
import pytest
from simcord.backend.models.channel import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import OverwriteType

from bot.domain.people import Person
from bot.domain.topics.scheduled import Wish
from bot.words import say
from tests.cogs.heard import moderators_channel
from tests.cogs.troubled import forbid
from tests.privacy.hands import Hands
from tests.world import World, text, told

WHOLE = say("group.check.whole")
DAY = 86400


async def check(world: World, channel: ChannelHandle | None = None, who: Any = None) -> str:
    """Let the moderator look; return what they read."""
    shown = await (who or world.moderator).slash(channel or world.channel, "group check")
    assert shown.ephemeral
    return told(shown)


async def deny(world: World, channel: Any, *permissions: str) -> None:
    assert world.guild.me is not None
    denied = discord.Permissions(**dict.fromkeys(permissions, True)).value
    seen = 0 if "view_channel" in permissions else discord.Permissions(view_channel=True).value
    overwrite = Overwrite(world.guild.me.id, OverwriteType.MEMBER, allow=seen, deny=denied)
    world.env.backend.set_overwrite(channel.id, overwrite)
    await world.env.settle()


async def delete(world: World, channel: Any) -> None:
    world.env.backend.delete_channel(channel.id)
    await world.env.settle()


async def restart(world: World) -> None:
    """Start the bot afresh, and let what waits be sent."""
    await world.restart()
    await world.env.settle()
    await world.wait(60)


def notices(world: World, channel: ChannelHandle) -> list[str]:
    found = [text(shown) for shown in world.messages(channel)]
    return [each for each in found if say("group.check.notice") in each]


async def test_where_nothing_is_lacking_it_says_so(world: World) -> None:
    mods = await moderators_channel(world)
    shown = await check(world)
    assert f"I looked at <#{mods.id}>, <#{world.channel.id}>: all is there." in shown
    for sentence in (WHOLE, say("group.check.commands_fine"), say("group.check.clock_fine")):
        assert sentence in shown
    assert say("group.check.no_channel") not in shown


async def test_where_a_topic_was_posted_lately_is_looked_at_too_and_the_screen_says_where(
    world: World,
) -> None:
    await moderators_channel(world)
    garden = world.guild.create_text_channel("garden")
    await world.env.settle()
    assert garden.mention not in await check(world)
    preview = await world.facilitator.slash(garden, "topic post", topic="being-heard")
    assert preview.response is not None
    await world.facilitator.click(preview.response, label="Post it")
    await deny(world, garden, "create_public_threads")
    shown = await check(world)
    assert f"- {garden.mention}: **Create Public Threads**" in shown
    assert say("group.check.scope", weeks=8) in shown
    # What isn't the group's place any more is no trouble.
    await delete(world, garden)
    assert garden.mention not in await check(world)


async def test_a_channel_whose_last_topic_is_long_ago_is_left_out(world: World) -> None:
    garden = world.guild.create_text_channel("garden")
    await world.env.settle()
    preview = await world.facilitator.slash(garden, "topic post", topic="being-heard")
    assert preview.response is not None
    await world.facilitator.click(preview.response, label="Post it")
    assert garden.mention in await check(world)
    await world.wait(9 * 7 * DAY)
    assert garden.mention not in await check(world)


async def test_without_a_moderators_channel_it_says_what_is_missed(world: World) -> None:
    assert say("group.check.no_channel") in await check(world)


@pytest.mark.parametrize("who", ["member", "facilitator"])
async def test_nobody_else_may_look(world: World, who: str) -> None:
    seen = await Hands(world, getattr(world, who)).use(world.channel, "group check", {})
    assert seen.private
    assert "Only the moderators can do this." in seen.payload


async def test_what_another_lack_only_hides_is_no_lack(world: World) -> None:
    await moderators_channel(world)
    await forbid(world, "view_channel")
    shown = await check(world)
    assert "**View Channel** (" in shown
    assert "Attach Files" not in shown


async def test_each_lack_is_named_with_why_and_where_to_grant_it(world: World) -> None:
    mods = await moderators_channel(world)
    await forbid(world, "attach_files", "create_public_threads")
    shown = await check(world)
    assert WHOLE not in shown
    line = next(line for line in shown.splitlines() if line.startswith(f"- <#{world.channel.id}>"))
    assert "**Create Public Threads** (to open a topic's thread)" in line
    assert "**Attach Files** (to show a result as a picture)" in line
    assert "Send Messages" not in line
    # A list that runs on would swallow the sentence below it.
    assert "\n\n-# To grant it" in shown
    assert "the channel's settings, *Permissions*, <@" in shown
    assert say("group.check.fine", channels=f"<#{mods.id}>") in shown


async def test_channels_that_lack_the_same_stand_on_one_line(world: World) -> None:
    mods = await moderators_channel(world)
    await deny(world, mods, "send_messages")
    await deny(world, world.channel, "send_messages")
    lines = (await check(world)).splitlines()
    (line,) = [line for line in lines if "**Send Messages** (" in line]
    assert f"<#{mods.id}>" in line
    assert f"<#{world.channel.id}>" in line


async def test_a_deleted_channel_is_named_as_such_with_what_to_do(world: World) -> None:
    office = await moderators_channel(world)
    gone = world.guild.create_text_channel("old room")
    await world.env.settle()
    await world.moderator.slash(world.channel, "group settings", feedback_channel=gone)
    shown = await world.facilitator.slash(gone, "poll ask")
    assert shown.modal is not None
    await delete(world, gone)
    shown = await check(world)
    assert f"The channel <#{gone.id}> is gone." in shown
    assert say("group.check.gone_feedback") in shown
    await restart(world)
    (notice,) = notices(world, office)
    assert f"<#{gone.id}> is gone" in notice


async def test_an_archived_thread_is_no_deleted_channel(world: World) -> None:
    await moderators_channel(world)
    preview = await world.facilitator.slash(world.channel, "topic post", topic="being-heard")
    assert preview.response is not None
    await world.facilitator.click(preview.response, label="Post it")
    (thread,) = world.channel.threads
    await world.client.house.groups.set(_manager(world), feedback_channel=thread.id)
    metadata = world.env.backend.get_thread(thread.id).thread_metadata
    assert metadata is not None
    metadata.archived = True
    await restart(world)
    guild = world.client.get_guild(world.guild.id)
    assert guild is not None
    # Discord tells nothing of it at a start; simcord does.
    guild._remove_thread(discord.Object(thread.id))  # pyright: ignore[reportPrivateUsage, reportArgumentType]
    assert guild.get_thread(thread.id) is None
    shown = await check(world)
    assert f"<#{thread.id}>" not in shown.partition("I looked at")[0]
    assert "is gone" not in shown


async def test_schedules_that_find_no_topic_and_paused_ones_are_told(world: World) -> None:
    await moderators_channel(world)
    schedules = world.client.house.topics.schedules
    person, which = await _drafted(world, world.channel.id, "no such tag")
    await schedules.start(person, which)
    assert say("group.check.empty", channel=f"<#{world.channel.id}>") in await check(world)
    await schedules.pause(person, which, lambda _: True)
    shown = await check(world)
    assert say("group.check.paused", count=1) in shown
    assert WHOLE in shown


async def test_of_a_channel_that_one_does_not_see_one_learns_only_that_it_lacks(
    world: World,
) -> None:
    hidden = await moderators_channel(world)
    reader = world.guild.create_role("Reader")
    reading = world.guild.add_member(world.env.create_user("rae"), roles=[reader])
    await world.env.settle()
    await world.moderator.slash(world.channel, "group roles", moderator=reader)
    await forbid(world, "attach_files")
    assert str(hidden.id) in await check(world)
    hands = Hands(world, reading)
    assert str(hidden.id) not in (await hands.use(world.channel, "group check", {})).payload
    await deny(world, hidden, "send_messages")
    assert str(hidden.id) in (await hands.use(world.channel, "group check", {})).payload


async def test_other_commands_and_a_clock_that_stands_still_are_told(world: World) -> None:
    await world.client.house.groups.remember_commands("of another day")
    assert say("group.check.commands_old") in await check(world)
    await world.client.unload_extension("cogs.clock")
    await world.ask(minutes=["60"])
    world.env.backend.clock.advance(2 * 3600)
    assert "Something was due <t:" in await check(world)


async def test_a_long_result_stays_within_discords_limits(world: World) -> None:
    await moderators_channel(world)
    names = list(discord.Permissions(send_messages=True, attach_files=True, add_reactions=True))
    wanted = [name for name, on in names if on]
    for number in range(40):
        channel = world.guild.create_text_channel(f"room {number}")
        await world.env.settle()
        await world.client.house.topics.schedules.start(*await _drafted(world, channel.id))
        kinds = [name for bit, name in enumerate(wanted) if number & 1 << bit]
        await deny(world, channel, "view_channel" if number > 30 else "send_messages", *kinds)
    for number in range(40):
        await world.client.house.topics.schedules.start(*await _drafted(world, 10**17 + number))
    await world.env.settle()
    shown = await check(world)
    assert "more; this list shows them once these are mended" in shown
    assert "more: **" in shown
    assert len(shown) < 4000


async def test_at_a_start_moderators_are_told_once_and_members_never(world: World) -> None:
    office = await moderators_channel(world)
    await world.ask()
    await restart(world)
    assert notices(world, office) == []
    await forbid(world, "attach_files")
    before = len(world.messages())
    for _ in range(3):
        await restart(world)
    (notice,) = notices(world, office)
    assert f"<#{world.channel.id}>: **Attach Files**" in notice
    assert len(world.messages()) == before
    await forbid(world, "attach_files", "read_message_history")
    await restart(world)
    assert len(notices(world, office)) == 2


async def test_ready_said_again_is_no_start(world: World) -> None:
    office = await moderators_channel(world)
    await world.moderator.slash(world.channel, "group settings", feedback_channel=world.channel)
    await restart(world)
    await forbid(world, "read_message_history")
    assert await world.client.house.outbox.next_due() is None
    cog: Any = world.client.get_cog("Checking")
    await cog.on_ready()
    assert await world.client.house.outbox.next_due() is None
    assert notices(world, office) == []


async def test_without_a_channel_for_it_nobody_is_told(world: World) -> None:
    await world.ask()
    await forbid(world, "attach_files")
    before = len(world.messages())
    await restart(world)
    assert len(world.messages()) == before


async def test_a_channel_that_everyone_sees_is_told_nothing(world: World) -> None:
    office = await moderators_channel(world)
    await world.ask()
    await forbid(world, "attach_files")
    world.env.backend.delete_overwrite(office.id, world.guild.default_role.id)
    await world.env.settle()
    await restart(world)
    assert notices(world, office) == []
    assert say("group.check.open", channel=f"<#{office.id}>") in await check(world)


async def test_what_was_mended_before_it_could_be_told_is_not_told(world: World) -> None:
    office = await moderators_channel(world)
    await world.ask()
    await deny(world, office, "send_messages")
    await restart(world)
    assert notices(world, office) == []
    assert world.guild.me is not None
    world.env.backend.set_overwrite(
        office.id,
        Overwrite(
            world.guild.me.id,
            OverwriteType.MEMBER,
            allow=discord.Permissions(view_channel=True, send_messages=True).value,
        ),
    )
    await world.env.settle()
    await world.wait(DAY)
    assert notices(world, office) == []


async def _drafted(world: World, channel_id: int, *tags: str) -> tuple[Person, str]:
    wish = Wish("1", "2026-01-06", "18:00", channel_id, pool=tags)
    person = _manager(world)
    draft = await world.client.house.topics.schedules.propose(person, wish)
    return person, draft.schedule_id


def _manager(world: World) -> Person:
    guild, channel, who = world.guild.id, world.channel.id, world.moderator.id
    return Person(guild, channel, who, manages_events=True, manages_group=True)
