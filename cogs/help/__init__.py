"""Help in Discord: what this person can do here now, in plain words, with buttons to begin."""

from discord import app_commands
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode, Press
from bot.client.people import person_of
from bot.words import say
from cogs.help.cards import help_card
from cogs.parts import Area, Interaction, sees

__all__ = ["setup"]


class Help(commands.Cog):
    """`/help`, and the same from a button."""

    def __init__(self, client: Circlekeeper) -> None:
        self._around = client.house.around
        self._area = Area(client, {"help.open": (self.open, Mode.REPLY)})

    async def cog_load(self) -> None:
        """Take up the button."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave it."""
        self._area.shut()

    @app_commands.command(name="help", description=say("help.command.name"))
    @app_commands.guild_only()
    async def help(self, interaction: Interaction) -> None:
        """Show what whoever asks can do now."""
        async with Answer(interaction) as answer:
            now = await self._around.look(person_of(interaction), sees(interaction))
            await answer.show(help_card(now))

    async def open(self, press: Press) -> None:
        """Show it from a button on another card."""
        now = await self._around.look(press.person, sees(press.interaction))
        await press.answer.show(help_card(now))


async def setup(client: Circlekeeper) -> None:
    """Load the cog of this area."""
    await client.add_cog(Help(client))
