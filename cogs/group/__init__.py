"""The group's settings in Discord."""

from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Answer, Circlekeeper, sentence
from bot.client.people import person_of
from bot.domain.groups import GroupSettings
from bot.domain.people import GroupRoles
from bot.domain.refusals import BadInput
from bot.domain.topics.local_time import read_zone
from bot.domain.topics.zones import zones_like
from bot.words import say
from cogs.group.checking import Checking, checked
from cogs.group.notices import Notices
from cogs.parts import Interaction, Suggestion, suggested


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Group(commands.GroupCog, group_name="group", group_description=say("group.command.group")):
    """`/group roles`, `/group settings` and `/group check`."""

    def __init__(self, client: Circlekeeper) -> None:
        self._groups = client.house.groups

    @app_commands.command(name="roles", description=say("group.command.roles"))
    @app_commands.describe(
        facilitator=say("group.command.roles_facilitator"),
        moderator=say("group.command.roles_moderator"),
    )
    async def roles(
        self,
        interaction: Interaction,
        facilitator: discord.Role | None = None,
        moderator: discord.Role | None = None,
    ) -> None:
        """Name the group's roles; without any, tell them."""
        async with Answer(interaction) as answer:
            named = GroupRoles(
                facilitator.id if facilitator else None, moderator.id if moderator else None
            )
            roles = await self._groups.name_roles(person_of(interaction), named)
            told = say(
                "group.roles.now",
                facilitator=_told(roles.facilitator, "events"),
                moderator=_told(roles.moderator, "server"),
            )
            if facilitator or moderator:
                told = f"{told}\n{say('group.roles.changed')}"
            await answer.show(sentence(told))

    @app_commands.command(name="settings", description=say("group.command.settings"))
    @app_commands.describe(
        zone=say("group.command.zone"),
        content_notes=say("group.command.content_notes"),
        moderators_channel=say("group.command.moderators_channel"),
        feedback_channel=say("group.command.feedback_channel"),
        feedback_days=say("group.command.feedback_days"),
    )
    async def settings(
        self,
        interaction: Interaction,
        zone: str | None = None,
        content_notes: bool | None = None,
        moderators_channel: discord.TextChannel | None = None,
        feedback_channel: discord.TextChannel | None = None,
        feedback_days: app_commands.Range[int, 7, 365] | None = None,
    ) -> None:
        """Change the group's settings; without any, tell them."""
        async with Answer(interaction) as answer:
            changed: dict[str, Any] = {}
            if zone is not None:
                changed["zone"] = read_zone(zone)
            if content_notes is not None:
                changed["content_notes"] = content_notes
            if moderators_channel is not None:
                _check_private(moderators_channel)
                changed["moderators_channel"] = moderators_channel.id
            if feedback_channel is not None:
                changed["feedback_channel"] = feedback_channel.id
            if feedback_days is not None:
                changed["feedback_days"] = feedback_days
            settings = await self._groups.set(person_of(interaction), **changed)
            told = _all_told(settings)
            if changed:
                told = f"{told}\n{say('group.roles.changed')}"
            await answer.show(sentence(told))

    @app_commands.command(name="check", description=say("group.command.check"))
    async def check(self, interaction: Interaction) -> None:
        """Show a moderator what is lacking, and how the house is."""
        async with Answer(interaction) as answer:
            await answer.show(await checked(interaction, interaction.client))

    @settings.autocomplete("zone")
    async def zones(self, _: Interaction, current: str) -> list[Suggestion]:
        """Offer the time zones that fit what was typed so far."""

        async def offers() -> list[tuple[str, str]]:
            return [(name, name) for name in zones_like(current)]

        return await suggested(offers())


def _check_private(channel: discord.TextChannel) -> None:
    """Refuse a channel that everyone sees: what stands there is for moderators."""
    if channel.permissions_for(channel.guild.default_role).view_channel:
        raise BadInput("group.refused.open_channel", channel=channel.mention)


def _all_told(settings: GroupSettings) -> str:
    channel = settings.moderators_channel
    now = discord.utils.utcnow().astimezone(ZoneInfo(settings.zone))
    return "\n".join(
        (
            say("group.settings.zone", zone=settings.zone, now=f"{now:%H:%M}"),
            say(f"group.settings.content_notes_{'on' if settings.content_notes else 'off'}"),
            say("group.settings.channel", channel=f"<#{channel}>")
            if channel
            else say("group.settings.no_channel"),
            say("group.settings.feedback_channel", channel=f"<#{settings.feedback_channel}>")
            if settings.feedback_channel
            else say("group.settings.no_feedback_channel"),
            say("group.settings.feedback_days", count=settings.feedback_days),
        )
    )


def _told(role_id: int | None, otherwise: str) -> str:
    if role_id is None:
        return say(f"group.roles.by_{otherwise}")
    return say(f"group.roles.also_{otherwise}", role=f"<@&{role_id}>")


async def setup(client: Circlekeeper) -> None:
    """Load the cog of this area."""
    for cog in (Group, Checking, Notices):
        await client.add_cog(cog(client))
