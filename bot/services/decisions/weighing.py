"""Weighing: the worksheets that are open, in memory alone. Nothing of them is ever written.

A sheet is about a shared decision, with the aid that goes along if there is one, or about an aid
that somebody reads alone.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.aids.aid import Edition, Value
from bot.domain.decisions.weighing import Matter, Sheet
from bot.domain.people import Person
from bot.domain.polls.options import look
from bot.services.decisions.reading import Shown
from bot.words import say

REST = timedelta(hours=1)
MOST = 1000
# Before the key of an aid; a decision's id has no sign in it.
AID = "aid~"
Key = tuple[int, int, str]


@dataclass(frozen=True)
class Weighing:
    """One sheet for each person and matter, until it was left alone for an hour.

    Of more than 1,000 the one that was left alone longest is let go. A restart lets all go.
    """

    _now: Callable[[], datetime]
    _sheets: OrderedDict[Key, tuple[Sheet, datetime]] = field(
        default_factory=OrderedDict[Key, tuple[Sheet, datetime]], repr=False
    )

    def find(self, person: Person, which: str) -> Sheet | None:
        """Return the person's own sheet, None where there is none (any more)."""
        self.sweep()
        found = self._sheets.get(_key(person, which))
        return found[0] if found else None

    def keep(self, person: Person, which: str, sheet: Sheet) -> None:
        """Hold a sheet as it is now, for an hour from now on."""
        key = _key(person, which)
        self._sheets[key] = sheet, self._now()
        self._sheets.move_to_end(key)
        if len(self._sheets) > MOST:
            self._sheets.popitem(last=False)

    def drop(self, person: Person, which: str) -> None:
        """Let a sheet go. Repeatable."""
        self._sheets.pop(_key(person, which), None)

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


def matter_of_decision(shown: Shown, aid: Edition | None) -> Matter:
    """Return what a sheet about a decision is about: the card's options, last that nothing changes.

    There are none while the card has none: what is so now is then beside nothing. An aid's option
    that leaves things as they are is that last one.
    """
    keep = say("polls.standing.keep")
    found = tuple(each.text for each in shown.options if each.text != keep)
    options = (*found, keep) if found else ()
    values = tuple(_speaking_of(options, keep, aid)) if aid else ()
    return Matter(shown.decision.decision_id, shown.decision.asked.what, options, values)


def matter_of_aid(aid: Edition) -> Matter:
    """Return what a sheet about an aid alone is about."""
    options = tuple(each.name for each in aid.aid.options)
    return Matter(f"{AID}{aid.key}", aid.aid.question, options, aid.aid.values)


def _speaking_of(options: tuple[str, ...], keep: str, aid: Edition) -> Iterator[Value]:
    """Yield an aid's values with the options' names as they stand on the decision's card."""
    by_look = {look(each): each for each in options}
    by_look |= {look(each.name): keep for each in aid.aid.options if each.stays}

    def here(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(by_look[look(each)] for each in names if look(each) in by_look)

    for each in aid.aid.values:
        yield Value(each.statement, here(each.speaks_for), here(each.speaks_against))


def _key(person: Person, which: str) -> Key:
    return person.group_id, person.user_id, which
