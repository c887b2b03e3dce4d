"""Feedback: taking it in, answering it, telling what came of it, and handing it out as files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.domain.topics.topic import Topic
from bot.services.feedback.about import About
from bot.services.feedback.asking import Asking
from bot.services.feedback.checking_out import SECRET_BYTES, CheckingOut
from bot.services.feedback.delivering import Delivering
from bot.services.feedback.exporting import Exporting
from bot.services.feedback.giving import Giving
from bot.services.feedback.holding import Holding
from bot.services.feedback.looping import Looping
from bot.services.feedback.reading import Reading
from bot.services.feedback.summing import Summing
from bot.services.topics.shelf import Shelf
from bot.storage.database import Database

__all__ = ["Feedback", "wire_feedback"]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What members tell the moderators, by use case."""

    about: About
    giving: Giving
    holding: Holding
    reading: Reading
    looping: Looping
    delivering: Delivering
    exporting: Exporting
    asking: Asking
    checking_out: CheckingOut
    summing: Summing


def wire_feedback(
    database: Database,
    library: Mapping[str, Topic],
    now: Callable[[], datetime],
    chance: Random,
) -> Feedback:
    """Wire the use cases of feedback to the file; topics that it is about stand in the library."""
    means = (database, now, chance)
    return Feedback(
        about=About(*means, Shelf(library)),
        giving=Giving(*means),
        holding=Holding(*means),
        reading=Reading(*means),
        looping=Looping(*means),
        delivering=Delivering(*means),
        exporting=Exporting(*means),
        asking=Asking(*means),
        checking_out=CheckingOut(*means, chance.randbytes(SECRET_BYTES)),
        summing=Summing(*means),
    )
