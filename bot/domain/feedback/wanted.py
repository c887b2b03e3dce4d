"""What to look for among items of feedback."""

from dataclasses import dataclass
from datetime import date

from bot.domain.feedback.item import Kind, State


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items to look for: of these kinds and states (all when empty), and these weeks.

    `since` and `until` are Mondays, both included.
    """

    kinds: frozenset[Kind] = frozenset()
    states: frozenset[State] = frozenset()
    since: date | None = None
    until: date | None = None
