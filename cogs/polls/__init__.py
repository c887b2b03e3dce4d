"""Polls in Discord: asking, voting in private, the life of a poll."""

from bot.client import Circlekeeper
from cogs.polls.after import After
from cogs.polls.asking import Asking
from cogs.polls.checking import KeyChecking
from cogs.polls.commands import Polls
from cogs.polls.gathering import Gathering
from cogs.polls.grading import Grading
from cogs.polls.listing import Listing
from cogs.polls.living import Living
from cogs.polls.voting import Voting

__all__ = ["setup"]


async def setup(client: Circlekeeper) -> None:
    """Load the cogs of this area."""
    for cog in (Polls, Asking, Gathering, Voting, Grading, Living, Listing, After, KeyChecking):
        await client.add_cog(cog(client))
