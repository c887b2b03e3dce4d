"""Topics in Discord: posting them, talking about them, schedules, and what members add."""

from bot.client import Circlekeeper
from cogs.topics.circle import Circle
from cogs.topics.commands import Topics
from cogs.topics.entering import Entering
from cogs.topics.own import Own
from cogs.topics.posting import Posting
from cogs.topics.schedules import Schedules
from cogs.topics.suggestions import Suggestions

__all__ = ["setup"]


async def setup(client: Circlekeeper) -> None:
    """Load the cogs of this area."""
    for cog in (Topics, Posting, Circle, Schedules, Suggestions, Own, Entering):
        await client.add_cog(cog(client))
