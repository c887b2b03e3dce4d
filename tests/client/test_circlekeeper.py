"""The client: what it asks of Discord, when it syncs, how it stops."""

from bot.client.permissions import NEEDED, invite_link
from tests.world import World, told


def _syncs(world: World) -> int:
    return len([r for r in world.env.http_requests if r.method == "PUT" and "commands" in r.path])


async def test_commands_are_synced_once_and_again_only_when_they_change(world: World) -> None:
    assert _syncs(world) == 1
    await world.restart()
    assert _syncs(world) == 1
    await world.client.house.groups.remember_commands("of an older version")
    await world.restart()
    assert _syncs(world) == 2


async def test_no_privileged_intent_is_asked_for(world: World) -> None:
    intents = world.client.intents
    assert intents == type(intents)(guilds=True, guild_reactions=True)


async def test_the_invite_link_asks_for_what_is_needed_and_no_more() -> None:
    link = invite_link(123)
    assert f"permissions={NEEDED.value}" in link
    assert "scope=bot+applications.commands" in link
    assert not NEEDED.administrator


async def test_commands_work_only_in_groups(world: World) -> None:
    stranger = world.env.create_user("sam")
    assert stranger.available_commands() == ()


async def test_a_stop_waits_for_who_is_being_answered(world: World) -> None:
    result = await world.member.slash(world.channel, "support")
    assert told(result)
    assert world.client.at_work == set()
    await world.client.close()
    assert world.client.is_closed()
    await world.client.close()
