"""The group's roles: who names them, and what they then carry."""

from bot.words import say
from tests.world import World, told


async def test_named_roles_carry_what_the_permissions_did(world: World) -> None:
    manager = world.moderator
    helper = world.guild.create_role("Helper")
    reader = world.guild.create_role("Reader")
    helping = world.guild.add_member(world.env.create_user("hal"), roles=[helper])
    reading = world.guild.add_member(world.env.create_user("rae"), roles=[reader])
    await world.env.settle()
    before = await helping.slash(world.channel, "poll ask")
    assert told(before) == say("people.refused.facilitator")
    named = await manager.slash(world.channel, "group roles", facilitator=helper, moderator=reader)
    assert helper.mention in told(named)
    assert (await helping.slash(world.channel, "poll ask")).modal is not None
    export = await reading.slash(world.channel, "feedback export")
    assert told(export) == say("feedback.export.none")
    assert told(await reading.slash(world.channel, "poll ask")) == say("people.refused.facilitator")


async def test_asking_without_roles_tells_how_it_is(world: World) -> None:
    told_now = told(await world.moderator.slash(world.channel, "group roles"))
    assert say("group.roles.by_events") in told_now
    assert say("group.roles.by_server") in told_now


async def test_the_settings_say_how_to_change_them(world: World) -> None:
    shown = told(await world.moderator.slash(world.channel, "group settings"))
    assert shown.endswith(say("group.settings.how"))
    changed = told(await world.moderator.slash(world.channel, "group settings", feedback_days=30))
    assert changed.endswith(say("group.roles.changed"))
