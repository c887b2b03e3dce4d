"""Pins of topics by schedule: one at a time, and never at the cost of a topic."""

import logging
from typing import Any

import discord
import pytest
from simcord.builders import ChannelHandle

from bot.domain.outbox import Step
from bot.words import say
from tests.cogs.rounds import (
    FIRST,
    HOUR,
    PINS,
    THREADS,
    WEEK,
    cards,
    forum,
    pinned,
    proposed,
    rows,
    says_pinned,
    scheduled,
    thread,
)
from tests.cogs.troubled import allow, forbid
from tests.world import World, answer, field, labels, text, told

# simcord asks for the older one of the two.
PINNING = ("pin_messages", "manage_messages")


def moderators(world: World) -> ChannelHandle:
    """The channel that the group's moderators see, and the bot."""
    assert world.guild.me is not None
    private: Any = {
        world.guild.default_role: discord.PermissionOverwrite(view_channel=False),
        world.guild.me: discord.PermissionOverwrite(view_channel=True),
        world.guild.roles["Moderator"]: discord.PermissionOverwrite(view_channel=True),
    }
    return world.guild.create_text_channel("mods", overwrites=private)


async def told_to_moderators(world: World) -> ChannelHandle:
    """Let the moderators be told in a channel of theirs."""
    mods = moderators(world)
    await world.env.settle()
    await world.moderator.slash(world.channel, "group settings", moderators_channel=mods)
    return mods


async def test_the_preview_says_it_and_the_form_keeps_it(world: World) -> None:
    preview = await proposed(world, world.channel)
    assert say("topics.schedule.pins") in told(preview)
    form = await world.facilitator.click(answer(preview), label="Change it")
    ticked = {each["value"]: each.get("default") for each in field(form.modal, "extras")["options"]}
    assert ticked == {"late": False, "ballot": False, "pin": True}
    again = await proposed(world, world.channel, extras=["late"])
    assert say("topics.schedule.pins") not in told(again)


async def test_each_topic_is_pinned_and_the_one_before_no_longer(world: World) -> None:
    await scheduled(world, world.channel)
    await world.wait(FIRST)
    (first,) = cards(world, world.channel)
    assert pinned(world, world.channel) == [first.id]
    await world.wait(WEEK)
    assert pinned(world, world.channel) == [cards(world, world.channel)[1].id]


async def test_without_the_wish_nothing_is_pinned(world: World) -> None:
    await scheduled(world, world.channel, extras=[])
    await world.wait(FIRST)
    assert len(cards(world, world.channel)) == 1
    assert pinned(world, world.channel) == []


async def test_in_a_thread_there_are_pins_and_in_a_forum_there_are_none(world: World) -> None:
    inside, posts = await thread(world), await forum(world)
    shown = told(await proposed(world, posts))
    assert say("topics.schedule.pins") not in shown
    for where in (inside, posts):
        await scheduled(world, where)
    await world.wait(FIRST)
    assert pinned(world, inside) == [cards(world, inside)[0].id]
    (post,) = posts.threads
    assert pinned(world, post) == []
    assert not [
        each for each in world.env.http_requests if f"/{post.id}/messages/pins" in each.path
    ]


async def test_a_lacking_permission_is_told_before_it_runs_and_nothing_typed_is_lost(
    world: World,
) -> None:
    await forbid(world, "pin_messages")
    refused = await proposed(world, world.channel)
    assert "**Pin Messages**" in told(refused)
    assert world.channel.mention in told(refused)
    assert labels(answer(refused)) == ["Change it", "Discard"]
    form = await world.facilitator.click(answer(refused), label="Change it")
    assert field(form.modal, "at")["value"] == "18:00"
    await allow(world)
    again = await world.facilitator.submit_modal(form, {"extras": ["pin"]} | _typed())
    assert say("topics.schedule.pins") in told(again)


def _typed() -> dict[str, Any]:
    return {"often": ["1"], "first": "2026-01-06", "at": "18:00", "pool": []}


@pytest.mark.parametrize(
    ("lacking", "name"),
    [(PINNING, "Pin Messages"), (("create_public_threads",), "Create Public Threads")],
)
async def test_what_may_not_follow_the_card_is_told_once_and_follows_when_it_may(
    world: World, lacking: tuple[str, ...], name: str
) -> None:
    mods = await told_to_moderators(world)
    await scheduled(world, world.channel)
    await forbid(world, *lacking)
    await world.wait(FIRST)
    await world.env.advance_time(HOUR)
    (card,) = cards(world, world.channel)
    # The one keeps the other from nothing.
    assert (len(world.channel.threads), len(pinned(world, world.channel))) in {(1, 0), (0, 1)}
    (notice,) = world.messages(mods)
    assert f"**{name}**" in text(notice)
    assert world.channel.mention in text(notice)
    assert say("group.notice.held_up", channel="", why="")[:20] not in text(notice)
    waiting = told(await world.member.slash(world.channel, "poll list"))
    assert name not in waiting
    await allow(world)
    assert [each.id for each in world.channel.threads] == [card.id]
    assert pinned(world, world.channel) == [card.id]
    assert [each.id for each in cards(world, world.channel)] == [card.id]
    assert len(world.messages(mods)) == 1
    assert await rows(world) == {(Step.DONE, card.id)}


async def test_weeks_without_the_permission_end_with_the_newest_one_pinned(world: World) -> None:
    await scheduled(world, world.channel)
    await world.wait(FIRST)
    await forbid(world, *PINNING)
    for _ in range(3):
        await world.wait(WEEK)
    assert pinned(world, world.channel) == [cards(world, world.channel)[0].id]
    await allow(world)
    shown = cards(world, world.channel)
    assert len(shown) == 4
    assert pinned(world, world.channel) == [shown[-1].id]
    assert {step for step, _ in await rows(world)} == {Step.DONE}


async def test_a_card_before_that_is_gone_is_no_hindrance(world: World) -> None:
    await scheduled(world, world.channel)
    await world.wait(FIRST)
    (first,) = cards(world, world.channel)
    world.env.backend.delete_message(world.channel.id, first.id)
    await world.wait(WEEK)
    (second,) = cards(world, world.channel)
    assert pinned(world, world.channel) == [second.id]
    assert {step for step, _ in await rows(world)} == {Step.DONE}


async def test_a_card_removed_at_once_leaves_no_older_one_pinned(world: World) -> None:
    await scheduled(world, world.channel)
    await world.wait(FIRST)
    world.env.inject_error("POST", THREADS, status=500)
    world.env.inject_error("DELETE", PINS, status=500)
    await world.wait(WEEK)
    world.env.backend.delete_message(world.channel.id, cards(world, world.channel)[-1].id)
    await world.env.advance_time(16)
    assert pinned(world, world.channel) == []
    assert len(cards(world, world.channel)) == 1
    await world.wait(WEEK)
    assert pinned(world, world.channel) == [cards(world, world.channel)[-1].id]


async def test_a_channel_full_of_pins_is_let_be_with_a_line_in_the_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    await scheduled(world, world.channel)
    world.env.inject_error("PUT", PINS, status=400, code=30003, times=None)
    await world.wait(FIRST)
    await world.env.advance_time(HOUR)
    (card,) = cards(world, world.channel)
    assert await rows(world) == {(Step.DONE, card.id)}
    assert caplog.text.count("is full of pins") == 1
    assert [each.id for each in world.channel.threads] == [card.id]


async def test_a_topic_by_hand_pins_nothing(world: World) -> None:
    await scheduled(world, world.channel)
    preview = await world.facilitator.slash(world.channel, "topic post", topic="being-heard")
    await world.facilitator.click(answer(preview), label="Post it")
    assert len(cards(world, world.channel)) == 1
    assert pinned(world, world.channel) == []
    assert says_pinned(world, world.channel) == 0
