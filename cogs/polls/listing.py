"""The list of polls from its command and from other cards: its pages, and a result read again."""

from datetime import datetime

import discord
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.router import CHOSEN
from cogs.parts import Area, argument, sees
from cogs.polls.list_card import list_card, newest
from cogs.polls.results import result_card


class Listing(commands.Cog):
    """The menus under the list. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._life = client.house.polls.life
        self._area = Area(
            client,
            {
                "poll.list_open": (self.open, Mode.REPLY),
                "poll.list": (self.earlier, Mode.UPDATE),
                "poll.list_result": (self.result, Mode.REPLY),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons and the menu of results."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def open(self, press: Press) -> None:
        """Open the list from another card."""
        await press.answer.show(await newest(self._client, press.interaction))

    async def earlier(self, press: Press) -> None:
        """Turn the page of past polls."""
        seconds, before_id = argument(press), argument(press, 1)
        before = discord.utils.utcnow()
        if seconds.isdecimal():
            before = datetime.fromtimestamp(int(seconds), before.tzinfo)
        await press.answer.show(await list_card(self._client, press.interaction, before, before_id))

    async def result(self, press: Press) -> None:
        """Show a past poll's result to whoever asks, as it stands in the channel or would."""
        (chosen,) = press.fields.many(CHOSEN)[:1] or ("",)
        poll = await self._life.told(press.person, chosen, sees(press.interaction))
        await press.answer.show(result_card(poll, None))
