"""What waits for a group: permissions lost and given back, the bot taken out and let in."""

from typing import Any

import discord
import pytest
from simcord.backend import serializers
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from bot.domain.outbox import Step
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
from tests.world import World, answer, text, told

VIEW = discord.Permissions(view_channel=True).value


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


async def test_a_role_given_to_the_bot_lets_the_result_out(world: World) -> None:
    await voted(world)
    await forbid(world, "send_messages")
    await world.env.advance_time(HOUR)
    speaker = world.guild.create_role(
        "Speaker", permissions=discord.Permissions(administrator=True)
    )
    me, backend = world.client.user, world.env.backend
    assert me is not None
    guild = backend.get_guild(world.guild.id)
    guild.members[me.id].role_ids.append(speaker.id)
    await world.env.settle()
    assert results(world) == []
    # Discord tells a bot of its own roles without any privileged intent.
    payload = dict(serializers.member_payload(backend, guild, guild.members[me.id]))
    with world.env._bot_scope():  # pyright: ignore[reportPrivateUsage]
        state: Any = world.client._connection  # pyright: ignore[reportPrivateUsage]
        state.parse_guild_member_update(payload | {"guild_id": str(guild.id)})
    await world.env.settle()
    assert len(results(world)) == 1
