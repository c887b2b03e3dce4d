"""Polls in Discord: asking, voting in private, closing."""

from bot.client import Circlekeeper
from cogs.polls.asking import Asking
from cogs.polls.voting import Voting

__all__ = ["setup"]


async def setup(client: Circlekeeper) -> None:
    """Load the cogs of this area."""
    await client.add_cog(Asking(client))
    await client.add_cog(Voting(client))
