"""Posting a topic: from the private preview to the card and its thread."""

from contextlib import suppress
from datetime import timedelta

import discord
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.faults import BROKEN, log
from bot.client.permissions import check_allowed
from bot.client.places import Post
from bot.domain.outbox import Row
from bot.domain.refusals import Gone
from bot.domain.topics.topic import Pins
from bot.words import say
from cogs.parts import NAME_LENGTH, Area, argument, delivered
from cogs.topics import cards
from cogs.topics.commands import topic_permissions

# A topic by schedule that couldn't be posted for so long makes way for the next one.
STALE = timedelta(days=3)
WEEK = 7 * 24 * 60
# Discord's codes.
THREAD_IS_THERE = 160004
PINS_ARE_FULL = 30003


class Posting(commands.Cog):
    """The preview's buttons, and the card in the channel. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._posting = client.house.topics.posting
        self._area = Area(
            client,
            {
                "topic.post": (self.post_it, Mode.UPDATE),
                "topic.discard": (self.discard, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons and the card's rows."""
        self._area.open()
        self._client.courier.carries("topic.card", self._draw, self._follow, self._needs)

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def post_it(self, press: Press) -> None:
        """Put the topic into the channel."""
        check_allowed(press.interaction, *topic_permissions(press.interaction))
        channel_id = press.person.channel_id
        post_id, slug = argument(press), argument(press, 1)
        row = await self._posting.post(press.person, channel_id, post_id, slug)
        delivery = await self._client.courier.deliver(row)
        where = (row.group_id, row.channel_id)
        await press.answer.show(
            delivered("topics.preview.posted", "topics.preview.posted_later", where, delivery)
        )

    async def discard(self, press: Press) -> None:
        """Let the preview go."""
        await press.answer.show(sentence(say("topics.preview.discarded")))

    async def _draw(self, row: Row) -> Post:
        post, topic = await self._posting.posted(row.subject)
        if post.occurs_at is not None and discord.utils.utcnow() - post.occurs_at > STALE:
            raise Gone("topics.refused.stale")
        settings = await self._client.house.groups.settings(post.group_id)
        shown = cards.topic_card(topic, post, row.row_id, notes=settings.content_notes)
        return Post(shown, role_id=post.role_id, title=topic.title)

    async def _follow(self, row: Row, channel: discord.PartialMessageable) -> None:
        """Do what follows the card: its thread and its pin. A failed one keeps no other back."""
        failed: Exception | None = None
        for step in (self._open_thread, self._pin):
            try:
                await step(row, channel)
            except (discord.HTTPException, *BROKEN) as trouble:
                failed = failed or trouble
        if failed is not None:
            raise failed

    async def _needs(self, row: Row) -> tuple[str, ...]:
        try:
            post, _ = await self._posting.posted(row.subject)
        except Gone:
            return ()
        threads = isinstance(self._client.get_channel(row.channel_id), discord.TextChannel)
        needed = ("create_public_threads",) if threads and post.thread_id is None else ()
        return needed if await self._pins(row) is None else (*needed, "pin_messages")

    async def _open_thread(self, row: Row, channel: discord.PartialMessageable) -> None:
        """Open the topic's thread, where the channel can have one."""
        known = self._client.get_channel(row.channel_id)
        if row.message_id is not None and isinstance(known, discord.ForumChannel):
            # In a forum the post is the thread.
            await self._posting.set_thread(row.subject, row.message_id)
        if row.message_id is None or not isinstance(known, discord.TextChannel):
            return
        _, topic = await self._posting.posted(row.subject)
        try:
            card = channel.get_partial_message(row.message_id)
            await card.create_thread(name=topic.title[:NAME_LENGTH], auto_archive_duration=WEEK)
        except discord.NotFound:
            return  # The card was removed, and its thread with it.
        except discord.HTTPException as trouble:
            if trouble.code != THREAD_IS_THERE:
                raise
        # A thread on a message has the message's id.
        await self._posting.set_thread(row.subject, row.message_id)

    async def _pin(self, row: Row, channel: discord.PartialMessageable) -> None:
        """Pin the card in place of the one before, where its schedule says so."""
        pins = await self._pins(row)
        if pins is None or row.message_id is None:
            return
        # First the one before, which makes room where a channel has all the pins that it may have.
        if pins.before is not None:
            with suppress(discord.NotFound):
                await channel.get_partial_message(pins.before).unpin()
        if not pins.pin:
            return
        try:
            await channel.get_partial_message(row.message_id).pin()
        except discord.NotFound:
            return  # The card was removed.
        except discord.HTTPException as trouble:
            if trouble.code != PINS_ARE_FULL:
                raise
            log.warning("topics: channel %s is full of pins; not pinned", row.channel_id)

    async def _pins(self, row: Row) -> Pins | None:
        # A forum has no pinned messages; of its posts it pins one at the top, for its moderators.
        if isinstance(self._client.get_channel(row.channel_id), discord.ForumChannel):
            return None
        return await self._posting.pins(row.subject)
