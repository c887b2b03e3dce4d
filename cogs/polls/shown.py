"""Options as people see them: as typed, or as a time that everybody sees on their own clocks."""

import discord

from bot.domain.polls.drafting import Draft
from bot.domain.polls.methods import METHODS
from bot.domain.polls.moments import moment_of
from bot.domain.polls.poll import Poll
from cogs.parts import plain


def shown(asked: Poll | Draft, position: int) -> str:
    """Return an option of a poll for a card's text."""
    option = asked.options[position]
    if METHODS[asked.method].moments:
        return discord.utils.format_dt(moment_of(option), "F")
    return plain(option)


def all_shown(asked: Poll | Draft) -> list[str]:
    """Return every option of a poll for a card's text, in the card's order."""
    return [shown(asked, position) for position in range(len(asked.options))]
