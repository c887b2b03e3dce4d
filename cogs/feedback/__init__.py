"""Feedback in Discord: giving it, answering it, telling what came of it, taking it along."""

from bot.client import Circlekeeper
from cogs.feedback.commands import Feedback

__all__ = ["setup"]


async def setup(client: Circlekeeper) -> None:
    """Load the cogs of this area."""
    for cog in (Feedback,):
        await client.add_cog(cog(client))
