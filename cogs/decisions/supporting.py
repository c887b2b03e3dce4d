"""Supporting: one press says that somebody would like to talk about it, in private."""

from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.layout import layout
from bot.words import say
from cogs.parts import Area, argument, button, row, text


class Supporting(commands.Cog):
    """The button on a card, and the private answer. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._supporting = client.house.polls.supporting
        self._area = Area(
            client,
            {
                "decision.support": (self.support, Mode.REPLY),
                "decision.unsupport": (self.unsupport, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def support(self, press: Press) -> None:
        """Put the person's word in; pressed again, show the way to take it back."""
        which = argument(press)
        new = await self._supporting.support(press.person, which)
        told = say("decisions.worry.in") if new else say("decisions.worry.in_already")
        back = button(say("decisions.worry.back"), "decision.unsupport", which)
        await press.answer.show(layout(text(told), row(back)))

    async def unsupport(self, press: Press) -> None:
        """Take the person's word out."""
        was_in = await self._supporting.take_back(press.person, argument(press))
        key = "taken_back" if was_in else "none"
        await press.answer.show(sentence(say(f"decisions.worry.{key}")))
