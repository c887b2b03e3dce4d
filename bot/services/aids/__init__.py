"""Decision aids: read, written, read by a second person, and attached to shared decisions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.domain.aids.aid import Edition
from bot.services.aids.attaching import Attaching
from bot.services.aids.reading import Read, Reading
from bot.services.aids.second import Second
from bot.services.aids.writing import Writing
from bot.storage.database import Database

__all__ = ["Aids", "Read", "wire_aids"]


@dataclass(frozen=True, slots=True)
class Aids:
    """Decision aids, by use case."""

    reading: Reading
    writing: Writing
    second: Second
    attaching: Attaching


def wire_aids(
    database: Database, library: Mapping[str, Edition], now: Callable[[], datetime], chance: Random
) -> Aids:
    """Wire the use cases of decision aids to the file and the library."""
    means = (database, library, now, chance)
    return Aids(Reading(*means), Writing(*means), Second(*means), Attaching(*means))
