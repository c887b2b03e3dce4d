"""Topics: posting them by hand and by schedule, and what a group adds of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.domain.topics.topic import Topic
from bot.services.polls.asking import Asking
from bot.services.topics.due import Due
from bot.services.topics.keeping import Keeping
from bot.services.topics.own import Own
from bot.services.topics.posting import Posting
from bot.services.topics.shelf import Shelf
from bot.services.topics.suggesting import Suggesting
from bot.storage.database import Database

__all__ = ["Topics", "wire_topics"]


@dataclass(frozen=True, slots=True)
class Topics:
    """Topics to talk about, by use case."""

    posting: Posting
    schedules: Keeping
    due: Due
    suggesting: Suggesting
    own: Own


def wire_topics(
    database: Database,
    library: Mapping[str, Topic],
    now: Callable[[], datetime],
    chance: Random,
    asking: Asking,
) -> Topics:
    """Wire the use cases of topics to the file and the library."""
    means = (database, Shelf(library), now, chance)
    return Topics(
        posting=Posting(*means),
        schedules=Keeping(*means),
        due=Due(*means, asking),
        suggesting=Suggesting(*means),
        own=Own(*means),
    )
