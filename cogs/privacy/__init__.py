"""Privacy in Discord: what is kept about a person, and forgetting those who are gone."""

from bot.client import Circlekeeper
from cogs.privacy.leaving import Leaving
from cogs.privacy.looking import Privacy

__all__ = ["setup"]


async def setup(client: Circlekeeper) -> None:
    """Load the cogs of this area."""
    for cog in (Privacy, Leaving):
        await client.add_cog(cog(client))
