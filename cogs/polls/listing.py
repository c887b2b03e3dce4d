"""What `/poll list` leads to: a ballot, and a result, whatever became of their messages."""

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.layout import Item
from bot.client.permissions import held_up_by, lacking_in
from bot.client.places import HISTORY
from bot.client.router import CHOSEN, custom_id
from bot.domain.polls.poll import Poll
from bot.words import say
from cogs.parts import Area, sees, shortened, text
from cogs.polls.results import result_card

MOST = 25
HELD_UP_SHOWN = 2


class Listing(commands.Cog):
    """The menus under the list. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._life = client.house.polls.life
        self._area = Area(client, {"poll.list_result": (self.result, Mode.REPLY)})

    async def cog_load(self) -> None:
        """Take up the menu of results."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave it."""
        self._area.shut()

    async def result(self, press: Press) -> None:
        """Show a past poll's result to whoever asks, as it stands in the channel or would."""
        (chosen,) = press.fields.many(CHOSEN)[:1] or ("",)
        poll = await self._life.told(press.person, chosen, sees(press.interaction))
        await press.answer.show(result_card(poll, None))


def menus(open_now: Sequence[Poll], past: Sequence[Poll], channel_id: int | None) -> Iterator[Item]:
    """Yield the menus under the list; one may vote in the polls of the channel where one is."""
    now = discord.utils.utcnow()
    private = (poll for poll in open_now if poll.reacting.private)
    begun = (p for p in private if p.message_id is not None or p.opened_at <= now)
    if here := [poll for poll in begun if poll.channel_id == channel_id]:
        yield _menu(here, say("polls.list.vote"), custom_id("poll.list_vote"))
    if told := [poll for poll in past if poll.result is not None]:
        yield _menu(told, say("polls.list.result"), custom_id("poll.list_result"))


async def held_up(client: Circlekeeper, interaction: discord.Interaction[Any]) -> list[Item]:
    """Return what waits to be told in channels that the person sees, and what would help."""
    guild, seen = interaction.guild, sees(interaction)
    if guild is None:
        return []
    rows = await client.house.outbox.held_up(guild.id)
    # What has its message is told, whatever of it is still to follow.
    waits = (row for row in rows if row.message_id is None)
    channels = dict.fromkeys(row.channel_id for row in waits if seen(row.channel_id))
    return [_waiting(guild, each) for each in list(channels)[:HELD_UP_SHOWN]]


def _waiting(guild: discord.Guild, channel_id: int) -> Item:
    why = say("faults.discord_busy")
    if lacking := lacking_in(guild, channel_id, HISTORY):
        why = held_up_by(channel_id, lacking)
    return text(say("polls.list.held_up", channel=f"<#{channel_id}>", why=why))


def _menu(found: Sequence[Poll], placeholder: str, custom_id: str) -> Item:
    menu = ui.Select[Any](custom_id=custom_id, placeholder=placeholder)
    for poll in found[:MOST]:
        menu.add_option(label=shortened(poll.question), value=poll.poll_id)
    return ui.ActionRow[Any](menu)
