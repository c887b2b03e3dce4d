"""What is kept about a person, and for how long after they asked or left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

# In place of a person's id where something stays and nobody is named any more.
NOBODY = -1
# So that nobody exports or takes down something and wipes their name off it at once.
RECORD_KEEPS = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Held:
    """How much is kept under a person's id in one group, by what it is (a name in words)."""

    counts: Mapping[str, int]

    @property
    def anything(self) -> bool:
        """Whether there is anything at all."""
        return any(self.counts.values())


@dataclass(frozen=True, slots=True)
class Live:
    """How things are set on this machine now.

    `pragmas` are SQLite's own, as the program reads them back; `sealed` is how many private polls
    that the person sees are open; `days` is how long the group keeps ended feedback; `backup` is
    when the newest backup beside the data was made (None: there is none).
    """

    pragmas: Mapping[str, object]
    sealed: int
    days: int
    backup: datetime | None
