"""How much each person did today, where there is a limit: known to the running program alone."""

from collections import Counter
from datetime import datetime

from bot.domain.people import Person


class DayCount:
    """How much each person sent today. It is in memory alone, and yesterday's is forgotten."""

    def __init__(self) -> None:
        self._day = 0
        self._sent: Counter[tuple[int, int]] = Counter()

    def so_far(self, person: Person, now: datetime) -> int:
        """Return how much the person sent in their group today (UTC)."""
        if now.toordinal() != self._day:
            self._day, self._sent = now.toordinal(), Counter()
        return self._sent[person.group_id, person.user_id]

    def add(self, person: Person) -> None:
        """Count one more."""
        self._sent[person.group_id, person.user_id] += 1
