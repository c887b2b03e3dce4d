"""Redrawing: a card that is in its channel already takes the poll's present state."""

from collections.abc import Callable

import discord

from bot.client import Circlekeeper
from bot.client.layout import Layout
from bot.domain.outbox import Row
from bot.domain.polls.poll import Poll


async def redraw(
    client: Circlekeeper, kind: str, poll: Poll, draw: Callable[[int], Layout]
) -> discord.Message | None:
    """Draw a poll's card of this kind anew, and return it as it is in the channel now.

    `kind` is the outbox's; `draw` gets the card's mark. None is returned for a card that was
    never posted or that somebody removed.
    """
    row = await client.house.outbox.find(kind, poll.poll_id)
    return None if row is None else await redraw_row(client, row, draw)


async def redraw_row(
    client: Circlekeeper, row: Row, draw: Callable[[int], Layout]
) -> discord.Message | None:
    """Draw the message of one row of the outbox anew; see `redraw`."""
    return await client.courier.redraw(row, draw(row.row_id))
