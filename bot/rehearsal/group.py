"""The invented group: eight people, their roles, their channels, and what a seed may do there."""

import math
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TypeVar

import discord
from PIL import Image, ImageDraw
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle, RoleHandle

from bot.rehearsal import sentences
from bot.rehearsal.simulated.world import Simulation

T = TypeVar("T")

GROUP_NAME = "The Lantern Circle"
LARGE, SMALL = 512, 128  # pixels a side: drawn large, then made small, for smooth edges


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody who doesn't exist: the name others see, the account's name, a colour, a role."""

    name: str
    account: str
    colour: str
    role: str | None = None


PEOPLE = (
    Invented("Mira", "mira", "#5b8a72", "Facilitator"),
    Invented("Tomasz", "tomasz", "#5f7fa8", "Moderator"),
    Invented("ليلى", "layla", "#a8705f"),
    Invented("Ayşe", "ayse", "#8a6ba3"),
    Invented("June 🌻", "june", "#b08a3e"),
    Invented("Kofi", "kofi", "#4f8f93"),
    Invented("Bảo Trân", "baotran", "#a3617f"),
    Invented("Old Henrik", "henrik", "#7a7f5c"),
)
ROLES = {
    "Facilitator": (discord.Permissions(manage_events=True), 0x8FCBAB),
    "Moderator": (discord.Permissions(manage_guild=True), 0x9DBBE3),
}
CHANNELS = {
    "welcome": "Who we are, and how we are with each other",
    "circle": "For talking. Listening is taking part",
    "decisions": "What we decide together",
    "moderators": "Only moderators see this",
}
HOME = "circle"


@dataclass(frozen=True, slots=True)
class Group:
    """The group as it stands: what the stage shows and what a seed plays with.

    `people` goes by account name, `channels` by name.
    """

    simulation: Simulation
    guild: GuildHandle
    people: Mapping[str, MemberActor]
    channels: Mapping[str, ChannelHandle]

    async def say(self, account: str, channel: str, text: str) -> None:
        """Let somebody write a message."""
        await self.people[account].send(self.channels[channel], text)

    async def wait(self, minutes: float) -> None:
        """Let time pass in the group."""
        await self.simulation.advance_time(minutes * 60)

    async def as_bot(self, work: Awaitable[T]) -> T:
        """Await something that the bot does, and all that follows from it."""
        return await self.simulation.as_bot(work)


async def gather(simulation: Simulation) -> Group:
    """Bring the group together on a simulation that runs."""
    owner = simulation.create_user("lantern", global_name="Lantern")
    guild = simulation.create_guild(GROUP_NAME, owner=owner)
    roles = {
        name: guild.create_role(name, permissions=permissions, color=colour)
        for name, (permissions, colour) in ROLES.items()
    }
    people = {person.account: _join(simulation, guild, roles, person) for person in PEOPLE}
    await simulation.settle()
    channels = {name: _open_channel(guild, roles, name, topic) for name, topic in CHANNELS.items()}
    await simulation.settle()
    return Group(simulation, guild, people, channels)


def captions(group: Group) -> dict[int, str]:
    """Return each person's name with their role, as the page's list of people shows it."""
    return {
        group.people[person.account].id: f"{person.name} · {person.role.lower()}"
        if person.role
        else person.name
        for person in PEOPLE
    }


def portraits(group: Group) -> dict[int, bytes]:
    """Return a picture (PNG) of each person, and of the bot, by user id."""
    drawn = {group.people[person.account].id: _portrait(person.colour) for person in PEOPLE}
    return drawn | {group.simulation.backend.bot_user.id: _lanterns()}


def _join(
    simulation: Simulation, guild: GuildHandle, roles: Mapping[str, RoleHandle], person: Invented
) -> MemberActor:
    user = simulation.create_user(person.account, global_name=person.name)
    return guild.add_member(user, roles=[roles[person.role]] if person.role else [])


def _open_channel(
    guild: GuildHandle, roles: Mapping[str, RoleHandle], name: str, topic: str
) -> ChannelHandle:
    if name != "moderators":
        return guild.create_text_channel(name, topic=topic)
    seen = discord.PermissionOverwrite(view_channel=True)
    hidden = discord.PermissionOverwrite(view_channel=False)
    bot = guild.roles[sentences.BRAND]  # the role that Discord gives a bot by its name
    return guild.create_text_channel(
        name,
        topic=topic,
        overwrites={guild.default_role: hidden, roles["Moderator"]: seen, bot: seen},
    )


def _portrait(colour: str) -> bytes:
    """Draw a face without features: nobody's, in somebody's colour."""
    picture = Image.new("RGB", (LARGE, LARGE), colour)
    light = Image.blend(picture, Image.new("RGB", (LARGE, LARGE), "white"), 0.45)
    shape = Image.new("L", (LARGE, LARGE), 0)
    pen = ImageDraw.Draw(shape)
    pen.ellipse((160, 104, 352, 296), fill=255)
    pen.ellipse((80, 336, 432, 688), fill=255)
    picture.paste(light, mask=shape)
    return _as_png(picture)


def _lanterns() -> bytes:
    """Draw the bot's picture: eight lights in a circle."""
    picture = Image.new("RGB", (LARGE, LARGE), "#2f4a3f")
    pen = ImageDraw.Draw(picture)
    for step in range(8):
        x = LARGE / 2 + 150 * math.cos(step * math.tau / 8)
        y = LARGE / 2 + 150 * math.sin(step * math.tau / 8)
        pen.ellipse((x - 42, y - 42, x + 42, y + 42), fill="#f3d9a4")
    return _as_png(picture)


def _as_png(picture: Image.Image) -> bytes:
    held = BytesIO()
    picture.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    picture.save(held, "PNG")
    return held.getvalue()
