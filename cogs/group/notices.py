"""Notices to a group's moderators: what can't be posted, and what would help."""

from discord.ext import commands

from bot.client import Circlekeeper
from bot.client.layout import Layout
from bot.domain.outbox import Row
from bot.domain.refusals import Gone
from bot.services.outbox import GIVEN_UP, HELD_UP, NOTICE
from bot.words import say
from cogs.parts import card, text


class Notices(commands.Cog):
    """What moderators are told in their own channel. It has no commands and no buttons."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client

    async def cog_load(self) -> None:
        """Take up the notices' rows."""
        self._client.courier.carries(NOTICE, self._draw)

    async def _draw(self, row: Row) -> Layout:
        about = await self._client.house.outbox.told_of(row)
        what = row.subject.partition("/")[2]
        if about is None or (what == HELD_UP and about.message_id is not None):
            raise Gone("group.refused.over")
        # Of a channel that some moderators may not see, only that something waits is told.
        place = f"<#{about.channel_id}>"
        if what == GIVEN_UP:
            told = say("group.notice.given_up", channel=place, reference=about.row_id)
        else:
            why = await self._client.courier.held_up_by(about)
            told = say(f"group.notice.{what}", channel=place, why=why)
        return card(text(told), mark=row.row_id)
