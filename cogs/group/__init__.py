"""The group in Discord: its settings, setting it up, and its front door."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Answer, Circlekeeper, sentence
from bot.client.people import person_of
from bot.domain.groups import GroupSettings
from bot.domain.people import GroupRoles
from bot.domain.topics.local_time import read_zone
from bot.domain.topics.zones import zones_like
from bot.words import say
from cogs.group.checking import Checking, checked
from cogs.group.door import FrontDoor, door_preview
from cogs.group.notices import Notices
from cogs.group.setting_up import Setup, first_step
from cogs.group.told import check_people, check_private, roles_told, settings_told
from cogs.parts import Interaction, Suggestion, suggested


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Group(commands.GroupCog, group_name="group", group_description=say("group.command.group")):
    """The commands; what they lead to is in this area's other files."""

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
            for role in filter(None, (facilitator, moderator)):
                check_people(role)
            named = GroupRoles(
                facilitator.id if facilitator else None, moderator.id if moderator else None
            )
            roles = await self._groups.name_roles(person_of(interaction), named)
            told = roles_told(roles)
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
        support=say("group.command.support"),
    )
    async def settings(
        self,
        interaction: Interaction,
        zone: str | None = None,
        content_notes: bool | None = None,
        moderators_channel: discord.TextChannel | None = None,
        feedback_channel: discord.TextChannel | None = None,
        feedback_days: app_commands.Range[int, 7, 365] | None = None,
        support: app_commands.Range[int, 2, 20] | None = None,
    ) -> None:
        """Change the group's settings; without any, tell them."""
        async with Answer(interaction) as answer:
            changed: dict[str, Any] = {}
            if zone is not None:
                changed["zone"] = read_zone(zone)
            if content_notes is not None:
                changed["content_notes"] = content_notes
            if moderators_channel is not None:
                check_private(moderators_channel)
                changed["moderators_channel"] = moderators_channel.id
            if feedback_channel is not None:
                changed["feedback_channel"] = feedback_channel.id
            if feedback_days is not None:
                changed["feedback_days"] = feedback_days
            if support is not None:
                changed["support"] = support
            settings = await self._groups.set(person_of(interaction), **changed)
            foot = say("group.roles.changed" if changed else "group.settings.how")
            told = "\n".join((*settings_told(settings, _country(interaction, settings)), foot))
            await answer.show(sentence(told))

    @app_commands.command(name="check", description=say("group.command.check"))
    async def check(self, interaction: Interaction) -> None:
        """Show a moderator what is lacking, and how the house is."""
        async with Answer(interaction) as answer:
            await answer.show(await checked(interaction, interaction.client))

    @app_commands.command(name="setup", description=say("group.command.setup"))
    async def set_up(self, interaction: Interaction) -> None:
        """Lead through the settings, step by step."""
        async with Answer(interaction) as answer:
            await answer.show(await first_step(interaction.client, interaction))

    @app_commands.command(name="door", description=say("group.command.door"))
    async def door(self, interaction: Interaction) -> None:
        """Show the front door before it is posted."""
        async with Answer(interaction) as answer:
            await answer.show(await door_preview(interaction.client, interaction))

    @settings.autocomplete("zone")
    async def zones(self, _: Interaction, current: str) -> list[Suggestion]:
        """Offer the time zones that fit what was typed so far."""

        async def offers() -> list[tuple[str, str]]:
            return [(name, name) for name in zones_like(current)]

        return await suggested(offers())


def _country(interaction: Interaction, settings: GroupSettings) -> str:
    """Return the name of the country whose help lines come first, empty where there is none."""
    countries = interaction.client.house.support.countries
    return next((each.name for each in countries if each.code == settings.country), "")


async def setup(client: Circlekeeper) -> None:
    """Load the cog of this area."""
    for cog in (Group, Setup, FrontDoor, Checking, Notices):
        await client.add_cog(cog(client))
