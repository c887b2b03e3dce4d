"""Odd groups: everything is answered calmly in each, and no sentence promises whom there isn't."""

from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.env import Env
from simcord.results import InteractionResult

from bot.words import say
from tests.cogs.heard import moderators_channel
from tests.odd.circles import MEMBER, OWNER, Odd, gather
from tests.odd.trying import POLLS, Watched, tried
from tests.privacy.hands import Hands
from tests.world import World, answer, custom_ids, labels, text, told

EVERYBODY = discord.Permissions(manage_guild=True)
GROUPS = {
    "nobody moderates": Odd(),
    "one facilitator": Odd(facilitated=True),
    "a role that nobody holds": Odd(deserted=True),
    "everybody moderates": Odd(everybody=EVERYBODY),
}


@pytest.mark.parametrize("name", GROUPS)
async def test_everything_is_answered_once_and_calmly(
    env: Env, tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    circle = await gather(env, tmp_path / "data", GROUPS[name])
    await tried(Watched(circle, "odd", POLLS), *circle.people)
    assert [each.getMessage() for each in caplog.records if each.levelname == "ERROR"] == []


async def ask_for_moderator(world: World) -> InteractionResult:
    """Let a member press the way to a moderator, as far as it goes."""
    shown = await world.member.slash(world.channel, "feedback give", kind="safety")
    sure = await world.member.click(answer(shown), label=say("feedback.give.ask_moderator"))
    if say("feedback.give.asked_yes") not in labels(answer(sure)):
        return sure
    return await world.member.click(answer(sure), label=say("feedback.give.asked_yes"))


def nowhere(world: World, role: discord.Role | Any = None) -> str:
    """Return what somebody reads where no moderator is reached."""
    owner = f"<@{world.guild.owner.id}>"
    who = say("feedback.give.moderators_permission", owner=owner)
    if role is not None:
        who = say("feedback.give.moderators_role", role=role.mention, owner=owner)
    return say("feedback.give.asked_nowhere", role=who)


async def test_where_no_moderator_can_be_reached_nobody_is_asked_to_give_their_name(
    world: World,
) -> None:
    asked = await ask_for_moderator(world)
    assert told(asked) == nowhere(world)
    assert labels(answer(asked)) == ["Help lines"]


async def test_beside_a_role_that_perhaps_nobody_holds_the_owner_is_named(world: World) -> None:
    role = world.guild.create_role("Keepers")
    await world.env.settle()
    await world.moderator.slash(world.channel, "group roles", moderator=role)
    assert told(await ask_for_moderator(world)) == nowhere(world, role)
    world.env.backend.delete_role(world.guild.id, role.id)
    await world.env.settle()
    assert told(await ask_for_moderator(world)) == nowhere(world)


async def test_a_deleted_role_is_not_called_when_somebody_asks_for_a_moderator(
    world: World,
) -> None:
    role = world.guild.create_role("Keepers")
    office = await moderators_channel(world)
    await world.moderator.slash(world.channel, "group roles", moderator=role)
    world.env.backend.delete_role(world.guild.id, role.id)
    await world.env.settle()
    assert told(await ask_for_moderator(world)) == say("feedback.give.asked")
    (notice,) = world.messages(office)
    assert "<@&" not in text(notice)


@pytest.mark.parametrize("how", ["deleted", "opened to everybody"])
async def test_a_channel_that_moderators_no_longer_have_to_themselves_gets_no_name(
    world: World, how: str
) -> None:
    office = await moderators_channel(world)
    if how == "deleted":
        world.env.backend.delete_channel(office.id)
    else:
        world.env.backend.delete_overwrite(office.id, world.guild.id)
    await world.env.settle()
    before = len(world.env.http_requests)
    assert told(await ask_for_moderator(world)) == nowhere(world)
    late = await Hands(world, world.member).press(world.channel, "feedback.asked_moderator")
    assert say("feedback.give.asked_nowhere", role="").partition(".")[0] in late.payload
    sent = [each.path for each in world.env.http_requests[before:] if each.method == "POST"]
    assert all(path.endswith("/callback") for path in sent)


async def test_where_everybody_moderates_the_forms_say_that_everybody_reads(
    env: Env, tmp_path: Path
) -> None:
    both = discord.Permissions(manage_guild=True, manage_events=True)
    circle = await gather(env, tmp_path / "data", Odd(everybody=both))
    world, member = circle.world, circle.people[MEMBER]
    kinds = await member.slash(world.channel, "feedback give")
    assert told(kinds) == say("feedback.give.title_everybody")
    form = await member.click(answer(kinds), label=say("feedback.kind.worry"))
    assert say("feedback.form.who_reads_everybody") in str(form.modal)
    assert say("feedback.form.who_reads").partition(".")[0] not in str(form.modal)
    idea = await member.slash(world.channel, "topic suggest")
    assert say("topics.suggest.who_reads_everybody") in str(idea.modal)
    # What the form says is so, and whoever looks after the group can find out how to change it.
    assert "Inbox" in str(answer(await member.slash(world.channel, "help")).components)
    checked = await circle.people[OWNER].slash(world.channel, "group check")
    assert say("group.check.everybody") in told(checked)
    assert say("group.check.whole") not in told(checked)


async def test_where_some_moderate_nobody_reads_that_everybody_does(world: World) -> None:
    kinds = await world.member.slash(world.channel, "feedback give")
    assert told(kinds) == say("feedback.give.title")
    form = await world.member.click(answer(kinds), label=say("feedback.kind.worry"))
    assert say("feedback.form.who_reads") in str(form.modal)
    idea = await world.member.slash(world.channel, "topic suggest")
    assert say("topics.suggest.who_reads") in str(idea.modal)
    checked = await world.moderator.slash(world.channel, "group check")
    assert say("group.check.everybody") not in told(checked)


async def test_with_the_role_for_everybody_as_facilitators_everybody_reads_suggestions(
    world: World,
) -> None:
    everybody = world.guild.default_role
    await world.moderator.slash(world.channel, "group roles", facilitator=everybody)
    idea = await world.member.slash(world.channel, "topic suggest")
    assert say("topics.suggest.who_reads_everybody") in str(idea.modal)


async def test_one_facilitator_does_alone_what_facilitators_do(env: Env, tmp_path: Path) -> None:
    circle = await gather(env, tmp_path / "data", Odd(facilitated=True))
    world = circle.world
    card = await world.ask(question="Alone?")
    poll = custom_ids(card)[0].split(":")[1]
    closed = await world.facilitator.slash(world.channel, "poll close", poll=poll)
    assert say("polls.close.done", link="").partition(":")[0] in told(closed)
    form = await world.facilitator.slash(world.channel, "topic suggest")
    await world.facilitator.submit_modal(form, {"text": "Gardens.", "name": "named"})
    shown = await world.facilitator.slash(world.channel, "topic suggestions")
    assert "Gardens." in told(shown)
