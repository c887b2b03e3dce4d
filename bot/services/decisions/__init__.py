"""Shared decisions: from "something should change" to "we tried it, do we keep it?"."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.services.decisions.admitting import Admitting
from bot.services.decisions.deciding import Deciding
from bot.services.decisions.due import Due
from bot.services.decisions.experiences import Experiences
from bot.services.decisions.moving import Moving
from bot.services.decisions.noting import Noting
from bot.services.decisions.reading import Reading, Shown
from bot.services.decisions.starting import Starting
from bot.services.decisions.telling import Telling
from bot.services.decisions.weighing import Weighing
from bot.services.polls.supporting import Supporting
from bot.storage.database import Database

__all__ = ["Decisions", "Shown", "wire_decisions"]


@dataclass(frozen=True, slots=True)
class Decisions:
    """Shared decisions, by use case. Who supports one is for `polls.supporting` alone."""

    starting: Starting
    moving: Moving
    noting: Noting
    deciding: Deciding
    reading: Reading
    telling: Telling
    due: Due
    weighing: Weighing
    experiences: Experiences
    admitting: Admitting


def wire_decisions(
    database: Database, supporting: Supporting, now: Callable[[], datetime], chance: Random
) -> Decisions:
    """Wire the use cases of shared decisions to the file, and to the boxes of those who support."""
    means = (database, now, chance)
    return Decisions(
        starting=Starting(*means, supporting),
        moving=Moving(*means, supporting),
        noting=Noting(*means),
        deciding=Deciding(*means),
        reading=Reading(*means),
        telling=Telling(*means),
        due=Due(*means, supporting),
        weighing=Weighing(now),
        experiences=Experiences(*means),
        admitting=Admitting(*means),
    )
