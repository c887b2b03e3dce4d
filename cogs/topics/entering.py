"""Ways into topics from other cards: what comes next, and a suggestion."""

from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from cogs.parts import Area
from cogs.topics.schedules import listed
from cogs.topics.suggestions import suggest_form, suggestions_card


class Entering(commands.Cog):
    """The buttons that open what the commands open. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._area = Area(
            client,
            {
                "topic.coming": (self.coming, Mode.REPLY),
                "topic.idea": (self.idea, Mode.FORM),
                "topic.ideas": (self.ideas, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def coming(self, press: Press) -> None:
        """Show what comes when."""
        await press.answer.show(await listed(self._client, press.interaction, press.person))

    async def idea(self, press: Press) -> None:
        """Open the form for a suggestion."""
        await press.answer.form(await suggest_form(self._client, press.interaction.guild))

    async def ideas(self, press: Press) -> None:
        """Show what was suggested, and what became of it."""
        await press.answer.show(await suggestions_card(self._client, press.person))
