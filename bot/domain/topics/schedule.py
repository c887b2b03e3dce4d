"""Schedules: how often a group's topics come round, and at what time of its own clocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from bot.domain.refusals import BadInput
from bot.domain.topics.local_time import read_date, read_time, read_zone

MAX_WEEKS = 12
LAST = -1
NTHS = (1, 2, 3, 4, LAST)
SHORTEST_MONTH = 28
LONGEST_MONTH = 31


class Kind(StrEnum):
    """How a schedule comes round."""

    WEEKS = "weeks"
    MONTH_DAY = "month_day"
    MONTH_WEEKDAY = "month_weekday"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When something comes round, in the local time of a place.

    `WEEKS`: every `every` weeks (1 to 12) on `weekday` (0 is Monday), counted from the first such
    day on or after `start`. `MONTH_DAY`: on the `day`-th of each month (1 to 31), and on the last
    day of a month that is too short for it. `MONTH_WEEKDAY`: on the `nth` (1 to 4, or LAST)
    `weekday` of each month. What a kind doesn't use is left as it is by default. Nothing comes
    before `start`. `zone` is a name of the IANA time zone database.
    """

    kind: Kind
    at: time
    zone: str
    start: date
    every: int = 1
    weekday: int = 0
    day: int = 1
    nth: int = 1

    def to_plain(self) -> dict[str, object]:
        """Write it as values that JSON can carry."""
        return {
            "kind": str(self.kind),
            "at": f"{self.at:%H:%M}",
            "zone": self.zone,
            "start": self.start.isoformat(),
            "every": self.every,
            "weekday": self.weekday,
            "day": self.day,
            "nth": self.nth,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Recurrence":
        """Read what `to_plain` wrote. Raises BadInput for values that no schedule has."""
        try:
            return check(Typed(**plain))
        except (TypeError, AttributeError):
            raise BadInput("topics.refused.form_changed") from None


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form of a schedule: texts letter for letter, the rest as chosen.

    The fields are those of Recurrence.
    """

    kind: str
    at: str
    zone: str
    start: str
    every: int = 1
    weekday: int = 0
    day: int = 1
    nth: int = 1


def check(typed: Typed) -> Recurrence:
    """Turn what was typed into a schedule.

    Raises BadInput for a zone, time or date that can't be read, and for a choice that the form
    doesn't offer.
    """
    if (
        typed.kind not in set(Kind)
        or typed.every not in range(1, MAX_WEEKS + 1)
        or typed.weekday not in range(7)
        or typed.day not in range(1, LONGEST_MONTH + 1)
        or typed.nth not in NTHS
    ):
        raise BadInput("topics.refused.form_changed")
    kind = Kind(typed.kind)
    return Recurrence(
        kind=kind,
        at=read_time(typed.at),
        zone=read_zone(typed.zone),
        start=read_date(typed.start),
        # What the kind doesn't use is forgotten, so that equal schedules are equal values.
        every=typed.every if kind is Kind.WEEKS else 1,
        weekday=0 if kind is Kind.MONTH_DAY else typed.weekday,
        day=typed.day if kind is Kind.MONTH_DAY else 1,
        nth=typed.nth if kind is Kind.MONTH_WEEKDAY else 1,
    )


class Form(StrEnum):
    """The sentence that tells of a recurrence; its blanks are those of Description."""

    WEEKLY = "weekly"
    EVERY_WEEKS = "every_weeks"
    MONTH_DAY = "month_day"
    MONTH_DAY_OR_LAST = "month_day_or_last"
    MONTH_END = "month_end"
    MONTH_NTH = "month_nth"
    MONTH_LAST = "month_last"


@dataclass(frozen=True, slots=True)
class Description:
    """What a sentence about a schedule says, without its words.

    `number` is how many weeks (EVERY_WEEKS), which day of the month (MONTH_DAY, and
    MONTH_DAY_OR_LAST where some months are too short), or which one in the month (MONTH_NTH);
    `weekday` counts from 0, Monday. None: the sentence has no such blank.
    """

    form: Form
    at: time
    zone: str
    start: date
    number: int | None = None
    weekday: int | None = None


def describe(recurrence: Recurrence) -> Description:
    """Say which sentence fits a recurrence, and what stands in it."""
    number: int | None = None
    match recurrence.kind:
        case Kind.WEEKS:
            alone = recurrence.every == 1
            form, number = (Form.WEEKLY, None) if alone else (Form.EVERY_WEEKS, recurrence.every)
        case Kind.MONTH_DAY if recurrence.day == LONGEST_MONTH:
            form = Form.MONTH_END
        case Kind.MONTH_DAY:
            short = recurrence.day > SHORTEST_MONTH
            form, number = Form.MONTH_DAY_OR_LAST if short else Form.MONTH_DAY, recurrence.day
        case Kind.MONTH_WEEKDAY:
            last = recurrence.nth == LAST
            form, number = (Form.MONTH_LAST, None) if last else (Form.MONTH_NTH, recurrence.nth)
    weekday = None if recurrence.kind is Kind.MONTH_DAY else recurrence.weekday
    where = (recurrence.at, recurrence.zone, recurrence.start)
    return Description(form, *where, number=number, weekday=weekday)
