"""Reading decisions: the list and its pages, all of one, and its way."""

from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.router import CHOSEN
from bot.services.decisions import Shown
from cogs.decisions.history_card import history_card, names_in
from cogs.decisions.list_card import OPEN, list_card
from cogs.decisions.whole import whole_card
from cogs.parts import Area, argument, sees

LETTERS = 4  # of a page's number; more than that is forged


class DecisionListing(commands.Cog):
    """The buttons and the menu. The commands stand with the others."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._reading = client.house.decisions.reading
        self._area = Area(
            client,
            {
                "decision.list": (self.open, Mode.REPLY),
                "decision.list_page": (self.turn, Mode.UPDATE),
                "decision.show": (self.show, Mode.UPDATE),
                "decision.page": (self.show, Mode.UPDATE),
                "decision.history": (self.history, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons and the menu."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def open(self, press: Press) -> None:
        """Open the list from another card."""
        await press.answer.show(await list_card(self._client, press.interaction))

    async def turn(self, press: Press) -> None:
        """Turn a page of the list, or come back to it."""
        which = argument(press) or OPEN
        shown = await list_card(self._client, press.interaction, which, _number(press))
        await press.answer.show(shown)

    async def show(self, press: Press) -> None:
        """Show a page of all of a decision."""
        await press.answer.show(whole_card(await self._shown(press), _number(press)))

    async def history(self, press: Press) -> None:
        """Show a page of its way."""
        shown = await self._shown(press)
        names = names_in(press.interaction)
        await press.answer.show(history_card(shown, _number(press), names))

    async def _shown(self, press: Press) -> Shown:
        (which,) = press.fields.many(CHOSEN)[:1] or (argument(press),)
        return await self._reading.show(press.person, which, sees(press.interaction))


def _number(press: Press) -> int:
    typed = argument(press, 1)
    return int(typed) if typed.isdecimal() and len(typed) <= LETTERS else 0
