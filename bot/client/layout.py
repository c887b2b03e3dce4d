"""Layouts: Components V2 messages that leave nothing behind in memory.

discord.py keeps every view that it sends until it times out, to find its buttons again. Here the
router finds them by their custom_id, before and after a restart alike, so a layout is stopped
before it is sent and forgotten afterwards.
"""

from typing import Any

import discord

Item = discord.ui.Item[Any]
Layout = discord.ui.LayoutView


def layout(*items: Item) -> Layout:
    """Return a message made of these items, which discord.py won't keep."""
    made = Layout(timeout=None)
    for item in items:
        made.add_item(item)
    made.stop()
    return made


def sentence(text: str) -> Layout:
    """Return a message of one text."""
    return layout(discord.ui.TextDisplay(text))
