"""Feedback: taking it in, answering it, telling what came of it, and handing it out as files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.services.feedback.exporting import Exporting
from bot.services.feedback.giving import Giving
from bot.storage.database import Database

__all__ = ["Feedback", "wire_feedback"]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What members tell the moderators, by use case."""

    giving: Giving
    exporting: Exporting


def wire_feedback(database: Database, now: Callable[[], datetime], chance: Random) -> Feedback:
    """Wire the use cases of feedback to the file."""
    means = (database, now, chance)
    return Feedback(giving=Giving(*means), exporting=Exporting(*means))
