"""Support: help lines by country and of a group's own, each with the date of its check."""

from collections.abc import Collection
from dataclasses import astuple, dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.refusals import BadInput

# An entry that was checked longer ago may be out of date, and those who keep it are told.
OLD_AFTER = timedelta(days=180)
# A group's own lines stand on one message beside a country's, whatever is typed.
MOST_OWN, ROOM = 10, 1000
LENGTHS = {"name": 80, "how": 30, "dial": 150, "hours": 60}


@dataclass(frozen=True, slots=True)
class Line:
    """One help line. `how` says what to do ("call"), `dial` is the number as it is dialled."""

    name: str
    how: str
    dial: str
    hours: str
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Country:
    """The help lines of one country. `code` is ISO 3166-1 alpha-2."""

    code: str
    name: str
    lines: tuple[Line, ...]

    @property
    def oldest(self) -> date:
        """The day since when one of its lines wasn't checked again."""
        return min(line.checked_on for line in self.lines)


@dataclass(frozen=True, slots=True)
class Typed:
    """What moderators type of a line of their own; `dial` is a number or any address."""

    name: str
    how: str
    dial: str
    hours: str = ""

    @property
    def length(self) -> int:
        """How many characters it takes."""
        return sum(map(len, astuple(self)))


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A help line of a group's own. `checked_on` is the day on which a moderator confirmed it."""

    line_id: str
    group_id: int
    typed: Typed
    checked_on: date


def check_own(typed: Typed, others: Collection[Typed], *, new: bool) -> Typed:
    """Return what was typed without the blanks around it, if it fits beside the group's others.

    Raises BadInput: without a name, a way or a number, or where there is no room for it.
    """
    # Blanks inside a number stay as they were typed.
    cut = Typed(*(" ".join(text.splitlines()).strip() for text in astuple(typed)))
    if not all(any(map(str.isprintable, text)) for text in (cut.name, cut.how, cut.dial)):
        raise BadInput("support.refused.lacking")
    if any(len(getattr(cut, name)) > most for name, most in LENGTHS.items()):
        raise BadInput("support.refused.long")
    if new and len(others) >= MOST_OWN:
        raise BadInput("support.refused.most", most=MOST_OWN)
    if cut.length + sum(each.length for each in others) > ROOM:
        raise BadInput("support.refused.room", most=ROOM)
    return cut


def is_old(checked_on: date, today: date) -> bool:
    """Say whether an entry was checked longer ago than 180 days."""
    return today - checked_on > OLD_AFTER


def old_at(checked_on: date, zone: str) -> datetime:
    """Return when an entry begins to be old, on a group's clocks: the day after 180 days."""
    first = checked_on + OLD_AFTER + timedelta(days=1)
    return datetime.combine(first, time(), ZoneInfo(zone))
