"""A show of hands under its card: the emojis to press, and how many people stand under each."""

import discord

from bot.domain.polls.poll import Poll

# Discord's codes
UNKNOWN_MESSAGE, UNKNOWN_EMOJI = 10008, 10014


async def offer_hands(card: discord.PartialMessage, poll: Poll) -> bool:
    """Put each option's emoji under the card; False when Discord doesn't know one of them.

    May be repeated: an emoji that is there already stays as it is.
    """
    try:
        for emoji in poll.emojis:
            await card.add_reaction(emoji)
    except discord.HTTPException as trouble:
        if trouble.code != UNKNOWN_EMOJI:
            raise
        return False
    return True


async def withdraw_hands(
    card: discord.PartialMessage, poll: Poll, me: discord.abc.Snowflake
) -> None:
    """Take the bot's own reactions off a card again; what isn't there stays away."""
    for emoji in poll.emojis:
        try:
            await card.remove_reaction(emoji, me)
        except discord.HTTPException as trouble:
            if trouble.code not in (UNKNOWN_EMOJI, UNKNOWN_MESSAGE):
                raise


async def hands_shown(card: discord.PartialMessage) -> dict[str, int] | None:
    """Return how many people stand under each emoji, without the bot; None if the card is gone.

    Discord counts; nobody's name is asked for.
    """
    try:
        message = await card.fetch()
    except discord.NotFound:
        return None
    return {str(each.emoji): each.count - each.me for each in message.reactions}
