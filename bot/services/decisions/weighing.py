"""Weighing: the worksheets that are open, in memory alone. Nothing of them is ever written."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.decisions.weighing import Sheet
from bot.domain.people import Person
from bot.services.decisions.reading import Shown
from bot.words import say

REST = timedelta(hours=1)
MOST = 1000
Key = tuple[int, int, str]


@dataclass(frozen=True)
class Weighing:
    """One sheet for each person and decision, until it was left alone for an hour.

    Of more than 1,000 the one that was left alone longest is let go. A restart lets all go.
    """

    _now: Callable[[], datetime]
    _sheets: OrderedDict[Key, tuple[Sheet, datetime]] = field(
        default_factory=OrderedDict[Key, tuple[Sheet, datetime]], repr=False
    )

    def find(self, person: Person, decision_id: str) -> Sheet | None:
        """Return the person's own sheet, None where there is none (any more)."""
        self.sweep()
        found = self._sheets.get(_key(person, decision_id))
        return found[0] if found else None

    def keep(self, person: Person, decision_id: str, sheet: Sheet) -> None:
        """Hold a sheet as it is now, for an hour from now on."""
        key = _key(person, decision_id)
        self._sheets[key] = sheet, self._now()
        self._sheets.move_to_end(key)
        if len(self._sheets) > MOST:
            self._sheets.popitem(last=False)

    def drop(self, person: Person, decision_id: str) -> None:
        """Let a sheet go. Repeatable."""
        self._sheets.pop(_key(person, decision_id), None)

    def sweep(self) -> None:
        """Let go of what nobody came back to."""
        over = self._now() - REST
        while self._sheets and next(iter(self._sheets.values()))[1] <= over:
            self._sheets.popitem(last=False)

    def forget(self, person: Person) -> None:
        """Let go of all of a person's sheets in a group, when they erase their data."""
        own = person.group_id, person.user_id
        for key in [key for key in self._sheets if key[:2] == own]:
            del self._sheets[key]


def weighable(shown: Shown) -> tuple[str, ...]:
    """Return what there is to choose from: the card's options, and last that nothing changes.

    Empty while the card has none: what is so now is then beside nothing.
    """
    keep = say("polls.standing.keep")
    found = tuple(each.text for each in shown.options if each.text != keep)
    return (*found, keep) if found else ()


def _key(person: Person, decision_id: str) -> Key:
    return person.group_id, person.user_id, decision_id
