"""The group's settings in Discord."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Answer, Circlekeeper, sentence
from bot.client.people import person_of
from bot.domain.people import GroupRoles
from bot.words import say
from cogs.parts import Interaction


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Group(commands.GroupCog, group_name="group", group_description=say("group.command.group")):
    """`/group roles`."""

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


def _told(role_id: int | None, otherwise: str) -> str:
    if role_id is None:
        return say(f"group.roles.by_{otherwise}")
    return say(f"group.roles.also_{otherwise}", role=f"<@&{role_id}>")


async def setup(client: Circlekeeper) -> None:
    """Load the cog of this area."""
    await client.add_cog(Group(client))
