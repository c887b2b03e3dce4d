"""Feedback in Discord: giving it, answering it, telling what came of it, taking it along."""

from bot.client import Circlekeeper
from cogs.feedback.answering import Answering
from cogs.feedback.asking import Requests
from cogs.feedback.check_out import CheckOuts
from cogs.feedback.commands import Feedback
from cogs.feedback.giving import Giving
from cogs.feedback.inbox import Inbox
from cogs.feedback.kinds import Kinds
from cogs.feedback.loop import Loop
from cogs.feedback.mine import Mine
from cogs.feedback.notices import FeedbackNotices
from cogs.feedback.summary import Summing

__all__ = ["setup"]


async def setup(client: Circlekeeper) -> None:
    """Load the cogs of this area."""
    for cog in (
        Feedback,
        Kinds,
        Giving,
        Mine,
        Inbox,
        Answering,
        Loop,
        FeedbackNotices,
        Requests,
        CheckOuts,
        Summing,
    ):
        await client.add_cog(cog(client))
