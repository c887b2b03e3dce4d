"""`/decision`: putting something before the group; what it leads to is in the other files."""

from discord import app_commands
from discord.ext import commands

from bot.client import Answer, Circlekeeper
from bot.words import say
from cogs.decisions.starting import show_ways
from cogs.parts import Interaction


@app_commands.guild_only()
class Decisions(
    commands.GroupCog, group_name="decision", group_description=say("decisions.command.group")
):
    """The commands of shared decisions."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client

    @app_commands.command(name="propose", description=say("decisions.command.propose"))
    async def propose(self, interaction: Interaction) -> None:
        """Show the ways to put something before the group."""
        async with Answer(interaction) as answer:
            await show_ways(self._client, interaction, answer)
