"""Places: how a row of the outbox is posted, and found again, in a channel or as a forum's post."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import discord

from bot.client.faults import kind_of, log
from bot.client.layout import Layout
from bot.client.permissions import lacking_in
from bot.domain.outbox import Row

HISTORY = "read_message_history"
LOOK_BACK = timedelta(minutes=1)
LOOK_AT = 200
TITLE_LENGTH = 100
WEEK = 7 * 24 * 60  # minutes
# Discord's codes for a message that breaks a limit of its own.
BREAKS_A_LIMIT = frozenset({40005, 50006, 50035})
TOO_LARGE = 413  # A status, as what stands before Discord answers without a code.


@dataclass(frozen=True, slots=True)
class Post:
    """A message to be posted.

    `file` is a picture that `view` shows, and `words_alone` the same without it, for where
    Discord won't take that. `role_id` is a role to be notified, `title` the post's in a forum.
    """

    view: Layout
    file: discord.File | None = None
    words_alone: Layout | None = None
    role_id: int | None = None
    title: str = ""


def channel_of(client: discord.Client, row: Row) -> discord.PartialMessageable:
    """Return where a row's message is, or will be: a forum's post is a channel of its own."""
    channel_id = row.channel_id
    if row.message_id is not None and _forum(client, row) is not None:
        channel_id = row.message_id
    return client.get_partial_messageable(channel_id, guild_id=row.group_id)


class Unreadable(Exception):
    """A channel's history can't be read, so nobody can say what is in it."""


async def find(client: discord.Client, row: Row) -> int | None:
    """Return the message that a row became, if it did: it bears the row's number.

    Raises Unreadable: to whoever lacks the permission, Discord shows an empty channel.
    """
    guild = client.get_guild(row.group_id)
    if guild is not None and HISTORY in lacking_in(guild, row.channel_id, HISTORY):
        raise Unreadable
    me = client.user.id if client.user else 0
    since = row.made_at - LOOK_BACK
    forum = _forum(client, row)
    if forum is not None:
        return await _find_post(forum, row, me, since)
    channel, seen = channel_of(client, row), 0
    async for message in channel.history(limit=LOOK_AT, after=since):
        seen += 1
        if message.author.id == me and _bears(message, row.row_id):
            return message.id
    if seen < LOOK_AT:
        return None
    # What had waited for long before it was sent is among the newest ones.
    async for message in channel.history(limit=LOOK_AT):
        if message.author.id == me and _bears(message, row.row_id):
            return message.id
    return None


async def _find_post(forum: discord.ForumChannel, row: Row, me: int, since: datetime) -> int | None:
    for thread in await forum.guild.active_threads():
        mine = thread.owner_id == me and thread.parent_id == forum.id
        if not mine or thread.id < discord.utils.time_snowflake(since):
            continue
        # Not by the post's own id, under which nothing is once somebody has deleted the first one.
        async for message in thread.history(limit=1, oldest_first=True):
            if _bears(message, row.row_id):
                return thread.id
    return None


async def post(client: discord.Client, row: Row, drawn: Post) -> int:
    """Post what was drawn, without its picture if Discord refuses the message with it.

    Returns the message's id.
    """
    try:
        return await _send(client, row, drawn.view, drawn)
    except discord.HTTPException as trouble:
        if drawn.words_alone is None or not breaks_a_limit(trouble):
            raise
        log.warning("outbox: %s goes without its picture (%s)", row.kind, kind_of(trouble))
    return await _send(client, row, drawn.words_alone, Post(drawn.words_alone, title=drawn.title))


def breaks_a_limit(trouble: Exception) -> bool:
    """Say whether Discord will never take a message as it is."""
    if not isinstance(trouble, discord.HTTPException):
        return False
    return trouble.status == TOO_LARGE or trouble.code in BREAKS_A_LIMIT


async def _send(client: discord.Client, row: Row, view: Layout, drawn: Post) -> int:
    files = [drawn.file] if drawn.file is not None else []
    mentions = discord.AllowedMentions.none()
    if drawn.role_id is not None:
        # discord.py writes the id as it is, and Discord's ids are texts in JSON.
        role = SimpleNamespace(id=str(drawn.role_id))
        mentions.roles = [cast("discord.Object", role)]
    forum = _forum(client, row)
    if forum is None:
        # discord.py enforces a nonce that is given: a second send within minutes is the first.
        sent = await channel_of(client, row).send(
            view=view, files=files, nonce=row.row_id, allowed_mentions=mentions
        )
        return sent.id
    made = await forum.create_thread(
        name=drawn.title[:TITLE_LENGTH],
        auto_archive_duration=WEEK,
        view=view,
        files=files,
        allowed_mentions=mentions,
        applied_tags=forum.available_tags[:1] if forum.flags.require_tag else [],
    )
    return made.thread.id


def _forum(client: discord.Client, row: Row) -> discord.ForumChannel | None:
    channel = client.get_channel(row.channel_id)
    return channel if isinstance(channel, discord.ForumChannel) else None


def _bears(message: discord.Message, mark: int) -> bool:
    components: list[Any] = list(message.components)
    return any(getattr(component, "id", None) == mark for component in components)
