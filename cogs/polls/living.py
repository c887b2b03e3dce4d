"""The life of a poll in its channel: reminder, more time, result, taken down."""

import asyncio
import io
from dataclasses import replace
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper
from bot.client.courier import Drawn
from bot.client.faults import kind_of, log
from bot.client.layout import Layout
from bot.client.places import Post
from bot.domain.outbox import Row
from bot.domain.polls.poll import Poll, Reacting, State
from bot.domain.refusals import Gone
from bot.words import say
from cogs.parts import moment, when
from cogs.polls import cards
from cogs.polls.drawn import picture_of
from cogs.polls.hands import hands_shown, withdraw_hands
from cogs.polls.redrawing import redraw, redraw_row
from cogs.polls.results import result_card

PICTURE = "result.png"
NOTICES = ("poll.reminder", "poll.extended", "poll.lost")
UNKNOWN_MESSAGE = 10008  # Discord's code


class Living(commands.Cog):
    """What the outbox tells of polls after their card. It has no commands and no buttons."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._asking = client.house.polls.asking

    async def cog_load(self) -> None:
        """Take up the outbox's rows."""
        courier = self._client.courier
        courier.carries("poll.result", self._draw_result, self._turn_to_closed)
        courier.carries("poll.lost", self._draw_lost)
        courier.carries("poll.reminder", self._draw_reminder)
        courier.carries("poll.extended", self._draw_extended, self._turn_to_later)

    async def _draw_result(self, row: Row) -> Drawn:
        poll = await self._asking.posted(row.subject)
        if poll.result is None:
            poll = await self._count_hands(poll)
        picture = picture_of(poll)
        poll = await self._with_its_card(poll)
        decision = await self._client.house.decisions.reading.of_poll(poll.poll_id)
        words_alone = result_card(poll, row.row_id, decision=decision)
        if picture is None or not self._may(row.group_id, row.channel_id, "attach_files"):
            return words_alone
        try:
            # Drawing takes up to half a second, in which others want to be answered.
            drawn = await asyncio.to_thread(picture.draw)
        except OSError as error:
            # The words say it all; the picture is an extra.
            log.warning("a result goes without its picture: %s", kind_of(error))
            return words_alone
        item = discord.MediaGalleryItem(f"attachment://{PICTURE}", description=picture.alt)
        gallery = ui.MediaGallery[Any](item)
        file = discord.File(io.BytesIO(drawn), filename=PICTURE)
        return Post(result_card(poll, row.row_id, gallery, decision), file, words_alone)

    async def _count_hands(self, poll: Poll) -> Poll:
        channel = self._client.get_partial_messageable(poll.channel_id, guild_id=poll.group_id)
        shown = None
        if poll.message_id is not None:
            shown = await hands_shown(channel.get_partial_message(poll.message_id))
        return await self._client.house.polls.closing.count_hands(poll, shown)

    async def _with_its_card(self, poll: Poll) -> Poll:
        """Forget a card that somebody removed, so that neither result nor list links to nothing."""
        if poll.message_id is None:
            return poll
        channel = self._client.get_partial_messageable(poll.channel_id, guild_id=poll.group_id)
        try:
            await channel.get_partial_message(poll.message_id).fetch()
        except discord.HTTPException as trouble:
            # Anything else isn't about the card; sending will meet it again, and tell of it.
            if trouble.code == UNKNOWN_MESSAGE:
                await self._client.house.polls.life.card_removed(poll.poll_id)
                return replace(poll, message_id=None)
        return poll

    async def _draw_lost(self, row: Row) -> Layout:
        poll = await self._open_poll(row)
        return cards.notice(poll, say("polls.lost.text", when=when(poll.closes_at)), row.row_id)

    async def _draw_reminder(self, row: Row) -> Layout:
        poll = await self._open_poll(row)
        told = say("polls.reminder.text", when=when(poll.closes_at))
        return cards.notice(poll, told, row.row_id)

    async def _draw_extended(self, row: Row) -> Layout:
        poll = await self._open_poll(row)
        until, at = when(poll.closes_at), moment(poll.closes_at)
        told = say("polls.extended.text", when=until, moment=at)
        return cards.notice(poll, told, row.row_id)

    async def _open_poll(self, row: Row) -> Poll:
        poll = await self._asking.posted(row.subject.partition("/")[0])
        if poll.state is State.CLOSED or poll.due(discord.utils.utcnow()):
            raise Gone("polls.refused.closed")
        return poll

    async def _turn_to_closed(self, row: Row, channel: discord.PartialMessageable) -> None:
        poll = await self._asking.posted(row.subject)
        if poll.reacting is Reacting.HANDS and poll.message_id and self._client.user:
            # So that the numbers under the card are those of the result.
            card = channel.get_partial_message(poll.message_id)
            await withdraw_hands(card, poll, self._client.user)
        closed = await redraw(
            self._client,
            "poll.card",
            poll,
            lambda mark: cards.closed_card(poll, mark, row.message_id),
        )
        await self._quiet_notices(poll, row.message_id)
        if closed is not None and closed.reactions and poll.reacting.private:
            # Put there while the bot was away; `on_raw_reaction_add` saw the others.
            await self._sweep(closed)

    async def _quiet_notices(self, poll: Poll, result_id: int | None) -> None:
        """Take the way to vote off what was said of the poll while it was open."""
        for kind in NOTICES:
            for told in await self._client.house.outbox.told(kind, poll.poll_id):
                await redraw_row(
                    self._client, told, lambda mark: cards.closed_notice(poll, mark, result_id)
                )

    async def _turn_to_later(self, row: Row, _: discord.PartialMessageable) -> None:
        poll = await self._asking.posted(row.subject.partition("/")[0])
        if poll.state is State.OPEN:
            decision = await self._client.house.decisions.reading.of_poll(poll.poll_id)
            await redraw(
                self._client, "poll.card", poll, lambda mark: cards.open_card(poll, mark, decision)
            )

    async def _sweep(self, card: discord.Message) -> None:
        if not self._may(card.guild.id if card.guild else 0, card.channel.id, "manage_messages"):
            return
        try:
            await card.clear_reactions()
        except discord.HTTPException as error:
            log.warning("reactions stay on a private poll: %s", kind_of(error))

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Take a reaction off the card of a private poll, where the bot may: everybody sees it.

        It is never counted. Whoever reacted can press *Vote*.
        """
        poll = await self._client.house.polls.life.of_card(payload.message_id)
        if poll is None or not poll.reacting.private:
            return
        if not self._may(payload.guild_id or 0, payload.channel_id, "manage_messages"):
            return
        channel = self._client.get_partial_messageable(payload.channel_id)
        card = channel.get_partial_message(payload.message_id)
        try:
            await card.remove_reaction(payload.emoji, discord.Object(payload.user_id))
        except discord.HTTPException as error:
            log.warning("a reaction stays on a private poll: %s", kind_of(error))

    def _may(self, group_id: int, channel_id: int, permission: str) -> bool:
        guild = self._client.get_guild(group_id)
        channel = guild.get_channel_or_thread(channel_id) if guild else None
        if guild is None or channel is None or guild.me is None:  # pyright: ignore[reportUnnecessaryComparison]
            return False
        return getattr(channel.permissions_for(guild.me), permission)
