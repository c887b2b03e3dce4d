"""Feedback as people press and type it: what they give, and the day that passes till it is told."""

import re
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.components import walk_components
from simcord.results import InteractionResult

from tests.world import World, answer, told

PRIVATE = {"name": "private", "exportable": "yes"}
DAY = 26 * 3600


async def give(
    world: World, words: str, member: MemberActor | None = None, kind: str = "idea", **chosen: str
) -> InteractionResult:
    """Let somebody give feedback by the command and the form; return what they read."""
    who = member or world.member
    form = await who.slash(world.channel, "feedback give", kind=kind)
    menus = {name: [value] for name, value in (PRIVATE | chosen).items()}
    return await who.submit_modal(form, {"text": words, **menus})


def code_in(result: InteractionResult) -> str:
    """Return the code that somebody was shown."""
    found = re.search(r"`([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}-[0-9A-Z])`", told(result))
    assert found is not None, told(result)
    return found[1]


async def with_code(world: World, member: MemberActor, code: str) -> InteractionResult:
    """Let somebody open their feedback by its code."""
    shown = await member.slash(world.channel, "feedback mine")
    form = await member.click(answer(shown), label="I have a code")
    return await member.submit_modal(form, {"code": code})


async def open_first(world: World, which: int = 0) -> InteractionResult:
    """Let the moderator open an item of the inbox."""
    shown = await world.moderator.slash(world.channel, "feedback inbox")
    menu = menu_of(shown, "feedback.item")
    return await world.moderator.select(
        answer(shown), [menu["options"][which]["value"]], custom_id="feedback.item"
    )


async def reply(world: World, text: str, state: str = "heard", which: int = 0) -> InteractionResult:
    """Let the moderator answer an item of the inbox."""
    item = await open_first(world, which)
    form = await world.moderator.click(answer(item), label="Answer")
    typed = {"heard": "You told us that it is loud.", "text": text, "state": [state]}
    return await world.moderator.submit_modal(form, typed)


def menu_of(result: InteractionResult, custom_id: str) -> dict[str, Any]:
    """Return a menu of the message that somebody read."""
    return next(
        c for c in walk_components(answer(result).components) if c.get("custom_id") == custom_id
    )


async def moderators_channel(world: World) -> ChannelHandle:
    """Name a channel that moderators alone see, as the group's."""
    assert world.guild.me is not None
    private: Any = {
        world.guild.default_role: discord.PermissionOverwrite(view_channel=False),
        world.guild.me: discord.PermissionOverwrite(view_channel=True),
        world.guild.roles["Moderator"]: discord.PermissionOverwrite(view_channel=True),
    }
    mods = world.guild.create_text_channel("mods", overwrites=private)
    await world.env.settle()
    await world.moderator.slash(world.channel, "group settings", moderators_channel=mods)
    return mods
