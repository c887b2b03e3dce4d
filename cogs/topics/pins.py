"""Pins that a schedule wishes for: where there can be any, and what the bot lacks for them."""

from dataclasses import replace

import discord

from bot.client.permissions import check_held
from bot.domain.refusals import Refusal
from bot.domain.topics.scheduled import Wish
from bot.words import say


def possible(guild: discord.Guild | None, wish: Wish) -> Wish:
    """Return the wish, without pins for a forum: it has none, and its post is the topic's own."""
    forum = isinstance(_channel(guild, wish), discord.ForumChannel)
    return replace(wish, pin=wish.pin and not forum)


def lacking(guild: discord.Guild | None, wish: Wish) -> str:
    """Return the sentence on the permission that is lacking for the pins, if any is."""
    channel = _channel(guild, wish)
    if not wish.pin or guild is None or channel is None:
        return ""
    try:
        check_held(channel.permissions_for(guild.me), channel.id, "pin_messages")
    except Refusal as refusal:
        return say(refusal.key, **refusal.blanks)
    return ""


def _channel(
    guild: discord.Guild | None, wish: Wish
) -> discord.abc.GuildChannel | discord.Thread | None:
    return guild.get_channel_or_thread(wish.channel_id) if guild else None
