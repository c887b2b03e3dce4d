"""Shared decisions in Discord: from what somebody would like to talk about to a review."""

from bot.client import Circlekeeper
from cogs.decisions.admitting import Admitting
from cogs.decisions.commands import Decisions
from cogs.decisions.deciding import Deciding
from cogs.decisions.experiences import Experiences
from cogs.decisions.exporting import DecisionExport
from cogs.decisions.listing import DecisionListing
from cogs.decisions.living import DecisionCards
from cogs.decisions.more import DecisionMore
from cogs.decisions.moving import Moving
from cogs.decisions.starting import Starting
from cogs.decisions.supporting import Supporting
from cogs.decisions.talking import Talking
from cogs.decisions.weighing import WeighingUp

__all__ = ["setup"]


COGS = (
    Decisions,
    Starting,
    Supporting,
    Talking,
    Moving,
    Deciding,
    WeighingUp,
    DecisionMore,
    DecisionCards,
    Experiences,
    Admitting,
    DecisionListing,
    DecisionExport,
)


async def setup(client: Circlekeeper) -> None:
    """Load the cogs of this area."""
    for cog in COGS:
        await client.add_cog(cog(client))
