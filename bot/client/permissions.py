"""What the bot needs to be allowed, and how a lack of it is told."""

from typing import Any

import discord

from bot.domain.refusals import Refusal
from bot.words import say

# The one list from which the invite link is made; each with what it is for.
NEEDED = discord.Permissions(
    view_channel=True,  # to find the channel at all
    send_messages=True,  # cards and results
    send_messages_in_threads=True,  # a topic's questions
    create_public_threads=True,  # a topic's thread
    add_reactions=True,  # the emojis of a show of hands
    attach_files=True,  # a result's picture; without it, words alone
    read_message_history=True,  # to look whether a message arrived, before sending it again
)
SCOPES = ("bot", "applications.commands")


def invite_link(application_id: int) -> str:
    """Return the address at which a server's owner can add the bot."""
    return discord.utils.oauth_url(application_id, permissions=NEEDED, scopes=SCOPES)


def check_held(may: discord.Permissions, channel_id: int, *names: str) -> None:
    """Refuse, naming the permission and the channel, when one of `names` isn't held there."""
    lacking = [name for name in names if not (getattr(may, name) or may.administrator)]
    if lacking:
        raise Refusal(
            "permissions.lacking",
            names=_named(lacking),
            channel=f"<#{channel_id}>",
        )


def check_allowed(interaction: discord.Interaction[Any], *names: str) -> None:
    """Refuse, naming the permission and the channel, when the bot lacks one of `names` here."""
    check_held(interaction.app_permissions, interaction.channel_id or 0, *names)


def lacking_in(guild: discord.Guild, channel_id: int, *besides: str) -> list[str]:
    """Return which permissions the bot lacks to post in a channel, as far as it knows.

    `besides` are more that it needs there.
    """
    channel = guild.get_channel_or_thread(channel_id)
    in_thread = isinstance(channel, discord.Thread)
    # discord.py asks a thread's parent, which may be gone already.
    if channel is None or (in_thread and channel.parent is None):
        return []
    may = channel.permissions_for(guild.me)
    speak = "send_messages_in_threads" if in_thread else "send_messages"
    needed = ("view_channel", speak, *besides)
    return [name for name in needed if not (getattr(may, name) or may.administrator)]


def held_by_everybody(guild: discord.Guild | None, name: str) -> bool:
    """Say whether Discord's role for everybody carries a permission."""
    may = guild.default_role.permissions if guild else discord.Permissions.none()
    return bool(getattr(may, name)) or may.administrator


def held_up_by(channel_id: int, lacking: list[str], *, posted: bool = False) -> str:
    """Return the sentence on why the bot may not post in a channel now, and who can change it.

    `posted` says that its message is there, and only what follows it isn't.
    """
    channel = f"<#{channel_id}>"
    if not lacking:
        return say("permissions.shut", channel=channel)
    key = "permissions.held_up_rest" if posted else "permissions.held_up"
    return say(key, names=_named(lacking), channel=channel)


def _named(names: list[str]) -> str:
    return ", ".join(f"**{say(f'permissions.{name}')}**" for name in names)


def posting_permissions(interaction: discord.Interaction[Any]) -> tuple[str, ...]:
    """Return what is needed to post a card where the interaction is."""
    in_thread = isinstance(interaction.channel, discord.Thread)
    speak = "send_messages_in_threads" if in_thread else "send_messages"
    return ("view_channel", speak, "read_message_history")
