"""The record: what every member of a group may read about how it is run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, who did it, and its plain details (numbers and ids, no words).

    `entry_id` grows with each entry; it tells apart what happened in the same second.
    """

    entry_id: int
    happened_at: datetime
    kind: str
    by_id: int
    details: Mapping[str, object]
