"""Odd groups: nobody moderates, one person facilitates, everybody moderates, nobody holds a role.

Each is a small group with something of everything in it, so that every button has something to be
pressed on. Its owner is the "administrator" of the list of tries, and alone sees the hidden room.
"""

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.env import Env

from bot.client import Circlekeeper
from tests.privacy.circle import DAY, SECRET, Circle, ask, ask_check_out, post_topic, propose
from tests.world import World

OWNER, FACILITATOR, MEMBER = "administrator", "facilitator", "member"
NOBODY = discord.Permissions.none()


@dataclass(frozen=True)
class Odd:
    """What is odd about a group: what everybody may, whether anybody but the owner facilitates.

    In a `deserted` one the moderators' role is named, and nobody holds it.
    """

    everybody: discord.Permissions = NOBODY
    facilitated: bool = False
    deserted: bool = False


async def gather(env: Env, folder: Path, odd: Odd) -> Circle:
    """Let an odd group come together, and ask it something of everything."""
    owner = env.create_user("the-owner")
    guild = env.create_guild("The circle", owner=owner)
    everyone = env.backend.get_guild(guild.id).everyone_role
    everyone.permissions |= odd.everybody.value
    env.backend.announce_role_updates(guild.id, [everyone])
    events = guild.create_role("Facilitator", permissions=discord.Permissions(manage_events=True))
    guild.create_role("Moderator")
    people = {
        OWNER: MemberActor(env, guild, owner),
        MEMBER: guild.add_member(env.create_user("the-member")),
    }
    if odd.facilitated:
        people[FACILITATOR] = guild.add_member(env.create_user("fay"), roles=[events])
    closed: Any = {
        guild.default_role: discord.PermissionOverwrite(view_channel=False),
        guild.me: discord.PermissionOverwrite(view_channel=True),
    }
    channel = guild.create_text_channel("circle")
    hidden = guild.create_text_channel("hidden", overwrites=closed)
    await env.settle()
    assert isinstance(env.bot, Circlekeeper)
    leads = people.get(FACILITATOR, people[OWNER])
    world = World(
        env, env.bot, folder, guild, channel, leads, people[OWNER], [people[MEMBER]]
    )  # fmt: skip
    if odd.deserted:
        await people[OWNER].slash(channel, "group roles", moderator=guild.roles["Moderator"])
    circle = Circle(world, Random(0), people, hidden)  # noqa: S311 - chance of a test
    await _ask(circle, FACILITATOR if odd.facilitated else OWNER)
    return circle


async def _ask(circle: Circle, who: str) -> None:
    """Ask one of each sort, in the open and in the hidden room."""
    few: dict[str, Any] = {"options": "Tea\nCoffee", "minutes": DAY}
    secret = few | {"question": f"What of {SECRET}?", "options": f"{SECRET}\nNo"}
    await ask(circle, "open", who, **few)
    await ask(circle, "gathering", who, **few)
    await ask(circle, "hidden", OWNER, **secret)
    await propose(circle, "hidden draft", OWNER, **secret)
    await post_topic(circle, "topic", who)
    await post_topic(circle, "hidden topic", OWNER)
    await ask_check_out(circle, "check-out", who, "")
    await ask_check_out(circle, "hidden check-out", OWNER, SECRET)
